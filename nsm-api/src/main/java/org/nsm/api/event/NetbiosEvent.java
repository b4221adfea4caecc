package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * NetBIOS over TCP/IP: the session service on TCP port 139, and the datagram service on UDP port 138 (RFC 1001, RFC
 * 1002). Every message raises {@link SessionMessage} first and then the event of its type.
 */
public sealed interface NetbiosEvent extends Event {

    /**
     * A message was seen, of whatever type, of sessions or datagrams.
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param type       the type: of sessions 0x00 message, 0x81 request, 0x82 positive and 0x83 negative response,
     *                   0x84 retarget response, 0x85 keep-alive (RFC 1002, section 4.3.1); of datagrams 0x10 to 0x16
     *                   (section 4.4.1)
     * @param length     how many bytes follow the header
     */
    @Name("netbios_session_message")
    record SessionMessage(
            Connection connection,
            boolean isOrig,
            @Name("msg_type") int type,
            @Name("data_len") int length) implements NetbiosEvent {}

    /**
     * A session is asked for (RFC 1002, section 4.3.2). Raised where the name called can be decoded.
     *
     * @param connection the connection
     * @param calledName the name called, decoded: normally 16 characters, padding and type suffix included; see
     *                   {@link Netbios#decodeName}
     */
    @Name("netbios_session_request")
    record SessionRequest(
            Connection connection, @Name("msg") String calledName) implements NetbiosEvent {}

    /**
     * A session was granted (RFC 1002, section 4.3.3).
     *
     * @param connection the connection
     * @param payload    what follows the header; normally nothing
     */
    @Name("netbios_session_accepted")
    record SessionAccepted(
            Connection connection, @Name("msg") ByteBuf payload) implements NetbiosEvent {}

    /**
     * A session was refused (RFC 1002, section 4.3.4).
     *
     * @param connection the connection
     * @param payload    what follows the header: one byte that says why
     */
    @Name("netbios_session_rejected")
    record SessionRejected(
            Connection connection, @Name("msg") ByteBuf payload) implements NetbiosEvent {}

    /**
     * A message of a session was seen that is not SMB 1 (RFC 1002, section 4.3.6).
     *
     * @param connection the connection
     * @param isOrig     whether the originator of the connection sent it
     * @param payload    what follows the header
     */
    @Name("netbios_session_raw_message")
    record SessionRawMessage(
            Connection connection,
            boolean isOrig,
            @Name("msg") ByteBuf payload) implements NetbiosEvent {}

    /**
     * The caller is told to try another address (RFC 1002, section 4.3.5).
     *
     * @param connection the connection
     * @param payload    what follows the header: an address and a port
     */
    @Name("netbios_session_ret_arg_resp")
    record SessionRetArgResp(
            Connection connection, @Name("msg") ByteBuf payload) implements NetbiosEvent {}

    /**
     * A side shows that it is still there (RFC 1002, section 4.3.7).
     *
     * @param connection the connection
     * @param payload    what follows the header; normally nothing
     */
    @Name("netbios_session_keepalive")
    record SessionKeepalive(
            Connection connection, @Name("msg") ByteBuf payload) implements NetbiosEvent {}
}
