package org.nsm.analyzers.ftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The Telnet layer under the control connection (RFC 959, section 2.3; RFC 854). */
final class NetworkVirtualTerminal {

    private static final int NUL = 0;
    private static final int SE = 240;
    private static final int SB = 250;
    private static final int WILL = 251;
    private static final int DONT = 254;
    private static final int IAC = 255;

    private NetworkVirtualTerminal() {}

    /**
     * Takes the commands of Telnet and NUL, which means nothing, out of a line.
     *
     * @param line its readable bytes, which stay as they are
     * @return the line itself if there is nothing to take out
     */
    static ByteBuf text(ByteBuf line) {
        int special = line.forEachByte(octet -> octet != NUL && octet != (byte) IAC);
        return special < 0 ? line : without(line, special);
    }

    private static ByteBuf without(ByteBuf line, int special) {
        ByteBuf text = Unpooled.buffer(line.readableBytes());
        text.writeBytes(line, line.readerIndex(), special - line.readerIndex());
        int end = line.writerIndex();
        for (int at = special; at < end; ) {
            int octet = line.getUnsignedByte(at);
            if (octet == IAC) {
                int command = at + 1 < end ? line.getUnsignedByte(at + 1) : SE;
                if (command == IAC) {
                    text.writeByte(IAC);
                }
                at = commandEnd(line, at, command);
            } else {
                if (octet != NUL) {
                    text.writeByte(octet);
                }
                at++;
            }
        }
        return text;
    }

    private static int commandEnd(ByteBuf line, int start, int command) {
        if (command == SB) {
            return subnegotiationEnd(line, start + 2);
        }
        return start + (command >= WILL && command <= DONT ? 3 : 2);
    }

    private static int subnegotiationEnd(ByteBuf line, int start) {
        int end = line.writerIndex();
        for (int at = start; at + 1 < end; at++) {
            if (line.getUnsignedByte(at) == IAC) {
                if (line.getUnsignedByte(at + 1) == SE) {
                    return at + 2;
                }
                at++;
            }
        }
        return end;
    }
}
