package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Reads values in the External Data Representation (RFC 4506) one after the other.
 *
 * <p>What does not fit makes {@link #failed()} true; from then on numbers are 0 and opaque data are empty. No method
 * throws for it, and none looks outside the bytes that were given. The indices of the buffer stay as they are.
 */
public final class XdrReader {

    /** The octets of a unit, of which everything takes a whole number (RFC 4506, section 3). */
    private static final int UNIT = 4;

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int at;
    private int end;

    /** How many bytes follow that were not kept. */
    private long missing;

    private boolean failed;

    /** Makes a reader of nothing. */
    public XdrReader() {}

    /**
     * Starts with a message.
     *
     * @param message its readable bytes are read
     * @param length  how long the message was, if that is more than was kept of it
     * @return this
     */
    public XdrReader reset(ByteBuf message, long length) {
        bytes = message;
        at = message.readerIndex();
        end = message.writerIndex();
        missing = Math.max(0, length - message.readableBytes());
        failed = false;
        return this;
    }

    /**
     * Whether something did not fit.
     *
     * @return true from then on
     */
    public boolean failed() {
        return failed;
    }

    /**
     * How much is left, whether it was kept or not.
     *
     * @return a number of bytes; 0 after a failure
     */
    public int remaining() {
        return failed ? 0 : (int) Math.min(Integer.MAX_VALUE, end - at + missing);
    }

    /**
     * Where the next value begins.
     *
     * @return an index of the buffer
     */
    int position() {
        return at;
    }

    private boolean has(int length) {
        if (failed || length > end - at) {
            failed = true;
            return false;
        }
        return true;
    }

    /**
     * An unsigned integer, or any enumeration (RFC 4506, sections 4.2 and 4.3).
     *
     * @return 0 to 2³² - 1
     */
    public long unsigned() {
        return integer() & 0xffff_ffffL;
    }

    /**
     * The same as its 32 bits.
     *
     * @return the number, negative from 2³¹ on
     */
    public int integer() {
        if (!has(UNIT)) {
            return 0;
        }
        int value = bytes.getInt(at);
        at += UNIT;
        return value;
    }

    /**
     * An unsigned hyper integer, or any eight octets (RFC 4506, section 4.5).
     *
     * @return its 64 bits
     */
    public long hyper() {
        if (!has(2 * UNIT)) {
            return 0;
        }
        long value = bytes.getLong(at);
        at += 2 * UNIT;
        return value;
    }

    /**
     * A boolean (RFC 4506, section 4.4).
     *
     * @return true for everything but 0
     */
    public boolean flag() {
        return integer() != 0;
    }

    /**
     * Seconds since the epoch and nanoseconds (RFC 1813, section 2.6, nfstime3). Too many nanoseconds count as more
     * seconds.
     *
     * @return the time
     */
    public Instant time() {
        long seconds = unsigned();
        return Instant.ofEpochSecond(seconds, unsigned());
    }

    /** The length of opaque data with a length in front, if they are there with the octets that fill them up. */
    private int variableLength(int max) {
        long length = unsigned();
        if (length > max || !has(padded((int) length))) {
            failed = true;
            return 0;
        }
        return (int) length;
    }

    private static int padded(int length) {
        return (length + UNIT - 1) & -UNIT;
    }

    /**
     * Opaque data of variable length (RFC 4506, section 4.10).
     *
     * @param max the longest that are taken, in bytes, at most 2³¹ - 4
     * @return a copy, to be read only
     */
    public ByteBuf opaque(int max) {
        int length = variableLength(max);
        if (length == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        byte[] copy = ByteBufUtil.getBytes(bytes, at, length);
        at += padded(length);
        return Unpooled.wrappedBuffer(copy).asReadOnly();
    }

    /**
     * A string (RFC 4506, section 4.11).
     *
     * @param max the longest that is taken, in bytes, at most 2³¹ - 4
     * @return a text of which each character is one byte
     */
    public String text(int max) {
        int length = variableLength(max);
        String text = length == 0 ? "" : bytes.toString(at, length, StandardCharsets.ISO_8859_1);
        at += padded(length);
        return text;
    }

    /**
     * Passes over opaque data of variable length, even if they were not kept.
     *
     * @return their length in bytes
     */
    public long skipOpaque() {
        long length = unsigned();
        skip((length + UNIT - 1) & -UNIT);
        return failed ? 0 : length;
    }

    /**
     * Passes over bytes, even if they were not kept.
     *
     * @param length how many
     */
    public void skip(long length) {
        if (failed || length > end - at + missing) {
            failed = true;
        } else if (length <= end - at) {
            at += (int) length;
        } else {
            missing -= length - (end - at);
            at = end;
        }
    }

    /** Passes over everything. */
    public void skipRest() {
        at = end;
        missing = 0;
    }

    /**
     * Goes into opaque data of variable length: nothing behind them is read any more.
     */
    void enterOpaque() {
        long length = unsigned();
        if (failed || length > end - at + missing) {
            failed = true;
        } else {
            int kept = (int) Math.min(length, end - at);
            end = at + kept;
            missing = length - kept;
        }
    }
}
