package org.nsm.benchmarks;

import org.nsm.api.Analyzer;

/** A datagram of UDP in fragments of one length, to be sent again and again. */
final class FragmentedDatagram {

    private static final long STEP_NANOS = 1_000;

    private final byte[] frames;
    private final int frameLength;
    private final SyntheticPacket packet;

    /**
     * Cuts a datagram.
     *
     * @param fragments  into how many parts
     * @param partLength how many octets each has, a multiple of 8
     */
    FragmentedDatagram(int fragments, int partLength) {
        int client = Frames.address(0);
        byte[] whole = new byte[Frames.TRANSPORT + fragments * partLength];
        int payload = fragments * partLength - (Frames.UDP_HEADERS - Frames.TRANSPORT);
        Frames.udp(whole, 0, client, Handshake.CLIENT_PORT, Handshake.SERVER, Handshake.SERVER_PORT, payload);
        frameLength = Frames.TRANSPORT + partLength;
        frames = new byte[fragments * frameLength];
        for (int i = 0; i < fragments; i++) {
            int from = i * partLength;
            int at = i * frameLength;
            System.arraycopy(whole, Frames.TRANSPORT + from, frames, at + Frames.TRANSPORT, partLength);
            Frames.fragment(frames, at, client, Handshake.SERVER, from, i + 1 < fragments, partLength);
        }
        packet = new SyntheticPacket(frames);
    }

    /** Analyses a fragment of the datagram with this identification. */
    void feed(Analyzer analyzer, int fragment, int identification) {
        int at = fragment * frameLength;
        Frames.identification(frames, at, identification);
        analyzer.feed(packet.next(at, frameLength, STEP_NANOS));
    }
}
