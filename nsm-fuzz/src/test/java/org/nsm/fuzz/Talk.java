package org.nsm.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.nsm.api.Analyzer;
import org.nsm.fuzz.Packets.Route;

/** A conversation over TCP, whose packets follow each other without delay. */
final class Talk {

    private static final byte[] NOTHING = {};
    private static final long NOW = 1_600_000_000_000_000_000L;

    private final Analyzer analyzer;
    private final Route route;
    private int clientSeq = 1;
    private int serverSeq = 1;

    /** Begins, from a port of the client that the number gives. */
    Talk(Analyzer analyzer, int port, int number) {
        this.analyzer = analyzer;
        route = new Route(false, 0x0a000001, 10_000 + number, 0x0a000002, port);
        analyzer.feed(Packets.tcp(NOW, route, 0, 0, Packets.SYN, NOTHING));
        analyzer.feed(Packets.tcp(NOW, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
    }

    Talk client(byte[] bytes) {
        analyzer.feed(Packets.tcp(NOW, route, clientSeq, serverSeq, Packets.ACK, bytes));
        clientSeq += bytes.length;
        return this;
    }

    /** In pieces, so that their beginning has to be kept. */
    Talk client(byte[] bytes, int size) {
        for (int at = 0; at < bytes.length; at += size) {
            client(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return this;
    }

    Talk client(String text) {
        return client(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Talk server(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        analyzer.feed(Packets.tcp(NOW, route.back(), serverSeq, clientSeq, Packets.ACK, bytes));
        serverSeq += bytes.length;
        return this;
    }

    /** In pieces. */
    Talk server(String text, int size) {
        for (int at = 0; at < text.length(); at += size) {
            server(text.substring(at, Math.min(text.length(), at + size)));
        }
        return this;
    }

    void resets() {
        analyzer.feed(Packets.tcp(NOW, route, clientSeq, serverSeq, Packets.RST | Packets.ACK, NOTHING));
        analyzer.feed(Packets.tcp(NOW, route.back(), serverSeq, clientSeq, Packets.RST | Packets.ACK, NOTHING));
        analyzer.advanceTime(analyzer.time().plusSeconds(30));
    }

    /** Up to the first line of a mail. */
    Talk mail() {
        return server("220 a\r\n")
                .client("HELO b\r\n")
                .server("250 a\r\n")
                .client("MAIL FROM:<a@b>\r\n")
                .server("250 a\r\n")
                .client("RCPT TO:<a@b>\r\n")
                .server("250 a\r\n")
                .client("DATA\r\n")
                .server("354 a\r\n");
    }
}
