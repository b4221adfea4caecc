package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.nsm.api.spi.Protocol;

/**
 * Recognises the protocols of one connection by what each side sends first, and keeps that for those who will read it.
 *
 * <p>Looks at {@value #LIMIT} bytes of each side at most. Ends when nothing can be recognised any more, or when what would
 * have to be kept passes its limits.
 */
final class Detection {

    /** How much of each side is looked at and kept. */
    static final int LIMIT = 1024;

    /** How much of each side is kept while one side has matched and the other has yet to: a long first message, say. */
    static final int HALFWAY_LIMIT = 8192;

    private final ProtocolChoice choice;
    private final SignatureTable table;
    private final boolean partial;
    private final boolean datagrams;
    private final Side originator;
    private final Side responder;
    private final BitSet recognised = new BitSet();
    private final FirstBytes firstBytes = new FirstBytes();
    private boolean halfway;

    /** How far one side is. */
    private static final class Side {

        private final Automaton automaton;
        private final long[] matched;
        private Automaton.State state;
        private int seen;
        private int kept;

        Side(Automaton automaton) {
            this.automaton = automaton;
            matched = new long[automaton.words()];
            state = automaton.start();
        }

        boolean finished(boolean datagrams) {
            return seen >= LIMIT || !datagrams && state.dead();
        }
    }

    /**
     * Begins.
     *
     * @param partial   whether only protocols that can begin anywhere are looked for
     * @param datagrams whether each delivery is a message that begins anew
     */
    Detection(ProtocolChoice choice, SignatureTable table, boolean partial, boolean datagrams) {
        this.choice = choice;
        this.table = table;
        this.partial = partial;
        this.datagrams = datagrams;
        originator = new Side(table.automaton(true));
        responder = new Side(table.automaton(false));
    }

    /** Leaves out a protocol that is being tried anyway. */
    void leaveOut(Protocol protocol) {
        int number = table.protocols().indexOf(protocol);
        if (number >= 0) {
            recognised.set(number);
        }
    }

    /** Looks at the next bytes of a side. Returns the protocols that are recognised by now and were not before. */
    List<Protocol> scan(boolean isOrig, ByteBuf data) {
        Side side = isOrig ? originator : responder;
        Automaton automaton = side.automaton;
        Automaton.State state = datagrams ? automaton.start() : side.state;
        int from = data.readerIndex();
        int to = from + Math.min(data.readableBytes(), LIMIT - Math.min(LIMIT, side.seen));
        boolean news = false;
        for (int i = from; i < to && !state.dead(); i++) {
            state = automaton.next(state, data.getUnsignedByte(i));
            long[] accepted = state.accepted();
            if (accepted != null) {
                news |= addAll(accepted, side.matched);
            }
        }
        side.state = state;
        side.seen = Math.min(LIMIT, side.seen + data.readableBytes());
        return news ? recognised() : List.of();
    }

    private static boolean addAll(long[] accepted, long[] matched) {
        boolean news = false;
        for (int i = 0; i < accepted.length; i++) {
            news |= (accepted[i] & ~matched[i]) != 0;
            matched[i] |= accepted[i];
        }
        return news;
    }

    private List<Protocol> recognised() {
        List<Integer> numbers = new ArrayList<>();
        table.recognise(originator.matched, responder.matched, numbers);
        halfway = table.anyHalfway(originator.matched, responder.matched);
        List<Protocol> protocols = new ArrayList<>();
        for (int number : numbers) {
            Protocol protocol = table.protocols().get(number);
            if (!recognised.get(number) && (!partial || protocol.acceptsPartial())) {
                protocols.add(protocol);
                recognised.set(number);
            }
        }
        return protocols;
    }

    /**
     * Keeps a delivery, after it was scanned.
     *
     * @return false if the detection is over
     */
    boolean keep(boolean isOrig, ByteBuf data) {
        if (originator.finished(datagrams) && responder.finished(datagrams)) {
            return false;
        }
        Side side = isOrig ? originator : responder;
        int length = data.readableBytes();
        if (side.kept + length > (halfway ? HALFWAY_LIMIT : LIMIT) || !choice.reserveDetectionBytes(length)) {
            return false;
        }
        side.kept += length;
        return firstBytes.add(isOrig, data, data.readerIndex(), length, !datagrams);
    }

    /** What came before the present delivery. */
    FirstBytes firstBytes() {
        return firstBytes;
    }

    /** Gives the memory back. */
    void release() {
        choice.releaseDetectionBytes(originator.kept + responder.kept);
    }
}
