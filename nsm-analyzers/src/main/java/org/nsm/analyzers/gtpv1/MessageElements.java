package org.nsm.analyzers.gtpv1;

import java.util.BitSet;

/** Which elements belong to which message about a session (3GPP TS 29.060, sections 7.3.1 to 7.3.6). */
final class MessageElements {

    private static final BitSet CREATE_REQUEST = set(
            InformationElements.IMSI,
            InformationElements.ROUTING_AREA,
            InformationElements.RECOVERY,
            InformationElements.SELECTION_MODE,
            InformationElements.TEID_DATA,
            InformationElements.TEID_CONTROL,
            InformationElements.NSAPI,
            InformationElements.CHARGING_CHARACTERISTICS,
            InformationElements.TRACE_REFERENCE,
            InformationElements.TRACE_TYPE,
            InformationElements.END_USER_ADDRESS,
            InformationElements.ACCESS_POINT_NAME,
            InformationElements.PROTOCOL_OPTIONS,
            InformationElements.GSN_ADDRESS,
            InformationElements.MSISDN,
            InformationElements.QOS_PROFILE,
            InformationElements.TRAFFIC_FLOW_TEMPLATE,
            InformationElements.TRIGGER_ID,
            InformationElements.OMC_ID,
            InformationElements.PRIVATE_EXTENSION);

    private static final BitSet CREATE_RESPONSE = set(
            InformationElements.CAUSE,
            InformationElements.REORDERING_REQUIRED,
            InformationElements.RECOVERY,
            InformationElements.TEID_DATA,
            InformationElements.TEID_CONTROL,
            InformationElements.CHARGING_ID,
            InformationElements.END_USER_ADDRESS,
            InformationElements.PROTOCOL_OPTIONS,
            InformationElements.GSN_ADDRESS,
            InformationElements.QOS_PROFILE,
            InformationElements.CHARGING_GATEWAY,
            InformationElements.PRIVATE_EXTENSION);

    private static final BitSet UPDATE_REQUEST = set(
            InformationElements.IMSI,
            InformationElements.ROUTING_AREA,
            InformationElements.RECOVERY,
            InformationElements.TEID_DATA,
            InformationElements.TEID_CONTROL,
            InformationElements.NSAPI,
            InformationElements.TRACE_REFERENCE,
            InformationElements.TRACE_TYPE,
            InformationElements.END_USER_ADDRESS,
            InformationElements.GSN_ADDRESS,
            InformationElements.QOS_PROFILE,
            InformationElements.TRAFFIC_FLOW_TEMPLATE,
            InformationElements.TRIGGER_ID,
            InformationElements.OMC_ID,
            InformationElements.PRIVATE_EXTENSION);

    private static final BitSet UPDATE_RESPONSE = set(
            InformationElements.CAUSE,
            InformationElements.RECOVERY,
            InformationElements.TEID_DATA,
            InformationElements.TEID_CONTROL,
            InformationElements.CHARGING_ID,
            InformationElements.GSN_ADDRESS,
            InformationElements.QOS_PROFILE,
            InformationElements.CHARGING_GATEWAY,
            InformationElements.PRIVATE_EXTENSION);

    private static final BitSet DELETE_REQUEST =
            set(InformationElements.TEARDOWN, InformationElements.NSAPI, InformationElements.PRIVATE_EXTENSION);

    private static final BitSet DELETE_RESPONSE = set(InformationElements.CAUSE, InformationElements.PRIVATE_EXTENSION);

    private MessageElements() {}

    private static BitSet set(int... types) {
        BitSet set = new BitSet(256);
        for (int type : types) {
            set.set(type);
        }
        return set;
    }

    /**
     * Whether an element belongs to a message.
     *
     * @param elementType a type of information element
     * @param messageType a type of message about a session
     * @return false if the message has no place for it
     */
    static boolean belongs(int elementType, int messageType) {
        BitSet set = switch (messageType) {
            case Gtpv1Message.CREATE_REQUEST -> CREATE_REQUEST;
            case Gtpv1Message.CREATE_RESPONSE -> CREATE_RESPONSE;
            case Gtpv1Message.UPDATE_REQUEST -> UPDATE_REQUEST;
            case Gtpv1Message.UPDATE_RESPONSE -> UPDATE_RESPONSE;
            case Gtpv1Message.DELETE_REQUEST -> DELETE_REQUEST;
            default -> DELETE_RESPONSE;
        };
        return set.get(elementType);
    }
}
