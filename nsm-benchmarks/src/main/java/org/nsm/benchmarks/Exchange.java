package org.nsm.benchmarks;

import org.nsm.api.Analyzer;

/** The same messages again and again on one connection, each in a segment of its own. */
final class Exchange {

    private static final long STEP_NANOS = 1_000;

    private final Analyzer analyzer;
    private final SyntheticPacket packet;
    private final byte[] frames;
    private final int[] at;
    private final boolean[] isOrig;
    private int clientSequence = Handshake.INITIAL_SEQUENCE + 1;
    private int serverSequence = Handshake.INITIAL_SEQUENCE + 1;

    /** Opens the connection. */
    Exchange(Analyzer analyzer, Message... messages) {
        this.analyzer = analyzer;
        Handshake handshake = new Handshake();
        handshake.open(analyzer, 0);
        at = new int[messages.length + 1];
        isOrig = new boolean[messages.length];
        for (int i = 0; i < messages.length; i++) {
            at[i + 1] = at[i] + Frames.TCP_HEADERS + messages[i].bytes.length;
            isOrig[i] = messages[i].isOrig;
        }
        frames = new byte[at[messages.length]];
        for (int i = 0; i < messages.length; i++) {
            byte[] bytes = messages[i].bytes;
            System.arraycopy(bytes, 0, frames, at[i] + Frames.TCP_HEADERS, bytes.length);
            int client = Frames.address(0);
            Frames.tcp(
                    frames,
                    at[i],
                    isOrig[i] ? client : Handshake.SERVER,
                    isOrig[i] ? Handshake.CLIENT_PORT : Handshake.SERVER_PORT,
                    isOrig[i] ? Handshake.SERVER : client,
                    isOrig[i] ? Handshake.SERVER_PORT : Handshake.CLIENT_PORT,
                    Frames.ACK,
                    bytes.length);
        }
        packet = handshake.continuedIn(frames);
    }

    /** What one side sends. */
    record Message(boolean isOrig, byte[] bytes) {}

    /** Analyses each message once. */
    void feed() {
        for (int i = 0; i < isOrig.length; i++) {
            int length = at[i + 1] - at[i];
            int payload = length - Frames.TCP_HEADERS;
            if (isOrig[i]) {
                Frames.sequence(frames, at[i], clientSequence, serverSequence);
                clientSequence += payload;
            } else {
                Frames.sequence(frames, at[i], serverSequence, clientSequence);
                serverSequence += payload;
            }
            analyzer.feed(packet.next(at[i], length, STEP_NANOS));
        }
    }
}
