package org.nsm.analyzers.smb2;

/**
 * Where the parts of the messages lie (MS-SMB2, section 2.2). A body has a part of fixed length and up to two of variable
 * length, to which it points with offsets from the header. An offset that does not point behind what comes before means
 * that there is no gap. What follows behind the parts is of no account.
 */
final class Smb2Layout {

    /** There is no such part, since the message is too short for it. */
    static final int OUTSIDE = -1;

    /** The fixed parts of requests, by command. */
    private static final int[] REQUEST = {36, 24, 4, 8, 4, 56, 24, 24, 48, 48, 48, 56, 4, 4, 32, 32, 40, 32, 24};

    /** The fixed parts of answers. There are none to CANCEL. */
    private static final int[] RESPONSE = {64, 8, 4, 16, 4, 88, 60, 4, 16, 16, 4, 48, 0, 4, 8, 8, 8, 2, 24};

    /** The fixed part of an answer that only tells of an error (MS-SMB2, section 2.2.2). */
    private static final int ERROR = 8;

    private static final int ERROR_STRUCTURE = 9;

    private static final int BASIC_INFORMATION = 40;
    private static final int RENAME_INFORMATION = 20;

    private Smb2Layout() {}

    /**
     * How long the fixed part of a body is.
     *
     * @param message   the header of it
     * @param isRequest whether it is a request
     * @return the number of octets, 0 for unknown commands
     */
    static int fixedPart(Smb2Message message, boolean isRequest) {
        int command = message.command();
        if (!isRequest && !message.isAnsweredInFull()) {
            return ERROR;
        }
        return command >= REQUEST.length ? 0 : isRequest ? REQUEST[command] : RESPONSE[command];
    }

    /**
     * Whether a message is long enough for all that it claims to hold.
     *
     * @param message   a message that has its fixed part
     * @param isRequest whether it is a request
     * @return false if anything lies outside
     */
    static boolean fits(Smb2Message message, boolean isRequest) {
        if (isRequest) {
            return requestFits(message);
        }
        return message.isAnsweredInFull() ? responseFits(message) : errorFits(message);
    }

    private static boolean requestFits(Smb2Message m) {
        return switch (m.command()) {
            case Smb2Message.NEGOTIATE -> part(m, 36, 0, 2L * m.u16(2)) >= 0;
            case Smb2Message.SESSION_SETUP -> part(m, 24, m.u16(12), m.u16(14)) >= 0;
            case Smb2Message.TREE_CONNECT -> part(m, 8, m.u16(4), m.u16(6)) >= 0;
            case Smb2Message.CREATE -> part(m, 56, m.u16(44), m.u16(46)) >= 0 && part(m, 56, m.u32(48), m.u32(52)) >= 0;
            case Smb2Message.READ -> part(m, 48, m.u16(44), m.u16(46)) >= 0;
            case Smb2Message.WRITE -> writeData(m) >= 0;
            case Smb2Message.LOCK -> part(m, 24, 0, 24L * m.u16(2)) >= 0;
            case Smb2Message.IOCTL -> ioctlInput(m) >= 0 && part(m, 56, m.u32(36), m.u32(40)) >= 0;
            case Smb2Message.QUERY_DIRECTORY -> part(m, 32, m.u16(24), m.u16(26)) >= 0;
            case Smb2Message.QUERY_INFO -> part(m, 40, m.u16(8), m.u32(12)) >= 0;
            case Smb2Message.SET_INFO -> setInfoFits(m);
            default -> true;
        };
    }

    private static boolean setInfoFits(Smb2Message m) {
        int information = setInfoBuffer(m);
        if (information < 0) {
            return false;
        }
        int available = m.length() - information;
        return switch (fileInformation(m)) {
            case BASIC -> available >= BASIC_INFORMATION;
            case RENAME ->
                available >= RENAME_INFORMATION
                        && available - RENAME_INFORMATION >= m.u32(information - Smb2Message.HEADER + 16);
            case DISPOSITION -> available >= 1;
            case OTHER -> true;
        };
    }

    private static boolean responseFits(Smb2Message m) {
        return switch (m.command()) {
            case Smb2Message.NEGOTIATE -> part(m, 64, m.u16(56), m.u16(58)) >= 0;
            case Smb2Message.SESSION_SETUP -> part(m, 8, m.u16(4), m.u16(6)) >= 0;
            case Smb2Message.CREATE -> part(m, 88, m.u32(80), m.u32(84)) >= 0;
            case Smb2Message.READ -> readData(m) >= 0;
            case Smb2Message.IOCTL -> ioctlOutput(m) >= 0;
            case Smb2Message.QUERY_DIRECTORY, Smb2Message.CHANGE_NOTIFY, Smb2Message.QUERY_INFO ->
                part(m, 8, m.u16(2), m.u32(4)) >= 0;
            default -> true;
        };
    }

    /** Some errors come with an answer of another form, such as the limits of a server-side copy. */
    private static boolean errorFits(Smb2Message m) {
        return m.u16(0) != ERROR_STRUCTURE || part(m, ERROR, 0, m.u32(4)) >= 0;
    }

    /** Which class of information a SET_INFO request sets (MS-SMB2, section 2.2.39; MS-FSCC, section 2.4). */
    enum FileInformation {
        BASIC,
        RENAME,
        DISPOSITION,
        OTHER
    }

    static FileInformation fileInformation(Smb2Message m) {
        if (m.u8(2) != 1) {
            return FileInformation.OTHER;
        }
        return switch (m.u8(3)) {
            case 4 -> FileInformation.BASIC;
            case 10 -> FileInformation.RENAME;
            case 13 -> FileInformation.DISPOSITION;
            default -> FileInformation.OTHER;
        };
    }

    static int setInfoBuffer(Smb2Message m) {
        return part(m, 32, m.u16(8), m.u32(4));
    }

    static int writeData(Smb2Message m) {
        return part(m, 48, m.u16(2), m.u32(4));
    }

    /** The offset takes one octet; the next one is reserved. */
    static int readData(Smb2Message m) {
        return part(m, 16, m.u8(2), m.u32(4));
    }

    static int ioctlInput(Smb2Message m) {
        return part(m, 56, m.u32(24), m.u32(28));
    }

    /** Lies behind the input that the answer may repeat. */
    static int ioctlOutput(Smb2Message m) {
        int input = part(m, 48, m.u32(24), m.u32(28));
        if (input < 0) {
            return OUTSIDE;
        }
        return part(m, input - Smb2Message.HEADER + (int) m.u32(28), m.u32(32), m.u32(36));
    }

    /**
     * Finds a part.
     *
     * @param m      the message
     * @param behind how much of the body comes before it at least
     * @param offset where it is said to be, from the header
     * @param length how long it is
     * @return its offset from the header, or {@link #OUTSIDE}
     */
    static int part(Smb2Message m, int behind, long offset, long length) {
        long start = length == 0 ? Smb2Message.HEADER + behind : Math.max(Smb2Message.HEADER + behind, offset);
        return start + length > m.length() ? OUTSIDE : (int) start;
    }
}
