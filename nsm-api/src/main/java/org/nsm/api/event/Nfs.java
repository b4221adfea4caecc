package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/**
 * What the messages of NFS version 3 hold (RFC 1813). File handles are opaque, at most 64 bytes. Numbers of 64 bits are
 * unsigned.
 */
public final class Nfs {

    private Nfs() {}

    /**
     * How a call went and who made it. A message spans from the first of its packets to the last. Lengths count the
     * whole RPC message in bytes.
     *
     * @param rpcStatus        how the call went as far as RPC is concerned
     * @param nfsStatus        the first word of the result; the number -1 without a constant where it has none,
     *                         {@code NFS3ERR_OK} where RPC failed
     * @param requestStart     when the call started
     * @param requestDuration  how long it took to send
     * @param requestLength    its length
     * @param replyStart       when the reply started; without a reply, when the call was given up
     * @param replyDuration    how long it took to send; 0 without a reply
     * @param replyLength      its length; 0 without a reply
     * @param rpcUid           the user id that the client claims; 0 where it claims none
     * @param rpcGid           the group id that the client claims; 0 where it claims none
     * @param rpcStamp         an arbitrary number of the client; 0 where there is none
     * @param rpcMachineName   the name of the client, as it claims; empty where it claims none
     * @param rpcAuxiliaryGids further group ids that the client claims, at most 64
     */
    @Name("NFS3::info_t")
    public record Info(
            @Name("rpc_stat") Rpc.Status rpcStatus,
            @Name("nfs_stat") Coded<Status> nfsStatus,
            @Name("req_start") Instant requestStart,
            @Name("req_dur") Duration requestDuration,
            @Name("req_len") int requestLength,
            @Name("rep_start") Instant replyStart,
            @Name("rep_dur") Duration replyDuration,
            @Name("rep_len") int replyLength,
            long rpcUid,
            long rpcGid,
            long rpcStamp,
            String rpcMachineName,
            @Name("rpc_auxgids") List<Long> rpcAuxiliaryGids) {

        /** Copies the list. */
        public Info {
            rpcAuxiliaryGids = List.copyOf(rpcAuxiliaryGids);
        }
    }

    /**
     * The attributes of a file (RFC 1813, section 2.6, fattr3).
     *
     * @param type         what kind of file it is
     * @param mode         the access permissions, as in {@code stat}
     * @param links        how many names it has
     * @param uid          its owner
     * @param gid          its group
     * @param size         its length in bytes
     * @param used         the bytes that it takes on the disk
     * @param device1      of a device the major number
     * @param device2      of a device the minor number
     * @param fileSystemId the file system it is in
     * @param fileId       its number in that file system
     * @param accessed     when its content was last read
     * @param modified     when its content last changed
     * @param changed      when its attributes last changed
     */
    @Name("NFS3::fattr_t")
    public record FileAttributes(
            @Name("ftype") Coded<FileType> type,
            long mode,
            @Name("nlink") long links,
            long uid,
            long gid,
            long size,
            long used,
            @Name("rdev1") long device1,
            @Name("rdev2") long device2,
            @Name("fsid") long fileSystemId,
            @Name("fileid") long fileId,
            @Name("atime") Instant accessed,
            @Name("mtime") Instant modified,
            @Name("ctime") Instant changed) {}

    /**
     * The few attributes that show whether a file changed in between (RFC 1813, section 2.6, wcc_attr). The documented
     * names of the two times are one off from what they hold.
     *
     * @param size     its length in bytes
     * @param modified when its content last changed
     * @param changed  when its attributes last changed
     */
    @Name("NFS3::wcc_attr_t")
    public record WccAttributes(
            long size,
            @Name("atime") Instant modified,
            @Name("mtime") Instant changed) {}

    /**
     * The attributes to set (RFC 1813, section 2.6, sattr3). Null leaves one as it is.
     *
     * @param mode     the access permissions
     * @param uid      the owner
     * @param gid      the group
     * @param size     the length in bytes, to which the file is cut or extended
     * @param accessed where the time of the last read comes from
     * @param modified where the time of the last change comes from
     */
    @Name("NFS3::sattr_t")
    public record SetAttributes(
            @Nullable Long mode,
            @Nullable Long uid,
            @Nullable Long gid,
            @Nullable Long size,
            @Name("atime") @Nullable Coded<TimeHow> accessed,
            @Name("mtime") @Nullable Coded<TimeHow> modified) {}

