package org.nsm.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.FtpEvent;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.SmtpEvent;
import org.nsm.api.event.SshEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a dialogue cost, from SYN to RST? A login of SSH with a key exchange by curve25519 and twenty encrypted segments;
 * ten commands of FTP and their replies; a mail over SMTP with a text and an attachment in base64.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class DialogueBenchmark {

    private static final int FRAME_LENGTH = 1024;
    private static final int MAX_FRAMES = 40;
    private static final int RST = 0x04;
    private static final long STEP_NANOS = 1_000_000;

    private static final String KEX_LISTS = "curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha256;"
            + "ssh-ed25519,rsa-sha2-512,ecdsa-sha2-nistp256;chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr;"
            + "chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr;hmac-sha2-256,hmac-sha1;hmac-sha2-256,hmac-sha1;"
            + "none,zlib@openssh.com;none,zlib@openssh.com; ; ";

    /** Which dialogue. */
    @Param({"ssh", "ftp", "smtp"})
    public String protocol;

    /** Who listens: nobody, or an empty handler of every event of the protocol. */
    @Param({"none", "all"})
    public String handler;

    private final byte[] frames = new byte[MAX_FRAMES * FRAME_LENGTH];
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Boolean> fromClient = new ArrayList<>();
    private int port;
    private int clientSequence = Handshake.INITIAL_SEQUENCE;
    private int serverSequence = Handshake.INITIAL_SEQUENCE;
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int client;
    private long events;

    /** Writes the packets. */
    @Setup
    public void open() {
        AnalyzerBuilder builder = Analyzer.builder();
        if (handler.equals("all")) {
            builder.on(SshEvent.class, e -> events++)
                    .on(FtpEvent.class, e -> events++)
                    .on(SmtpEvent.class, e -> events++)
                    .on(MimeEvent.class, e -> events++);
        }
        analyzer = builder.build();
        port = switch (protocol) {
            case "ssh" -> 22;
            case "ftp" -> 21;
            default -> 25;
        };
        frame(true, Frames.SYN, new byte[0]);
        frame(false, Frames.SYN | Frames.ACK, new byte[0]);
        frame(true, Frames.ACK, new byte[0]);
        switch (port) {
            case 22 -> ssh();
            case 21 -> ftp();
            default -> smtp();
        }
        frame(true, RST, new byte[0]);
        packet = new SyntheticPacket(frames);
    }

    private void ssh() {
        say(false, "SSH-2.0-OpenSSH_9.2\r\n");
        say(true, "SSH-2.0-OpenSSH_9.2\r\n");
        StringBuilder proposal = new StringBuilder("\24").append("c".repeat(16));
        for (String list : KEX_LISTS.split(";", -1)) {
            proposal.append(field(list.strip()));
        }
        proposal.append("\0\0\0\0\0");
        say(true, packet(proposal.toString()));
        say(false, packet(proposal.toString()));
        say(true, packet("\36" + field("q".repeat(32))));
        say(
                false,
                packet("\37" + field("k".repeat(51)) + field("q".repeat(32)) + field("s".repeat(83))) + packet("\25"));
        say(true, packet("\25"));
        for (int i = 0; i < 10; i++) {
            say(true, "x".repeat(44 + 16 * i));
            say(false, "x".repeat(44 + 16 * i));
        }
    }

    private static String field(String content) {
        return "\0\0" + (char) (content.length() >> 8) + (char) (content.length() & 0xff) + content;
    }

    private static String packet(String message) {
        return field("\4" + message + "\0\0\0\0");
    }

    private void ftp() {
        say(false, "220 ready\r\n");
        exchange(
                "USER anonymous>331 Please specify the password.",
                "PASS user@example.org>230 Login successful.",
                "SYST>215 UNIX Type: L8",
                "PWD>257 \"/\" is the current directory",
                "CWD pub>250 Directory successfully changed.",
                "TYPE I>200 Switching to Binary mode.",
                "PASV>227 Entering Passive Mode (192,168,0,1,226,17).",
                "SIZE a.txt>213 18893",
                "RETR a.txt>150 Opening BINARY mode data connection for a.txt (18893 bytes).",
                "QUIT>221 Goodbye.");
    }

    private void smtp() {
        say(false, "220 mail.example.org ESMTP\r\n");
        exchange(
                "EHLO client.example.org>250-mail.example.org\r\n250-PIPELINING\r\n250 8BITMIME",
                "MAIL FROM:<alice@example.org>>250 2.1.0 Ok",
                "RCPT TO:<bob@example.net>>250 2.1.5 Ok",
                "DATA>354 End data with <CR><LF>.<CR><LF>");
        say(
                true,
                "From: Alice <alice@example.org>\r\nTo: Bob <bob@example.net>\r\nSubject: figures\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=part\r\n\r\n"
                        + "--part\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--part\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        for (int i = 0; i < 4; i++) {
            say(true, ("QUJD".repeat(19) + "\r\n").repeat(12));
        }
        say(true, "--part--\r\n.\r\n");
        say(false, "250 2.0.0 Ok: queued\r\n");
        exchange("QUIT>221 2.0.0 Bye");
    }

    private void exchange(String... commandsAndReplies) {
        for (String each : commandsAndReplies) {
            int end = each.startsWith("MAIL") || each.startsWith("RCPT") ? each.indexOf(">>") + 1 : each.indexOf('>');
            say(true, each.substring(0, end) + "\r\n");
            say(false, each.substring(end + 1) + "\r\n");
        }
    }

    private void say(boolean isClient, String payload) {
        frame(isClient, Frames.ACK, payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void frame(boolean isClient, int flags, byte[] payload) {
        int at = lengths.size() * FRAME_LENGTH;
        System.arraycopy(payload, 0, frames, at + Frames.TCP_HEADERS, payload.length);
        int source = isClient ? Frames.address(0) : Handshake.SERVER;
        int destination = isClient ? Handshake.SERVER : Frames.address(0);
        int sourcePort = isClient ? Handshake.CLIENT_PORT : port;
        int destinationPort = isClient ? port : Handshake.CLIENT_PORT;
        Frames.tcp(frames, at, source, sourcePort, destination, destinationPort, flags, payload.length);
        int advance = payload.length + ((flags & Frames.SYN) == 0 ? 0 : 1);
        if (isClient) {
            Frames.sequence(frames, at, clientSequence, serverSequence);
            clientSequence += advance;
        } else {
            Frames.sequence(frames, at, serverSequence, clientSequence);
            serverSequence += advance;
        }
        lengths.add(Frames.TCP_HEADERS + payload.length);
        fromClient.add(isClient);
    }

    /** Analyses a connection. */
    @Benchmark
    public void dialogue() {
        int address = Frames.address(client++ & 0xffffff);
        for (int i = 0; i < lengths.size(); i++) {
            int at = i * FRAME_LENGTH;
            if (fromClient.get(i)) {
                Frames.tcpSource(frames, at, address);
            } else {
                Frames.tcpDestination(frames, at, address);
            }
            analyzer.feed(packet.next(at, lengths.get(i), STEP_NANOS));
        }
    }

    /** Ends the analysis. */
    @TearDown
    public void close() {
        if (handler.equals("all") && events == 0) {
            throw new IllegalStateException("the dialogue was not understood");
        }
        analyzer.close();
    }
}
