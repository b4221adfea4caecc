package org.nsm.analyzers.krb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.krb.Messages.address;
import static org.nsm.analyzers.krb.Messages.apRequest;
import static org.nsm.analyzers.krb.Messages.apResponse;
import static org.nsm.analyzers.krb.Messages.asRequest;
import static org.nsm.analyzers.krb.Messages.body;
import static org.nsm.analyzers.krb.Messages.bytes;
import static org.nsm.analyzers.krb.Messages.cred;
import static org.nsm.analyzers.krb.Messages.element;
import static org.nsm.analyzers.krb.Messages.encrypted;
import static org.nsm.analyzers.krb.Messages.error;
import static org.nsm.analyzers.krb.Messages.field;
import static org.nsm.analyzers.krb.Messages.flags;
import static org.nsm.analyzers.krb.Messages.hex;
import static org.nsm.analyzers.krb.Messages.integer;
import static org.nsm.analyzers.krb.Messages.kdcRequest;
import static org.nsm.analyzers.krb.Messages.kdcResponse;
import static org.nsm.analyzers.krb.Messages.message;
import static org.nsm.analyzers.krb.Messages.octets;
import static org.nsm.analyzers.krb.Messages.preAuthentication;
import static org.nsm.analyzers.krb.Messages.principal;
import static org.nsm.analyzers.krb.Messages.priv;
import static org.nsm.analyzers.krb.Messages.safe;
import static org.nsm.analyzers.krb.Messages.sequence;
import static org.nsm.analyzers.krb.Messages.string;
import static org.nsm.analyzers.krb.Messages.tgsRequest;
import static org.nsm.analyzers.krb.Messages.ticket;
import static org.nsm.analyzers.krb.Messages.time;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.LinkType;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.Krb;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.UdpAnalyzer;

/** What each message tells. */
class KrbConversationTest {

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final FakeFlow flow = FakeFlow.to(88, Transport.UDP);
    private final ApplicationStage.DatagramSink sink = engine.stage().datagrams(flow);

    private <E extends Event> E only(Class<E> type, String message) {
        engine.events.clear();
        sink.datagram(true, bytes(message));
        assertThat(engine.failures).isEmpty();
        assertThat(engine.events(type)).as(message).hasSize(1);
        return engine.events(type).get(0);
    }

    private Krb.KdcRequest request(String message) {
        return only(KrbEvent.AsRequest.class, message).message();
    }

    private Krb.ErrorMessage failure(String message) {
        return only(KrbEvent.Error.class, message).message();
    }

    private static @Nullable List<String> values(@Nullable List<Krb.TypeValue> list) {
        return list == null
                ? null
                : list.stream()
                        .map(entry -> entry.type() + ":" + text(entry.value()))
                        .toList();
    }

    private static String text(ByteBuf octets) {
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aClientAsksForItsFirstTicket() {
        Krb.KdcRequest request = request(asRequest());

        assertThat(request)
                .isEqualTo(new Krb.KdcRequest(
                        5,
                        10,
                        List.of(new Krb.TypeValue(128, bytes("3005a0030101ff"))),
                        new Krb.KdcOptions(
                                true, false, false, false, false, false, true, false, false, true, false, false, false),
                        "alice",
                        "EXAMPLE.TEST",
                        "krbtgt/EXAMPLE.TEST",
                        null,
                        Instant.parse("2037-09-13T02:48:05Z"),
                        null,
                        12345678L,
                        List.of(18L, 17L),
                        null,
                        null));
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).hasSize(1);
        assertThat(engine.events(KrbEvent.class)).hasSize(1);
    }

