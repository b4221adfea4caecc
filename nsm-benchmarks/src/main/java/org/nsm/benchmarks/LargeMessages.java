package org.nsm.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.MimeEvent;

/** Messages that consist of many parts; a unit is such a part. */
final class LargeMessages {

    /** What comes first on a connection of SMTP. */
    static final List<Exchange.Message> SMTP_GREETING = List.of(
            Exchange.Message.text(false, "220 mail.example.org\r\n"),
            Exchange.Message.text(true, "EHLO client.example.org\r\n"),
            Exchange.Message.text(false, "250 mail.example.org\r\n"));

    private static final int SEGMENT = 1400;

    /** So many fields of a header are read. */
    private static final int MAX_FIELDS = 2000;

    /** So many entities inside each other are taken apart. */
    private static final int MAX_DEPTH = 256;

    private LargeMessages() {}

    /** Fields of the header of a request. */
    static Traffic httpFields(int size) {
        StringBuilder request = new StringBuilder("GET /index.html HTTP/1.1\r\n");
        for (int i = 0; i < size; i++) {
            request.append("X-Field-").append(i % 10).append(": value of it\r\n");
        }
        request.append("\r\n");
        return http(size, request.toString(), SEGMENT)
                .expect(HttpEvent.Header.class, Math.min(size, MAX_FIELDS) + 1)
                .expect(HttpEvent.AllHeaders.class, 2)
                .expect(HttpEvent.Request.class, 1)
                .expect(HttpEvent.MessageDone.class, 2);
    }

    /** Chunks of the body of a request. */
    static Traffic httpChunks(int size) {
        String request = "PUT /index.html HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + "4\r\ntext\r\n".repeat(size)
                + "0\r\n\r\n";
        return http(size, request, SEGMENT)
                .expect(HttpEvent.EntityData.class, size, 2L * size)
                .expect(HttpEvent.Request.class, 1)
                .expect(HttpEvent.MessageDone.class, 2);
    }

    /** Segments of one octet that make up one line. */
    static Traffic httpOctets(int size) {
        return http(size, "GET /" + "a".repeat(size) + " HTTP/1.1\r\n\r\n", 1)
                .expect(HttpEvent.Request.class, 1)
                .expect(HttpEvent.MessageDone.class, 2);
    }

    private static Traffic http(int units, String request, int segment) {
        List<Exchange.Message> messages =
                new ArrayList<>(Exchange.Message.text(true, request).cut(segment));
        messages.add(Exchange.Message.text(false, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        return new ExchangeTraffic(AnalyzerTag.HTTP, units, List.of(), messages);
    }

    /** Records of a response over UDP. */
    static Traffic dnsRecordsUdp(int size) {
        return records(new ExchangeTraffic(DnsBenchmark.DNS_PORT, size, List.of(dnsResponse(size))), size);
    }

    /** Records of a response over TCP. */
    static Traffic dnsRecordsTcp(int size) {
        List<Exchange.Message> segments = withLength(dnsResponse(size)).cut(SEGMENT);
        return records(new ExchangeTraffic(AnalyzerTag.DNS, size, List.of(), segments), size);
    }

    /** Segments of one octet that make up one message of DNS. */
    static Traffic dnsOctets(int size) {
        int count = size / 16;
        List<Exchange.Message> segments = withLength(dnsResponse(count)).cut(1);
        return records(new ExchangeTraffic(AnalyzerTag.DNS, segments.size(), List.of(), segments), count);
    }

    private static Traffic records(Traffic traffic, int size) {
        return traffic.expect(DnsEvent.AReply.class, size).expect(DnsEvent.End.class, 1);
    }

    private static Exchange.Message dnsResponse(int size) {
        String counts = String.format("0001%04x00000000", size);
        return DnsBenchmark.message(
                false, 1, counts, DnsBenchmark.record("c00c", 1, "c0000201").repeat(size));
    }

    private static Exchange.Message withLength(Exchange.Message message) {
        byte[] bytes = message.bytes();
        byte[] framed = ByteBuffer.allocate(2 + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
        return new Exchange.Message(message.isOrig(), framed);
    }

    /** Parts of a mail, one behind the other. */
    static Traffic mailParts(int size) {
        String part = "--part\r\nContent-Type: text/plain\r\n\r\nSome text.\r\n";
        String mail = "Content-Type: multipart/mixed; boundary=part\r\n\r\n" + part.repeat(size) + "--part--\r\n";
        return mail(size, mail)
                .expect(MimeEvent.BeginEntity.class, size + 1)
                .expect(MimeEvent.EndEntity.class, size + 1)
                .expect(MimeEvent.EntityData.class, size + 1)
                .expect(MimeEvent.OneHeader.class, size + 1);
    }

    /** Parts of a mail, each inside the one before. */
    static Traffic mailDepth(int size) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < size; i++) {
            mail.append(nested(i));
        }
        mail.append("\r\nSome text.\r\n");
        for (int i = size - 1; i >= 0; i--) {
            mail.append("--").append(boundary(i)).append("--\r\n");
        }
        int entities = Math.min(size + 1, MAX_DEPTH);
        return mail(size, mail.toString())
                .expect(MimeEvent.BeginEntity.class, entities)
                .expect(MimeEvent.EndEntity.class, entities)
                .expect(MimeEvent.OneHeader.class, entities - 1, entities);
    }

    /** Lines that look as if they separated parts, inside so many parts; the unit is such a line. */
    static Traffic mailDashes(int size) {
        int lines = 20_000;
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < size; i++) {
            mail.append(nested(i));
        }
        mail.append("\r\n").append("--part, it seems to be the end of one\r\n".repeat(lines));
        return mail(lines, mail.toString())
                .expect(MimeEvent.BeginEntity.class, Math.min(size + 1, MAX_DEPTH))
                .expect(MimeEvent.EntityData.class, 1, MAX_DEPTH);
    }

    private static String nested(int level) {
        return "Content-Type: multipart/mixed; boundary=" + boundary(level) + "\r\n\r\n--" + boundary(level) + "\r\n";
    }

    /** Of the same length for each, since a longer one begins with a shorter one else. */
    private static String boundary(int level) {
        return "part" + (100_000 + level);
    }

    private static Traffic mail(int units, String mail) {
        List<Exchange.Message> messages = new ArrayList<>();
        messages.add(Exchange.Message.text(true, "MAIL FROM:<alice@example.org>\r\n"));
        messages.add(Exchange.Message.text(false, "250 Ok\r\n"));
        messages.add(Exchange.Message.text(true, "RCPT TO:<bob@example.org>\r\n"));
        messages.add(Exchange.Message.text(false, "250 Ok\r\n"));
        messages.add(Exchange.Message.text(true, "DATA\r\n"));
        messages.add(Exchange.Message.text(false, "354 Go ahead\r\n"));
        messages.addAll(Exchange.Message.text(true, mail + ".\r\n").cut(SEGMENT));
        messages.add(Exchange.Message.text(false, "250 Ok\r\n"));
        return new ExchangeTraffic(AnalyzerTag.SMTP, units, SMTP_GREETING, messages);
    }
}
