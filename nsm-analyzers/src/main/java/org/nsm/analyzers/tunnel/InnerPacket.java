package org.nsm.analyzers.tunnel;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.Ip;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.PacketHeaders;

/**
 * An IP packet found in a datagram: whether it is sound, and what its headers say. One object is read into again and again;
 * what it tells holds until the next packet, so it is asked before the inner packet is analysed.
 */
public final class InnerPacket {

    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;

    private final IpPacket packet = new IpPacket();

    /** Nothing read yet. */
    public InnerPacket() {}

    /**
     * How long a packet is by its own header.
     *
     * @param bytes the readable bytes begin with the packet; left where they are
     * @return all headers included; 0 or less if there is no IPv4 or IPv6 header, or not all of it
     */
    public static int length(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int available = bytes.readableBytes();
        return switch (version(bytes)) {
            case 4 -> available < V4_HEADER ? -1 : bytes.getUnsignedShort(at + 2);
            case 6 -> available < V6_HEADER ? -1 : V6_HEADER + bytes.getUnsignedShort(at + 4);
            default -> -1;
        };
    }

    /**
     * The version of IP that a packet says it has.
     *
     * @param bytes the readable bytes begin with the packet; left where they are
     * @return 0 to 15; 0 if there is nothing
     */
    public static int version(ByteBuf bytes) {
        return bytes.isReadable() ? bytes.getUnsignedByte(bytes.readerIndex()) >>> 4 : 0;
    }

    /**
     * Reads the headers of a packet.
     *
     * @param bytes the readable bytes are the packet; left where they are
     * @return false if it is no sound IP packet
     */
    public boolean decode(ByteBuf bytes) {
        int length = bytes.readableBytes();
        byte[] array;
        int offset;
        if (bytes.hasArray()) {
            array = bytes.array();
            offset = bytes.arrayOffset() + bytes.readerIndex();
        } else {
            array = new byte[length];
            offset = 0;
            bytes.getBytes(bytes.readerIndex(), array);
        }
        return packet.decode(array, offset, offset + length, length, false);
    }

    /**
     * What the packet carries.
     *
     * @return the number of the last header, valid after a successful {@link #decode}
     */
    public int protocol() {
        return packet.protocol();
    }

    /**
     * The headers as events have them.
     *
     * @return a new value, valid after a successful {@link #decode}
     */
    public Ip.PacketHeader headers() {
        return PacketHeaders.of(packet);
    }
}
