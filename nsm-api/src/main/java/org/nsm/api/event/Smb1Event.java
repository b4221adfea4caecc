package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * SMB, version 1 (MS-CIFS). Every message raises {@link Message} first and then the events of its commands: several
 * where commands are chained in one message (AndX), whose events then share the header. Texts are UTF-16 or in the OEM
 * character set, as the flags in the header say; OEM texts keep their bytes, a character each.
 */
public sealed interface Smb1Event extends Event {

    /**
     * A message was seen, of whatever command, either way.
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("smb1_message")
    record Message(Connection connection, @Name("hdr") Smb1.Header header, boolean isOrig) implements Smb1Event {}

    /**
     * The server answered with neither parameters nor data, and with success (MS-CIFS, section 2.2.3), or answered a
     * CLOSE. Such an answer raises no event of its command.
     *
     * @param connection the connection
     * @param header     the header of the message
     */
    @Name("smb1_empty_response")
    record EmptyResponse(Connection connection, @Name("hdr") Smb1.Header header) implements Smb1Event {}

    /**
     * A message without parameters and data reports a failure in its status (MS-CIFS, section 2.2.3.1).
     *
     * @param connection the connection
     * @param header     the header of the message; its status says what failed
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("smb1_error")
    record Error(Connection connection, @Name("hdr") Smb1.Header header, boolean isOrig) implements Smb1Event {}

    /**
     * The client asks whether a path is a directory (MS-CIFS, section 2.2.4.17.1).
     *
     * @param connection    the connection
     * @param header        the header of the message
     * @param directoryName the path, relative to the share
     */
    @Name("smb1_check_directory_request")
    record CheckDirectoryRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String directoryName) implements Smb1Event {}

    /**
     * The server answered a check of a directory with something in the message (MS-CIFS, section 2.2.4.17.2). The
     * normal, empty answer raises {@link EmptyResponse}.
     *
     * @param connection the connection
     * @param header     the header of the message
     */
    @Name("smb1_check_directory_response")
    record CheckDirectoryResponse(
            Connection connection, @Name("hdr") Smb1.Header header) implements Smb1Event {}

    /**
     * The client closes a file or a pipe (MS-CIFS, section 2.2.4.5.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the FID of what is closed
     */
    @Name("smb1_close_request")
    record CloseRequest(Connection connection, @Name("hdr") Smb1.Header header, int fileId) implements Smb1Event {}

    /**
     * The client creates a directory (MS-CIFS, section 2.2.4.1.1).
     *
     * @param connection    the connection
     * @param header        the header of the message
     * @param directoryName the path, relative to the share
     */
    @Name("smb1_create_directory_request")
    record CreateDirectoryRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String directoryName) implements Smb1Event {}

    /**
     * The server answered the creation of a directory with something in the message (MS-CIFS, section 2.2.4.1.2). The
     * normal, empty answer raises {@link EmptyResponse}.
     *
     * @param connection the connection
     * @param header     the header of the message
     */
    @Name("smb1_create_directory_response")
    record CreateDirectoryResponse(
            Connection connection, @Name("hdr") Smb1.Header header) implements Smb1Event {}

    /**
     * The client tests the connection (MS-CIFS, section 2.2.4.39.1).
     *
     * @param connection the connection
     * @param echoCount  how many answers it wants
     * @param data       what the server is to send back
     */
    @Name("smb1_echo_request")
    record EchoRequest(Connection connection, int echoCount, ByteBuf data) implements Smb1Event {}

    /**
     * The server answered a test of the connection (MS-CIFS, section 2.2.4.39.2).
     *
     * @param connection     the connection
     * @param sequenceNumber the number of this answer; the first is 1
     * @param data           what the client had sent
     */
    @Name("smb1_echo_response")
    record EchoResponse(
            Connection connection, @Name("seq_num") int sequenceNumber, ByteBuf data) implements Smb1Event {}

    /**
     * The client ends the session of a user, or the server confirms that (MS-CIFS, section 2.2.4.54).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("smb1_logoff_andx")
    record LogoffAndx(Connection connection, boolean isOrig) implements Smb1Event {}

    /**
     * The client offers the dialects that it speaks (MS-CIFS, section 2.2.4.52.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param dialects   the dialects in the order of the client, such as {@code NT LM 0.12}
     */
    @Name("smb1_negotiate_request")
    record NegotiateRequest(
            Connection connection, @Name("hdr") Smb1.Header header, List<String> dialects) implements Smb1Event {

        /** Copies the list. */
        public NegotiateRequest {
            dialects = List.copyOf(dialects);
        }
    }

    /**
     * The server chose a dialect (MS-CIFS, section 2.2.4.52.2).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   the choice, and what the server says about itself
     */
    @Name("smb1_negotiate_response")
    record NegotiateResponse(
            Connection connection, @Name("hdr") Smb1.Header header, Smb1.NegotiateResponse response)
            implements Smb1Event {}

    /**
     * The client opens or creates a file, a directory or a pipe (MS-CIFS, section 2.2.4.64.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileName   the path, relative to the share or to the directory that the request names
     */
    @Name("smb1_nt_create_andx_request")
    record NtCreateAndxRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String fileName) implements Smb1Event {}

    /**
     * The server opened or created what the client asked for (MS-CIFS, section 2.2.4.64.2).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the FID it has from now on
     * @param fileSize   its length in bytes; unsigned
     * @param times      its times
     */
    @Name("smb1_nt_create_andx_response")
    record NtCreateAndxResponse(
            Connection connection, @Name("hdr") Smb1.Header header, int fileId, long fileSize, Smb.MacTimes times)
            implements Smb1Event {}

    /**
     * The client cancels a request that is not answered yet (MS-CIFS, section 2.2.4.65). There is no answer to it.
     *
     * @param connection the connection
     * @param header     the header of the message; its MID and PID say which request
     */
    @Name("smb1_nt_cancel_request")
    record NtCancelRequest(
            Connection connection, @Name("hdr") Smb1.Header header) implements Smb1Event {}

    /**
     * The client asks for the attributes of a file (MS-CIFS, section 2.2.4.9.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param filename   the path, relative to the share
     */
    @Name("smb1_query_information_request")
    record QueryInformationRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String filename) implements Smb1Event {}

    /**
     * The client reads from a file or a pipe (MS-CIFS, section 2.2.4.42.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the FID
     * @param offset     where the read starts, in bytes from the start of the file; unsigned
     * @param length     how many bytes are wanted at most
     */
    @Name("smb1_read_andx_request")
    record ReadAndxRequest(
            Connection connection, @Name("hdr") Smb1.Header header, int fileId, long offset, long length)
            implements Smb1Event {}

    /**
     * The server returned data of a file or a pipe (MS-CIFS, section 2.2.4.42.2).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param dataLength how many bytes it returned
     */
    @Name("smb1_read_andx_response")
    record ReadAndxResponse(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            @Name("data_len") long dataLength) implements Smb1Event {}

    /**
     * The client starts or continues a logon (MS-CIFS, section 2.2.4.53.1). A security token in it raises the events of
     * {@link NtlmEvent}, {@link GssapiEvent} or {@link KrbEvent} before this one.
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param request    who logs on, and what the client can do
     */
    @Name("smb1_session_setup_andx_request")
    record SessionSetupAndxRequest(
            Connection connection, @Name("hdr") Smb1.Header header, Smb1.SessionSetupAndxRequest request)
            implements Smb1Event {}

    /**
     * The server answered a step of a logon (MS-CIFS, section 2.2.4.53.2). The status in the header says whether the
     * session stands (0) or another step is needed (0xC0000016).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param response   what the server says about itself and the session
     */
    @Name("smb1_session_setup_andx_response")
    record SessionSetupAndxResponse(
            Connection connection, @Name("hdr") Smb1.Header header, Smb1.SessionSetupAndxResponse response)
            implements Smb1Event {}

    /**
     * The client uses a named pipe or a mailslot by a transaction (MS-CIFS, section 2.2.4.33.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param name       the name as sent, such as {@code \PIPE\} or {@code \MAILSLOT\BROWSE}
     * @param subcommand the first setup word, which says what is to be done (MS-CIFS, section 2.2.5); 0 without setup
     *                   words
     * @param parameters the parameter bytes in this message
     * @param data       the data bytes in this message
     */
    @Name("smb1_transaction_request")
    record TransactionRequest(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            String name,
            @Name("sub_cmd") int subcommand,
            ByteBuf parameters,
            ByteBuf data)
            implements Smb1Event {}

    /**
     * The server answered a transaction (MS-CIFS, section 2.2.4.33.2).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param parameters the parameter bytes in this message
     * @param data       the data bytes in this message
     */
    @Name("smb1_transaction_response")
    record TransactionResponse(
            Connection connection, @Name("hdr") Smb1.Header header, ByteBuf parameters, ByteBuf data)
            implements Smb1Event {}

    /**
     * The client sends more of a transaction that did not fit into one message (MS-CIFS, section 2.2.4.34.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param arguments  where the bytes of this message belong
     * @param parameters the parameter bytes in this message
     * @param data       the data bytes in this message
     */
    @Name("smb1_transaction_secondary_request")
    record TransactionSecondaryRequest(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            @Name("args") Smb1.TransactionSecondaryArguments arguments,
            ByteBuf parameters,
            ByteBuf data)
            implements Smb1Event {}

    /**
     * The client acts on files and directories by a transaction of the second kind (MS-CIFS, section 2.2.4.46.1).
     * {@link Trans2FindFirst2Request}, {@link Trans2QueryPathInfoRequest} and {@link Trans2GetDfsReferralRequest} are
     * raised before it where they apply.
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param arguments  the sizes and places of parameters and data
     * @param subcommand the first setup word, which says what is to be done (MS-CIFS, section 2.2.6)
     */
    @Name("smb1_transaction2_request")
    record Transaction2Request(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            @Name("args") Smb1.Transaction2Arguments arguments,
            @Name("sub_cmd") int subcommand)
            implements Smb1Event {}

    /**
     * The client starts a search in a directory: subcommand 1 of a transaction of the second kind (MS-CIFS, section
     * 2.2.6.2.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param arguments  what is sought and how the answers are wanted
     */
    @Name("smb1_trans2_find_first2_request")
    record Trans2FindFirst2Request(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            @Name("args") Smb1.FindFirst2Arguments arguments) implements Smb1Event {}

    /**
     * The client asks about a file by its path: subcommand 5 of a transaction of the second kind (MS-CIFS, section
     * 2.2.6.6.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileName   the path, relative to the share
     */
    @Name("smb1_trans2_query_path_info_request")
    record Trans2QueryPathInfoRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String fileName) implements Smb1Event {}

    /**
     * The client asks where a path of a distributed file system leads: subcommand 16 of a transaction of the second
     * kind (MS-CIFS, section 2.2.6.16.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileName   the path to resolve
     */
    @Name("smb1_trans2_get_dfs_referral_request")
    record Trans2GetDfsReferralRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String fileName) implements Smb1Event {}

    /**
     * The client sends more of a transaction of the second kind that did not fit into one message (MS-CIFS, section
     * 2.2.4.47.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param arguments  where the bytes of this message belong
     * @param parameters the parameter bytes in this message
     * @param data       the data bytes in this message
     */
    @Name("smb1_transaction2_secondary_request")
    record Transaction2SecondaryRequest(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            @Name("args") Smb1.Transaction2SecondaryArguments arguments,
            ByteBuf parameters,
            ByteBuf data)
            implements Smb1Event {}

    /**
     * The client connects to a share (MS-CIFS, section 2.2.4.55.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param path       the share, as {@code \\SERVER\SHARE}
     * @param service    the kind of share that the client expects: {@code A:} disk, {@code LPT1:} printer, {@code IPC}
     *                   pipes, {@code COMM} device, {@code ?????} any
     */
    @Name("smb1_tree_connect_andx_request")
    record TreeConnectAndxRequest(
            Connection connection, @Name("hdr") Smb1.Header header, String path, String service) implements Smb1Event {}

    /**
     * The server granted access to a share (MS-CIFS, section 2.2.4.55.2). The TID in the header stands for it from now
     * on.
     *
     * @param connection       the connection
     * @param header           the header of the message
     * @param service          the kind of share, as in the request; empty where the answer does not hold it
     * @param nativeFileSystem the file system of the share, such as {@code NTFS}; empty where the answer does not hold
     *                         it
     */
    @Name("smb1_tree_connect_andx_response")
    record TreeConnectAndxResponse(
            Connection connection, @Name("hdr") Smb1.Header header, String service, String nativeFileSystem)
            implements Smb1Event {}

    /**
     * The client gives a share up, or the server confirms that (MS-CIFS, section 2.2.4.51).
     *
     * @param connection the connection
     * @param header     the header of the message; its TID says which share
     * @param isOrig     whether the originator of the connection sent it
     */
    @Name("smb1_tree_disconnect")
    record TreeDisconnect(
            Connection connection, @Name("hdr") Smb1.Header header, boolean isOrig) implements Smb1Event {}

    /**
     * The client writes to a file or a pipe (MS-CIFS, section 2.2.4.43.1).
     *
     * @param connection the connection
     * @param header     the header of the message
     * @param fileId     the FID
     * @param offset     where the data go, in bytes from the start of the file; unsigned
     * @param dataLength how many bytes are written
     */
    @Name("smb1_write_andx_request")
    record WriteAndxRequest(
            Connection connection,
            @Name("hdr") Smb1.Header header,
            int fileId,
            long offset,
            @Name("data_len") long dataLength)
            implements Smb1Event {}

    /**
     * The server wrote to a file or a pipe (MS-CIFS, section 2.2.4.43.2).
     *
     * @param connection   the connection
     * @param header       the header of the message
     * @param writtenBytes how many bytes it wrote
     */
    @Name("smb1_write_andx_response")
    record WriteAndxResponse(
            Connection connection, @Name("hdr") Smb1.Header header, long writtenBytes) implements Smb1Event {}
}