    @Test
    void everyOptionHasTheBitOfTheSpecification() {
        int[] bits = {1, 2, 3, 4, 5, 6, 8, 11, 26, 27, 28, 30, 31};
        for (int set : bits) {
            String options = field(0, flags(String.format("%08x", 1 << (31 - set))));
            Krb.KdcOptions read = request(asRequest("", options)).options();
            assertThat(read).isNotNull();
            boolean[] values = {
                read.forwardable(),
                read.forwarded(),
                read.proxiable(),
                read.proxy(),
                read.allowPostdate(),
                read.postdated(),
                read.renewable(),
                read.hardwareAuthentication(),
                read.disableTransitedCheck(),
                read.renewableOk(),
                read.encryptInSessionKey(),
                read.renew(),
                read.validate()
            };
            for (int i = 0; i < bits.length; i++) {
                assertThat(values[i]).as("bit %d where %d is set", bits[i], set).isEqualTo(bits[i] == set);
            }
        }
        assertThat(request(asRequest("", field(0, flags("40")))).options())
                .extracting(Krb.KdcOptions::forwardable, Krb.KdcOptions::validate)
                .containsExactly(true, false);
    }

    @Test
    void aTicketIsShownBeforeTheRequestForAnother() {
        Krb.KdcRequest request = only(KrbEvent.TgsRequest.class, tgsRequest()).message();

        assertThat(engine.events(KrbEvent.class))
                .hasExactlyElementsOfTypes(KrbEvent.ApRequest.class, KrbEvent.TgsRequest.class);
        KrbEvent.ApRequest shown = engine.events(KrbEvent.ApRequest.class).get(0);
        assertThat(shown.options()).isEqualTo(new Krb.ApOptions(false, true));
        assertThat(shown.ticket())
                .isEqualTo(new Krb.Ticket(5, "EXAMPLE.TEST", "HTTP/www.example.test", 18, bytes("c0ffee"), null));
        assertThat(request.preAuthentication()).isNull();
        assertThat(request.messageType()).isEqualTo(12);
        assertThat(request.additionalTickets())
                .containsExactly(new Krb.Ticket(5, "EXAMPLE.TEST", "bob", 18, bytes("c0ffee"), null));
    }

