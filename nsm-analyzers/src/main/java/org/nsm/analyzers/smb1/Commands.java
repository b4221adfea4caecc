package org.nsm.analyzers.smb1;

/** The numbers of the commands that are looked into (MS-CIFS, section 2.2.2.1). */
final class Commands {

    static final int CREATE_DIRECTORY = 0x00;
    static final int CLOSE = 0x04;
    static final int QUERY_INFORMATION = 0x08;
    static final int CHECK_DIRECTORY = 0x10;
    static final int LOCKING_ANDX = 0x24;
    static final int TRANSACTION = 0x25;
    static final int TRANSACTION_SECONDARY = 0x26;
    static final int ECHO = 0x2b;
    static final int OPEN_ANDX = 0x2d;
    static final int READ_ANDX = 0x2e;
    static final int WRITE_ANDX = 0x2f;
    static final int TRANSACTION2 = 0x32;
    static final int TRANSACTION2_SECONDARY = 0x33;
    static final int TREE_DISCONNECT = 0x71;
    static final int NEGOTIATE = 0x72;
    static final int SESSION_SETUP_ANDX = 0x73;
    static final int LOGOFF_ANDX = 0x74;
    static final int TREE_CONNECT_ANDX = 0x75;
    static final int NT_CREATE_ANDX = 0xa2;
    static final int NT_CANCEL = 0xa4;

    /** In the place of a further command: there is none. */
    static final int NONE = 0xff;

    private Commands() {}

    /** Whether blocks of a command say which block comes next (MS-CIFS, section 2.2.3.4). */
    static boolean isAndx(int command) {
        return switch (command) {
            case LOCKING_ANDX,
                    OPEN_ANDX,
                    READ_ANDX,
                    WRITE_ANDX,
                    SESSION_SETUP_ANDX,
                    LOGOFF_ANDX,
                    TREE_CONNECT_ANDX,
                    NT_CREATE_ANDX -> true;
            default -> false;
        };
    }
}
