package org.nsm.reassembly.ip;

import java.util.List;
import org.nsm.api.event.Ip;
import org.nsm.api.event.MobileIp;

/** Makes the documented values of the mobility header and its messages (RFC 6275, section 6.1). */
final class MobilityHeaders {

    /** The fields that all messages share. */
    private static final int HEADER = 6;

    private static final int BINDING_REFRESH_REQUEST = 0;
    private static final int HOME_TEST_INIT = 1;
    private static final int CARE_OF_TEST_INIT = 2;
    private static final int HOME_TEST = 3;
    private static final int CARE_OF_TEST = 4;
    private static final int BINDING_UPDATE = 5;
    private static final int BINDING_ACKNOWLEDGEMENT = 6;
    private static final int BINDING_ERROR = 7;

    private MobilityHeaders() {}

    /**
     * A header.
     *
     * @param bytes the array
     * @param at    its first byte; at least eight are there
     * @param end   behind its last byte, or its last captured one
     */
    static MobileIp.Header of(byte[] bytes, int at, int end) {
        int type = Bytes.u8(bytes, at + 2);
        boolean fits = end - at >= fixedLength(type);
        return new MobileIp.Header(
                Bytes.u8(bytes, at),
                Bytes.u8(bytes, at + 1),
                type,
                Bytes.u8(bytes, at + 3),
                Bytes.u16(bytes, at + 4),
                fits ? message(bytes, at + HEADER, end, type) : none(type));
    }

    /** Where the options of a message begin, counted from the beginning of the header. */
    private static int fixedLength(int type) {
        return switch (type) {
            case HOME_TEST_INIT, CARE_OF_TEST_INIT -> 16;
            case HOME_TEST, CARE_OF_TEST, BINDING_ERROR -> 24;
            case BINDING_UPDATE, BINDING_ACKNOWLEDGEMENT -> 12;
            default -> 8;
        };
    }

    private static MobileIp.Message none(int type) {
        return new MobileIp.Message(type, null, null, null, null, null, null, null, null);
    }

    private static MobileIp.Message message(byte[] bytes, int at, int end, int type) {
        List<Ip.Option> options = ExtensionHeaders.options(bytes, at - HEADER + fixedLength(type), end);
        int half = Bytes.u16(bytes, at);
        return switch (type) {
            case BINDING_REFRESH_REQUEST ->
                new MobileIp.Message(
                        type,
                        new MobileIp.BindingRefreshRequest(half, options),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case HOME_TEST_INIT ->
                new MobileIp.Message(
                        type,
                        null,
                        new MobileIp.HomeTestInit(half, Bytes.i64(bytes, at + 2), options),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case CARE_OF_TEST_INIT ->
                new MobileIp.Message(
                        type,
                        null,
                        null,
                        new MobileIp.CareOfTestInit(half, Bytes.i64(bytes, at + 2), options),
                        null,
                        null,
                        null,
                        null,
                        null);
            case HOME_TEST ->
                new MobileIp.Message(
                        type,
                        null,
                        null,
                        null,
                        new MobileIp.HomeTest(half, Bytes.i64(bytes, at + 2), Bytes.i64(bytes, at + 10), options),
                        null,
                        null,
                        null,
                        null);
            case CARE_OF_TEST ->
                new MobileIp.Message(
                        type,
                        null,
                        null,
                        null,
                        null,
                        new MobileIp.CareOfTest(half, Bytes.i64(bytes, at + 2), Bytes.i64(bytes, at + 10), options),
                        null,
                        null,
                        null);
            case BINDING_UPDATE ->
                new MobileIp.Message(type, null, null, null, null, null, bindingUpdate(bytes, at, options), null, null);
            case BINDING_ACKNOWLEDGEMENT ->
                new MobileIp.Message(
                        type, null, null, null, null, null, null, bindingAcknowledgement(bytes, at, options), null);
            case BINDING_ERROR ->
                new MobileIp.Message(
                        type,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new MobileIp.BindingError(Bytes.u8(bytes, at), Addresses.v6(bytes, at + 2), options));
            default -> none(type);
        };
    }

    private static MobileIp.BindingUpdate bindingUpdate(byte[] bytes, int at, List<Ip.Option> options) {
        int flags = Bytes.u8(bytes, at + 2);
        return new MobileIp.BindingUpdate(
                Bytes.u16(bytes, at),
                (flags & 0x80) != 0,
                (flags & 0x40) != 0,
                (flags & 0x20) != 0,
                (flags & 0x10) != 0,
                Bytes.u16(bytes, at + 4),
                options);
    }

    private static MobileIp.BindingAcknowledgement bindingAcknowledgement(
            byte[] bytes, int at, List<Ip.Option> options) {
        return new MobileIp.BindingAcknowledgement(
                Bytes.u8(bytes, at),
                (Bytes.u8(bytes, at + 1) & 0x80) != 0,
                Bytes.u16(bytes, at + 2),
                Bytes.u16(bytes, at + 4),
                options);
    }
}
