package org.nsm.reassembly;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.nsm.api.LinkType;

/**
 * A capture file as a window that moves over it. The window is an array, filled by large reads; packets are views of it. It
 * only moves in {@link #fill} and {@link #skip}, and only grows for a record that does not fit. Where somebody keeps the
 * memory of packets, it moves to another array.
 */
final class CaptureInput {

    /**
     * The most bytes that a packet of a link type known to us can have. The largest packets of those are what Linux
     * gives to one send or receive call (BIG TCP), half of this.
     */
    private static final int MAX_CAPTURED = 1 << 20;

    /** The same for other link types: what tcpdump accepts for the most talkative of them, USB and D-Bus. */
    private static final int MAX_CAPTURED_OTHER = 128 << 20;

    private static final int WINDOW = 1 << 20;

    /**
     * How much may be lent at a time: several batches for each thread of a pool. Whoever keeps a single packet keeps a whole
     * window, so that packets that wait could otherwise take a thousand times their size.
     */
    private static final int MAX_LENT = 64 << 20;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream in;
    /** Those that were lent and may be free by now, the one in use left out. */
    private final List<Window> lent = new ArrayList<>(0);

    private Window memory = new Window(new byte[WINDOW], true);
    private byte[] window = memory.bytes();
    private int position;
    private int limit;

    /** Where in the file the window begins. */
    private long start;

    private boolean littleEndian;

    CaptureInput(InputStream in) {
        this.in = in;
    }

    /** The most captured bytes that are believed. */
    static int maxCaptured(LinkType type) {
        return type == LinkType.UNKNOWN ? MAX_CAPTURED_OTHER : MAX_CAPTURED;
    }

    /** Which order {@link #u16} and {@link #i32} read in. */
    void order(boolean little) {
        littleEndian = little;
    }

    /** The reading position, from the beginning of the file. */
    long offset() {
        return start + position;
    }

    /** Brings the next bytes into memory, all of them if the file has that many, and says whether it has. */
    boolean fill(int length) throws IOException {
        return limit - position >= length || read(length);
    }

    /** Brings the next bytes into memory; the file must have them. */
    void require(int length, String what) throws IOException {
        if (!fill(length)) {
            throw damaged("the file ends inside " + what);
        }
    }

    /** Whether nothing follows. */
    boolean atEnd() throws IOException {
        return !fill(1);
    }

    /** Goes on, past bytes that need not be in memory. */
    void skip(long length, String what) throws IOException {
        long left = length;
        while (left > limit - position) {
            left -= limit - position;
            position = limit;
            require(1, what);
        }
        position += (int) left;
    }

    /** An unsigned number of bytes that are in memory. */
    int u8(int ahead) {
        return window[position + ahead] & 0xff;
    }

    /** An unsigned number of bytes that are in memory. */
    int u16(int ahead) {
        short value = (short) SHORT.get(window, position + ahead);
        return (littleEndian ? Short.reverseBytes(value) : value) & 0xffff;
    }

    /** All 32 bits of a number in memory. */
    int i32(int ahead) {
        int value = (int) INT.get(window, position + ahead);
        return littleEndian ? Integer.reverseBytes(value) : value;
    }

    /** An unsigned number of bytes that are in memory. */
    long u32(int ahead) {
        return i32(ahead) & 0xffffffffL;
    }

    /** All 64 bits of a number in memory. */
    long i64(int ahead) {
        return littleEndian ? u32(ahead + 4) << 32 | u32(ahead) : u32(ahead) << 32 | u32(ahead + 4);
    }

    /** What the window lies in at present. */
    Window memory() {
        return memory;
    }

    /** The buffer over the window, with its indices around bytes that are in memory: the same object unless it grew. */
    ByteBuf slice(int ahead, int length) {
        return memory.view().setIndex(position + ahead, position + ahead + length);
    }

    CaptureFormatException damaged(String reason) {
        return new CaptureFormatException(offset(), reason);
    }

    private boolean read(int length) throws IOException {
        // A pipe gives little at a time; a window that is lent is filled up before another one is taken.
        if (memory.isFree() || position + length > window.length) {
            limit -= position;
            use(nextWindow(), position);
            start += position;
            position = 0;
        }
        while (limit - position < length) {
            if (limit == window.length) {
                // step by step: a length that lies must not cost more memory than the file has bytes
                use(new Window(new byte[Math.min(length, 2 * window.length)], memory.isLendable()), 0);
            }
            int got = readSome();
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }

    /** Goes on in other memory, with what is left of the present window. */
    private void use(Window other, int from) {
        System.arraycopy(window, from, other.bytes(), 0, limit);
        memory = other;
        window = other.bytes();
    }

    /** Where to go on: in the same memory if nobody keeps it, or if no more may be lent. */
    private Window nextWindow() {
        if (memory.isLendable()) {
            if (memory.isFree()) {
                return memory;
            }
            lent.add(memory);
        }
        Window free = takeBack();
        if (free != null) {
            return free;
        }
        return memory.isLendable() ? new Window(new byte[window.length], lentBytes() < MAX_LENT) : memory;
    }

    /** A window that was lent, is as large as the present one, and is free. */
    private @Nullable Window takeBack() {
        for (int i = lent.size() - 1; i >= 0; i--) {
            if (lent.get(i).isFree()) {
                Window free = lent.remove(i);
                if (free.bytes().length >= window.length) {
                    return free;
                }
            }
        }
        return null;
    }

    private long lentBytes() {
        long sum = 0;
        for (int i = 0; i < lent.size(); i++) {
            sum += lent.get(i).bytes().length;
        }
        return sum;
    }

    private int readSome() throws IOException {
        try {
            return in.read(window, limit, window.length - limit);
        } catch (EOFException | ZipException e) {
            CaptureFormatException damage = damaged("damaged compression (" + e.getMessage() + ")");
            damage.initCause(e);
            throw damage;
        }
    }
}
