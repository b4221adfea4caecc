package org.nsm.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    Exchange(Analyzer analyzer, List<Message> messages) {
        this.analyzer = analyzer;
        Handshake handshake = new Handshake();
        handshake.open(analyzer, 0);
        at = new int[messages.size() + 1];
        isOrig = new boolean[messages.size()];
        for (int i = 0; i < isOrig.length; i++) {
            at[i + 1] = at[i] + Frames.TCP_HEADERS + messages.get(i).bytes.length;
            isOrig[i] = messages.get(i).isOrig;
        }
        frames = new byte[at[isOrig.length]];
        for (int i = 0; i < isOrig.length; i++) {
            byte[] bytes = messages.get(i).bytes;
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
    record Message(boolean isOrig, byte[] bytes) {

        static Message text(boolean isOrig, String text) {
            return new Message(isOrig, text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** The same bytes in several messages of at most a length. */
        List<Message> cut(int length) {
            List<Message> pieces = new ArrayList<>();
            for (int from = 0; from < bytes.length; from += length) {
                int to = Math.min(bytes.length, from + length);
                pieces.add(new Message(isOrig, Arrays.copyOfRange(bytes, from, to)));
            }
            return pieces;
        }
    }

    /** Analyses each message once. */
    void feed() {
        feed(0, isOrig.length);
    }

    /** Analyses the messages from one up to another. */
    void feed(int from, int to) {
        for (int i = from; i < to; i++) {
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