    /**
     * The arguments of SETATTR (RFC 1813, section 3.3.2).
     *
     * @param handle        the file
     * @param newAttributes what to set
     */
    @Name("NFS3::sattrargs_t")
    public record SetAttributesArguments(@Name("fh") ByteBuf handle, SetAttributes newAttributes) {}

    /**
     * The result of SETATTR (RFC 1813, section 3.3.2). What the server did not tell is null.
     *
     * @param before the attributes of the file before
     * @param after  its attributes afterwards
     */
    @Name("NFS3::sattr_reply_t")
    public record SetAttributesReply(
            @Name("dir_pre_attr") @Nullable WccAttributes before,
            @Name("dir_post_attr") @Nullable FileAttributes after) {}

    /**
     * A name in a directory (RFC 1813, section 2.6, diropargs3).
     *
     * @param directoryHandle the directory
     * @param name            the name
     */
    @Name("NFS3::diropargs_t")
    public record DirectoryOperationArguments(
            @Name("dirfh") ByteBuf directoryHandle,
            @Name("fname") String name) {}

    /**
     * The result of LOOKUP (RFC 1813, section 3.3.3). What the server did not tell is null.
     *
     * @param handle              the file handle of what was found; null for a failure
     * @param attributes          its attributes
     * @param directoryAttributes the attributes of the directory
     */
    @Name("NFS3::lookup_reply_t")
    public record LookupReply(
            @Name("fh") @Nullable ByteBuf handle,
            @Name("obj_attr") @Nullable FileAttributes attributes,
            @Name("dir_attr") @Nullable FileAttributes directoryAttributes) {}

    /**
     * The arguments of READ (RFC 1813, section 3.3.6).
     *
     * @param handle the file
     * @param offset where to start, in bytes
     * @param size   how many bytes are wanted
     */
    @Name("NFS3::readargs_t")
    public record ReadArguments(@Name("fh") ByteBuf handle, long offset, long size) {}

    /**
     * The result of READ (RFC 1813, section 3.3.6). What the server did not tell is null; where RPC failed, the size is
     * 0.
     *
     * @param attributes the attributes of the file
     * @param size       how many bytes were read; null for a failure
     * @param endOfFile  whether the read reached the end of the file; null for a failure
     * @param data       what was read; null where content is not reported
     */
    @Name("NFS3::read_reply_t")
    public record ReadReply(
            @Name("attr") @Nullable FileAttributes attributes,
            @Nullable Long size,
            @Name("eof") @Nullable Boolean endOfFile,
            @Nullable ByteBuf data) {}

    /**
     * The result of READLINK (RFC 1813, section 3.3.5). What the server did not tell is null.
     *
     * @param attributes the attributes of the link
     * @param path       where it leads; null for a failure
     */
    @Name("NFS3::readlink_reply_t")
    public record ReadlinkReply(
            @Name("attr") @Nullable FileAttributes attributes,
            @Name("nfspath") @Nullable String path) {}

    /**
     * What a symbolic link is to be (RFC 1813, section 3.3.10, symlinkdata3).
     *
     * @param attributes the attributes it is to have
     * @param path       where it is to lead
     */
    @Name("NFS3::symlinkdata_t")
    public record SymlinkData(
            @Name("symlink_attributes") SetAttributes attributes,
            @Name("nfspath") @Nullable String path) {}

    /**
     * The arguments of SYMLINK (RFC 1813, section 3.3.10).
     *
     * @param link the directory and the name of the link
     * @param data what it is to be
     */
    @Name("NFS3::symlinkargs_t")
    public record SymlinkArguments(
            DirectoryOperationArguments link,
            @Name("symlinkdata") SymlinkData data) {}

    /**
     * The arguments of LINK (RFC 1813, section 3.3.15).
     *
     * @param handle the file
     * @param link   the directory and the new name
     */
    @Name("NFS3::linkargs_t")
    public record LinkArguments(@Name("fh") ByteBuf handle, DirectoryOperationArguments link) {}

