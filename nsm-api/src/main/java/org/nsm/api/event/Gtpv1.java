package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/**
 * What is in messages of GPRS tunnelling, version 1. Numbers in brackets are sections of 3GPP TS 29.060.
 *
 * <p>Elements that a message lacks are null, also those that it should have had. Of an element that is there twice the
 * last one counts, except for NSAPI and addresses of nodes, which are told apart by their order.
 */
public final class Gtpv1 {

    private Gtpv1() {}

    /**
     * The header of a message (section 6).
     *
     * @param version       the version, always 1
     * @param protocolType  whether it is GTP, always true; GTP' has false
     * @param reserved      the reserved bit, normally false
     * @param extensionFlag whether there is an extension header
     * @param sequenceFlag  whether the sequence number means something
     * @param pduNumberFlag whether the N-PDU number means something
     * @param messageType   the kind of message, 0 to 255, such as 16 to ask for a tunnel and 255 for a packet
     * @param length        the number of bytes behind the first 8 of the header, as the header says, 0 to 65535
     * @param teid          the tunnel at the receiver, 32 bits unsigned; 0 before there is one
     * @param seq           the sequence number, 0 to 65535, or null without any of the three flags
     * @param pduNumber     the N-PDU number, 0 to 255, or null without any of the three flags
     * @param nextType      the type of the extension header that follows, 0 to 255 with 0 for none, or null without any
     *                      of the three flags
     */
    @Name("gtpv1_hdr")
    public record Header(
            int version,
            @Name("pt_flag") boolean protocolType,
            @Name("rsv") boolean reserved,
            @Name("e_flag") boolean extensionFlag,
            @Name("s_flag") boolean sequenceFlag,
            @Name("pn_flag") boolean pduNumberFlag,
            @Name("msg_type") int messageType,
            int length,
            long teid,
            @Nullable Integer seq,
            @Name("n_pdu") @Nullable Integer pduNumber,
            @Nullable Integer nextType) {}

    /**
     * What a request for a tunnel says (section 7.3.1).
     *
     * @param imsi                    the subscriber identity (7.7.2): its up to 16 decimal digits as one number, or
     *                                null
     * @param routingArea             where the subscriber is (7.7.3), or null
     * @param recovery                how often the sender has restarted (7.7.11), 0 to 255, or null
     * @param selectionMode           how the access point was chosen (7.7.12): 0 as subscribed, 1 by the phone, 2 by
     *                                the network, 0 to 3, or null
     * @param dataTeid                the tunnel that the sender wants packets in (7.7.13), 32 bits unsigned, or null
     * @param controlTeid             the tunnel that the sender wants control messages in (7.7.14), 32 bits unsigned,
     *                                or null
     * @param nsapi                   which of the subscriber's sessions it is (7.7.17), 0 to 15, or null
     * @param linkedNsapi             the session that a secondary one belongs to (7.7.17), 0 to 15, or null
     * @param chargingCharacteristics how to charge (7.7.23), 16 bits, or null
     * @param traceReference          the number of a trace (7.7.24), 0 to 65535, or null
     * @param traceType               the kind of trace (7.7.25), 0 to 65535, or null
     * @param endUserAddress          the address of the subscriber (7.7.27), or null
     * @param accessPointName         the network asked for (7.7.30), each label behind an octet with its length, or
     *                                null
     * @param protocolOptions         options of PPP and others (7.7.31), as on the wire, or null
     * @param signallingAddress       where the sender takes control messages (7.7.32), or null
     * @param userAddress             where the sender takes packets (7.7.32), or null
     * @param msisdn                  the phone number (7.7.33), as on the wire, or null
     * @param qosProfile              the quality of service (7.7.34), or null
     * @param trafficFlowTemplate     which packets belong to the session (7.7.36), as on the wire, or null
     * @param triggerId               what started the trace (7.7.41), or null
     * @param omcId                   who receives the trace (7.7.42), or null
     * @param extension               what a vendor added (7.7.46), or null
     */
    @Name("gtp_create_pdp_ctx_request_elements")
    public record CreatePdpCtxRequestElements(
            @Nullable Long imsi,
            @Name("rai") @Nullable RoutingArea routingArea,
            @Nullable Integer recovery,
            @Name("select_mode") @Nullable Integer selectionMode,
            @Name("data1") @Nullable Long dataTeid,
            @Name("cp") @Nullable Long controlTeid,
            @Nullable Integer nsapi,
            @Nullable Integer linkedNsapi,
            @Name("charge_character") @Nullable Integer chargingCharacteristics,
            @Name("trace_ref") @Nullable Integer traceReference,
            @Nullable Integer traceType,
            @Name("end_user_addr") @Nullable EndUserAddress endUserAddress,
            @Name("ap_name") @Nullable ByteBuf accessPointName,
            @Name("opts") @Nullable ByteBuf protocolOptions,
            @Name("signal_addr") @Nullable GsnAddress signallingAddress,
            @Name("user_addr") @Nullable GsnAddress userAddress,
            @Nullable ByteBuf msisdn,
            @Name("qos_prof") @Nullable QosProfile qosProfile,
            @Name("tft") @Nullable ByteBuf trafficFlowTemplate,
            @Nullable ByteBuf triggerId,
            @Nullable ByteBuf omcId,
            @Name("ext") @Nullable PrivateExtension extension) {}

