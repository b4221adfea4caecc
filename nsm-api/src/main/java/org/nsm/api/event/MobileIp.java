package org.nsm.api.event;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/**
 * How mobile hosts tell where they are (RFC 6275). The options of the messages have the form of those of IPv6, with
 * types of their own (section 6.2).
 */
public final class MobileIp {

    private MobileIp() {}

    /**
     * The header that a message is in (section 6.1.1).
     *
     * @param nextHeader  the number of the header that follows, normally 59 for none, 0 to 255
     * @param length      the length of this header in units of 8 bytes, the first 8 bytes not counted, 0 to 255
     * @param messageType the kind of message, 0 to 255
     * @param reserved    the reserved octet, normally 0
     * @param checksum    the checksum as it is in the header, 0 to 65535
     * @param message     the message
     */
    @Name("ip6_mobility_hdr")
    public record Header(
            @Name("nxt") int nextHeader,
            @Name("len") int length,
            @Name("mh_type") int messageType,
            @Name("rsv") int reserved,
            @Name("chksum") int checksum,
            @Name("msg") Message message) {}

    /**
     * A message. One of its parts is there, as {@code id} says; none for a kind that is not known or does not fit.
     *
     * @param id                     the kind of message: 0 to 7 in the order of the parts
     * @param bindingRefreshRequest  0: the request to renew a binding, or null
     * @param homeTestInit           1: the start of the test by way of home, or null
     * @param careOfTestInit         2: the start of the direct test, or null
     * @param homeTest               3: the answer to the test by way of home, or null
     * @param careOfTest             4: the answer to the direct test, or null
     * @param bindingUpdate          5: where the host is now, or null
     * @param bindingAcknowledgement 6: the answer to that, or null
     * @param bindingError           7: a refusal, or null
     */
    @Name("ip6_mobility_msg")
    public record Message(
            int id,
            @Name("brr") @Nullable BindingRefreshRequest bindingRefreshRequest,
            @Name("hoti") @Nullable HomeTestInit homeTestInit,
            @Name("coti") @Nullable CareOfTestInit careOfTestInit,
            @Name("hot") @Nullable HomeTest homeTest,
            @Name("cot") @Nullable CareOfTest careOfTest,
            @Name("bu") @Nullable BindingUpdate bindingUpdate,
            @Name("back") @Nullable BindingAcknowledgement bindingAcknowledgement,
            @Name("be") @Nullable BindingError bindingError) {}

    /**
     * A peer asks a mobile host to renew its binding (section 6.1.2).
     *
     * @param reserved the reserved 16 bits, normally 0
     * @param options  the options in their order, padding included
     */
    @Name("ip6_mobility_brr")
    public record BindingRefreshRequest(@Name("rsv") int reserved, List<Ip.Option> options) {

        /** Copies the list. */
        public BindingRefreshRequest {
            options = List.copyOf(options);
        }
    }

    /**
     * A mobile host asks for a token by way of its home network (section 6.1.3).
     *
     * @param reserved the reserved 16 bits, normally 0
     * @param cookie   what the answer is recognised by, 64 bits unsigned
     * @param options  the options in their order, padding included
     */
    @Name("ip6_mobility_hoti")
    public record HomeTestInit(@Name("rsv") int reserved, long cookie, List<Ip.Option> options) {

        /** Copies the list. */
        public HomeTestInit {
            options = List.copyOf(options);
        }
    }

    /**
     * A mobile host asks for a token directly (section 6.1.4).
     *
     * @param reserved the reserved 16 bits, normally 0
     * @param cookie   what the answer is recognised by, 64 bits unsigned
     * @param options  the options in their order, padding included
     */
    @Name("ip6_mobility_coti")
    public record CareOfTestInit(@Name("rsv") int reserved, long cookie, List<Ip.Option> options) {

        /** Copies the list. */
        public CareOfTestInit {
            options = List.copyOf(options);
        }
    }

    /**
     * The peer's token for the home address (section 6.1.5).
     *
     * @param nonceIndex which of its nonces the peer made the token from, 0 to 65535
     * @param cookie     the cookie of the question, 64 bits unsigned
     * @param token      the token, 64 bits unsigned
     * @param options    the options in their order, padding included
     */
    @Name("ip6_mobility_hot")
    public record HomeTest(@Name("nonce_idx") int nonceIndex, long cookie, long token, List<Ip.Option> options) {

        /** Copies the list. */
        public HomeTest {
            options = List.copyOf(options);
        }
    }

    /**
     * The peer's token for the present address (section 6.1.6).
     *
     * @param nonceIndex which of its nonces the peer made the token from, 0 to 65535
     * @param cookie     the cookie of the question, 64 bits unsigned
     * @param token      the token, 64 bits unsigned
     * @param options    the options in their order, padding included
     */
    @Name("ip6_mobility_cot")
    public record CareOfTest(@Name("nonce_idx") int nonceIndex, long cookie, long token, List<Ip.Option> options) {

        /** Copies the list. */
        public CareOfTest {
            options = List.copyOf(options);
        }
    }

    /**
     * A mobile host says where it is now (section 6.1.7).
     *
     * @param seq              the sequence number of the update, 0 to 65535
     * @param acknowledge      whether an answer is wanted
     * @param homeRegistration whether the receiver is asked to be the home agent
     * @param linkLocal        whether the host's link-local address has the interface identifier of its home address
     * @param keyManagement    whether the keys of the connection to the home agent survive the move
     * @param lifetime         for how long the binding holds, in units of 4 seconds, 0 to 65535; 0 ends it
     * @param options          the options in their order, padding included
     */
    @Name("ip6_mobility_bu")
    public record BindingUpdate(
            int seq,
            @Name("a") boolean acknowledge,
            @Name("h") boolean homeRegistration,
            @Name("l") boolean linkLocal,
            @Name("k") boolean keyManagement,
            @Name("life") int lifetime,
            List<Ip.Option> options) {

        /** Copies the list. */
        public BindingUpdate {
            options = List.copyOf(options);
        }
    }

    /**
     * The answer to an update (section 6.1.8).
     *
     * @param status        0 to 127 accepted, 128 to 255 refused
     * @param keyManagement whether the keys of the connection to the home agent survive the move
     * @param seq           the sequence number of the update, 0 to 65535
     * @param lifetime      for how long the binding holds, in units of 4 seconds, 0 to 65535
     * @param options       the options in their order, padding included
     */
    @Name("ip6_mobility_back")
    public record BindingAcknowledgement(
            int status,
            @Name("k") boolean keyManagement,
            int seq,
            @Name("life") int lifetime,
            List<Ip.Option> options) {

        /** Copies the list. */
        public BindingAcknowledgement {
            options = List.copyOf(options);
        }
    }

    /**
     * A refusal of what needs a binding or is not understood (section 6.1.9).
     *
     * @param status      1 for a home address without binding, 2 for an unknown kind of message, 0 to 255
     * @param homeAddress the home address that it is about, or {@code ::}
     * @param options     the options in their order, padding included
     */
    @Name("ip6_mobility_be")
    public record BindingError(int status, @Name("hoa") InetAddress homeAddress, List<Ip.Option> options) {

        /** Copies the list. */
        public BindingError {
            options = List.copyOf(options);
        }
    }
}
