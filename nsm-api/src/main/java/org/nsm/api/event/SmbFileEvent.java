package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.Unicode;

/**
 * The content of files on SMB shares, as clients read and write it. Goes beyond the documented events: nothing is decoded
 * for these unless a host listens to them. Pipes are left out, and so is whatever is encrypted or compressed.
 */
public sealed interface SmbFileEvent extends Event {

    /**
     * An open file. Two opens of the same path are two of these.
     *
     * @param id        which of the opens of the connection this is, counted from 1
     * @param sessionId the session of the client, as in {@link Smb2.Header#sessionId}; with SMB 1 the user id
     * @param share     the share, as {@code \\server\share}; empty if its connect was not seen
     * @param path      the path on the share, without a leading backslash; empty for the root of the share, and if the
     *                  open was not seen
     */
    @Name("smb_file")
    record File(
            long id,
            long sessionId,
            @Unicode String share,
            @Unicode String path) {}

    /**
     * Bytes of a file passed by: of an answer to a read, or of a request to write, whether or not the server then carried
     * that out. They are handed on as they come, so that a long read or write raises several of these.
     *
     * @param connection the connection
     * @param file       the open file
     * @param written    whether the client writes them; otherwise it reads them
     * @param offset     where in the file they belong, in bytes from its start, unsigned. They need not come in order; bytes
     *                   that the capture missed are left out
     * @param data       the bytes, one or more
     */
    @Name("smb_file_data")
    record Data(Connection connection, File file, boolean written, long offset, ByteBuf data) implements SmbFileEvent {}

    /**
     * A file was closed; or the connection ended before that, or so many other files were opened that this one is not
     * followed any further.
     *
     * @param connection   the connection
     * @param file         the open file
     * @param bytesRead    how many bytes were read from it
     * @param bytesWritten how many bytes were written to it
     */
    @Name("smb_file_closed")
    record Closed(Connection connection, File file, long bytesRead, long bytesWritten) implements SmbFileEvent {}
}
