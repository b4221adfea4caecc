package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Smb1;

/** One message: its header (MS-CIFS, section 2.2.3.1) and the fields behind it. One object serves one message after the other. */
final class Smb1Message {

    /** The length of the header. */
    static final int HEADER = 32;

    /** The length of a message that has neither parameters nor data: the header and two counts, which are 0. */
    static final int EMPTY = HEADER + 3;

    private static final int COMMAND = 4;
    private static final int STATUS = 5;
    private static final int FLAGS = 9;
    private static final int FLAGS2 = 10;
    private static final int PID_HIGH = 12;
    private static final int TID = 24;
    private static final int PID_LOW = 26;
    private static final int UID = 28;
    private static final int MID = 30;

    /** In the second flags: texts are UTF-16. */
    private static final int UNICODE = 0x8000;

    private final Fields fields = new Fields();
    private boolean isOrig;
    private int length;
    private int command;
    private long status;
    private int flags;
    private int flags2;
    private int treeId;
    private long processId;
    private int userId;
    private int multiplexId;
    private Smb1.@Nullable Header header;

    /**
     * Reads the header.
     *
     * @param bytes its readable bytes are the message, as many as a header has at least; to be valid as long as this is used
     */
    void reset(boolean fromOriginator, ByteBuf bytes) {
        int at = bytes.readerIndex();
        isOrig = fromOriginator;
        length = bytes.readableBytes();
        command = bytes.getUnsignedByte(at + COMMAND);
        status = bytes.getUnsignedIntLE(at + STATUS);
        flags = bytes.getUnsignedByte(at + FLAGS);
        flags2 = bytes.getUnsignedShortLE(at + FLAGS2);
        treeId = bytes.getUnsignedShortLE(at + TID);
        processId = (long) bytes.getUnsignedShortLE(at + PID_HIGH) << 16 | bytes.getUnsignedShortLE(at + PID_LOW);
        userId = bytes.getUnsignedShortLE(at + UID);
        multiplexId = bytes.getUnsignedShortLE(at + MID);
        header = null;
        fields.reset(bytes, unicode());
        fields.skip(HEADER);
    }

    boolean isOrig() {
        return isOrig;
    }

    /** Whether it has neither parameters nor data. */
    boolean empty() {
        return length == EMPTY;
    }

    /** The command of the first block. */
    int command() {
        return command;
    }

    /** Whether it reports no failure. */
    boolean successful() {
        return status == 0;
    }

    int treeId() {
        return treeId;
    }

    int userId() {
        return userId;
    }

    /** Whether its texts are UTF-16. */
    boolean unicode() {
        return (flags2 & UNICODE) != 0;
    }

    /** What an answer has in common with its request and with no other that is pending (MS-CIFS, section 2.2.1.6.2). */
    long exchange() {
        return processId << 16 | multiplexId;
    }

    /** The header as events show it, made when first asked for. */
    Smb1.Header header() {
        Smb1.Header made = header;
        if (made == null) {
            made = new Smb1.Header(command, status, flags, flags2, treeId, processId, userId, multiplexId);
            header = made;
        }
        return made;
    }

    /** What follows the header. */
    Fields fields() {
        return fields;
    }
}