    /**
     * The result of LINK (RFC 1813, section 3.3.15). What the server did not tell is null.
     *
     * @param attributes      the attributes of the file afterwards
     * @param directoryBefore the attributes of the directory before
     * @param directoryAfter  its attributes afterwards
     */
    @Name("NFS3::link_reply_t")
    public record LinkReply(
            @Name("post_attr") @Nullable FileAttributes attributes,
            @Name("preattr") @Nullable WccAttributes directoryBefore,
            @Name("postattr") @Nullable FileAttributes directoryAfter) {}

    /**
     * The arguments of WRITE (RFC 1813, section 3.3.7).
     *
     * @param handle the file
     * @param offset where to start, in bytes
     * @param size   how many bytes are written
     * @param stable how safe the data must be before the server answers
     * @param data   what is written; null where content is not reported
     */
    @Name("NFS3::writeargs_t")
    public record WriteArguments(
            @Name("fh") ByteBuf handle,
            long offset,
            long size,
            Coded<StableHow> stable,
            @Nullable ByteBuf data) {}

    /**
     * The result of WRITE (RFC 1813, section 3.3.7). What the server did not tell is null; where RPC failed, size and
     * verifier are 0.
     *
     * @param before    the attributes of the file before
     * @param after     its attributes afterwards
     * @param size      how many bytes were written; null for a failure
     * @param committed how safe the data are; null for a failure
     * @param verifier  a number that changes when the server may have lost data; null for a failure
     */
    @Name("NFS3::write_reply_t")
    public record WriteReply(
            @Name("preattr") @Nullable WccAttributes before,
            @Name("postattr") @Nullable FileAttributes after,
            @Nullable Long size,
            @Name("commited") @Nullable Coded<StableHow> committed,
            @Name("verf") @Nullable Long verifier) {}

    /**
     * The result of CREATE, MKDIR and SYMLINK (RFC 1813, sections 3.3.8 to 3.3.10). What the server did not tell is
     * null.
     *
     * @param handle          the file handle of what was created
     * @param attributes      its attributes
     * @param directoryBefore the attributes of the directory before
     * @param directoryAfter  its attributes afterwards
     */
    @Name("NFS3::newobj_reply_t")
    public record NewObjectReply(
            @Name("fh") @Nullable ByteBuf handle,
            @Name("obj_attr") @Nullable FileAttributes attributes,
            @Name("dir_pre_attr") @Nullable WccAttributes directoryBefore,
            @Name("dir_post_attr") @Nullable FileAttributes directoryAfter) {}

    /**
     * The result of REMOVE and RMDIR (RFC 1813, sections 3.3.12 and 3.3.13). What the server did not tell is null.
     *
     * @param directoryBefore the attributes of the directory before
     * @param directoryAfter  its attributes afterwards
     */
    @Name("NFS3::delobj_reply_t")
    public record DeleteObjectReply(
            @Name("dir_pre_attr") @Nullable WccAttributes directoryBefore,
            @Name("dir_post_attr") @Nullable FileAttributes directoryAfter) {}

    /**
     * The arguments of RENAME (RFC 1813, section 3.3.14).
     *
     * @param sourceDirectoryHandle the directory it is in
     * @param sourceName            its name there
     * @param targetDirectoryHandle the directory it is to be in
     * @param targetName            its name there
     */
    @Name("NFS3::renameopargs_t")
    public record RenameArguments(
            @Name("src_dirfh") ByteBuf sourceDirectoryHandle,
            @Name("src_fname") String sourceName,
            @Name("dst_dirfh") ByteBuf targetDirectoryHandle,
            @Name("dst_fname") String targetName) {}

    /**
     * The result of RENAME (RFC 1813, section 3.3.14). What the server did not tell is null.
     *
     * @param sourceBefore the attributes of the old directory before
     * @param sourceAfter  its attributes afterwards
     * @param targetBefore the attributes of the new directory before
     * @param targetAfter  its attributes afterwards
     */
    @Name("NFS3::renameobj_reply_t")
    public record RenameReply(
            @Name("src_dir_pre_attr") @Nullable WccAttributes sourceBefore,
            @Name("src_dir_post_attr") @Nullable FileAttributes sourceAfter,
            @Name("dst_dir_pre_attr") @Nullable WccAttributes targetBefore,
            @Name("dst_dir_post_attr") @Nullable FileAttributes targetAfter) {}

