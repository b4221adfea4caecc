package org.nsm.reassembly;

import java.io.IOException;
import org.nsm.api.LinkType;

/** The pcap format: one header for the file, one before each packet. */
final class PcapReader implements CaptureReader {

    private static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final int MAGIC_LONG_RECORDS = 0xa1b2cd34;

    private static final int FILE_HEADER = 24;
    private static final int VERSION = 2;
    private static final int RECORD_HEADER = 16;

    /** With interface, protocol and packet type behind the usual fields. */
    private static final int LONG_RECORD_HEADER = 24;

    private static final int CHECK_SEQUENCE_PRESENT = 0x0400_0000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANOS_PER_MICROSECOND = 1_000;

    private final CaptureInput input;
    private final int recordHeader;
    private final int nanosPerFraction;
    private final LinkType linkType;
    private final int maxCaptured;
    private final int checkSequence;

    /** How far behind the reading position the next record begins: the last packet must stay where it is. */
    private int pending;

    private PcapReader(CaptureInput input, int magic) throws IOException {
        this.input = input;
        input.require(FILE_HEADER, "the file header");
        if (input.u16(4) != VERSION) {
            throw input.damaged("version " + input.u16(4) + " of the pcap format");
        }
        recordHeader = magic == MAGIC_LONG_RECORDS ? LONG_RECORD_HEADER : RECORD_HEADER;
        nanosPerFraction = magic == MAGIC_NANOSECONDS ? 1 : NANOS_PER_MICROSECOND;
        int typeAndFlags = input.i32(20);
        linkType = LinkType.of(typeAndFlags & 0xffff);
        maxCaptured = CaptureInput.maxCaptured(linkType);
        // counted in words of 16 bits
        checkSequence = (typeAndFlags & CHECK_SEQUENCE_PRESENT) != 0 ? 2 * (typeAndFlags >>> 28) : 0;
        pending = FILE_HEADER;
    }

    /**
     * Reads the file header.
     *
     * @param magic the first four bytes of the file in network byte order
     */
    static PcapReader open(CaptureInput input, int magic) throws IOException {
        boolean swapped = !isMagic(magic);
        int ordered = swapped ? Integer.reverseBytes(magic) : magic;
        if (!isMagic(ordered)) {
            throw input.damaged("neither a pcap nor a pcapng file");
        }
        input.order(swapped);
        return new PcapReader(input, ordered);
    }

    private static boolean isMagic(int magic) {
        return magic == MAGIC_MICROSECONDS || magic == MAGIC_NANOSECONDS || magic == MAGIC_LONG_RECORDS;
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        input.skip(pending, "a packet");
        pending = 0;
        if (!input.fill(recordHeader)) {
            if (input.atEnd()) {
                return false;
            }
            throw input.damaged("the file ends inside a packet header");
        }
        int captured = input.i32(8);
        if (captured < 0 || captured > maxCaptured) {
            throw input.damaged("a packet with " + input.u32(8) + " captured bytes");
        }
        input.require(recordHeader + captured, "a packet");
        long time = input.u32(0) * NANOS_PER_SECOND + input.u32(4) * nanosPerFraction;
        packet.set(time, input, recordHeader, captured, input.i32(12), checkSequence, linkType);
        pending = recordHeader + captured;
        return true;
    }
}
