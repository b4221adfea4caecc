package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;
import static org.nsm.analyzers.ssh.SshMessages.field;
import static org.nsm.analyzers.ssh.SshMessages.kexInit;
import static org.nsm.analyzers.ssh.SshMessages.packet;
import static org.nsm.analyzers.ssh.SshMessages.proposal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Options;
import org.nsm.api.Transport;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.SshEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class SshAnalyzerTest {

    private static final int NEWKEYS = 21;

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(22, Transport.TCP);
    private final ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    @AfterEach
    void nothingWasThrown() {
        assertThat(engine.failures).isEmpty();
    }

    private void client(ByteBuf... data) {
        sink.data(true, Unpooled.wrappedBuffer(data));
    }

    private void server(ByteBuf... data) {
        sink.data(false, Unpooled.wrappedBuffer(data));
    }

    private void identify() {
        server(ascii("SSH-2.0-server\r\n"));
        client(ascii("SSH-2.0-client\r\n"));
    }

    private void agree(String method) {
        identify();
        client(proposal(method));
        server(proposal(method));
    }

    private <E extends SshEvent> List<E> events(Class<E> type) {
        return engine.events(type);
    }

    @Test
    void passesOverLinesBeforeTheIdentificationOfTheServer() {
        server(ascii("Authorized use only\r\n\nSS"));
        server(ascii("H-2.0-server\r"));
        server(ascii("\n"), proposal("a"));
        assertThat(events(SshEvent.ServerVersion.class))
                .containsExactly(new SshEvent.ServerVersion(flow, "SSH-2.0-server"));
        assertThat(events(SshEvent.Capabilities.class)).hasSize(1);
    }

    @Test
    void takesTheFirstLineOfTheClientWhateverItIs() {
        client(ascii("GET / HTTP/1.1\r\n"));
        assertThat(engine.events)
                .startsWith(new SshEvent.ClientVersion(flow, "GET / HTTP/1.1"))
                .hasAtLeastOneElementOfType(ProtocolEvent.Violation.class);
    }

    @Test
    void raisesBothKeysAndTheHostKeyOfACurve() {
        agree("curve448-sha512");
        client(packet(30, field("qc")));
        server(packet(31, field("host"), field("qs"), field("sig")));
        assertThat(events(SshEvent.Ssh2EccKey.class))
                .containsExactly(
                        new SshEvent.Ssh2EccKey(flow, true, ascii("qc")),
                        new SshEvent.Ssh2EccKey(flow, false, ascii("qs")));
        assertThat(events(SshEvent.Ssh2ServerHostKey.class))
                .containsExactly(new SshEvent.Ssh2ServerHostKey(flow, ascii("host")));
    }

    @Test
    void readsTheHostKeyOfRsaKeyExchange() {
        agree("rsa2048-sha256");
        server(packet(30, field("host"), field("transient")));
        assertThat(events(SshEvent.Ssh2ServerHostKey.class))
                .containsExactly(new SshEvent.Ssh2ServerHostKey(flow, ascii("host")));
    }

    @Test
    void readsTheGroupOfAGroupExchange() {
        agree("diffie-hellman-group-exchange-sha512@ssh.com");
        client(packet(34, Unpooled.buffer().writeInt(1024).writeInt(2048).writeInt(8192)));
        server(packet(31, field("\0prime"), field("\2")));
        server(packet(33, field("host"), field("f"), field("sig")));
        assertThat(events(SshEvent.Ssh2DhServerParams.class))
                .containsExactly(new SshEvent.Ssh2DhServerParams(flow, ascii("\0prime"), ascii("\2")));
        assertThat(events(SshEvent.Ssh2ServerHostKey.class)).hasSize(1);
    }

    @Test
    void readsAnErrorOfTheGssApi() {
        agree("gss-group14-sha256-x");
        server(packet(
                34, Unpooled.buffer().writeInt(0xffffffff).writeInt(7), field("Clock skew too great"), field("")));
        assertThat(events(SshEvent.Ssh2GssError.class))
                .containsExactly(new SshEvent.Ssh2GssError(flow, 0xffffffffL, 7, "Clock skew too great"));
    }

    @Test
    void keepsARightGuessUntilThePeersProposal() {
        identify();
        client(packet(20, kexInit("ecdh-sha2-nistp256", "k", true)), packet(30, field("guess")));
        assertThat(events(SshEvent.Ssh2EccKey.class)).isEmpty();
        server(packet(20, kexInit("ecdh-sha2-nistp256", "k", false)));
        assertThat(events(SshEvent.Ssh2EccKey.class))
                .containsExactly(new SshEvent.Ssh2EccKey(flow, true, ascii("guess")));
    }

    @Test
    void ignoresAWrongGuess() {
        identify();
        client(packet(20, kexInit("diffie-hellman-group1-sha1,ecdh-sha2-nistp256", "k", true)), packet(30, field("e")));
        server(packet(20, kexInit("ecdh-sha2-nistp256", "k", false)));
        client(packet(30, field("q")));
        assertThat(events(SshEvent.Ssh2EccKey.class)).containsExactly(new SshEvent.Ssh2EccKey(flow, true, ascii("q")));
    }

    /** A connection of an engine whose analyzers may hold little. */
    private static final class Poor {

        private final TestEngine engine = TestEngine.with(
                        new StandardProtocols().protocols().toArray(Protocol[]::new))
                .set(Options.MAX_ANALYZER_BYTES, 10_000L);
        private final ApplicationStage stage = engine.stage();

        ApplicationStage.StreamSink connection() {
            ApplicationStage.StreamSink connection = stage.stream(FakeFlow.to(22, Transport.TCP));
            connection.data(false, ascii("SSH-2.0-server\r\n"));
            connection.data(true, ascii("SSH-2.0-client\r\n"));
            return connection;
        }

        /** The key of the client before anything is agreed on. */
        ApplicationStage.StreamSink earlyKey() {
            ApplicationStage.StreamSink connection = connection();
            connection.data(true, packet(30, field("k".repeat(12_000))));
            return connection;
        }

        void agree(ApplicationStage.StreamSink connection) {
            connection.data(true, proposal("ecdh-sha2-nistp256"));
            connection.data(false, proposal("ecdh-sha2-nistp256"));
        }

        int keys() {
            return engine.events(SshEvent.Ssh2EccKey.class).size();
        }

        List<String> weirds() {
            return engine.events(WeirdEvent.OfConnection.class).stream()
                    .map(WeirdEvent.OfConnection::name)
                    .toList();
        }
    }

    @Test
    void whatWaitsForTheKeyExchangeCountsAsHeld() {
        Poor poor = new Poor();
        ApplicationStage.StreamSink first = poor.earlyKey();
        assertThat(poor.weirds()).isEmpty();
        ApplicationStage.StreamSink second = poor.earlyKey();
        assertThat(poor.weirds()).containsExactly("analyzer_memory_full");
        poor.agree(second);
        assertThat(poor.keys()).isZero();
        poor.agree(first);
        assertThat(poor.keys()).isEqualTo(1);

        // Agreed, the first one holds nothing any more; neither does one that ends.
        poor.earlyKey().end();
        poor.agree(poor.earlyKey());
        assertThat(poor.keys()).isEqualTo(2);
        assertThat(poor.weirds()).hasSize(1);
    }

    @Test
    void theMethodsOfAProposalCountAsHeldUntilTheSidesAgree() {
        Poor poor = new Poor();
        String many = "m,".repeat(6_000) + "ecdh-sha2-nistp256";
        ApplicationStage.StreamSink first = poor.connection();
        first.data(true, proposal(many));
        ApplicationStage.StreamSink second = poor.connection();
        second.data(true, proposal(many));
        assertThat(poor.weirds()).containsExactly("analyzer_memory_full");
        second.data(false, proposal("ecdh-sha2-nistp256"));
        second.data(true, packet(30, field("q")));
        assertThat(poor.keys()).isZero();

        first.data(false, proposal("ecdh-sha2-nistp256"));
        first.data(true, packet(30, field("q")));
        assertThat(poor.keys()).isEqualTo(1);
        ApplicationStage.StreamSink third = poor.connection();
        third.data(true, proposal(many));
        poor.agree(third);
        assertThat(poor.weirds()).hasSize(1);
        assertThat(poor.engine.failures).isEmpty();
    }

    @Test
    void passesOverGeneralMessagesDuringTheKeyExchange() {
        agree("curve25519-sha256");
        client(packet(2, field("ignore me")), packet(4, field("debug")), packet(30, field("q")));
        assertThat(events(SshEvent.Ssh2EccKey.class)).hasSize(1);
    }

    @Test
    void readsTheServerThatDoesNotWaitForTheClient() {
        server(ascii("SSH-2.0-early\r\n"), proposal("ecdh-sha2-nistp256"));
        assertThat(events(SshEvent.Capabilities.class)).hasSize(1);
    }

    @Test
    void waitsForTheClientWhereTheServerSpeaksBothVersions() {
        server(ascii("SSH-1.99-both\r\n"), proposal("ecdh-sha2-nistp256"));
        assertThat(events(SshEvent.Capabilities.class)).isEmpty();
        client(ascii("SSH-2.0-client\n"));
        assertThat(events(SshEvent.Capabilities.class)).hasSize(1);
    }

    @Test
    void readsTheHostKeyOfVersion1() {
        server(ascii("SSH-1.99-server\n"));
        client(ascii("SSH-1.5-client\n"));
        ByteBuf message = Unpooled.buffer().writeByte(2).writeZero(8);
        message.writeInt(768).writeShort(2).writeByte(3).writeShort(8).writeByte(0xab);
        message.writeInt(1024).writeShort(6).writeByte(0x23).writeShort(12).writeShort(0xabc);
        int length = message.readableBytes() + 4;
        server(Unpooled.buffer()
                .writeInt(length)
                .writeZero(8 - length % 8)
                .writeBytes(message)
                .writeInt(0xdeadbeef));
        server(ascii("cipher text"));
        assertThat(events(SshEvent.Ssh1ServerHostKey.class))
                .containsExactly(new SshEvent.Ssh1ServerHostKey(
                        flow,
                        Unpooled.buffer().writeShort(0xabc),
                        Unpooled.buffer().writeByte(0x23)));
        assertThat(events(SshEvent.EncryptedPacket.class))
                .containsExactly(new SshEvent.EncryptedPacket(flow, false, 11));
    }

    @Test
    void countsDeliveriesBehindTheNewKeysOfTheirSide() {
        agree("curve25519-sha256");
        server(packet(NEWKEYS), ascii("extensions"));
        server(ascii("12345"));
        client(packet(30, field("q")));
        client(packet(NEWKEYS));
        client(ascii("1234567"));
        assertThat(events(SshEvent.EncryptedPacket.class))
                .containsExactly(
                        new SshEvent.EncryptedPacket(flow, false, 5), new SshEvent.EncryptedPacket(flow, true, 7));
        assertThat(flow.services()).contains("SSH");
    }

    @Test
    void takesNothingBeforeTheFirstRequestForAnAnswerToALogin() {
        agree("curve25519-sha256");
        server(packet(NEWKEYS));
        client(packet(NEWKEYS));
        server(Unpooled.buffer().writeZero(136));
        for (int length : new int[] {44, 76, 76, 28}) {
            client(ascii("request"));
            server(Unpooled.buffer().writeZero(length));
        }
        assertThat(engine.events)
                .containsSubsequence(
                        new SshEvent.AuthAttempted(flow, false),
                        new SshEvent.AuthAttempted(flow, true),
                        new SshEvent.AuthSuccessful(flow, false));
        assertThat(events(SshEvent.AuthAttempted.class)).hasSize(2);
    }

    @Test
    void understandsTheSameInSingleOctets() {
        ByteBuf client = Unpooled.wrappedBuffer(
                ascii("SSH-2.0-client\r\n"), proposal("curve25519-sha256"), packet(30, field("q")), packet(NEWKEYS));
        ByteBuf server = Unpooled.wrappedBuffer(
                ascii("SSH-2.0-server\r\n"),
                proposal("curve25519-sha256"),
                packet(31, field("host"), field("qs"), field("sig")));
        while (server.isReadable()) {
            server(server.readBytes(1));
        }
        while (client.isReadable()) {
            client(client.readBytes(1));
        }
        assertThat(events(SshEvent.Capabilities.class)).hasSize(2);
        assertThat(events(SshEvent.Ssh2EccKey.class)).hasSize(2);
        assertThat(events(SshEvent.Ssh2ServerHostKey.class)).hasSize(1);
    }

    @Test
    void aFieldThatIsLongerThanItsMessageIsReportedAndTheNextMessageRead() {
        agree("ecdh-sha2-nistp256");
        client(packet(30, Unpooled.buffer().writeInt(500).writeBytes(ascii("short"))));
        client(packet(30, field("ok")));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        assertThat(events(SshEvent.Ssh2EccKey.class)).containsExactly(new SshEvent.Ssh2EccKey(flow, true, ascii("ok")));
    }

    @Test
    void aPacketThatIsTooLongEndsTheAnalysis() {
        identify();
        client(Unpooled.buffer().writeInt(Integer.MAX_VALUE).writeZero(100));
        client(proposal("a"));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        assertThat(events(SshEvent.Capabilities.class)).isEmpty();
    }

    @Test
    void paddingThatFillsThePacketIsReported() {
        identify();
        client(Unpooled.buffer().writeInt(1).writeByte(0));
        client(Unpooled.buffer().writeInt(2).writeByte(255).writeByte(20));
        client(Unpooled.buffer().writeInt(0));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(3);
    }

    @Test
    void aServerThatNeverIdentifiesItselfIsGivenUp() {
        for (int i = 0;
                i < 10_000 && engine.events(ProtocolEvent.Violation.class).isEmpty();
                i++) {
            server(ascii("Welcome, welcome, welcome, welcome, welcome, welcome\r\n"));
        }
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        assertThat(events(SshEvent.class)).isEmpty();
    }

    @Test
    void aLineWithoutEndIsGivenUp() {
        for (int i = 0;
                i < 10_000 && engine.events(ProtocolEvent.Violation.class).isEmpty();
                i++) {
            client(Unpooled.buffer().writeBytes(new byte[1000]));
        }
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void standsAnyOctets() {
        Random random = new Random(22);
        for (int round = 0; round < 500; round++) {
            ApplicationStage.StreamSink other = engine.stage().stream(flow);
            other.data(false, ascii(round % 2 == 0 ? "SSH-2.0-s\r\n" : "SSH-1.5-s\n"));
            other.data(true, ascii("SSH-1.99-c\r\n"));
            for (int i = 0; i < 20; i++) {
                byte[] octets = new byte[random.nextInt(100) + 1];
                random.nextBytes(octets);
                ByteBuf data = Unpooled.wrappedBuffer(octets);
                other.data(random.nextBoolean(), random.nextInt(4) == 0 ? data : packet(random.nextInt(50), data));
            }
            other.end();
        }
    }
}