    /**
     * The arguments of READDIR and READDIRPLUS (RFC 1813, sections 3.3.16 and 3.3.17).
     *
     * @param isPlus          whether it is READDIRPLUS, which asks for attributes and file handles as well
     * @param directoryHandle the directory
     * @param cookie          where to go on; 0 for the start
     * @param cookieVerifier  the number by which the server knows whether the cookie is still good
     * @param directoryCount  how many bytes of entries the client takes; of READDIR its only count
     * @param maximumCount    how many bytes the client takes altogether; null in READDIR
     */
    @Name("NFS3::readdirargs_t")
    public record ReaddirArguments(
            @Name("isplus") boolean isPlus,
            @Name("dirfh") ByteBuf directoryHandle,
            long cookie,
            @Name("cookieverf") long cookieVerifier,
            @Name("dircount") long directoryCount,
            @Name("maxcount") @Nullable Long maximumCount) {}

    /**
     * The result of READDIR and READDIRPLUS (RFC 1813, sections 3.3.16 and 3.3.17). What the server did not tell is
     * null.
     *
     * @param isPlus              whether it is READDIRPLUS
     * @param directoryAttributes the attributes of the directory
     * @param cookieVerifier      the number that goes with the cookies; null for a failure
     * @param entries             the entries; null for a failure
     * @param endOfDirectory      whether these are the last entries; null for a failure
     */
    @Name("NFS3::readdir_reply_t")
    public record ReaddirReply(
            @Name("isplus") boolean isPlus,
            @Name("dir_attr") @Nullable FileAttributes directoryAttributes,
            @Name("cookieverf") @Nullable Long cookieVerifier,
            @Nullable List<DirectoryEntry> entries,
            @Name("eof") @Nullable Boolean endOfDirectory) {

        /** Copies the list. */
        public ReaddirReply {
            entries = entries == null ? null : List.copyOf(entries);
        }
    }

    /**
     * An entry of a directory (RFC 1813, sections 3.3.16 and 3.3.17).
     *
     * @param fileId     its number in the file system
     * @param name       its name
     * @param cookie     where to go on behind it
     * @param attributes its attributes; null in READDIR, or where the server does not tell
     * @param handle     its file handle; null in READDIR, or where the server does not tell
     */
    @Name("NFS3::direntry_t")
    public record DirectoryEntry(
            @Name("fileid") long fileId,
            @Name("fname") String name,
            long cookie,
            @Name("attr") @Nullable FileAttributes attributes,
            @Name("fh") @Nullable ByteBuf handle) {}

    /** The procedures (RFC 1813, section 3.3). */
    @Name("NFS3::proc_t")
    public enum Procedure {
        /** Do nothing. */
        PROC_NULL(0),
        /** Get the attributes of a file. */
        PROC_GETATTR(1),
        /** Set attributes of a file. */
        PROC_SETATTR(2),
        /** Look up a name. */
        PROC_LOOKUP(3),
        /** Ask what the caller may do. */
        PROC_ACCESS(4),
        /** Ask where a symbolic link leads. */
        PROC_READLINK(5),
        /** Read from a file. */
        PROC_READ(6),
        /** Write to a file. */
        PROC_WRITE(7),
        /** Create a file. */
        PROC_CREATE(8),
        /** Create a directory. */
        PROC_MKDIR(9),
        /** Create a symbolic link. */
        PROC_SYMLINK(10),
        /** Create a device, a socket or a pipe. */
        PROC_MKNOD(11),
        /** Remove a file. */
        PROC_REMOVE(12),
        /** Remove a directory. */
        PROC_RMDIR(13),
        /** Rename or move something. */
        PROC_RENAME(14),
        /** Give a file another name. */
        PROC_LINK(15),
        /** List a directory. */
        PROC_READDIR(16),
        /** List a directory with attributes. */
        PROC_READDIRPLUS(17),
        /** Ask how full the file system is. */
        PROC_FSSTAT(18),
        /** Ask what the server can do. */
        PROC_FSINFO(19),
        /** Ask about limits of names and links. */
        PROC_PATHCONF(20),
        /** Have written data put on the disk. */
        PROC_COMMIT(21),
        /** One more than the last procedure. */
        PROC_END_OF_PROCS(22);

        private static final Procedure[] VALUES = values();

        private final int code;