    /**
     * What the answer to a request for a tunnel says (section 7.3.2).
     *
     * @param cause              the result (7.7.1): 128 to 191 accepted, 192 to 255 refused, 0 to 255, or null
     * @param reorderingRequired whether packets must be put in order (7.7.6), or null
     * @param recovery           how often the sender has restarted (7.7.11), 0 to 255, or null
     * @param dataTeid           the tunnel that the sender wants packets in (7.7.13), 32 bits unsigned, or null
     * @param controlTeid        the tunnel that the sender wants control messages in (7.7.14), 32 bits unsigned, or
     *                           null
     * @param chargingId         what charges are recorded under (7.7.26), 32 bits unsigned, or null
     * @param endUserAddress     the address of the subscriber (7.7.27), or null
     * @param protocolOptions    options of PPP and others (7.7.31), as on the wire, or null
     * @param controlAddress     where the sender takes control messages (7.7.32), or null
     * @param userAddress        where the sender takes packets (7.7.32), or null
     * @param qosProfile         the quality of service (7.7.34), or null
     * @param chargingGateway    where charges are sent to (7.7.44), or null
     * @param extension          what a vendor added (7.7.46), or null
     */
    @Name("gtp_create_pdp_ctx_response_elements")
    public record CreatePdpCtxResponseElements(
            @Nullable Integer cause,
            @Name("reorder_req") @Nullable Boolean reorderingRequired,
            @Nullable Integer recovery,
            @Name("data1") @Nullable Long dataTeid,
            @Name("cp") @Nullable Long controlTeid,
            @Nullable Long chargingId,
            @Name("end_user_addr") @Nullable EndUserAddress endUserAddress,
            @Name("opts") @Nullable ByteBuf protocolOptions,
            @Name("cp_addr") @Nullable GsnAddress controlAddress,
            @Name("user_addr") @Nullable GsnAddress userAddress,
            @Name("qos_prof") @Nullable QosProfile qosProfile,
            @Name("charge_gateway") @Nullable InetAddress chargingGateway,
            @Name("ext") @Nullable PrivateExtension extension) {}

    /**
     * What a request for a change says (section 7.3.3).
     *
     * @param imsi                the subscriber identity (7.7.2): its up to 16 decimal digits as one number, or null
     * @param routingArea         where the subscriber is (7.7.3), or null
     * @param recovery            how often the sender has restarted (7.7.11), 0 to 255, or null
     * @param dataTeid            the tunnel that the sender wants packets in (7.7.13), 32 bits unsigned, or null
     * @param controlTeid         the tunnel that the sender wants control messages in (7.7.14), 32 bits unsigned, or
     *                            null
     * @param nsapi               which of the subscriber's sessions it is (7.7.17), 0 to 15, or null
     * @param traceReference      the number of a trace (7.7.24), 0 to 65535, or null
     * @param traceType           the kind of trace (7.7.25), 0 to 65535, or null
     * @param controlAddress      where the sender takes control messages (7.7.32), or null
     * @param userAddress         where the sender takes packets (7.7.32), or null
     * @param qosProfile          the quality of service (7.7.34), or null
     * @param trafficFlowTemplate which packets belong to the session (7.7.36), as on the wire, or null
     * @param triggerId           what started the trace (7.7.41), or null
     * @param omcId               who receives the trace (7.7.42), or null
     * @param extension           what a vendor added (7.7.46), or null
     * @param endUserAddress      the address of the subscriber (7.7.27), or null
     */
    @Name("gtp_update_pdp_ctx_request_elements")
    public record UpdatePdpCtxRequestElements(
            @Nullable Long imsi,
            @Name("rai") @Nullable RoutingArea routingArea,
            @Nullable Integer recovery,
            @Name("data1") @Nullable Long dataTeid,
            @Name("cp") @Nullable Long controlTeid,
            @Nullable Integer nsapi,
            @Name("trace_ref") @Nullable Integer traceReference,
            @Nullable Integer traceType,
            @Name("cp_addr") @Nullable GsnAddress controlAddress,
            @Name("user_addr") @Nullable GsnAddress userAddress,
            @Name("qos_prof") @Nullable QosProfile qosProfile,
            @Name("tft") @Nullable ByteBuf trafficFlowTemplate,
            @Nullable ByteBuf triggerId,
            @Nullable ByteBuf omcId,
            @Name("ext") @Nullable PrivateExtension extension,
            @Name("end_user_addr") @Nullable EndUserAddress endUserAddress) {}

