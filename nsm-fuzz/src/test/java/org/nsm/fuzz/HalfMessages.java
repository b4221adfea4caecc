package org.nsm.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.nsm.api.Analyzer;
import org.nsm.fuzz.Packets.Route;

/** Beginnings of lines, headers and messages of several protocols, whose rest never comes. */
enum HalfMessages {
    HTTP_LINE(80, client("GET /")),
    HTTP_HEADER(80, client("GET / HTTP/1.1\r\nHost: h\r\nA: ")),
    HTTP_REPLY(80, client("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), server("HTTP/1.1 200 OK\r\nServer: ")),
    SMTP_COMMAND(25, server("220 a\r\n"), client("EHLO ")),
    SMTP_MAIL(
            25,
            server("220 a\r\n"),
            client("EHLO b\r\n"),
            server("250 a\r\n"),
            client("MAIL FROM:<a@b>\r\n"),
            server("250 a\r\n"),
            client("RCPT TO:<a@b>\r\n"),
            server("250 a\r\n"),
            client("DATA\r\n"),
            server("354 a\r\n"),
            client("Subject: ")),
    POP3(110, server("+OK a\r\n"), client("USER ")),
    IMAP(143, server("* OK a\r\n"), client("a001 LOGIN ")),
    FTP(21, server("220 a\r\n"), client("USER ")),
    SSH(22, server("SSH-2.0-a\r\n"), client("SSH-2.0-a\r\n"), clientHex("0000fff00a14")),
    TLS(443, clientHex("1603014800" + "010047fc" + "0303")),
    SMB2(445, clientHex("0000fff0" + "fe534d42" + "4000" + "00".repeat(58))),
    NETBIOS(139, clientHex("8100004420")),
    DNS(53, clientHex("fff0" + "1234" + "0100" + "0001")),
    RPC(2049, clientHex("8000fff0" + "11223344" + "00000000" + "00000002" + "000186a3")),
    DCE_RPC(135, clientHex("05000b0310000000" + "f0ff" + "0000" + "02000000")),
    KERBEROS(88, clientHex("0000fff0" + "6a82ffec")),
    XMPP(5222, client("<?xml version='1.0'?><stream:stream a='"));

    private static final byte[] NOTHING = {};

    private final int port;
    private final List<Said> conversation;

    private record Said(boolean byClient, byte[] bytes) {}

    HalfMessages(int port, Said... conversation) {
        this.port = port;
        this.conversation = List.of(conversation);
    }

    private static Said client(String text) {
        return new Said(true, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Said server(String text) {
        return new Said(false, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Said clientHex(String octets) {
        return new Said(true, HexFormat.of().parseHex(octets));
    }

    /**
     * Has a connection send all that comes before the message and the beginning of it.
     *
     * @param number of the connection, so that each has addresses of its own
     * @param length how many bytes of filling follow the beginning
     * @return how many packets that took
     */
    int send(Analyzer analyzer, long timeNanos, int number, int length) {
        Route route = new Route(false, 0x0b000000 + number / 50_000, 1_024 + number % 50_000, 0x0a000001, port);
        analyzer.feed(Packets.tcp(timeNanos, route, 0, 0, Packets.SYN, NOTHING));
        analyzer.feed(Packets.tcp(timeNanos, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
        analyzer.feed(Packets.tcp(timeNanos, route, 1, 1, Packets.ACK, NOTHING));
        int clientSeq = 1;
        int serverSeq = 1;
        for (int i = 0; i < conversation.size(); i++) {
            Said said = conversation.get(i);
            byte[] bytes = i < conversation.size() - 1 ? said.bytes : filled(said.bytes, length);
            if (said.byClient) {
                analyzer.feed(Packets.tcp(timeNanos, route, clientSeq, serverSeq, Packets.ACK, bytes));
                clientSeq += bytes.length;
            } else {
                analyzer.feed(Packets.tcp(timeNanos, route.back(), serverSeq, clientSeq, Packets.ACK, bytes));
                serverSeq += bytes.length;
            }
        }
        return 3 + conversation.size();
    }

    private static byte[] filled(byte[] beginning, int length) {
        byte[] bytes = Arrays.copyOf(beginning, beginning.length + length);
        Arrays.fill(bytes, beginning.length, bytes.length, (byte) 'x');
        return bytes;
    }
}
