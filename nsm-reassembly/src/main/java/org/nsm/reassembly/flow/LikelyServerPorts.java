package org.nsm.reassembly.flow;

import java.util.BitSet;
import java.util.Set;
import org.nsm.api.Port;
import org.nsm.api.Transport;

/** The ports that give away the responder of a connection whose beginning was not seen. */
public final class LikelyServerPorts {

    private static final int[] DOCUMENTED_TCP = {
        21, 22, 25, 53, 80, 81, 88, 135, 139, 143, 443, 445, 502, 563, 585, 587, 614, 631, 636, 989, 990, 992, 993, 995,
        1080, 1434, 2811, 3128, 3306, 3389, 5222, 5223, 5269, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000
    };
    private static final int[] DOCUMENTED_UDP = {
        53, 67, 88, 137, 161, 162, 443, 514, 1812, 2123, 2152, 3544, 4011, 5060, 5072, 5353, 5355, 20000
    };

    private final BitSet tcp = new BitSet();
    private final BitSet udp = new BitSet();

    /**
     * The documented ports and others.
     *
     * @param added the others
     */
    public LikelyServerPorts(Set<Port> added) {
        for (int port : DOCUMENTED_TCP) {
            tcp.set(port);
        }
        for (int port : DOCUMENTED_UDP) {
            udp.set(port);
        }
        for (Port port : added) {
            (port.transport() == Transport.TCP ? tcp : udp).set(port.number());
        }
    }

    /**
     * Whether the first TCP packet seen comes from the responder.
     *
     * @param source      the sender's port
     * @param destination the receiver's port
     * @param syn         whether the packet has SYN
     * @param ack         whether the packet has ACK
     * @return true if the roles are to be swapped
     */
    public boolean tcpIsReversed(int source, int destination, boolean syn, boolean ack) {
        if (syn && !ack || !tcp.get(source)) {
            return false;
        }
        return !tcp.get(destination) || !syn && source < destination;
    }

    /**
     * Whether the first datagram seen comes from the responder.
     *
     * @param source      the sender's port
     * @param destination the receiver's port
     * @return true if the roles are to be swapped
     */
    public boolean udpIsReversed(int source, int destination) {
        return udp.get(source) && !udp.get(destination);
    }
}
