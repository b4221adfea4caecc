package org.nsm.fuzz;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nsm.fuzz.Packets.Route;

/**
 * What two sides say to each other, as an {@link Input} tells it. Each step is a byte, and what that asks for: bit 0 says
 * who speaks (0 the originator), bits 1 to 3 what happens, bits 4 to 7 how much of it.
 */
final class Conversation {

    /** The steps, in bits 1 to 3. */
    static final int SAY = 0;

    static final int SAY_MUCH = 1;
    static final int SPELL = 2;
    static final int SWAP = 3;
    static final int LOSE = 4;
    static final int REPEAT = 5;
    static final int END = 6;
    static final int WAIT = 7;

    /** So that a short input does not become a long conversation. */
    private static final int MAX_PACKETS = 4_000;

    private static final int FIRST_SEQ = 0xfffff000;

    private final Analysis analysis;
    private final Route route;
    private final boolean datagrams;
    private final Side originator = new Side();
    private final Side responder = new Side();
    private final boolean keepsTime;
    private long now;
    private int packets;

    private static final class Side {
        private int seq = FIRST_SEQ;
        private int lastSeq = FIRST_SEQ;
        private byte[] last = {};
        private byte @Nullable [] held;
    }

    /** A conversation that lets time pass. */
    Conversation(Analysis analysis, Route route, boolean datagrams, long startNanos) {
        this(analysis, route, datagrams, startNanos, true);
    }

    /** A conversation at the same time. */
    Conversation(Conversation other, Route route) {
        this(other.analysis, route, other.datagrams, other.now, false);
    }

    private Conversation(Analysis analysis, Route route, boolean datagrams, long startNanos, boolean keepsTime) {
        this.analysis = analysis;
        this.route = route;
        this.datagrams = datagrams;
        this.keepsTime = keepsTime;
        now = startNanos;
    }

    /** Goes on at the time that the other conversation has reached. */
    void catchUpWith(Conversation other) {
        now = other.now;
    }

    /** The handshake, or nothing for datagrams. */
    void begin() {
        if (!datagrams) {
            send(true, Packets.SYN, originator.seq++, new byte[0]);
            send(false, Packets.SYN | Packets.ACK, responder.seq++, new byte[0]);
            send(true, Packets.ACK, originator.seq, new byte[0]);
        }
    }

    /** Takes one step. */
    void step(Input input) {
        int code = input.u8();
        boolean isOrig = (code & 1) == 0;
        int amount = code >> 4;
        Side side = isOrig ? originator : responder;
        switch (code >> 1 & 7) {
            case SAY -> say(isOrig, input.take(input.u8() + 1));
            case SAY_MUCH -> say(isOrig, input.take(Math.min(input.u16(), Packets.MAX_PAYLOAD)));
            case SPELL -> {
                for (byte letter : input.take(input.u8() + 1)) {
                    say(isOrig, new byte[] {letter});
                }
            }
            case SWAP -> {
                if (side.held == null) {
                    side.held = input.take(input.u8() + 1);
                }
            }
            case LOSE -> lose(isOrig, 1 + amount * amount * 16);
            case REPEAT -> repeat(isOrig, amount);
            case END -> end(isOrig, amount);
            case WAIT -> pause(amount);
            default -> throw new AssertionError("three bits");
        }
    }

    /** Timers run by the packets of anybody. Here they run now, so that it makes no difference who sends next. */
    private void pause(int amount) {
        if (keepsTime) {
            now += 1_000_000L << amount;
            analysis.advanceTime(Instant.ofEpochSecond(0, now));
        }
    }

    /** Says something, before what waits to be overtaken. */
    void say(boolean isOrig, byte[] text) {
        Side side = isOrig ? originator : responder;
        if (datagrams) {
            send(isOrig, 0, 0, text);
        } else {
            byte[] held = side.held == null ? new byte[0] : side.held;
            send(isOrig, Packets.ACK | Packets.PSH, side.seq + held.length, text);
            if (held.length > 0) {
                send(isOrig, Packets.ACK, side.seq, held);
            }
            side.lastSeq = side.seq + held.length;
            side.seq += held.length + text.length;
            side.held = null;
        }
        side.last = text;
    }

    private void lose(boolean isOrig, int length) {
        if (!datagrams) {
            Side side = isOrig ? originator : responder;
            side.seq += length;
            send(!isOrig, Packets.ACK, isOrig ? responder.seq : originator.seq, new byte[0]);
        }
    }

    /** The same bytes again, or others in their place. */
    private void repeat(boolean isOrig, int change) {
        Side side = isOrig ? originator : responder;
        byte[] again = side.last.clone();
        if (change > 7 && again.length > 0) {
            again[change % again.length] ^= (byte) change;
        }
        if (datagrams) {
            send(isOrig, 0, 0, again);
        } else {
            send(isOrig, Packets.ACK, side.lastSeq, again);
        }
    }

    private void end(boolean isOrig, int how) {
        if (!datagrams) {
            Side side = isOrig ? originator : responder;
            if (how < 12) {
                send(isOrig, Packets.FIN | Packets.ACK, side.seq++, new byte[0]);
            } else {
                send(isOrig, Packets.RST | Packets.ACK, side.seq, new byte[0]);
            }
        }
    }

    private void send(boolean isOrig, int flags, int seq, byte[] payload) {
        if (packets++ >= MAX_PACKETS) {
            return;
        }
        now += keepsTime ? 1_000 : 0;
        Route from = isOrig ? route : route.back();
        if (datagrams) {
            analysis.feed(Packets.udp(now, from, payload));
        } else {
            int ack = isOrig ? responder.seq : originator.seq;
            analysis.feed(Packets.tcp(now, from, seq, ack, flags, payload));
        }
    }

    /** What somebody else may say at the same time: nearly the same, which gets further than noise. */
    static byte[] garbageLike(byte[] bytes, int kind) {
        byte[] garbage = bytes.clone();
        switch (kind & 3) {
            case 0 -> {}
            case 1 -> {
                for (int i = 0; i < garbage.length; i += 7) {
                    garbage[i] ^= (byte) (1 + i);
                }
            }
            case 2 -> {
                for (int i = 0; i < garbage.length; i++) {
                    garbage[i] = bytes[bytes.length - 1 - i];
                }
            }
            default -> Arrays.fill(garbage, garbage.length / 2, garbage.length, (byte) 0xff);
        }
        return garbage;
    }
}
