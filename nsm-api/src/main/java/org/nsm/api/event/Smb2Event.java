package org.nsm.api.event;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * SMB, versions 2 and 3 (MS-SMB2). Every message raises {@link Message} first and then, if it is of a kind that has an
 * event, that event. Answers are read beyond their header only if their status is success, 0x80000005 (buffer overflow)
 * or 0xC0000016 (more processing required). Encrypted and compressed messages raise nothing.
 */
public sealed interface Smb2Event extends Event {

    /**
     * A message was seen, of whatever command, either way. Each message of a compound raises it.
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("smb2_message")
    record Message(Connection connection, @Name("hdr") Smb2.Header header, boolean isOrig) implements Smb2Event {}

    /**
     * The client closes a file or a pipe (MS-SMB2, section 2.2.15).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the open file that is closed
     */
    @Name("smb2_close_request")
    record CloseRequest(Connection connection, @Name("hdr") Smb2.Header header, Smb2.Guid fileId)
            implements Smb2Event {}

    /**
     * The server closed a file (MS-SMB2, section 2.2.16).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   the last state of the file; all zeros unless the client asked for it
     */
    @Name("smb2_close_response")
    record CloseResponse(Connection connection, @Name("hdr") Smb2.Header header, Smb2.CloseResponse response)
            implements Smb2Event {}

    /**
     * The client opens or creates a file, a directory or a pipe (MS-SMB2, section 2.2.13).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param request    what is to be opened and how
     */
    @Name("smb2_create_request")
    record CreateRequest(Connection connection, @Name("hdr") Smb2.Header header, Smb2.CreateRequest request)
            implements Smb2Event {}

    /**
     * The server opened or created what the client asked for (MS-SMB2, section 2.2.14).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   the identifier of the open file and its attributes
     */
    @Name("smb2_create_response")
    record CreateResponse(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.CreateResponse response)
            implements Smb2Event {}

    /**
     * The client offers the dialects that it speaks (MS-SMB2, section 2.2.3).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param dialects   the dialect numbers as offered, such as 0x0202 or 0x0311
     */
    @Name("smb2_negotiate_request")
    record NegotiateRequest(
            Connection connection, @Name("hdr") Smb2.Header header, List<Integer> dialects) implements Smb2Event {

        /** Copies the list. */
        public NegotiateRequest {
            dialects = List.copyOf(dialects);
        }
    }

    /**
     * The server chose a dialect (MS-SMB2, section 2.2.4).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   the choice, and what the server says about itself
     */
    @Name("smb2_negotiate_response")
    record NegotiateResponse(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.NegotiateResponse response)
            implements Smb2Event {}

    /**
     * The client reads from a file or a pipe (MS-SMB2, section 2.2.19).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the open file
     * @param offset     where the read starts, in bytes from the start of the file; unsigned
     * @param length     how many bytes are wanted
     */
    @Name("smb2_read_request")
    record ReadRequest(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.Guid fileId, long offset, long length)
            implements Smb2Event {}

    /**
     * The client starts or continues a logon (MS-SMB2, section 2.2.5). The security token that it carries raises the
     * events of {@link NtlmEvent}, {@link GssapiEvent} or {@link KrbEvent} before this one.
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param request    what the client asks for
     */
    @Name("smb2_session_setup_request")
    record SessionSetupRequest(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.SessionSetupRequest request)
            implements Smb2Event {}

    /**
     * The server answered a step of a logon (MS-SMB2, section 2.2.6). The status in the header says whether the session
     * stands (0) or another step is needed (0xC0000016).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   what kind of session it is
     */
    @Name("smb2_session_setup_response")
    record SessionSetupResponse(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.SessionSetupResponse response)
            implements Smb2Event {}

    /**
     * The client renames a file: SET_INFO with the class of FileRenameInformation (MS-SMB2, section 2.2.39; MS-FSCC,
     * section 2.4.42).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the open file
     * @param newName    the name it is to get, relative to the share
     */
    @Name("smb2_file_rename")
    record FileRename(
            Connection connection,
            @Name("hdr") Smb2.Header header,
            Smb2.Guid fileId,
            @Name("dst_filename") String newName)
            implements Smb2Event {}

    /**
     * The client marks a file for deletion, or takes the mark back: SET_INFO with the class of
     * FileDispositionInformation (MS-SMB2, section 2.2.39; MS-FSCC, section 2.4.11).
     *
     * @param connection    the connection
     * @param header        the header of the message
     * @param fileId        the open file
     * @param deletePending whether the file is to go when the last handle closes
     */
    @Name("smb2_file_delete")
    record FileDelete(Connection connection, @Name("hdr") Smb2.Header header, Smb2.Guid fileId, boolean deletePending)
            implements Smb2Event {}

    /**
     * The client sets times and attributes of a file: SET_INFO with the class of FileBasicInformation (MS-SMB2, section
     * 2.2.39; MS-FSCC, section 2.4.7).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the open file
     * @param times      the times to set; ticks of 0 leave a time as it is
     * @param attributes the attributes to set; none at all leaves them as they are
     */
    @Name("smb2_file_sattr")
    record FileSattr(
            Connection connection,
            @Name("hdr") Smb2.Header header,
            Smb2.Guid fileId,
            Smb.MacTimes times,
            @Name("attrs") Smb2.FileAttributes attributes)
            implements Smb2Event {}

    /**
     * The client connects to a share (MS-SMB2, section 2.2.9).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param path       the share, as {@code \\server\share}
     */
    @Name("smb2_tree_connect_request")
    record TreeConnectRequest(
            Connection connection, @Name("hdr") Smb2.Header header, String path) implements Smb2Event {}

    /**
     * The server granted access to a share (MS-SMB2, section 2.2.10). The tree id in the header stands for it from now
     * on.
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   what kind of share it is
     */
    @Name("smb2_tree_connect_response")
    record TreeConnectResponse(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.TreeConnectResponse response)
            implements Smb2Event {}

    /**
     * The client gives a share up (MS-SMB2, section 2.2.11).
     *
     * @param connection the connection
     * @param header     the header of the message; its tree id says which share
     */
    @Name("smb2_tree_disconnect_request")
    record TreeDisconnectRequest(
            Connection connection, @Name("hdr") Smb2.Header header) implements Smb2Event {}

    /**
     * The server let a share go (MS-SMB2, section 2.2.12).
     *
     * @param connection the connection
     * @param header     the header of the message
     */
    @Name("smb2_tree_disconnect_response")
    record TreeDisconnectResponse(
            Connection connection, @Name("hdr") Smb2.Header header) implements Smb2Event {}

    /**
     * The client writes to a file or a pipe (MS-SMB2, section 2.2.21).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the open file
     * @param offset     where the data go, in bytes from the start of the file; unsigned
     * @param length     how many bytes are written
     */
    @Name("smb2_write_request")
    record WriteRequest(
            Connection connection, @Name("hdr") Smb2.Header header, Smb2.Guid fileId, long offset, long length)
            implements Smb2Event {}
}
