package org.nsm.analyzers.gtpv1;

import static org.nsm.analyzers.gtpv1.ElementValues.view;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Gtpv1;

/**
 * Collects what the elements of a message about a session say, and makes of it the value that its event carries. One object
 * serves one message. An element that does not belong to the kind of message is not shown by its value.
 */
final class PdpContextElements {

    private @Nullable Integer cause;
    private @Nullable Long imsi;
    private Gtpv1.@Nullable RoutingArea routingArea;
    private @Nullable Boolean reorderingRequired;
    private @Nullable Integer recovery;
    private @Nullable Integer selectionMode;
    private @Nullable Long dataTeid;
    private @Nullable Long controlTeid;
    private @Nullable Boolean teardown;
    private @Nullable Integer firstNsapi;
    private @Nullable Integer furtherNsapi;
    private @Nullable Integer chargingCharacteristics;
    private @Nullable Integer traceReference;
    private @Nullable Integer traceType;
    private @Nullable Long chargingId;
    private Gtpv1.@Nullable EndUserAddress endUserAddress;
    private @Nullable ByteBuf accessPointName;
    private @Nullable ByteBuf protocolOptions;
    private Gtpv1.@Nullable GsnAddress firstAddress;
    private Gtpv1.@Nullable GsnAddress furtherAddress;
    private @Nullable ByteBuf msisdn;
    private Gtpv1.@Nullable QosProfile qosProfile;
    private @Nullable ByteBuf trafficFlowTemplate;
    private @Nullable ByteBuf triggerId;
    private @Nullable ByteBuf omcId;
    private @Nullable InetAddress chargingGateway;
    private Gtpv1.@Nullable PrivateExtension extension;

    private PdpContextElements() {}

    /**
     * Reads the elements of a message.
     *
     * @param elements stands in front of the first one
     * @param bytes    the message
     * @return what they say
     */
    static PdpContextElements of(InformationElements elements, ByteBuf bytes) {
        PdpContextElements all = new PdpContextElements();
        while (elements.next()) {
            all.add(bytes, elements.type(), elements.offset(), elements.length());
        }
        return all;
    }

    private void add(ByteBuf bytes, int type, int at, int length) {
        switch (type) {
            case InformationElements.CAUSE -> cause = (int) bytes.getUnsignedByte(at);
            case InformationElements.IMSI -> imsi = ElementValues.imsi(bytes, at);
            case InformationElements.ROUTING_AREA -> routingArea = ElementValues.routingArea(bytes, at);
            case InformationElements.REORDERING_REQUIRED -> reorderingRequired = (bytes.getByte(at) & 1) != 0;
            case InformationElements.RECOVERY -> recovery = (int) bytes.getUnsignedByte(at);
            case InformationElements.SELECTION_MODE -> selectionMode = bytes.getByte(at) & 0x03;
            case InformationElements.TEID_DATA -> dataTeid = bytes.getUnsignedInt(at);
            case InformationElements.TEID_CONTROL -> controlTeid = bytes.getUnsignedInt(at);
            case InformationElements.TEARDOWN -> teardown = (bytes.getByte(at) & 1) != 0;
            case InformationElements.NSAPI -> addNsapi(bytes.getByte(at) & 0x0f);
            case InformationElements.CHARGING_CHARACTERISTICS -> chargingCharacteristics = bytes.getUnsignedShort(at);
            case InformationElements.TRACE_REFERENCE -> traceReference = bytes.getUnsignedShort(at);
            case InformationElements.TRACE_TYPE -> traceType = bytes.getUnsignedShort(at);
            case InformationElements.CHARGING_ID -> chargingId = bytes.getUnsignedInt(at);
            case InformationElements.END_USER_ADDRESS ->
                endUserAddress = ElementValues.endUserAddress(bytes, at, length);
            case InformationElements.ACCESS_POINT_NAME -> accessPointName = view(bytes, at, length);
            case InformationElements.PROTOCOL_OPTIONS -> protocolOptions = view(bytes, at, length);
            case InformationElements.GSN_ADDRESS -> addAddress(ElementValues.gsnAddress(bytes, at, length));
            case InformationElements.MSISDN -> msisdn = view(bytes, at, length);
            case InformationElements.QOS_PROFILE -> qosProfile = ElementValues.qosProfile(bytes, at, length);
            case InformationElements.TRAFFIC_FLOW_TEMPLATE -> trafficFlowTemplate = view(bytes, at, length);
            case InformationElements.TRIGGER_ID -> triggerId = view(bytes, at, length);
            case InformationElements.OMC_ID -> omcId = view(bytes, at, length);
            case InformationElements.CHARGING_GATEWAY -> chargingGateway = ElementValues.address(bytes, at, length);
            case InformationElements.PRIVATE_EXTENSION -> extension = ElementValues.privateExtension(bytes, at, length);
            default -> {
                // Of no message about sessions.
            }
        }
    }

