package org.nsm.reassembly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Capture files byte by byte, in either byte order. */
final class CaptureBytes {

    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;
    static final int LONG_RECORDS = 0xa1b2cd34;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order;

    CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    CaptureBytes order(ByteOrder other) {
        order = other;
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    int length() {
        return out.size();
    }

    CaptureBytes u8(int value) {
        out.write(value);
        return this;
    }

    CaptureBytes u16(int value) {
        return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    CaptureBytes u32(long value) {
        return raw(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
    }

    CaptureBytes u64(long value) {
        return raw(ByteBuffer.allocate(8).order(order).putLong(value).array());
    }

    CaptureBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A file header of pcap. */
    CaptureBytes pcap(int magic, long typeAndFlags) {
        return u32(magic).u16(2).u16(4).u32(0).u32(0).u32(65535).u32(typeAndFlags);
    }

    /** A packet of pcap. */
    CaptureBytes record(long seconds, long fraction, long onWire, byte... data) {
        return u32(seconds).u32(fraction).u32(data.length).u32(onWire).raw(data);
    }

    /** A section header of pcapng. */
    CaptureBytes section() {
        return block(0x0a0d0d0a, body().u32(0x1a2b3c4d).u16(1).u16(0).u64(-1));
    }

    /** An interface description; the options are given as written. */
    CaptureBytes describe(int linkType, long snapLength, CaptureBytes options) {
        return block(1, body().u16(linkType).u16(0).u32(snapLength).raw(options.bytes()));
    }

    CaptureBytes describe(int linkType) {
        return describe(linkType, 0, body());
    }

    CaptureBytes enhanced(int source, long time, long onWire, CaptureBytes options, byte... data) {
        return block(
                6,
                body().u32(source)
                        .u32(time >>> 32)
                        .u32(time)
                        .u32(data.length)
                        .u32(onWire)
                        .padded(data)
                        .raw(options.bytes()));
    }

    CaptureBytes enhanced(int source, long time, byte... data) {
        return enhanced(source, time, data.length, body(), data);
    }

    CaptureBytes obsolete(int source, int drops, long time, byte... data) {
        return block(
                2,
                body().u16(source)
                        .u16(drops)
                        .u32(time >>> 32)
                        .u32(time)
                        .u32(data.length)
                        .u32(data.length)
                        .padded(data));
    }

    CaptureBytes simple(long onWire, byte... data) {
        return block(3, body().u32(onWire).padded(data));
    }

    CaptureBytes block(int type, CaptureBytes body) {
        int length = body.length() + 12;
        return u32(type).u32(length).raw(body.bytes()).u32(length);
    }

    CaptureBytes option(int code, byte... value) {
        return u16(code).u16(value.length).padded(value);
    }

    CaptureBytes padded(byte... bytes) {
        raw(bytes);
        for (int i = bytes.length; i % 4 != 0; i++) {
            u8(0);
        }
        return this;
    }

    /** The body of a block, or options, in the same byte order. */
    CaptureBytes body() {
        return new CaptureBytes(order);
    }

    static byte[] gzip(byte... bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
