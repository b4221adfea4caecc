package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBuf;

/**
 * What a datagram begins with: the type, flags, an id, the source's address and port, the length of what follows and the
 * offset of this part (RFC 1002, section 4.4.1). Types that need less have it as well here.
 */
final class DatagramHeader {

    static final int LENGTH = 14;

    private static final int PAYLOAD_LENGTH = 10;

    private DatagramHeader() {}

    /**
     * How many octets of a datagram that has a whole header follow it.
     *
     * @return what there is, or what the header says if that is less
     */
    static int payloadLength(ByteBuf datagram) {
        return Math.min(
                datagram.readableBytes() - LENGTH, datagram.getUnsignedShort(datagram.readerIndex() + PAYLOAD_LENGTH));
    }
}
