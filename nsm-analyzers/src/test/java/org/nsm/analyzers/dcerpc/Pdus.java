package org.nsm.analyzers.dcerpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** PDUs as tests write them: in hexadecimal, with the low octet first. */
final class Pdus {

    static final int FIRST = 1;
    static final int LAST = 2;
    static final int WHOLE = FIRST | LAST;
    static final int OBJECT = 0x80;

    /** Of the endpoint mapper, version 3.0. */
    static final String MAPPER = "0883afe11f5dc91191a408002b14a0fa 03000000";

    /** Of some interface, version 1.2. */
    static final String SAMPLE = "785634123412cdabef000123456789ab 01000200";

    static final String NDR = "045d888aeb1cc9119fe808002b104860 02000000";

    static final String NDR64 = "33057171babe37498319b5dbef9ccc36 01000000";

    private Pdus() {}

    static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replaceAll("\\s", "")));
    }

    static int length(String digits) {
        return digits.replaceAll("\\s", "").length() / 2;
    }

    static String u16(int value) {
        return String.format("%02x%02x", value & 0xff, value >> 8 & 0xff);
    }

    static String u32(int value) {
        return u16(value) + u16(value >>> 16);
    }

    static String pdu(int type, int flags, int callId, String body) {
        return pdu(type, flags, callId, body, "", 0);
    }

    /** A PDU with authentication data of some type. */
    static String pdu(int type, int flags, int callId, String body, String token, int authType) {
        String trailer = token.isEmpty() ? "" : String.format("%02x020000", authType) + u32(0) + token;
        return String.format("0500%02x%02x10000000", type, flags)
                + u16(16 + length(body) + length(trailer))
                + u16(length(token))
                + u32(callId)
                + body
                + trailer;
    }

    /** The body of a bind with contexts. */
    static String contexts(String... contexts) {
        return u16(4280)
                + u16(4280)
                + u32(0)
                + String.format("%02x000000", contexts.length)
                + String.join("", contexts);
    }

    /** A context with an interface and a transfer syntax. */
    static String context(int id, String uuidAndVersion, String syntax) {
        return u16(id) + "0100" + uuidAndVersion + syntax;
    }

    static String bind(int id, String uuidAndVersion) {
        return pdu(Pdu.BIND, WHOLE, 1, contexts(context(id, uuidAndVersion, NDR)));
    }

    /** The body of a bind_ack with an address, given in hexadecimal. */
    static String ackBody(String address) {
        return u16(4280) + u16(4280) + u32(1) + u16(length(address)) + address;
    }

    static String request(int flags, int callId, int contextId, int operation, String stub) {
        return pdu(Pdu.REQUEST, flags, callId, u32(length(stub)) + u16(contextId) + u16(operation) + stub);
    }

    static String response(int flags, int callId, int contextId, String stub) {
        return pdu(Pdu.RESPONSE, flags, callId, u32(length(stub)) + u16(contextId) + "0000" + stub);
    }

    static String octets(int count) {
        return "aa".repeat(count);
    }

    /** The result of a look-up: one tower to a port of an IPv4 address, both in hexadecimal. */
    static String mapped(String port, String address) {
        String tower = tower(port, address);
        return "00".repeat(20)
                + u32(1)
                + u32(1)
                + u32(0)
                + u32(1)
                + u32(3)
                + u32(length(tower))
                + u32(length(tower))
                + tower
                + "00".repeat(-length(tower) & 3)
                + u32(0);
    }

    /** Five floors: interface, syntax, RPC over connections, TCP, IP. */
    static String tower(String port, String address) {
        return "0500"
                + "1300 0d 785634123412cdabef000123456789ab 0100 0200 0200"
                + "1300 0d 045d888aeb1cc9119fe808002b104860 0200 0200 0000"
                + "0100 0b 0200 0000"
                + "0100 07 0200" + port
                + "0100 09 0400" + address;
    }
}
