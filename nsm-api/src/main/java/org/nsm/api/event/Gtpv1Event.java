package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * GPRS tunnelling, version 1 (3GPP TS 29.060): the packets of mobile subscribers, and the control of the tunnels that
 * they take. Each message raises {@link Message}, then the event of its kind.
 */
public sealed interface Gtpv1Event extends Event {

    /**
     * A message of any kind.
     *
     * @param connection the UDP flow, normally to port 2123 for control or 2152 for packets
     * @param header     its header
     */
    @Name("gtpv1_message")
    record Message(Connection connection, @Name("hdr") Gtpv1.Header header) implements Gtpv1Event {}

    /**
     * A packet of a subscriber, message type 255. The packet is analysed after this.
     *
     * @param outer    the UDP flow that is the tunnel
     * @param innerGtp the header of the message
     * @param innerIp  the headers of the packet inside
     */
    @Name("gtpv1_g_pdu_packet")
    record GPduPacket(Connection outer, Gtpv1.Header innerGtp, Ip.PacketHeader innerIp) implements Gtpv1Event {}

    /**
     * A tunnel is asked for (3GPP TS 29.060, section 7.3.1).
     *
     * @param connection the UDP flow
     * @param header     the header of the message
     * @param elements   what it says
     */
    @Name("gtpv1_create_pdp_ctx_request")
    record CreatePdpCtxRequest(
            Connection connection, @Name("hdr") Gtpv1.Header header, Gtpv1.CreatePdpCtxRequestElements elements)
            implements Gtpv1Event {}

    /**
     * The answer to a request for a tunnel (3GPP TS 29.060, section 7.3.2).
     *
     * @param connection the UDP flow
     * @param header     the header of the message
     * @param elements   what it says
     */
    @Name("gtpv1_create_pdp_ctx_response")
    record CreatePdpCtxResponse(
            Connection connection, @Name("hdr") Gtpv1.Header header, Gtpv1.CreatePdpCtxResponseElements elements)
            implements Gtpv1Event {}

    /**
     * A tunnel is to be changed, as when a subscriber moved (3GPP TS 29.060, section 7.3.3).
     *
     * @param connection the UDP flow
     * @param header     the header of the message
     * @param elements   what it says
     */
    @Name("gtpv1_update_pdp_ctx_request")
    record UpdatePdpCtxRequest(
            Connection connection, @Name("hdr") Gtpv1.Header header, Gtpv1.UpdatePdpCtxRequestElements elements)
            implements Gtpv1Event {}

    /**
     * The answer to a request for a change (3GPP TS 29.060, section 7.3.4).
     *
     * @param connection the UDP flow
     * @param header     the header of the message
     * @param elements   what it says
     */
    @Name("gtpv1_update_pdp_ctx_response")
    record UpdatePdpCtxResponse(
            Connection connection, @Name("hdr") Gtpv1.Header header, Gtpv1.UpdatePdpCtxResponseElements elements)
            implements Gtpv1Event {}

    /**
     * A tunnel is to be removed (3GPP TS 29.060, section 7.3.5).
     *
     * @param connection the UDP flow
     * @param header     the header of the message
     * @param elements   what it says
     */
    @Name("gtpv1_delete_pdp_ctx_request")
    record DeletePdpCtxRequest(
            Connection connection, @Name("hdr") Gtpv1.Header header, Gtpv1.DeletePdpCtxRequestElements elements)
            implements Gtpv1Event {}

    /**
     * The answer to a request for removal (3GPP TS 29.060, section 7.3.6).
     *
     * @param connection the UDP flow
     * @param header     the header of the message
     * @param elements   what it says
     */
    @Name("gtpv1_delete_pdp_ctx_response")
    record DeletePdpCtxResponse(
            Connection connection, @Name("hdr") Gtpv1.Header header, Gtpv1.DeletePdpCtxResponseElements elements)
            implements Gtpv1Event {}
}
