package org.nsm.analyzers.smb1;

import static org.nsm.analyzers.smb1.Wire.counted;
import static org.nsm.analyzers.smb1.Wire.length;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u32;
import static org.nsm.analyzers.smb1.Wire.u64;
import static org.nsm.analyzers.smb1.Wire.u8;
import static org.nsm.analyzers.smb1.Wire.zeros;

import java.util.List;
import org.nsm.analyzers.smb1.Dialogue.Message;

/** Messages with texts in the OEM character set, and the blocks that they consist of. */
final class Samples {

    static final String EMPTY = "000000";

    /** The AndX fields of the last block. */
    static final String LAST = "ff000000";

    private Samples() {}

    /** The AndX fields of a block with another one behind it. */
    static String andx(int command, int offset) {
        return u8(command) + "00" + u16(offset);
    }

    static Message echo(String data) {
        return Message.of(Commands.ECHO, "01" + u16(1) + counted(data));
    }

    static String connectBlock(String andx, String path, String service) {
        return "04" + andx + u16(0) + u16(1) + counted("00" + oem(path) + oem(service));
    }

    static String connectedBlock(String andx, String service, String fileSystem) {
        return "03" + andx + u16(1) + counted(oem(service) + oem(fileSystem));
    }

    static Message connect(String path) {
        return Message.of(Commands.TREE_CONNECT_ANDX, connectBlock(LAST, path, "?????"));
    }

    static Message connected(String service) {
        return Message.of(Commands.TREE_CONNECT_ANDX, connectedBlock(LAST, service, ""));
    }

    static String openBlock(String andx, String path) {
        return "18" + andx + "00" + u16(path.length()) + zeros(41) + counted(oem(path));
    }

    static Message open(String path) {
        return Message.of(Commands.NT_CREATE_ANDX, openBlock(LAST, path));
    }

    static String openedBlock(String andx, int fileId) {
        return "22" + andx + "00" + u16(fileId) + u32(1) + u64(0) + u64(0) + u64(0) + u64(0) + u32(0) + u64(0) + u64(5)
                + u16(0) + u16(0) + "00" + u16(0);
    }

    static Message opened(int fileId) {
        return Message.of(Commands.NT_CREATE_ANDX, openedBlock(LAST, fileId));
    }

    static Message close(int fileId) {
        return Message.of(Commands.CLOSE, "03" + u16(fileId) + u32(0) + u16(0));
    }

    static Message closed() {
        return Message.of(Commands.CLOSE, EMPTY);
    }

    static Message read(int fileId, long offset) {
        return Message.of(
                Commands.READ_ANDX,
                "0c" + LAST + u16(fileId) + u32(offset) + u16(0x1000) + u16(0) + u32(0) + u16(0) + u32(offset >>> 32)
                        + u16(0));
    }

    static Message wasRead(String data) {
        return Message.of(
                Commands.READ_ANDX,
                "0c" + LAST + zeros(6) + u16(length(data)) + u16(59) + u16(0) + zeros(8) + counted(data));
    }

    static Message write(int fileId, long offset, String data) {
        return Message.of(
                Commands.WRITE_ANDX,
                "0e" + LAST + u16(fileId) + u32(offset) + zeros(8) + u16(0) + u16(length(data)) + u16(63)
                        + u32(offset >>> 32) + counted(data));
    }

    /** Where the parameters and data of a transaction begin: behind two setup words and a name. */
    private static int behind(String name) {
        return Wire.HEADER + 1 + 32 + 2 + name.length() + 1;
    }

    /** A transaction, of whose data perhaps only the first come in this message. */
    static Message transaction(String name, int subcommand, int fileId, int totalData, String data) {
        return Message.of(
                Commands.TRANSACTION,
                "10" + u16(0) + u16(totalData) + zeros(14) + u16(0) + u16(0) + u16(length(data)) + u16(behind(name))
                        + "0200" + u16(subcommand) + u16(fileId) + counted(oem(name) + data));
    }

    static Message furtherTransaction(int totalData, int displacement, String data) {
        return Message.of(
                Commands.TRANSACTION_SECONDARY,
                "08" + u16(0) + u16(totalData) + zeros(6) + u16(length(data)) + u16(51) + u16(displacement)
                        + counted(data));
    }

    static Message transacted(int totalData, int displacement, String data) {
        return Message.of(
                Commands.TRANSACTION,
                "0a" + u16(0) + u16(totalData) + zeros(8) + u16(length(data)) + u16(55) + u16(displacement) + "0000"
                        + counted(data));
    }

    /** A transaction of the second kind, of whose parameters perhaps only the first come in this message. */
    static Message transaction2(int subcommand, int totalParameters, String parameters) {
        return Message.of(
                Commands.TRANSACTION2,
                "0f" + u16(totalParameters) + u16(0) + zeros(14) + u16(length(parameters)) + u16(68) + zeros(4) + "0100"
                        + u16(subcommand) + counted("000000" + parameters));
    }

