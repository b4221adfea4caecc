package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/**
 * What SNMP messages hold (RFC 1157, RFC 3416, RFC 3412). Numbers have as many bits as a message cares to give them, up
 * to 64.
 */
public final class Snmp {

    private Snmp() {}

    /**
     * What precedes the PDU. One of the three is set, by the version.
     *
     * @param version 0 for version 1, 1 for version 2c, 3 for version 3
     * @param v1      the header of version 1
     * @param v2      the header of version 2c
     * @param v3      the header of version 3
     */
    @Name("SNMP::Header")
    public record Header(
            int version,
            @Nullable HeaderV1 v1,
            @Nullable HeaderV2 v2,
            @Nullable HeaderV3 v3) {}

    /**
     * The header of version 1 (RFC 1157, section 4).
     *
     * @param community the community
     */
    @Name("SNMP::HeaderV1")
    public record HeaderV1(String community) {}

    /**
     * The header of version 2c (RFC 1901, section 3).
     *
     * @param community the community
     */
    @Name("SNMP::HeaderV2")
    public record HeaderV2(String community) {}

    /**
     * The header of version 3 (RFC 3412, section 6).
     *
     * @param messageId          what ties the answer to the request
     * @param maximumSize        the longest message that the sender takes, in bytes
     * @param flags              the flags as sent
     * @param authenticated      bit 0: the message is authenticated
     * @param encrypted          bit 1: the message is encrypted
     * @param reportable         bit 2: a report is wanted where something is wrong
     * @param securityModel      who vouches for the message: 3 for users (RFC 3414)
     * @param securityParameters what that model adds, in BER
     * @param context            what the PDU is about; null where it is encrypted or unknown
     */
    @Name("SNMP::HeaderV3")
    public record HeaderV3(
            @Name("id") long messageId,
            @Name("max_size") long maximumSize,
            int flags,
            @Name("auth_flag") boolean authenticated,
            @Name("priv_flag") boolean encrypted,
            @Name("reportable_flag") boolean reportable,
            long securityModel,
            @Name("security_params") ByteBuf securityParameters,
            @Name("pdu_context") @Nullable ScopedPduContext context) {}

    /**
     * What a PDU of version 3 is about (RFC 3412, section 6.8).
     *
     * @param engineId the engine that has the objects
     * @param name     the context within that engine
     */
    @Name("SNMP::ScopedPDU_Context")
    public record ScopedPduContext(ByteBuf engineId, String name) {}

    /**
     * A PDU of the common form (RFC 3416, section 3).
     *
     * @param requestId   what ties the answer to the request; signed
     * @param errorStatus 0, or what went wrong; signed
     * @param errorIndex  which binding it is about, from 1; 0 for none; signed
     * @param bindings    the objects
     */
    @Name("SNMP::PDU")
    public record Pdu(long requestId, long errorStatus, long errorIndex, List<Binding> bindings) {

        /** Copies the list. */
        public Pdu {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * A trap of version 1 (RFC 1157, section 4.1.6).
     *
     * @param enterprise   the kind of agent, in dotted form
     * @param agent        the address of the agent; {@code ::} where the message does not hold an IPv4 address
     * @param genericTrap  0 cold start, 1 warm start, 2 link down, 3 link up, 4 authentication failure, 5 EGP neighbour
     *                     lost, 6 as the enterprise defines; signed
     * @param specificTrap what happened, as the enterprise defines; signed
     * @param timeStamp    how long the agent has been running, in hundredths of a second
     * @param bindings     more about it
     */
    @Name("SNMP::TrapPDU")
    public record TrapPdu(
            String enterprise,
            InetAddress agent,
            long genericTrap,
            long specificTrap,
            long timeStamp,
            List<Binding> bindings) {

        /** Copies the list. */
        public TrapPdu {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * A request for many objects (RFC 3416, section 4.2.3).
     *
     * @param requestId      what ties the answer to the request; signed
     * @param nonRepeaters   for how many bindings one successor is wanted
     * @param maxRepetitions how many successors of each of the others are wanted
     * @param bindings       the objects to start behind
     */
    @Name("SNMP::BulkPDU")
    public record BulkPdu(
            long requestId,
            long nonRepeaters,
            @Name("max_repititions") long maxRepetitions,
            List<Binding> bindings) {

        /** Copies the list. */
        public BulkPdu {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * An object and its value (RFC 3416, section 3).
     *
     * @param oid   the name of the object, in dotted form; empty where it cannot be read
     * @param value its value
     */
    @Name("SNMP::Binding")
    public record Binding(String oid, ObjectValue value) {}

    /**
     * The value of an object (RFC 3416, section 3). At most one of the others is set, by the tag; none for 0x05 null,
     * 0x80 no such object, 0x81 no such instance and 0x82 end of the view.
     *
     * @param tag      the BER tag
     * @param oid      of 0x06: the object identifier in dotted form
     * @param signed   of 0x02: the integer
     * @param unsigned of 0x41 counter, 0x42 gauge, 0x43 time ticks, 0x46 counter of 64 bits: the number, unsigned
     * @param address  of 0x40: the IPv4 address; {@code ::} where it does not have 4 bytes
     * @param octets   of all other tags: the content
     */
    @Name("SNMP::ObjectValue")
    public record ObjectValue(
            int tag,
            @Nullable String oid,
            @Nullable Long signed,
            @Nullable Long unsigned,
            @Nullable InetAddress address,
            @Nullable ByteBuf octets) {}
}
