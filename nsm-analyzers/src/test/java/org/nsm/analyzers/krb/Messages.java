package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes Kerberos messages, as hexadecimal digits. */
final class Messages {

    private Messages() {}

    static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    // ------------------------------------------------------------------ elements (X.690)

    static String element(int tag, String... contents) {
        String all = String.join("", contents);
        int length = all.length() / 2;
        String lengthOctets = length < 0x80
                ? String.format("%02x", length)
                : length < 0x100 ? String.format("81%02x", length) : String.format("82%04x", length);
        return String.format("%02x", tag) + lengthOctets + all;
    }

    static String sequence(String... contents) {
        return element(0x30, contents);
    }

    static String field(int number, String... contents) {
        return element(0xa0 + number, contents);
    }

    static String message(int type, String... fields) {
        return element(0x60 + type, sequence(fields));
    }

    static String integer(int octets, long value) {
        return element(2, String.format("%0" + 2 * octets + "x", value));
    }

    static String octets(String hex) {
        return element(4, hex);
    }

    static String string(String text) {
        return element(0x1b, hex(text));
    }

    static String time(String text) {
        return element(0x18, hex(text));
    }

    static String flags(String hex) {
        return element(3, "00" + hex);
    }

    // ------------------------------------------------------------------ structures (RFC 4120, sections 5.2 and 5.3)

    static String principal(String... components) {
        String names = Arrays.stream(components).map(Messages::string).collect(Collectors.joining());
        return sequence(field(0, integer(1, 1)), field(1, sequence(names)));
    }

    static String encrypted(int type, String hex) {
        return sequence(field(0, integer(1, type)), field(1, integer(1, 1)), field(2, octets(hex)));
    }

    static String ticket(String realm, String... service) {
        return element(
                0x61,
                sequence(
                        field(0, integer(1, 5)),
                        field(1, string(realm)),
                        field(2, principal(service)),
                        field(3, encrypted(18, "c0ffee"))));
    }

    static String address(int type, String hex) {
        return sequence(field(0, integer(1, type)), field(1, octets(hex)));
    }

    static String preAuthentication(int type, String hex) {
        return sequence(field(1, integer(type > 0x7f ? 2 : 1, type)), field(2, octets(hex)));
    }

    // ------------------------------------------------------------------ messages (RFC 4120, sections 5.4 to 5.9)

    private static String head(int from, int type) {
        return field(from, integer(1, 5)) + field(from + 1, integer(1, type));
    }

    static String kdcRequest(int tag, int type, String preAuthentication, String... body) {
        return message(
                tag,
                head(1, type),
                preAuthentication.isEmpty() ? "" : field(3, sequence(preAuthentication)),
                field(4, sequence(body)));
    }

    /** What a request has to hold. */
    static String body(String... further) {
        return field(0, flags("40810010"))
                + field(1, principal("alice"))
                + field(2, string("EXAMPLE.TEST"))
                + field(3, principal("krbtgt", "EXAMPLE.TEST"))
                + field(5, time("20370913024805Z"))
                + field(7, integer(4, 0x00bc614e))
                + field(8, sequence(integer(1, 18), integer(1, 17)))
                + String.join("", further);
    }

    static String asRequest() {
        return kdcRequest(10, 10, preAuthentication(128, "3005a0030101ff"), body());
    }

    static String asRequest(String preAuthentication, String... body) {
        return kdcRequest(10, 10, preAuthentication, body);
    }

    static String tgsRequest() {
        return kdcRequest(
                12,
                12,
                preAuthentication(1, apRequest("20000000")),
                body(field(11, sequence(ticket("EXAMPLE.TEST", "bob")))));
    }

    static String kdcResponse(int type, String preAuthentication) {
        return message(
                type,
                head(0, type),
                preAuthentication.isEmpty() ? "" : field(2, sequence(preAuthentication)),
                field(3, string("EXAMPLE.TEST")),
                field(4, principal("alice")),
                field(5, ticket("EXAMPLE.TEST", "krbtgt", "EXAMPLE.TEST")),
                field(6, encrypted(18, "beef")));
    }

    static String apRequest(String options) {
        return message(
                14,
                head(0, 14),
                field(2, flags(options)),
                field(3, ticket("EXAMPLE.TEST", "HTTP", "www.example.test")),
                field(4, encrypted(18, "abcd")));
    }

    static String apResponse() {
        return message(15, head(0, 15), field(2, encrypted(18, "abcd")));
    }

    static String safe(String... body) {
        return message(
                20,
                head(0, 20),
                field(2, sequence(body)),
                field(3, sequence(field(0, integer(1, 16)), field(1, octets("00112233")))));
    }

    static String safe() {
        return safe(
                field(0, octets(hex("plain data"))),
                field(1, time("20190301101010Z")),
                field(2, integer(3, 654321)),
                field(3, integer(4, 0xfffffffeL)),
                field(4, address(2, "0a010203")),
                field(5, address(24, "20010db8000000000000000000000088")));
    }

    static String priv() {
        return message(21, head(0, 21), field(3, encrypted(18, "abcd")));
    }

    static String cred(String... tickets) {
        return message(22, head(0, 22), field(2, sequence(tickets)), field(3, encrypted(18, "abcd")));
    }

    static String error(int code, String... further) {
        return message(
                30,
                head(0, 30),
                field(4, time("20190301080000Z")),
                field(5, integer(3, 123456)),
                field(6, integer(1, code)),
                field(9, string("EXAMPLE.TEST")),
                field(10, principal("krbtgt", "EXAMPLE.TEST")),
                String.join("", further));
    }

    /** One of each kind. */
    static String[] all() {
        String salts = preAuthentication(19, sequence(sequence(field(0, integer(1, 18)), field(1, string("SALT")))))
                + preAuthentication(11, sequence(sequence(field(0, integer(1, 23)), field(1, octets("5a")))))
                + preAuthentication(3, hex("OLD"));
        return new String[] {
            asRequest(),
            asRequest(
                    salts,
                    body(
                            field(4, time("20190301080000Z")),
                            field(6, time("20190308080000Z")),
                            field(9, sequence(address(2, "0a000001"), address(20, hex("HOST")), address(5, "01"))))),
            tgsRequest(),
            kdcResponse(11, salts),
            kdcResponse(13, ""),
            apRequest("60000000"),
            apResponse(),
            safe(),
            priv(),
            cred(ticket("A", "x"), ticket("B", "y", "z")),
            error(25, field(12, octets(sequence(salts)))),
        };
    }
}
