package org.nsm.benchmarks;

import java.util.SplittableRandom;
import org.nsm.api.Analyzer;
import org.nsm.api.Statistics;
import org.nsm.api.event.TcpEvent;

/**
 * Many connections that stay open. One after the other, in an order drawn by lot, gets some packets with payload, to which
 * each side contributes in turn; a unit is such a packet.
 */
@SuppressWarnings("NullAway.Init") // set by open
final class ConnectionsTraffic extends Traffic {

    private static final int PAYLOAD = 100;
    private static final int LENGTH = Frames.TCP_HEADERS + PAYLOAD;
    private static final long STEP_NANOS = 100;

    /** More connections are not visited in one turn. */
    private static final int VISITS = 100_000;

    private final int[] order;
    private final int packets;
    private final int visits;
    private final byte[] frames = new byte[2 * LENGTH];
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int next;

    /** How many packets each connection has seen, before the present pass over all of them. */
    private int before;

    /**
     * Draws the order.
     *
     * @param connections how many there are
     * @param packets     how many packets a connection gets before it is the turn of the next
     */
    ConnectionsTraffic(int connections, int packets) {
        super(Math.min(connections, VISITS) * packets);
        this.packets = packets;
        visits = Math.min(connections, VISITS);
        order = new int[connections];
        SplittableRandom random = new SplittableRandom(connections);
        for (int i = 0; i < connections; i++) {
            int place = random.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        builder().withoutStandardProtocols();
        expect(TcpEvent.Contents.class, units());
    }

    @Override
    void open(Analyzer fresh) {
        analyzer = fresh;
        Handshake handshake = new Handshake();
        for (int i = 0; i < order.length; i++) {
            handshake.open(fresh, i);
        }
        int client = Frames.address(0);
        int server = Handshake.SERVER;
        Frames.tcp(frames, 0, client, Handshake.CLIENT_PORT, server, Handshake.SERVER_PORT, Frames.ACK, PAYLOAD);
        Frames.tcp(frames, LENGTH, server, Handshake.SERVER_PORT, client, Handshake.CLIENT_PORT, Frames.ACK, PAYLOAD);
        packet = handshake.continuedIn(frames);
    }

    @Override
    void turn() {
        for (int i = 0; i < visits; i++) {
            int address = Frames.address(order[next]);
            Frames.tcpSource(frames, 0, address);
            Frames.tcpDestination(frames, LENGTH, address);
            for (int seen = before; seen < before + packets; seen++) {
                int fromClient = Handshake.INITIAL_SEQUENCE + 1 + (seen + 1) / 2 * PAYLOAD;
                int fromServer = Handshake.INITIAL_SEQUENCE + 1 + seen / 2 * PAYLOAD;
                if (seen % 2 == 0) {
                    Frames.sequence(frames, 0, fromClient, fromServer);
                    analyzer.feed(packet.next(0, LENGTH, STEP_NANOS));
                } else {
                    Frames.sequence(frames, LENGTH, fromServer, fromClient);
                    analyzer.feed(packet.next(LENGTH, LENGTH, STEP_NANOS));
                }
            }
            if (++next == order.length) {
                next = 0;
                before += packets;
            }
        }
    }

    @Override
    void check(Statistics statistics, long turns) {
        Soundness.require(statistics.liveConnections() == order.length, "connections that ended", statistics);
    }
}