    @Test
    void theInnerTypeTellsWhichRequestOrResponseItIs() {
        assertThat(only(KrbEvent.TgsRequest.class, kdcRequest(10, 12, "", body()))
                        .message()
                        .messageType())
                .isEqualTo(12);
        sink.datagram(true, bytes(kdcRequest(10, 99, "", body())));
        assertThat(engine.events(KrbEvent.class)).hasSize(1);
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void theServiceAnswersWithATicket() {
        Krb.KdcResponse response = only(KrbEvent.AsResponse.class, kdcResponse(11, preAuthentication(3, hex("SALT"))))
                .message();
        assertThat(response)
                .isEqualTo(new Krb.KdcResponse(
                        5,
                        11,
                        List.of(new Krb.TypeValue(3, bytes(hex("SALT")))),
                        "EXAMPLE.TEST",
                        "alice",
                        new Krb.Ticket(5, "EXAMPLE.TEST", "krbtgt/EXAMPLE.TEST", 18, bytes("c0ffee"), null)));
        assertThat(only(KrbEvent.TgsResponse.class, kdcResponse(13, ""))
                        .message()
                        .preAuthentication())
                .isNull();
    }

    @Test
    void preAuthenticationIsToldAsFarAsItIsOfUse() {
        String info2 = sequence(sequence(field(0, integer(1, 18)), field(1, string("FIRST"))), sequence());
        String info = sequence(sequence(field(0, integer(1, 23)), field(1, octets(hex("OLDER")))));
        String unsalted = sequence(sequence(field(0, integer(1, 23))));
        String data = preAuthentication(2, "aa")
                + preAuthentication(3, hex("PLAIN"))
                + preAuthentication(11, info)
                + preAuthentication(16, "aa")
                + preAuthentication(17, "aa")
                + preAuthentication(19, info2)
                + preAuthentication(19, unsalted)
                + preAuthentication(19, sequence())
                + preAuthentication(19, "")
                + preAuthentication(149, "")
                + preAuthentication(150, hex("other"));
        assertThat(values(request(asRequest(data, body())).preAuthentication()))
                .containsExactly("3:PLAIN", "11:OLDER", "19:FIRST", "19:", "19:", "150:other");
        assertThat(request(asRequest(preAuthentication(2, "aa"), body())).preAuthentication())
                .isNull();
    }

    @Test
    void namesHaveOneToThreeComponents() {
        assertThat(request(asRequest("", field(3, principal("a")))).serviceName())
                .isEqualTo("a");
        assertThat(request(asRequest("", field(3, principal("a", "b")))).serviceName())
                .isEqualTo("a/b");
        assertThat(request(asRequest("", field(3, principal("a", "b", "c")))).serviceName())
                .isEqualTo("a/b/c");
        assertThat(request(asRequest("", field(3, principal("a", "b", "c", "d"))))
                        .serviceName())
                .isEqualTo("unknown");
        assertThat(request(asRequest("", field(3, principal()))).serviceName()).isEqualTo("unknown");
        assertThat(request(asRequest("", field(3, principal("a\0b", "c\0")))).serviceName())
                .isEqualTo("a/c");
        assertThat(request(asRequest("", field(3, principal("é")))).serviceName())
                .isEqualTo("é");
    }

    @Test
    void integersHaveNoSign() {
        Krb.KdcRequest request = request(asRequest(
                "",
                field(7, integer(4, 0xffffffffL)),
                field(8, sequence(integer(2, 0xff7b), integer(1, 0x80), integer(5, 0xffffffffL)))));
        assertThat(request.nonce()).isEqualTo(0xffffffffL);
        assertThat(request.encryptionTypes()).containsExactly(0xff7bL, 0x80L, 0xffffffffL);
    }

    @Test
    void addressesAreOfThreeKindsOrUnknown() {
        String addresses = sequence(
                address(2, "0a010203"),
                address(24, "20010db8000000000000000000000088"),
                address(20, hex("WORKSTATION     ")),
                address(2, "0a0102"),
                address(5, "0102"));
        assertThat(request(asRequest("", field(9, addresses))).hostAddresses())
                .containsExactly(
                        new Krb.HostAddress(FakeFlow.address("10.1.2.3"), null, null),
                        new Krb.HostAddress(FakeFlow.address("2001:db8::88"), null, null),
                        new Krb.HostAddress(null, "WORKSTATION     ", null),
                        new Krb.HostAddress(null, null, new Krb.TypeValue(2, bytes("0a0102"))),
                        new Krb.HostAddress(null, null, new Krb.TypeValue(5, bytes("0102"))));
    }

    @Test
    void timesAreOfFifteenCharacters() {
        assertThat(request(asRequest("", field(5, time("19700101000000Z")))).till())
                .isEqualTo(Instant.EPOCH);
        assertThat(request(asRequest("", field(5, time("bogus")))).till()).isNull();
        assertThat(request(asRequest("", field(5, time("190301080000Z")))).till())
                .isNull();
        assertThat(request(asRequest("", field(5, time("0020190301080000Z")))).till())
                .isEqualTo(Instant.parse("2019-03-01T08:00:00Z"));
        for (String wrong : List.of(
                "20190229000000Z", "20191301000000Z", "20190100000000Z", "20190101240000Z", "2019010100 000Z")) {
            assertThat(request(asRequest("", field(5, time(wrong)))).till())
                    .as(wrong)
                    .isNull();
        }
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() {
        assertThat(request(asRequest("", body(field(12, integer(1, 1)), field(15, integer(1, 63)))))
                        .serviceRealm())
                .isEqualTo("EXAMPLE.TEST");
    }

    @Test
    void aServiceIsShownATicketAndProvesItself() {
        KrbEvent.ApRequest request = only(KrbEvent.ApRequest.class, apRequest("40000000"));
        assertThat(request.options()).isEqualTo(new Krb.ApOptions(true, false));
        assertThat(request.ticket().authenticationInformation()).isNull();
        assertThat(only(KrbEvent.ApResponse.class, apResponse()).connection()).isSameAs(flow);
    }

    @Test
    void theSequenceOfAMessageMayBeMissing() {
        String fields = field(0, integer(1, 5)) + field(1, integer(1, 21)) + field(3, encrypted(18, "aa"));
        assertThat(only(KrbEvent.Priv.class, element(0x75, fields)).isOrig()).isTrue();
    }

    @Test
    void anApplicationSendsInTheClearWithAChecksum() {
        KrbEvent.Safe event = only(KrbEvent.Safe.class, safe());
        assertThat(event.isOrig()).isTrue();
        assertThat(event.message())
                .isEqualTo(new Krb.SafeMessage(
                        5,
                        20,
                        bytes(hex("plain data")),
                        Instant.parse("2019-03-01T10:10:10.654321Z"),
                        0xfffffffeL,
                        new Krb.HostAddress(FakeFlow.address("10.1.2.3"), null, null),
                        new Krb.HostAddress(FakeFlow.address("2001:db8::88"), null, null)));
        Krb.SafeMessage smallest =
                only(KrbEvent.Safe.class, safe(field(0, octets("78")))).message();
        assertThat(smallest).isEqualTo(new Krb.SafeMessage(5, 20, bytes("78"), null, null, null, null));
    }

    @Test
    void anApplicationSendsSecretly() {
        only(KrbEvent.Priv.class, priv());
        sink.datagram(false, bytes(priv()));
        assertThat(engine.events(KrbEvent.Priv.class))
                .extracting(KrbEvent.Priv::isOrig)
                .containsExactly(true, false);
    }

    @Test
    void ticketsAreHandedOn() {
        assertThat(only(KrbEvent.Cred.class, cred(ticket("A", "x"), ticket("B", "y", "z")))
                        .tickets())
                .containsExactly(
                        new Krb.Ticket(5, "A", "x", 18, bytes("c0ffee"), null),
                        new Krb.Ticket(5, "B", "y/z", 18, bytes("c0ffee"), null));
        assertThat(only(KrbEvent.Cred.class, cred()).tickets()).isEmpty();
        assertThat(only(KrbEvent.Cred.class, cred(sequence(ticket("A", "x"), ticket("B", "y"))))
                        .tickets())
                .extracting(Krb.Ticket::realm)
                .containsExactly("A", "B");
    }

    @Test
    void aRequestFails() {
        Krb.ErrorMessage message = failure(error(
                6,
                field(2, time("20190301075959Z")),
                field(3, integer(3, 999_999)),
                field(7, string("EXAMPLE.TEST")),
                field(8, principal("nobody")),
                field(11, string("CLIENT_NOT_FOUND"))));
        assertThat(message)
                .isEqualTo(new Krb.ErrorMessage(
                        5,
                        30,
                        Instant.parse("2019-03-01T07:59:59.999999Z"),
                        Instant.parse("2019-03-01T08:00:00.123456Z"),
                        6L,
                        "EXAMPLE.TEST",
                        "nobody",
                        "EXAMPLE.TEST",
                        "krbtgt/EXAMPLE.TEST",
                        "CLIENT_NOT_FOUND",
                        null));
    }

    @Test
    void everyFieldOfAnErrorMayBeMissing() {
        assertThat(failure(message(30)))
                .isEqualTo(new Krb.ErrorMessage(0, 0, null, null, null, null, null, null, null, null, null));
        assertThat(failure(message(30, field(3, integer(1, 7)))).clientTime()).isNull();
        assertThat(failure(message(30, field(5, integer(4, 1_000_000)), field(4, time("20190301080000Z"))))
                        .serverTime())
                .isEqualTo(Instant.parse("2019-03-01T08:00:00Z"));
    }

    @Test
    void anErrorTellsTheSaltsThatTheClientNeeds() {
        String methodData = sequence(
                preAuthentication(2, ""),
                preAuthentication(
                        19, sequence(sequence(field(0, integer(1, 18)), field(1, string("EXAMPLE.TESTalice"))))),
                preAuthentication(136, "aa"),
                preAuthentication(3, hex("SALT")));
        assertThat(values(failure(error(25, field(12, octets(methodData)))).preAuthentication()))
                .containsExactly("19:EXAMPLE.TESTalice", "3:SALT");
        assertThat(failure(error(24, field(12, octets(methodData)))).preAuthentication())
                .isNull();
        assertThat(failure(error(25, field(12, octets("3005aabb")))).preAuthentication())
                .isNull();
        assertThat(failure(error(25, field(12, methodData))).preAuthentication())
                .isNull();
        assertThat(failure(error(25)).preAuthentication()).isNull();
    }

    @Test
    void aFieldThatNoErrorHasIsAViolation() {
        sink.datagram(false, bytes(error(6, field(13, integer(1, 1)))));
        assertThat(engine.events(KrbEvent.class)).isEmpty();
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void lengthsOfWhatEnclosesOtherElementsDoNotCount() {
        String sound = asRequest();
        String shorter = sound.replaceFirst("^6a81..3081..", "6a053003");
        String longer = sound.replaceFirst("^6a81..3081..", "6a81ff3081ff");
        assertThat(shorter).isNotEqualTo(sound);
        assertThat(request(shorter)).isEqualTo(request(sound));
        assertThat(request(longer)).isEqualTo(request(sound));
    }

    @Test
    void aMessageWithoutItsEssentialPartIsAViolation() {
        for (String message : List.of(
                message(10, field(1, integer(1, 5)), field(2, integer(1, 10))),
                message(11, field(0, integer(1, 5))),
                message(14, field(0, integer(1, 5))),
                message(15, field(0, integer(1, 5))),
                message(20, field(2, sequence())),
                message(21, field(3, sequence())),
                message(22, field(0, integer(1, 5))),
                message(19),
                "",
                "00".repeat(18))) {
            TestEngine fresh =
                    TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
            fresh.stage().datagrams(FakeFlow.to(88, Transport.UDP)).datagram(true, bytes(message));
            assertThat(fresh.events(KrbEvent.class)).as(message).isEmpty();
            assertThat(fresh.events(ProtocolEvent.Violation.class))
                    .as(message)
                    .extracting(ProtocolEvent.Violation::analyzer)
                    .containsOnlyOnce(AnalyzerTag.KRB);
        }
    }

    @Test
    void isRecognisedOnOtherPorts() {
        for (String message : List.of(asRequest(), tgsRequest(), kdcResponse(11, ""), kdcResponse(13, ""), error(25))) {
            TestEngine fresh =
                    TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
            fresh.stage().datagrams(FakeFlow.to(8888, Transport.UDP)).datagram(true, bytes(message));
            assertThat(fresh.events(KrbEvent.class)).as(message).isNotEmpty();
        }
        for (String message : List.of(asRequest(), tgsRequest(), kdcResponse(11, ""), kdcResponse(13, ""), error(25))) {
            TestEngine fresh =
                    TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
            fresh.stage().stream(FakeFlow.to(9999, Transport.TCP)).data(true, Unpooled.wrappedBuffer(framed(message)));
            assertThat(fresh.events(KrbEvent.class)).as(message).isNotEmpty();
        }
    }

    private static ByteBuf framed(String message) {
        ByteBuf body = bytes(message);
        return Unpooled.wrappedBuffer(Unpooled.copyInt(body.readableBytes()), body);
    }

    @Test
    void messagesOverTcpHaveTheirLengthInFront() {
        ApplicationStage.StreamSink stream = engine.stage().stream(FakeFlow.to(88, Transport.TCP));
        ByteBuf both = Unpooled.wrappedBuffer(framed(tgsRequest()), framed(asRequest()));
        stream.data(true, both.slice(0, 3));
        stream.data(true, both.slice(3, 60));
        stream.data(true, both.slice(63, both.readableBytes() - 63));
        stream.data(false, framed(error(25)));

        assertThat(engine.events(KrbEvent.class))
                .hasExactlyElementsOfTypes(
                        KrbEvent.ApRequest.class,
                        KrbEvent.TgsRequest.class,
                        KrbEvent.AsRequest.class,
                        KrbEvent.Error.class);
        assertThat(engine.events(KrbEvent.ApRequest.class).get(0).ticket().authenticationInformation())
                .isEmpty();
        assertThat(engine.events(KrbEvent.TgsRequest.class).get(0).message().additionalTickets())
                .extracting(Krb.Ticket::authenticationInformation)
                .containsOnlyNulls();
        stream.gap(true, 10);
        stream.data(true, framed(asRequest()));
        assertThat(engine.events(KrbEvent.class)).hasSize(4);
    }

    @Test
    void aMalformedMessageOverTcpTakesTheRestOfItsSegmentWithIt() {
        ApplicationStage.StreamSink stream = engine.stage().stream(FakeFlow.to(88, Transport.TCP));
        stream.data(true, Unpooled.wrappedBuffer(framed(message(21)), framed(priv()), bytes("000000")));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        assertThat(engine.events(KrbEvent.class)).isEmpty();
        stream.data(false, framed(error(6)));
        assertThat(engine.events(KrbEvent.class)).hasSize(1);
    }

    @Test
    void afterALengthThatNoMessageHasTheNextSegmentWithAMessageIsRead() {
        FakeFlow connection = FakeFlow.to(88, Transport.TCP);
        ApplicationStage.StreamSink stream = engine.stage().stream(connection);
        stream.data(true, bytes("ffffffff" + asRequest()));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
        stream.data(true, bytes("ffffffff"));
        stream.data(true, bytes("0000001230"));
        assertThat(engine.events(KrbEvent.class)).isEmpty();
        stream.data(true, framed(asRequest()));
        assertThat(engine.events(KrbEvent.class)).hasSize(1);
    }

    @Test
    void otherProtocolsHandMessagesIn() {
        Protocol carrier = Protocol.udp(AnalyzerTag.GSSAPI).port(4000).analyzer(Carrier::new);
        TestEngine carrying =
                TestEngine.with(carrier, Protocol.udp(AnalyzerTag.KRB).analyzer(KrbUdpAnalyzer::new));
        FakeFlow connection = FakeFlow.to(4000, Transport.UDP);
        ApplicationStage.DatagramSink tokens = carrying.stage().datagrams(connection);
        tokens.datagram(true, bytes(apRequest("20000000")));
        tokens.datagram(false, bytes(apResponse()));

        assertThat(carrying.events(KrbEvent.class))
                .hasExactlyElementsOfTypes(KrbEvent.ApRequest.class, KrbEvent.ApResponse.class);
        assertThat(carrying.events(KrbEvent.ApRequest.class).get(0).ticket().authenticationInformation())
                .isNull();
        assertThat(connection.services()).containsExactly("KRB");
    }

    /** Carries nothing but Kerberos messages. */
    private static final class Carrier extends UdpAnalyzer {

        private final ApplicationStage.DatagramSink messages;

        Carrier(AnalyzerContext context) {
            super(context);
            messages = Objects.requireNonNull(context.datagramChild(AnalyzerTag.KRB));
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf payload) {
            messages.datagram(isOrig, payload);
        }
    }

    @Test
    void aRequestThatBreaksOffBetweenItsFieldsIsTold() {
        assertThat(request("6a8183308180a103020105a20302010aa4743072"))
                .isEqualTo(new Krb.KdcRequest(
                        5, 10, null, null, null, null, null, null, null, null, null, List.of(), null, null));
    }

    @Test
    void aMalformedMessageEndsWhatWasConfirmedShortlyBefore() {
        sink.datagram(true, bytes(asRequest()));
        sink.datagram(true, bytes(message(21)));
        sink.datagram(true, bytes(asRequest()));
        assertThat(engine.events(KrbEvent.AsRequest.class)).hasSize(1);
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void messagesThatNobodyWantsAreCheckedAllTheSame() {
        for (String message : Messages.all()) {
            List<Event> events = new ArrayList<>();
            try (Analyzer analyzer = Analyzer.builder()
                    .withoutStandardProtocols()
                    .protocol(Protocol.udp(AnalyzerTag.KRB).port(88).analyzer(KrbUdpAnalyzer::new))
                    .set(Options.IGNORE_CHECKSUMS, true)
                    .on(ProtocolEvent.class, event -> events.add(event))
                    .build()) {
                analyzer.feed(packet(message));
                analyzer.feed(packet(message.substring(0, message.length() - 2)));
            }
            assertThat(events)
                    .as(message)
                    .hasExactlyElementsOfTypes(ProtocolEvent.Confirmation.class, ProtocolEvent.Violation.class);
        }
    }

    /** An IPv4 packet with a datagram to port 88. */
    private static Packet packet(String message) {
        int length = message.length() / 2;
        return Packet.of(
                Instant.EPOCH,
                LinkType.RAW,
                bytes(String.format("4500%04x00000000401100000a0000010a000002", 28 + length)
                        + String.format("9c400058%04x0000", 8 + length)
                        + message));
    }
}