    static Message furtherTransaction2(int totalParameters, int displacement, String parameters) {
        return Message.of(
                Commands.TRANSACTION2_SECONDARY,
                "09" + u16(totalParameters) + u16(0) + u16(length(parameters)) + u16(54) + u16(displacement) + zeros(6)
                        + u16(0xffff) + counted("00" + parameters));
    }

    /** A request of each kind. */
    static List<Message> requests() {
        return List.of(
                Message.of(Commands.NEGOTIATE, "00" + counted("02" + oem("LANMAN1.0") + "02" + oem("NT LM 0.12"))),
                Message.of(
                        Commands.SESSION_SETUP_ANDX,
                        "0a" + LAST + zeros(10) + u16(2) + u32(0)
                                + counted("aabb" + oem("a") + oem("b") + oem("c") + oem("d"))),
                Message.of(
                        Commands.SESSION_SETUP_ANDX,
                        "0c" + LAST + zeros(10) + u16(8) + zeros(8)
                                + counted("6006060606060606" + oem("a") + oem("b"))),
                Message.of(
                        Commands.SESSION_SETUP_ANDX,
                        "0d" + andx(Commands.TREE_CONNECT_ANDX, 72) + zeros(10) + u16(1) + u16(1) + zeros(8)
                                + counted("aabb" + oem("a") + oem("b") + oem("c") + oem("d")) + "ee"
                                + connectBlock(LAST, "\\\\s\\x", "?????")),
                connect("\\\\server\\share"),
                Message.of(Commands.TREE_DISCONNECT, EMPTY),
                Message.of(Commands.LOGOFF_ANDX, "02" + LAST + u16(0)),
                echo("010203"),
                Message.of(Commands.CREATE_DIRECTORY, "00" + counted("04" + oem("\\new"))),
                Message.of(Commands.CHECK_DIRECTORY, "00" + counted("04" + oem("\\dir"))),
                Message.of(Commands.QUERY_INFORMATION, "00" + counted("04" + oem("\\file"))),
                open("\\file"),
                close(5),
                read(5, 0x1_0000_0000L),
                write(5, 0x1_0000_0000L, "010203"),
                transaction("\\PIPE\\", 0x26, 5, 4, "05000000"),
                furtherTransaction(8, 4, "05000000"),
                transaction2(1, 18, u16(6) + u16(1) + u16(0) + u16(1) + u32(0) + oem("\\a\\*.")),
                transaction2(5, 10, u16(1) + u32(0) + oem("\\ab")),
                transaction2(16, 6, u16(3) + oem("\\ab")),
                furtherTransaction2(8, 4, "00000000"),
                Message.of(Commands.LOCKING_ANDX, "08" + LAST + zeros(12) + u16(0)),
                Message.of(Commands.NT_CANCEL, EMPTY));
    }

    /** An answer of each kind. */
    static List<Message> answers() {
        return List.of(
                Message.of(Commands.NEGOTIATE, "01" + u16(0) + u16(0)),
                Message.of(Commands.NEGOTIATE, "0d" + zeros(22) + u16(2) + u16(0) + counted("aabb" + oem("W"))),
                Message.of(Commands.NEGOTIATE, "11" + zeros(33) + "02" + counted("aabb" + oem("W"))),
                Message.of(
                        Commands.NEGOTIATE,
                        "11" + zeros(19) + u32(0x8000_0000L) + zeros(11) + counted(zeros(16) + "6006060606060606")),
                Message.of(Commands.SESSION_SETUP_ANDX, "03" + LAST + u16(0) + counted(oem("a") + oem("b") + oem("c"))),
                Message.of(
                        Commands.SESSION_SETUP_ANDX,
                        "04" + andx(Commands.TREE_CONNECT_ANDX, 56) + u16(0) + u16(8)
                                + counted("4e544c4d53535000" + oem("a") + oem("b")) + "ee"
                                + connectedBlock(LAST, "IPC", "")),
                connected("IPC"),
                Message.of(Commands.TREE_DISCONNECT, EMPTY),
                Message.of(Commands.LOGOFF_ANDX, "02" + LAST + u16(0)),
                echo("010203"),
                Message.of(Commands.CREATE_DIRECTORY, EMPTY),
                Message.of(Commands.CHECK_DIRECTORY, EMPTY + "00"),
                Message.of(Commands.QUERY_INFORMATION, "0a" + zeros(20) + u16(0)),
                opened(5),
                closed(),
                wasRead("010203"),
                Message.of(Commands.WRITE_ANDX, "06" + LAST + u16(3) + zeros(8)),
                transacted(4, 0, "05000000"),
                Message.of(Commands.TRANSACTION2, "0a" + zeros(20) + u16(0)));
    }
}
