package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.Protocol;

/**
 * Recognises the protocols of one connection by what each side sends first, and keeps that for those who will read it.
 *
 * <p>Looks at {@value #LIMIT} bytes of each side at most. Ends when nothing can be recognised any more, or when what would
 * have to be kept passes its limits. Every connection has one of these, so that it is small until something matches.
 */
final class Detection {

    /** How much of each side is looked at and kept. */
    static final int LIMIT = 1024;

    /** How much of each side is kept while one side has matched and the other has yet to: a long first message, say. */
    static final int HALFWAY_LIMIT = 8192;

    private static final FirstBytes NOTHING = new FirstBytes();

    private final ProtocolChoice choice;
    private final SignatureTable table;
    private final List<Protocol> candidates;
    private final boolean partial;
    private final boolean datagrams;
    private boolean halfway;
    private short originatorSeen;
    private short responderSeen;
    private short originatorCounted;
    private short responderCounted;
    private int reserved;
    private Automaton.State originatorState;
    private Automaton.State responderState;
    private long @Nullable [] originatorMatched;
    private long @Nullable [] responderMatched;
    private @Nullable BitSet recognised;
    private @Nullable FirstBytes firstBytes;

    /**
     * Begins.
     *
     * @param candidates those that are tried anyway, and need not be recognised
     * @param partial    whether only protocols that can begin anywhere are looked for
     * @param datagrams  whether each delivery is a message that begins anew
     */
    Detection(
            ProtocolChoice choice,
            SignatureTable table,
            List<Protocol> candidates,
            boolean partial,
            boolean datagrams) {
        this.choice = choice;
        this.table = table;
        this.candidates = candidates;
        this.partial = partial;
        this.datagrams = datagrams;
        originatorState = table.automaton(true).start();
        responderState = table.automaton(false).start();
    }

    /** Looks at the next bytes of a side. Returns the protocols that are recognised by now and were not before. */
    List<Protocol> scan(boolean isOrig, ByteBuf data) {
        Automaton automaton = table.automaton(isOrig);
        Automaton.State state = datagrams ? automaton.start() : isOrig ? originatorState : responderState;
        int seen = isOrig ? originatorSeen : responderSeen;
        int length = data.readableBytes();
        int count = Math.min(length, LIMIT - seen);
        boolean news = false;
        if (count > 0 && !state.dead()) {
            byte[] bytes = data.hasArray() ? data.array() : ByteBufUtil.getBytes(data, data.readerIndex(), count);
            int at = data.hasArray() ? data.arrayOffset() + data.readerIndex() : 0;
            int end = at + count;
            do {
                state = automaton.run(state, bytes, at, end);
                at = automaton.position();
                long[] accepted = state.accepted();
                if (accepted != null) {
                    news |= addAll(accepted, matched(isOrig, automaton));
                }
            } while (at < end && !state.dead());
        }
        short nowSeen = (short) Math.min(LIMIT, seen + (long) length);
        if (isOrig) {
            originatorState = state;
            originatorSeen = nowSeen;
        } else {
            responderState = state;
            responderSeen = nowSeen;
        }
        return news ? recognised() : List.of();
    }

    private long[] matched(boolean isOrig, Automaton automaton) {
        long[] present = isOrig ? originatorMatched : responderMatched;
        if (present != null) {
            return present;
        }
        long[] made = new long[automaton.words()];
        if (isOrig) {
            originatorMatched = made;
        } else {
            responderMatched = made;
        }
        return made;
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
        long[] originator = matched(true, table.automaton(true));
        long[] responder = matched(false, table.automaton(false));
        halfway = table.anyHalfway(originator, responder);
        BitSet known = recognised;
        if (known == null) {
            known = new BitSet();
            recognised = known;
        }
        BitSet numbers = new BitSet();
        table.recognise(originator, responder, numbers);
        numbers.andNot(known);
        if (numbers.isEmpty()) {
            return List.of();
        }
        List<Protocol> protocols = new ArrayList<>();
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            Protocol protocol = table.protocols().get(number);
            if (!partial || protocol.acceptsPartial()) {
                known.set(number);
                if (!candidates.contains(protocol)) {
                    protocols.add(protocol);
                }
            }
        }
        return protocols;
    }

    /**
     * Counts a delivery, after it was scanned, and keeps it.
     *
     * @param wanted whether whoever is recognised later is to read it; not where another one understood it
     * @return false if the detection is over
     */
    boolean keep(boolean isOrig, ByteBuf data, boolean wanted) {
        if (finished(originatorSeen, originatorState) && finished(responderSeen, responderState)) {
            return false;
        }
        int length = data.readableBytes();
        int counted = isOrig ? originatorCounted : responderCounted;
        if (counted + length > (halfway ? HALFWAY_LIMIT : LIMIT)) {
            return false;
        }
        if (isOrig) {
            originatorCounted += (short) length;
        } else {
            responderCounted += (short) length;
        }
        if (!wanted) {
            return true;
        }
        if (!choice.reserveDetectionBytes(length)) {
            return false;
        }
        reserved += length;
        FirstBytes kept = firstBytes;
        if (kept == null) {
            kept = new FirstBytes();
            firstBytes = kept;
        }
        return kept.add(isOrig, data, data.readerIndex(), length, !datagrams);
    }

    private boolean finished(int seen, Automaton.State state) {
        return seen >= LIMIT || !datagrams && state.dead();
    }

    /** What came before the present delivery. */
    FirstBytes firstBytes() {
        return firstBytes == null ? NOTHING : firstBytes;
    }

    /** Gives the memory back. */
    void release() {
        choice.releaseDetectionBytes(reserved);
    }
}