        Procedure(int code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public int code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable Procedure of(long code) {
            for (Procedure value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }

    /** The outcome of a call (RFC 1813, section 2.6, nfsstat3). */
    @Name("NFS3::status_t")
    public enum Status {
        /** Success. */
        NFS3ERR_OK(0),
        /** The caller is not the owner. */
        NFS3ERR_PERM(1),
        /** There is no such file. */
        NFS3ERR_NOENT(2),
        /** Reading or writing failed. */
        NFS3ERR_IO(5),
        /** There is no such device. */
        NFS3ERR_NXIO(6),
        /** Access is denied. */
        NFS3ERR_ACCES(13),
        /** It exists already. */
        NFS3ERR_EXIST(17),
        /** The two are in different file systems. */
        NFS3ERR_XDEV(18),
        /** The device does not exist. */
        NFS3ERR_NODEV(19),
        /** It is not a directory. */
        NFS3ERR_NOTDIR(20),
        /** It is a directory. */
        NFS3ERR_ISDIR(21),
        /** An argument is not valid. */
        NFS3ERR_INVAL(22),
        /** The file would become too large. */
        NFS3ERR_FBIG(27),
        /** The device is full. */
        NFS3ERR_NOSPC(28),
        /** The file system is read-only. */
        NFS3ERR_ROFS(30),
        /** The file would have too many names. */
        NFS3ERR_MLINK(31),
        /** The name is too long. */
        NFS3ERR_NAMETOOLONG(63),
        /** The directory is not empty. */
        NFS3ERR_NOTEMPTY(66),
        /** The quota of the user is used up. */
        NFS3ERR_DQUOT(69),
        /** The file of the handle is gone. */
        NFS3ERR_STALE(70),
        /** The path leads on to another server. */
        NFS3ERR_REMOTE(71),
        /** The file handle is not valid. */
        NFS3ERR_BADHANDLE(10001),
        /** The file changed before its attributes could be set. */
        NFS3ERR_NOT_SYNC(10002),
        /** The cookie of a listing is no longer good. */
        NFS3ERR_BAD_COOKIE(10003),
        /** The operation is not supported. */
        NFS3ERR_NOTSUPP(10004),
        /** The buffer or the request is too small. */
        NFS3ERR_TOOSMALL(10005),
        /** The server failed for a reason of its own. */
        NFS3ERR_SERVERFAULT(10006),
        /** The server cannot create such a file. */
        NFS3ERR_BADTYPE(10007),
        /** The server is at it; the client is to try again. */
        NFS3ERR_JUKEBOX(10008),
        /** Stands for a status that is not known; no server sends it. */
        NFS3ERR_UNKNOWN(0xffffffffL);

        private static final Status[] VALUES = values();

        private final long code;

        Status(long code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public long code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable Status of(long code) {
            for (Status value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }

    /** The kinds of files (RFC 1813, section 2.6, ftype3). */
    @Name("NFS3::file_type_t")
    public enum FileType {
        /** An ordinary file. */
        FTYPE_REG(1),
        /** A directory. */
        FTYPE_DIR(2),
        /** A block device. */
        FTYPE_BLK(3),
        /** A character device. */
        FTYPE_CHR(4),
        /** A symbolic link. */
        FTYPE_LNK(5),
        /** A socket. */
        FTYPE_SOCK(6),
        /** A named pipe. */
        FTYPE_FIFO(7);

        private static final FileType[] VALUES = values();

        private final int code;

        FileType(int code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public int code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable FileType of(long code) {
            for (FileType value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }

    /** Where a time to set comes from (RFC 1813, section 2.6, time_how). */
    @Name("NFS3::time_how_t")
    public enum TimeHow {
        /** It stays as it is. */
        DONT_CHANGE(0),
        /** The clock of the server. */
        SET_TO_SERVER_TIME(1),
        /** The call holds it. */
        SET_TO_CLIENT_TIME(2);

        private static final TimeHow[] VALUES = values();

        private final int code;

        TimeHow(int code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public int code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable TimeHow of(long code) {
            for (TimeHow value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }

    /** How safe written data are (RFC 1813, section 3.3.7, stable_how). */
    @Name("NFS3::stable_how_t")
    public enum StableHow {
        /** They may be lost. */
        UNSTABLE(0),
        /** The data are on the disk, and as much of the attributes as it takes to find them. */
        DATA_SYNC(1),
        /** Data and attributes are on the disk. */
        FILE_SYNC(2);

        private static final StableHow[] VALUES = values();

        private final int code;

        StableHow(int code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public int code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable StableHow of(long code) {
            for (StableHow value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }
}
