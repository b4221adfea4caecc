package org.nsm.api.event;

import java.net.InetAddress;
import org.nsm.api.Name;

/**
 * Address resolution on an Ethernet (RFC 826). Hardware addresses are written as {@code aa:bb:cc:dd:ee:ff}.
 */
public sealed interface ArpEvent extends Event {

    /**
     * A host asked who has an address.
     *
     * @param macSource      the source of the Ethernet frame
     * @param macDestination the destination of the Ethernet frame, normally the broadcast address
     * @param spa            the sender's protocol address
     * @param sha            the sender's hardware address
     * @param tpa            the address asked for
     * @param tha            the target's hardware address, which the sender does not know and normally sets to zeros
     */
    @Name("arp_request")
    record Request(
            @Name("mac_src") String macSource,
            @Name("mac_dst") String macDestination,
            @Name("SPA") InetAddress spa,
            @Name("SHA") String sha,
            @Name("TPA") InetAddress tpa,
            @Name("THA") String tha)
            implements ArpEvent {}

    /**
     * A host answered that it has an address.
     *
     * @param macSource      the source of the Ethernet frame
     * @param macDestination the destination of the Ethernet frame
     * @param spa            the address that the sender claims
     * @param sha            the hardware address that it is to be found at
     * @param tpa            the protocol address of who asked
     * @param tha            the hardware address of who asked
     */
    @Name("arp_reply")
    record Reply(
            @Name("mac_src") String macSource,
            @Name("mac_dst") String macDestination,
            @Name("SPA") InetAddress spa,
            @Name("SHA") String sha,
            @Name("TPA") InetAddress tpa,
            @Name("THA") String tha)
            implements ArpEvent {}

    /**
     * A packet that is no sound ARP, or that claims a sender other than the frame's.
     *
     * @param spa         the sender's protocol address, as far as it can be found
     * @param sha         the sender's hardware address
     * @param tpa         the target's protocol address
     * @param tha         the target's hardware address
     * @param explanation what is wrong, such as {@code weird-arp-sha}
     */
    @Name("bad_arp")
    record Bad(
            @Name("SPA") InetAddress spa,
            @Name("SHA") String sha,
            @Name("TPA") InetAddress tpa,
            @Name("THA") String tha,
            String explanation)
            implements ArpEvent {}
}
