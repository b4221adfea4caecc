package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * The protocol by which NFS clients get their first file handle: program 100005, version 3 (RFC 1813, section 5). Each
 * event stands for a call with its reply, or for a call that got none as long as the connection lasted.
 */
public sealed interface MountEvent extends Event {

    /**
     * A client called the procedure that does nothing (RFC 1813, section 5.2.0).
     *
     * @param connection the connection
     * @param info       how the call went
     */
    @Name("mount_proc_null")
    record ProcNull(Connection connection, Mount.Info info) implements MountEvent {}

    /**
     * A client asked for the file handle of a directory (RFC 1813, section 5.2.1).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    the directory
     * @param reply      its file handle
     */
    @Name("mount_proc_mnt")
    record ProcMnt(
            Connection connection,
            Mount.Info info,
            @Name("req") Mount.DirectoryArguments request,
            @Name("rep") Mount.MountReply reply)
            implements MountEvent {}

    /**
     * A client says that it no longer uses a directory (RFC 1813, section 5.2.3).
     *
     * @param connection the connection
     * @param info       how the call went; its MOUNT status is always {@code MNT3_OK}, as the reply has none
     * @param request    the directory
     */
    @Name("mount_proc_umnt")
    record ProcUmnt(
            Connection connection,
            Mount.Info info,
            @Name("req") Mount.DirectoryArguments request) implements MountEvent {}

    /**
     * A client says that it no longer uses anything (RFC 1813, section 5.2.4).
     *
     * @param connection the connection
     * @param info       how the call went
     * @param request    always an empty path, as the call has none
     */
    @Name("mount_proc_umnt_all")
    record ProcUmntAll(
            Connection connection,
            Mount.Info info,
            @Name("req") Mount.DirectoryArguments request) implements MountEvent {}

    /**
     * A client called a procedure that is not decoded.
     *
     * @param connection the connection
     * @param info       how the call went
     * @param procedure  the procedure: DUMP or EXPORT
     */
    @Name("mount_proc_not_implemented")
    record ProcNotImplemented(
            Connection connection,
            Mount.Info info,
            @Name("proc") Coded<Mount.Procedure> procedure) implements MountEvent {}

    /**
     * A call was answered or given up. Raised before the event of its procedure, and for unknown procedures as well.
     *
     * @param connection the connection
     * @param info       how the call went
     */
    @Name("mount_reply_status")
    record ReplyStatus(@Name("n") Connection connection, Mount.Info info) implements MountEvent {}
}