    private void addNsapi(int nsapi) {
        if (firstNsapi == null) {
            firstNsapi = nsapi;
        } else {
            furtherNsapi = nsapi;
        }
    }

    private void addAddress(Gtpv1.GsnAddress address) {
        if (firstAddress == null) {
            firstAddress = address;
        } else {
            furtherAddress = address;
        }
    }

    /** Where only one session is named, the last element counts as elsewhere. */
    private @Nullable Integer lastNsapi() {
        return furtherNsapi == null ? firstNsapi : furtherNsapi;
    }

    /** As a request for a tunnel (7.3.1). */
    Gtpv1.CreatePdpCtxRequestElements createRequest() {
        return new Gtpv1.CreatePdpCtxRequestElements(
                imsi,
                routingArea,
                recovery,
                selectionMode,
                dataTeid,
                controlTeid,
                firstNsapi,
                furtherNsapi,
                chargingCharacteristics,
                traceReference,
                traceType,
                endUserAddress,
                accessPointName,
                protocolOptions,
                firstAddress,
                furtherAddress,
                msisdn,
                qosProfile,
                trafficFlowTemplate,
                triggerId,
                omcId,
                extension);
    }

    /** As the answer to a request for a tunnel (7.3.2). */
    Gtpv1.CreatePdpCtxResponseElements createResponse() {
        return new Gtpv1.CreatePdpCtxResponseElements(
                cause,
                reorderingRequired,
                recovery,
                dataTeid,
                controlTeid,
                chargingId,
                endUserAddress,
                protocolOptions,
                firstAddress,
                furtherAddress,
                qosProfile,
                chargingGateway,
                extension);
    }

    /** As a request for a change (7.3.3). */
    Gtpv1.UpdatePdpCtxRequestElements updateRequest() {
        return new Gtpv1.UpdatePdpCtxRequestElements(
                imsi,
                routingArea,
                recovery,
                dataTeid,
                controlTeid,
                lastNsapi(),
                traceReference,
                traceType,
                firstAddress,
                furtherAddress,
                qosProfile,
                trafficFlowTemplate,
                triggerId,
                omcId,
                extension,
                endUserAddress);
    }

    /** As the answer to a request for a change (7.3.4). */
    Gtpv1.UpdatePdpCtxResponseElements updateResponse() {
        return new Gtpv1.UpdatePdpCtxResponseElements(
                cause,
                recovery,
                dataTeid,
                controlTeid,
                chargingId,
                firstAddress,
                furtherAddress,
                qosProfile,
                chargingGateway,
                extension);
    }

    /** As a request for removal (7.3.5). */
    Gtpv1.DeletePdpCtxRequestElements deleteRequest() {
        return new Gtpv1.DeletePdpCtxRequestElements(teardown, lastNsapi(), extension);
    }

    /** As the answer to a request for removal (7.3.6). */
    Gtpv1.DeletePdpCtxResponseElements deleteResponse() {
        return new Gtpv1.DeletePdpCtxResponseElements(cause, extension);
    }
}
