package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.nsm.analyzers.windows.FileTime;
import org.nsm.api.event.Smb;

/** The blocks of the commands on files and directories, from behind the word count or the AndX fields on. */
final class FileBlocks {

    /** The words of a read and of a write that hold the upper half of the offset. */
    private static final int LONG_READ = 12;

    private static final int LONG_WRITE = 14;

    /** In the place of the upper half of the length of a read: the time that the server may take. */
    private static final long NO_TIMEOUT = 0xffffffffL;

    /** How long what lies between the length of the name and the name is in a request to open. */
    private static final int OPEN_FIELDS = 8 * Integer.BYTES + Long.BYTES + 1 + Short.BYTES;

    /**
     * An opened file (MS-CIFS, section 2.2.4.64.2).
     *
     * @param fileId   its FID
     * @param created  when it was created, in ticks of 100 ns since 1601
     * @param accessed when it was last accessed, likewise
     * @param written  when it was last written, likewise
     * @param changed  when anything about it last changed, likewise
     * @param fileSize its length in bytes, unsigned
     */
    record Opened(int fileId, long created, long accessed, long written, long changed, long fileSize) {

        Smb.MacTimes times() {
            return new Smb.MacTimes(instant(written), instant(accessed), instant(created), instant(changed));
        }

        private static Instant instant(long ticks) {
            return FileTime.instant(ticks);
        }
    }

    /**
     * A request to read (MS-CIFS, section 2.2.4.42.1).
     *
     * @param fileId the FID
     * @param offset where to read, in bytes from the start of the file, unsigned
     * @param length how many bytes at most
     */
    record Read(int fileId, long offset, long length) {}

    /**
     * A request to write (MS-CIFS, section 2.2.4.43.1).
     *
     * @param fileId the FID
     * @param offset where to write, in bytes from the start of the file, unsigned
     * @param length how many bytes
     * @param data   the bytes; empty if they are not wanted
     */
    record Write(int fileId, long offset, long length, ByteBuf data) {}

    /**
     * An answer to a read (MS-CIFS, section 2.2.4.42.2; MS-SMB, section 2.2.4.2.2).
     *
     * @param length how many bytes it holds
     * @param data   the bytes; empty if they are not wanted
     */
    record Returned(long length, ByteBuf data) {}

    private FileBlocks() {}

    /** The path in a block of no words: of CREATE_DIRECTORY, QUERY_INFORMATION and CHECK_DIRECTORY (MS-CIFS, section 2.2.4.1.1). */
    static String path(Fields in, boolean wanted) {
        in.skip(Short.BYTES);
        in.skip(1); // the kind of buffer, which is always a text
        return in.text(wanted);
    }

    /** The FID in a request to close (MS-CIFS, section 2.2.4.5.1). */
    static int closed(Fields in) {
        int fileId = in.u16();
        in.skip(Integer.BYTES);
        in.skip(Short.BYTES);
        return fileId;
    }

    /** The path in a request to open (MS-CIFS, section 2.2.4.64.1). */
    static String open(Fields in, boolean wanted) {
        in.skip(1 + Short.BYTES + OPEN_FIELDS);
        return in.text(wanted);
    }

    /** The answer to a request to open. */
    static Opened opened(Fields in) {
        in.skip(1);
        int fileId = in.u16();
        in.skip(Integer.BYTES);
        long created = in.u64();
        long accessed = in.u64();
        long written = in.u64();
        long changed = in.u64();
        in.skip(Integer.BYTES + Long.BYTES);
        long fileSize = in.u64();
        in.skip(2 * Short.BYTES + 1);
        in.skip(Short.BYTES);
        return new Opened(fileId, created, accessed, written, changed, fileSize);
    }

    /** A request to read. */
    static Read read(Fields in, int words) {
        int fileId = in.u16();
        long offset = in.u32();
        long length = in.u16();
        in.skip(Short.BYTES);
        long lengthHigh = in.u32();
        in.skip(Short.BYTES);
        long offsetHigh = words == LONG_READ ? in.u32() : 0;
        in.skip(Short.BYTES);
        return new Read(fileId, offsetHigh << 32 | offset, length + (lengthHigh == NO_TIMEOUT ? 0 : lengthHigh << 16));
    }

    /** An answer to a read. */
    static Returned returned(Fields in, boolean dataWanted) {
        in.skip(3 * Short.BYTES);
        int lengthLow = in.u16();
        int offset = in.u16();
        long length = (long) in.u16() << 16 | lengthLow;
        in.skip(Long.BYTES);
        in.skip(Short.BYTES);
        return new Returned(length, in.bytesAt(offset, length, dataWanted));
    }

    /** A request to write. */
    static Write write(Fields in, int words, boolean dataWanted) {
        int fileId = in.u16();
        long offset = in.u32();
        in.skip(Integer.BYTES + 2 * Short.BYTES);
        long length = (long) in.u16() << 16 | in.u16();
        int dataOffset = in.u16();
        long offsetHigh = words == LONG_WRITE ? in.u32() : 0;
        in.skip(Short.BYTES);
        ByteBuf data = in.bytesAt(dataOffset, length, dataWanted);
        return new Write(fileId, offsetHigh << 32 | offset, length, data);
    }

    /** How many bytes were written (MS-CIFS, section 2.2.4.43.2; MS-SMB, section 2.2.4.3.2). */
    static long written(Fields in) {
        int length = in.u16();
        in.skip(Short.BYTES);
        int lengthHigh = in.u16();
        in.skip(Short.BYTES);
        in.skip(Short.BYTES);
        return (long) lengthHigh << 16 | length;
    }
}
