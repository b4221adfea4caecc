package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Messages and records as tests write them. */
final class Wire {

    /** Where an extension list of a client hello is left out. */
    static final String NO_EXTENSIONS = "";

    private static final String RANDOM = "5f000001" + "11".repeat(28);

    private Wire() {}

    /** Bytes in hexadecimal, blanks between them at will. */
    static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replaceAll("\\s", "")));
    }

    /** A vector behind a length of so many octets. */
    static String vector(int lengthOctets, String content) {
        String bytes = content.replaceAll("\\s", "");
        return String.format("%0" + 2 * lengthOctets + "x", bytes.length() / 2) + bytes;
    }

    /** A record. */
    static String record(int type, int version, String content) {
        return String.format("%02x%04x", type, version) + vector(2, content);
    }

    /** A handshake message. */
    static String message(int type, String body) {
        return String.format("%02x", type) + vector(3, body);
    }

    /** A client hello that offers two suites. */
    static String clientHello(String extensions) {
        return message(1, "0303" + RANDOM + "00" + "0004c02f009c" + "0100" + list(extensions));
    }

    /** A server hello that chooses a suite. */
    static String serverHello(int suite, String extensions) {
        return message(2, "0303" + RANDOM + "00" + String.format("%04x", suite) + "00" + list(extensions));
    }

    private static String list(String extensions) {
        return extensions.isEmpty() ? "" : vector(2, extensions);
    }

    /** An extension. */
    static String extension(int code, String data) {
        return String.format("%04x", code) + vector(2, data);
    }

    /** A record of DTLS 1.2. */
    static String dtlsRecord(int type, int epoch, String content) {
        return String.format("%02xfefd%04x%012x", type, epoch, 0) + vector(2, content);
    }

    /** A part of a handshake message of DTLS. */
    static String fragment(int type, int sequence, String body, int from, int to) {
        String bytes = body.replaceAll("\\s", "");
        return String.format("%02x%06x%04x%06x%06x", type, bytes.length() / 2, sequence, from, to - from)
                + bytes.substring(2 * from, 2 * to);
    }

    /** A whole handshake message of DTLS. */
    static String dtlsMessage(int type, int sequence, String body) {
        return fragment(type, sequence, body, 0, body.replaceAll("\\s", "").length() / 2);
    }

    /** The body of a client hello of DTLS. */
    static String dtlsClientHello(String lastOctetOfRandom, String cookie) {
        return "fefd" + "22".repeat(31) + lastOctetOfRandom + "00" + vector(1, cookie) + "0004c02f009c" + "0100";
    }

    /** The body of a server hello of DTLS. */
    static String dtlsServerHello(int suite) {
        return "fefd" + RANDOM + "00" + String.format("%04x", suite) + "00";
    }
}
