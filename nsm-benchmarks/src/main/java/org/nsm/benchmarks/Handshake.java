package org.nsm.benchmarks;

import org.nsm.api.Analyzer;

/** Opens TCP connections to one server, each from an address of its own. */
final class Handshake {

    static final int SERVER = 0xc0a8_0001;
    static final int SERVER_PORT = 4000;
    static final int CLIENT_PORT = 40000;

    /** The number that each side starts from; the first byte has the next one. */
    static final int INITIAL_SEQUENCE = 0x7000_0000;

    private static final long STEP_NANOS = 100;

    private final byte[] frames = new byte[3 * Frames.TCP_HEADERS];
    private final SyntheticPacket packet = new SyntheticPacket(frames);

    Handshake() {
        int client = Frames.address(0);
        int first = INITIAL_SEQUENCE;
        Frames.tcp(frames, 0, client, CLIENT_PORT, SERVER, SERVER_PORT, Frames.SYN, 0);
        Frames.sequence(frames, 0, first, 0);
        int second = Frames.TCP_HEADERS;
        Frames.tcp(frames, second, SERVER, SERVER_PORT, client, CLIENT_PORT, Frames.SYN | Frames.ACK, 0);
        Frames.sequence(frames, second, first, first + 1);
        int third = 2 * Frames.TCP_HEADERS;
        Frames.tcp(frames, third, client, CLIENT_PORT, SERVER, SERVER_PORT, Frames.ACK, 0);
        Frames.sequence(frames, third, first + 1, first + 1);
    }

    /** Opens the connection of the client with this number. */
    void open(Analyzer analyzer, int client) {
        Frames.tcpSource(frames, 0, Frames.address(client));
        Frames.tcpDestination(frames, Frames.TCP_HEADERS, Frames.address(client));
        Frames.tcpSource(frames, 2 * Frames.TCP_HEADERS, Frames.address(client));
        for (int i = 0; i < 3; i++) {
            analyzer.feed(packet.next(i * Frames.TCP_HEADERS, Frames.TCP_HEADERS, STEP_NANOS));
        }
    }

    /** Lets time pass. */
    void pause(long nanos) {
        packet.next(0, 0, nanos);
    }

    /** The time that has been reached. */
    long timeNanos() {
        return packet.timeNanos();
    }

    /** The packet of the last handshake; its time goes on from there. */
    SyntheticPacket continuedIn(byte[] others) {
        SyntheticPacket following = new SyntheticPacket(others);
        return following.next(0, 0, packet.timeNanos() - following.timeNanos());
    }
}
