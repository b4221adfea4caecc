package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;

/**
 * Puts the messages of one direction together from the fragments of their records (RFC 5531, section 11).
 *
 * <p>A message that lies in one delivery and one fragment is handed on where it lies. Of a long one only the beginning
 * is kept, and less of it while the analyzers hold as much as they may. Where the beginning of a record is not known, one is looked for that has the header of a message behind it;
 * messages are handed on again after two have confirmed the place.
 */
final class RecordStream {

    /** So much is kept of a message. What comes later is the content of files. */
    static final int MAX_KEPT = 65_536;

    /** A record beyond this is none: clients read and write some megabytes at once at most. */
    static final int MAX_RECORD = 1 << 26;

    /** So many messages pass before the place is believed. */
    private static final int CONFIRMING_MESSAGES = 2;

    private static final int MARK_OCTETS = 4;
    private static final int LAST_FRAGMENT = 0x8000_0000;

    /** Above this size a buffer is not kept for the next message. */
    private static final int KEPT_CAPACITY = 4_096;

    private final Listener listener;
    private final HeldBytes heldBytes;

    private boolean lost;

    /** How many messages are still to pass. */
    private int unconfirmed;

    private int mark;
    private int markOctets;
    private boolean lastFragment;

    /** How many bytes of the present fragment are still to come; 0 in front of a mark. */
    private int fragmentLeft;

    /** How long the message is so far. */
    private int length;

    private long startNanos;
    private @Nullable ByteBuf held;

    /** No more is kept of the message. */
    private boolean full;

    /** Takes the messages. */
    interface Listener {

        /**
         * A message is complete.
         *
         * @param bytes      its readable bytes are the beginning of it, or all; valid during the call
         * @param length     how long it was
         * @param startNanos when its first bytes came
         * @param lastNanos  when its last bytes came
         */
        void message(ByteBuf bytes, int length, long startNanos, long lastNanos);
    }

    RecordStream(AnalyzerContext context, boolean fromTheStart, Listener listener) {
        heldBytes = new HeldBytes(context);
        this.listener = listener;
        if (!fromTheStart) {
            lose();
        }
    }

    /** Bytes are missing: what began is dropped, and where the next message begins is not known. */
    void lose() {
        drop();
        markOctets = 0;
        fragmentLeft = 0;
        lost = true;
    }

    /** The next bytes. */
    void data(ByteBuf data, long nowNanos) {
        int end = data.writerIndex();
        while (data.readerIndex() < end) {
            if (lost) {
                int start = RecordStart.find(data);
                if (start < 0) {
                    data.readerIndex(end);
                    return;
                }
                data.readerIndex(start);
                lost = false;
                unconfirmed = CONFIRMING_MESSAGES;
            } else if (fragmentLeft == 0) {
                mark(data, nowNanos);
            } else {
                fragment(data, nowNanos);
            }
        }
    }

    private void mark(ByteBuf data, long nowNanos) {
        if (markOctets == 0 && length == 0) {
            startNanos = nowNanos;
        }
        mark = mark << 8 | data.readUnsignedByte();
        if (++markOctets == MARK_OCTETS) {
            markOctets = 0;
            lastFragment = (mark & LAST_FRAGMENT) != 0;
            fragmentLeft = mark & ~LAST_FRAGMENT;
            if (fragmentLeft > MAX_RECORD - length) {
                lose();
            } else if (fragmentLeft == 0 && lastFragment) {
                complete(held == null ? Unpooled.EMPTY_BUFFER : held, nowNanos);
            }
        }
    }

    private void fragment(ByteBuf data, long nowNanos) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int count = Math.min(fragmentLeft, end - start);
        fragmentLeft -= count;
        boolean whole = fragmentLeft == 0 && lastFragment;
        if (whole && length == 0) {
            length = count;
            data.setIndex(start, start + Math.min(count, MAX_KEPT));
            complete(data, nowNanos);
        } else {
            length += count;
            hold(data, start, count);
            if (whole && held != null) {
                complete(held, nowNanos);
            }
        }
        data.setIndex(start + count, end);
    }

    private void hold(ByteBuf data, int start, int count) {
        if (held == null) {
            held = Unpooled.buffer(Math.min(MAX_KEPT, Math.max(256, count)), MAX_KEPT);
        }
        int more = Math.min(count, MAX_KEPT - held.writerIndex());
        full |= !heldBytes.mayBe(held.writerIndex() + more);
        if (!full) {
            held.writeBytes(data, start, more);
        }
    }

    private void complete(ByteBuf bytes, long nowNanos) {
        if (unconfirmed == 0) {
            listener.message(bytes, length, startNanos, nowNanos);
            drop();
        } else if (RecordStart.isHeader(bytes, bytes.readerIndex(), bytes.writerIndex())) {
            unconfirmed--;
            drop();
        } else {
            lose();
        }
    }

    private void drop() {
        length = 0;
        full = false;
        heldBytes.release();
        if (held != null) {
            if (held.capacity() > KEPT_CAPACITY) {
                held = null;
            } else {
                held.clear();
            }
        }
    }
}
