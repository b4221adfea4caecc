package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * NFS version 3: program 100003 on port 2049 over TCP and UDP (RFC 1813). Each event stands for a call with its reply,
 * or for a call that got none as long as the connection lasted. A result that cannot be decoded raises
 * {@link ReplyStatus} only.
 */
public sealed interface NfsEvent extends Event {

    /**
     * A client called the procedure that does nothing (RFC 1813, section 3.3.0).
     *
     * @param connection the connection
     * @param info       how the call went
     */
    @Name("nfs_proc_null")
    record ProcNull(Connection connection, Nfs.Info info) implements NfsEvent {}

    /**
     * A client asked for the attributes of a file (RFC 1813, section 3.3.1).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param handle     the file handle
     * @param attributes the attributes; null where NFS reports a failure, all zeros where RPC failed
     */
    @Name("nfs_proc_getattr")
    record ProcGetattr(
            Connection connection,
            Nfs.Info info,
            @Name("fh") ByteBuf handle,
            @Name("attrs") Nfs.@Nullable FileAttributes attributes)
            implements NfsEvent {}

    /**
     * A client set attributes of a file (RFC 1813, section 3.3.2).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the file and what to set
     * @param reply      the attributes before and after
     */
    @Name("nfs_proc_sattr")
    record ProcSattr(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.SetAttributesArguments request,
            @Name("rep") Nfs.SetAttributesReply reply)
            implements NfsEvent {}

    /**
     * A client looked a name up in a directory (RFC 1813, section 3.3.3).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory and the name
     * @param reply      what was found
     */
    @Name("nfs_proc_lookup")
    record ProcLookup(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.DirectoryOperationArguments request,
            @Name("rep") Nfs.LookupReply reply)
            implements NfsEvent {}

    /**
     * A client read from a file (RFC 1813, section 3.3.6).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    what was to be read
     * @param reply      what was read
     */
    @Name("nfs_proc_read")
    record ProcRead(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.ReadArguments request,
            @Name("rep") Nfs.ReadReply reply)
            implements NfsEvent {}

    /**
     * A client asked where a symbolic link leads (RFC 1813, section 3.3.5).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param handle     the file handle of the link
     * @param reply      where it leads
     */
    @Name("nfs_proc_readlink")
    record ProcReadlink(
            Connection connection,
            Nfs.Info info,
            @Name("fh") ByteBuf handle,
            @Name("rep") Nfs.ReadlinkReply reply) implements NfsEvent {}

    /**
     * A client created a symbolic link (RFC 1813, section 3.3.10).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    where, and where it is to lead
     * @param reply      what was created
     */
    @Name("nfs_proc_symlink")
    record ProcSymlink(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.SymlinkArguments request,
            @Name("rep") Nfs.NewObjectReply reply)
            implements NfsEvent {}

    /**
     * A client gave a file another name (RFC 1813, section 3.3.15).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the file and the name
     * @param reply      the attributes afterwards
     */
    @Name("nfs_proc_link")
    record ProcLink(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.LinkArguments request,
            @Name("rep") Nfs.LinkReply reply)
            implements NfsEvent {}

    /**
     * A client wrote to a file (RFC 1813, section 3.3.7).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    what was to be written
     * @param reply      what was written
     */
    @Name("nfs_proc_write")
    record ProcWrite(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.WriteArguments request,
            @Name("rep") Nfs.WriteReply reply)
            implements NfsEvent {}

    /**
     * A client created a file (RFC 1813, section 3.3.8).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory and the name
     * @param reply      what was created
     */
    @Name("nfs_proc_create")
    record ProcCreate(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.DirectoryOperationArguments request,
            @Name("rep") Nfs.NewObjectReply reply)
            implements NfsEvent {}

    /**
     * A client created a directory (RFC 1813, section 3.3.9).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory above and the name
     * @param reply      what was created
     */
    @Name("nfs_proc_mkdir")
    record ProcMkdir(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.DirectoryOperationArguments request,
            @Name("rep") Nfs.NewObjectReply reply)
            implements NfsEvent {}

    /**
     * A client removed a file (RFC 1813, section 3.3.12).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory and the name
     * @param reply      the attributes of the directory before and after
     */
    @Name("nfs_proc_remove")
    record ProcRemove(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.DirectoryOperationArguments request,
            @Name("rep") Nfs.DeleteObjectReply reply)
            implements NfsEvent {}

    /**
     * A client removed a directory (RFC 1813, section 3.3.13).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory above and the name
     * @param reply      the attributes of the directory above before and after
     */
    @Name("nfs_proc_rmdir")
    record ProcRmdir(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.DirectoryOperationArguments request,
            @Name("rep") Nfs.DeleteObjectReply reply)
            implements NfsEvent {}

    /**
     * A client renamed or moved something (RFC 1813, section 3.3.14).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the old and the new place
     * @param reply      the attributes of both directories before and after
     */
    @Name("nfs_proc_rename")
    record ProcRename(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.RenameArguments request,
            @Name("rep") Nfs.RenameReply reply)
            implements NfsEvent {}

    /**
     * A client listed a directory, with or without the attributes of the entries (RFC 1813, sections 3.3.16 and
     * 3.3.17).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory and where to go on
     * @param reply      the entries
     */
    @Name("nfs_proc_readdir")
    record ProcReaddir(
            Connection connection,
            Nfs.Info info,
            @Name("req") Nfs.ReaddirArguments request,
            @Name("rep") Nfs.ReaddirReply reply)
            implements NfsEvent {}

    /**
     * A client called a procedure that is not decoded.
     *
     * @param connection the connection
     * @param info       how the call went
     * @param procedure  the procedure: ACCESS, MKNOD, FSSTAT, FSINFO, PATHCONF or COMMIT
     */
    @Name("nfs_proc_not_implemented")
    record ProcNotImplemented(
            Connection connection,
            Nfs.Info info,
            @Name("proc") Coded<Nfs.Procedure> procedure) implements NfsEvent {}

    /**
     * A call was answered or given up. Raised before the event of its procedure, and for unknown procedures as well.
     *
     * @param connection the connection
     * @param info       how the call went
     */
    @Name("nfs_reply_status")
    record ReplyStatus(@Name("n") Connection connection, Nfs.Info info) implements NfsEvent {}
}
