package org.nsm.benchmarks;

import java.util.List;
import org.nsm.api.Analyzer;

/** The same messages again and again between a client and a UDP port of a server, each in a datagram of its own. */
final class Datagrams {

    private static final long STEP_NANOS = 1_000;

    private final Analyzer analyzer;
    private final SyntheticPacket packet;
    private final int[] at;

    Datagrams(Analyzer analyzer, int port, List<Exchange.Message> messages) {
        this.analyzer = analyzer;
        at = new int[messages.size() + 1];
        for (int i = 0; i < messages.size(); i++) {
            at[i + 1] = at[i] + Frames.UDP_HEADERS + messages.get(i).bytes().length;
        }
        byte[] frames = new byte[at[messages.size()]];
        int client = Frames.address(0);
        for (int i = 0; i < messages.size(); i++) {
            byte[] bytes = messages.get(i).bytes();
            System.arraycopy(bytes, 0, frames, at[i] + Frames.UDP_HEADERS, bytes.length);
            if (messages.get(i).isOrig()) {
                Frames.udp(frames, at[i], client, Handshake.CLIENT_PORT, Handshake.SERVER, port, bytes.length);
            } else {
                Frames.udp(frames, at[i], Handshake.SERVER, port, client, Handshake.CLIENT_PORT, bytes.length);
            }
        }
        packet = new SyntheticPacket(frames);
    }

    /** Analyses each message once. */
    void feed() {
        for (int i = 0; i + 1 < at.length; i++) {
            analyzer.feed(packet.next(at[i], at[i + 1] - at[i], STEP_NANOS));
        }
    }
}
