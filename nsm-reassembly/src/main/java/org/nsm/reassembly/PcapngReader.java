package org.nsm.reassembly;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nsm.api.LinkType;

/** The pcapng format: blocks with a type, and a length at both ends. */
final class PcapngReader implements CaptureReader {

    /** The same in both byte orders, so that it is known before the order is. */
    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int VERSION = 1;

    /** Type and length. */
    private static final int BLOCK_HEADER = 8;

    /** The length again. */
    private static final int BLOCK_TRAILER = 4;

    private static final int MIN_SECTION_HEADER = 28;
    private static final int MIN_INTERFACE_DESCRIPTION = 20;

    /** Where the bytes of a packet begin, in its block. */
    private static final int PACKET_DATA = 28;

    private static final int SIMPLE_PACKET_DATA = 12;

    private static final int OPTION_HEADER = 4;
    private static final int OPTION_END = 0;
    private static final int OPTION_PACKET_FLAGS = 2;

    /** What comes with a packet or an interface besides it, comments mostly: far more than anybody writes. */
    private static final int MAX_OPTIONS = 1 << 20;

    /** As many as the obsolete packet block could number. */
    private static final int MAX_INTERFACES = 1 << 16;

    private final CaptureInput input;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private long lastTime;

    /** The length of the block at the reading position when its packet is in use, else 0. */
    private int pending;

    PcapngReader(CaptureInput input) throws IOException {
        this.input = input;
        sectionHeader();
    }

    @Override
    public boolean next(CapturedPacket packet) throws IOException {
        input.skip(pending, "a block");
        pending = 0;
        while (input.fill(BLOCK_HEADER + BLOCK_TRAILER)) {
            switch (input.i32(0)) {
                case SECTION_HEADER -> sectionHeader();
                case INTERFACE_DESCRIPTION -> interfaceDescription();
                case ENHANCED_PACKET -> {
                    packet(packet, input.i32(8), blockLength(PACKET_DATA + BLOCK_TRAILER));
                    return true;
                }
                case OBSOLETE_PACKET -> {
                    packet(packet, input.u16(8), blockLength(PACKET_DATA + BLOCK_TRAILER));
                    return true;
                }
                case SIMPLE_PACKET -> {
                    simplePacket(packet, blockLength(SIMPLE_PACKET_DATA + BLOCK_TRAILER));
                    return true;
                }
                default -> skipBlock(blockLength(BLOCK_HEADER + BLOCK_TRAILER));
            }
        }
        if (input.atEnd()) {
            return false;
        }
        throw input.damaged("the file ends inside a block header");
    }

    private void sectionHeader() throws IOException {
        input.require(MIN_SECTION_HEADER, "a section header");
        input.order(false);
        int magic = input.i32(8);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            throw input.damaged("a section header without a byte order");
        }
        input.order(magic != BYTE_ORDER_MAGIC);
        if (input.u16(12) != VERSION) {
            throw input.damaged("version " + input.u16(12) + " of the pcapng format");
        }
        interfaces.clear();
        skipBlock(blockLength(MIN_SECTION_HEADER));
    }

    private void interfaceDescription() throws IOException {
        long length = blockLength(MIN_INTERFACE_DESCRIPTION);
        if (length - MIN_INTERFACE_DESCRIPTION > MAX_OPTIONS) {
            throw input.damaged("an interface description of " + length + " bytes");
        }
        if (interfaces.size() == MAX_INTERFACES) {
            throw input.damaged("more than " + MAX_INTERFACES + " interfaces");
        }
        wholeBlock(length);
        interfaces.add(new PcapngInterface(input, (int) length - BLOCK_TRAILER));
        input.skip(length, "a block");
    }

    /** The enhanced packet block, and the obsolete one, which differs in how it names the interface. */
    private void packet(CapturedPacket packet, int number, long length) throws IOException {
        input.require(PACKET_DATA, "a packet block");
        PcapngInterface source = source(number);
        int captured = captured(input.u32(20), source.linkType);
        long options = length - BLOCK_TRAILER - PACKET_DATA - padded(captured);
        if (options < 0 || options > MAX_OPTIONS) {
            throw input.damaged("a packet block of " + length + " bytes with " + captured + " captured ones");
        }
        wholeBlock(length);
        lastTime = source.nanos(input.u32(12) << 32 | input.u32(16));
        int checkSequence = checkSequence(PACKET_DATA + padded(captured), (int) options, source.checkSequence);
        packet.set(lastTime, input, PACKET_DATA, captured, input.i32(24), checkSequence, source.linkType);
        pending = (int) length;
    }

    /** The block without a time, of the first interface, whose snap length tells how much was captured. */
    private void simplePacket(CapturedPacket packet, long length) throws IOException {
        PcapngInterface source = source(0);
        long room = length - BLOCK_TRAILER - SIMPLE_PACKET_DATA;
        int captured = captured(Math.min(Math.min(input.u32(8), source.snapLength), room), source.linkType);
        if (room != padded(captured)) {
            throw input.damaged("a simple packet block of " + length + " bytes with " + captured + " captured ones");
        }
        wholeBlock(length);
        packet.set(lastTime, input, SIMPLE_PACKET_DATA, captured, input.i32(8), source.checkSequence, source.linkType);
        pending = (int) length;
    }

    private PcapngInterface source(int number) throws IOException {
        if (number < 0 || number >= interfaces.size()) {
            throw input.damaged("a packet of interface " + Integer.toUnsignedString(number) + ", of "
                    + interfaces.size() + " described");
        }
        return interfaces.get(number);
    }

    private int captured(long length, LinkType type) throws IOException {
        if (length > CaptureInput.maxCaptured(type)) {
            throw input.damaged("a packet with " + length + " captured bytes");
        }
        return (int) length;
    }

    /** The length of the frame check sequence by the flags of a packet, else that of its interface. */
    private int checkSequence(int start, int options, int otherwise) {
        int at = start;
        int end = start + options;
        while (end - at >= OPTION_HEADER) {
            int code = input.u16(at);
            int length = input.u16(at + 2);
            if (code == OPTION_END || length > end - at - OPTION_HEADER) {
                break;
            }
            if (code == OPTION_PACKET_FLAGS && length == 4) {
                int bytes = input.i32(at + OPTION_HEADER) >> 5 & 0x0f;
                return bytes != 0 ? bytes : otherwise;
            }
            at += OPTION_HEADER + padded(length);
        }
        return otherwise;
    }

    private long blockLength(int least) throws IOException {
        long length = input.u32(4);
        if (length < least || (length & 3) != 0) {
            throw input.damaged("a block of " + length + " bytes");
        }
        return length;
    }

    /** Brings a block into memory that is known to fit. */
    private void wholeBlock(long length) throws IOException {
        input.require((int) length, "a block");
        if (input.u32((int) length - BLOCK_TRAILER) != length) {
            throw input.damaged("a block whose two lengths differ");
        }
    }

    /** Passes a block of any length. */
    private void skipBlock(long length) throws IOException {
        input.skip(length - BLOCK_TRAILER, "a block");
        input.require(BLOCK_TRAILER, "a block");
        if (input.u32(0) != length) {
            throw input.damaged("a block whose two lengths differ");
        }
        input.skip(BLOCK_TRAILER, "a block");
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