    /**
     * What the answer to a request for a change says (section 7.3.4).
     *
     * @param cause           the result (7.7.1): 128 to 191 accepted, 192 to 255 refused, 0 to 255, or null
     * @param recovery        how often the sender has restarted (7.7.11), 0 to 255, or null
     * @param dataTeid        the tunnel that the sender wants packets in (7.7.13), 32 bits unsigned, or null
     * @param controlTeid     the tunnel that the sender wants control messages in (7.7.14), 32 bits unsigned, or null
     * @param chargingId      what charges are recorded under (7.7.26), 32 bits unsigned, or null
     * @param controlAddress  where the sender takes control messages (7.7.32), or null
     * @param userAddress     where the sender takes packets (7.7.32), or null
     * @param qosProfile      the quality of service (7.7.34), or null
     * @param chargingGateway where charges are sent to (7.7.44), or null
     * @param extension       what a vendor added (7.7.46), or null
     */
    @Name("gtp_update_pdp_ctx_response_elements")
    public record UpdatePdpCtxResponseElements(
            @Nullable Integer cause,
            @Nullable Integer recovery,
            @Name("data1") @Nullable Long dataTeid,
            @Name("cp") @Nullable Long controlTeid,
            @Nullable Long chargingId,
            @Name("cp_addr") @Nullable GsnAddress controlAddress,
            @Name("user_addr") @Nullable GsnAddress userAddress,
            @Name("qos_prof") @Nullable QosProfile qosProfile,
            @Name("charge_gateway") @Nullable InetAddress chargingGateway,
            @Name("ext") @Nullable PrivateExtension extension) {}

    /**
     * What a request for removal says (section 7.3.5).
     *
     * @param teardown  whether all sessions with the same address end too (7.7.16), or null
     * @param nsapi     which of the subscriber's sessions it is (7.7.17), 0 to 15, or null
     * @param extension what a vendor added (7.7.46), or null
     */
    @Name("gtp_delete_pdp_ctx_request_elements")
    public record DeletePdpCtxRequestElements(
            @Name("teardown_ind") @Nullable Boolean teardown,
            @Nullable Integer nsapi,
            @Name("ext") @Nullable PrivateExtension extension) {}

    /**
     * What the answer to a request for removal says (section 7.3.6).
     *
     * @param cause     the result (7.7.1): 128 to 191 accepted, 192 to 255 refused, 0 to 255, or null
     * @param extension what a vendor added (7.7.46), or null
     */
    @Name("gtp_delete_pdp_ctx_response_elements")
    public record DeletePdpCtxResponseElements(
            @Nullable Integer cause, @Name("ext") @Nullable PrivateExtension extension) {}

    /**
     * A routing area (7.7.3): a part of a mobile network.
     *
     * @param countryCode  the country of the network, three digits
     * @param networkCode  the network, two or three digits
     * @param locationArea the location area, 0 to 65535
     * @param routingArea  the routing area in it, 0 to 255
     */
    @Name("gtp_rai")
    public record RoutingArea(
            @Name("mcc") int countryCode,
            @Name("mnc") int networkCode,
            @Name("lac") int locationArea,
            @Name("rac") int routingArea) {}

    /**
     * The address of a subscriber (7.7.27). Both forms are null where the network is asked to give one out.
     *
     * @param organization who defines the type: 0 ETSI, 1 IETF, 0 to 15
     * @param type         the type of address: 33 IPv4, 87 IPv6, 141 both, 0 to 255
     * @param ip           the address, or null if it is empty or of another type
     * @param other        the address of another type as on the wire, or null
     */
    @Name("gtp_end_user_addr")
    public record EndUserAddress(
            @Name("pdp_type_org") int organization,
            @Name("pdp_type_num") int type,
            @Name("pdp_ip") @Nullable InetAddress ip,
            @Name("pdp_other_addr") @Nullable ByteBuf other) {}

    /**
     * The address of a node of the network (7.7.32).
     *
     * @param ip    the IPv4 or IPv6 address, or null if it has another length
     * @param other an address of another length, or null
     */
    @Name("gtp_gsn_addr")
    public record GsnAddress(
            @Nullable InetAddress ip, @Nullable ByteBuf other) {}

    /**
     * A quality of service (7.7.34).
     *
     * @param priority which packets go first when there are too many, 0 to 255
     * @param data     the profile as on the wire (3GPP TS 24.008, section 10.5.6.5)
     */
    @Name("gtp_qos_profile")
    public record QosProfile(int priority, ByteBuf data) {}

    /**
     * What a vendor added (7.7.46).
     *
     * @param id    the vendor's number at IANA, 0 to 65535
     * @param value the rest, in a form of the vendor's own
     */
    @Name("gtp_private_extension")
    public record PrivateExtension(int id, ByteBuf value) {}
}
