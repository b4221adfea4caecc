package org.nsm.analyzers.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.Port;
import org.nsm.api.Transport;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.Signature;
import org.nsm.api.spi.StreamAnalyzer;
import org.nsm.api.spi.UdpAnalyzer;

class ProtocolChoiceTest {

    private static final AnalyzerTag A = new AnalyzerTag("A");
    private static final AnalyzerTag B = new AnalyzerTag("B");

    /** What the analyzers of a test saw. */
    private final List<String> log = new ArrayList<>();

    /** Notes what it gets, and obeys the letters among it. */
    private final class Obeying extends StreamAnalyzer {

        private final String name;
        private ApplicationStage.@Nullable StreamSink child;

        Obeying(AnalyzerContext context) {
            super(context);
            name = context.tag().name();
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            log.add(name + (isOrig ? ">" : "<") + data.toString(StandardCharsets.ISO_8859_1));
            while (data.isReadable() && context().active()) {
                switch (data.readByte()) {
                    case 'c' -> confirm();
                    case 'v' -> violation("v");
                    case 'm' -> malformed("m");
                    case 'f' -> context().finish();
                    case 'w' -> weird("w", "detail");
                    case 't' -> throw new IllegalStateException("t");
                    case 'h' -> context().handOver(B);
                    case 'a' -> context().handOver(A);
                    case 'd' -> context().handOver(null);
                    case 's' -> context().schedule(Duration.ofSeconds(1), () -> log.add(name + " timer"));
                    case 'e' ->
                        context().expect(null, FakeFlow.address("10.0.0.2"), Port.tcp(7), B, Duration.ofSeconds(10));
                    case 'k' -> child = context().streamChild(B);
                    case 'K' -> {
                        if (child != null) {
                            child.data(isOrig, data);
                            data.skipBytes(data.readableBytes());
                        }
                    }
                    default -> {}
                }
            }
        }

        @Override
        protected void gap(boolean isOrig, long length) {
            log.add(name + " gap " + length);
        }

        @Override
        protected void endOfStream(boolean isOrig) {
            log.add(name + (isOrig ? "> end" : "< end"));
        }

        @Override
        protected void end() {
            log.add(name + " end");
        }
    }

    private final class Messages extends UdpAnalyzer {

        Messages(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf payload) {
            String text = text(payload);
            log.add(context().tag().name() + (isOrig ? ">" : "<") + text);
            if (text.equals("d")) {
                context().handOver(null);
            }
        }
    }

    private Protocol.TcpBuilder tcp(AnalyzerTag tag) {
        return Protocol.tcp(tag);
    }

    private ApplicationStage.StreamSink open(TestEngine engine, FakeFlow flow) {
        ApplicationStage.StreamSink sink = engine.stage().stream(flow);
        assertThat(sink).isNotNull();
        return sink;
    }

    private static FakeFlow flow(int port) {
        return FakeFlow.to(port, Transport.TCP);
    }

    private static void orig(ApplicationStage.StreamSink sink, String text) {
        send(sink, true, text);
    }

    private static void resp(ApplicationStage.StreamSink sink, String text) {
        send(sink, false, text);
    }

    private static void send(ApplicationStage.StreamSink sink, boolean isOrig, String text) {
        ByteBuf data = TestEngine.ascii("##" + text).skipBytes(2);
        sink.data(isOrig, data);
        assertThat(data.toString(StandardCharsets.ISO_8859_1)).isEqualTo(text);
    }

    // ------------------------------------------------------------------ ports

    @Test
    void protocolsPrepareOnceBeforeThereAreConnections() {
        List<Object> made = new ArrayList<>();
        TestEngine engine = TestEngine.with(Protocol.udp(A)
                        .port(7)
                        .prepare(context -> made.add(
                                context.shared(Long.class, all -> all.option(Options.MAX_EXPECTED_CONNECTIONS))))
                        .analyzer(context -> {
                            made.add(context.shared(Long.class, all -> -1L));
                            return new Messages(context);
                        }))
                .set(Options.MAX_EXPECTED_CONNECTIONS, 5L);
        ApplicationStage stage = engine.stage();
        assertThat(made).containsExactly(5L);
        stage.datagrams(FakeFlow.to(7, Transport.UDP)).datagram(true, TestEngine.ascii("x"));
        assertThat(made).containsExactly(5L, 5L);
    }

    @Test
    void feedsTheAnalyzersOfTheResponderPort() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(Obeying::new), tcp(B).port(8).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "x");
        resp(sink, "y");
        sink.gap(true, 5);
        sink.endOfStream(false);
        sink.end();
        assertThat(log).containsExactly("A>x", "A<y", "A gap 5", "A< end", "A end");
    }

    @Test
    void leavesAPortAloneThatNobodyWants() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(Obeying::new), Protocol.udp(A).port(9).analyzer(Messages::new));
        assertThat(engine.stage().stream(flow(9))).isNull();
        assertThat(engine.stage().datagrams(FakeFlow.to(7, Transport.UDP))).isNull();
    }

    @Test
    void triesAllAnalyzersOfAPortAndDropsThoseThatObject() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(Obeying::new), tcp(B).port(7).analyzer(context -> new StreamAnalyzer(context) {
                    @Override
                    protected void data(boolean isOrig, ByteBuf data) {
                        log.add("B" + text(data));
                    }
                }));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "v");
        orig(sink, "x");
        assertThat(log).containsExactly("A>v", "A end", "Bv", "Bx");
    }

    @Test
    void makesNoAnalyzerBeforeTheFirstByte() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(context -> {
            log.add("made");
            return new Obeying(context);
        }));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        sink.endOfStream(true);
        sink.end();
        assertThat(log).isEmpty();
    }

    @Test
    void makesAnAnalyzerOfAConnectionWithoutBytesIfItAsksForThat() {
        open(tellingOfEmptyConnections(), flow(7)).end();
        assertThat(log).containsExactly("A end");
    }

    @Test
    void makesNoneOfAConnectionWithoutBytesIfNobodyListensToWhatItTells() {
        open(tellingOfEmptyConnections().hearing(WeirdEvent.class), flow(7)).end();
        assertThat(log).isEmpty();
        open(tellingOfEmptyConnections().hearing(HttpEvent.class), flow(7)).end();
        assertThat(log).containsExactly("A end");
    }

    private TestEngine tellingOfEmptyConnections() {
        return TestEngine.with(
                tcp(A).port(7).acceptsEmpty(HttpEvent.Stats.class).analyzer(Obeying::new));
    }

    @Test
    void isDoneWhenTheLastAnalyzerEnded() {
        ApplicationStage.StreamSink sink = open(TestEngine.with(tcp(A).port(7).analyzer(Obeying::new)), flow(7));
        assertThat(sink.done()).isFalse();
        orig(sink, "x");
        assertThat(sink.done()).isFalse();
        orig(sink, "fx");
        assertThat(sink.done()).isTrue();
        orig(sink, "y");
        sink.end();
        assertThat(log).containsExactly("A>x", "A>fx", "A end");
    }

    // ------------------------------------------------------------------ reports

    @Test
    void reportsAConfirmationOnceAndListsTheService() {
        TestEngine engine = TestEngine.with(tcp(A).service("a-service").port(7).analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        ApplicationStage.StreamSink sink = open(engine, flow);
        orig(sink, "cc");
        assertThat(engine.events).containsExactly(new ProtocolEvent.Confirmation(flow, A, 1));
        assertThat(flow.services()).containsExactly("a-service");
    }

    @Test
    void reportsAViolationAndEndsTheAnalyzer() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        ApplicationStage.StreamSink sink = open(engine, flow);
        orig(sink, "vv");
        orig(sink, "c");
        sink.end();
        assertThat(engine.events).containsExactly(new ProtocolEvent.Violation(flow, A, 1, "v"));
        assertThat(log).containsExactly("A>vv", "A end");
    }

    @Test
    void blamesNobodyWhereBytesAreMissing() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).acceptsPartial().analyzer(Obeying::new));
        FakeFlow partial = flow(7);
        partial.partial = true;
        ApplicationStage.StreamSink sink = open(engine, partial);
        orig(sink, "mv");
        orig(sink, "x");
        FakeFlow holed = flow(7);
        holed.hasGap = true;
        ApplicationStage.StreamSink other = open(engine, holed);
        orig(other, "cmv");
        orig(other, "x");
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
        assertThat(log).containsExactly("A>mv", "A end", "A>cmv", "A end");
    }

    @Test
    void endsOnAMalformedMessageOnlyWhatWasConfirmedAndCarriedLittle() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        ApplicationStage.StreamSink sink = open(engine, flow);
        orig(sink, "m");
        flow.size = 5121;
        orig(sink, "cm");
        flow.size = 5120;
        orig(sink, "m");
        orig(sink, "x");
        assertThat(log).containsExactly("A>m", "A>cm", "A>m", "A end");
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(3);
    }

    @Test
    void endsAnAnalyzerThatThrowsAndGoesOnWithTheOthers() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(Obeying::new), tcp(B).port(7).analyzer(context -> new StreamAnalyzer(context) {
                    @Override
                    protected void data(boolean isOrig, ByteBuf data) {
                        log.add("B" + text(data));
                    }
                }));
        FakeFlow flow = flow(7);
        ApplicationStage.StreamSink sink = open(engine, flow);
        orig(sink, "t");
        orig(sink, "x");
        assertThat(log).containsExactly("A>t", "A end", "Bt", "Bx");
        assertThat(engine.failures).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        assertThat(engine.events)
                .containsExactly(
                        new WeirdEvent.OfConnection("analyzer_failed", flow, "A: java.lang.IllegalStateException"));
    }

    @Test
    void survivesAnAnalyzerThatCannotBeMadeOrEnded() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(context -> {
                    throw new IllegalStateException();
                }),
                tcp(B).port(7).analyzer(context -> new StreamAnalyzer(context) {
                    @Override
                    protected void data(boolean isOrig, ByteBuf data) {}

                    @Override
                    protected void end() {
                        throw new IllegalStateException();
                    }
                }));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "x");
        sink.end();
        assertThat(engine.failures).hasSize(2);
    }

    @Test
    void runsTimersOfAnalyzersThatAreStillActive() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        ApplicationStage.StreamSink sink = open(engine, flow);
        orig(sink, "s");
        flow.scheduled.get(0).run();
        orig(sink, "f");
        flow.scheduled.get(0).run();
        assertThat(log).containsExactly("A>s", "A timer", "A>f", "A end");
    }

    @Test
    void reportsWeirdsWithTheirConnection() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        orig(open(engine, flow), "w");
        assertThat(engine.events).containsExactly(new WeirdEvent.OfConnection("w", flow, "detail"));
    }

    // ------------------------------------------------------------------ partial connections

    @Test
    void leavesPartialConnectionsToThoseWhoAcceptThem() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).signature(Signature.originator("x")).analyzer(Obeying::new),
                tcp(B).port(7).acceptsPartial().analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        flow.partial = true;
        orig(open(engine, flow), "x");
        assertThat(log).containsExactly("B>x");
    }

    @Test
    void recognisesOnPartialConnectionsThoseWhoAcceptThem() {
        TestEngine engine = TestEngine.with(
                tcp(A).signature(Signature.originator("x")).analyzer(Obeying::new),
                tcp(B).signature(Signature.originator("x")).acceptsPartial().analyzer(Obeying::new));
        FakeFlow flow = flow(99);
        flow.partial = true;
        orig(open(engine, flow), "x");
        assertThat(log).containsExactly("B>x");
    }

    // ------------------------------------------------------------------ detection

    @Test
    void recognisesAProtocolOnAnyPortAndReplaysWhatCameBefore() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.both("HE+LLO", "HI")).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(99));
        orig(sink, "HE");
        orig(sink, "ELLO 1");
        assertThat(log).isEmpty();
        resp(sink, "HI 2");
        orig(sink, "3");
        assertThat(log).containsExactly("A>HEELLO 1", "A<HI 2", "A>3");
    }

    @Test
    void replaysAnEndThatCameBefore() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.both("HELLO", "HI")).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(99));
        orig(sink, "HELLO");
        sink.endOfStream(true);
        resp(sink, "HI");
        assertThat(log).containsExactly("A>HELLO", "A> end", "A<HI");
    }

    @Test
    void recognisesAProtocolNextToOneThatThePortSpokeFor() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(Obeying::new),
                tcp(B).signature(Signature.either(".{2}x")).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        resp(sink, "12");
        resp(sink, "x");
        assertThat(log).containsExactly("A<12", "A<x", "B<12", "B<x");
        log.clear();
        ApplicationStage.StreamSink left = open(engine, flow(7));
        resp(left, "fx");
        resp(left, "x");
        assertThat(log).containsExactly("A<fx", "A end", "B<fx", "B end");
    }

    @Test
    void triesNoProtocolTwice() {
        TestEngine engine = TestEngine.with(tcp(A).port(7)
                .signature(Signature.originator("x").or(Signature.originator(".x")))
                .analyzer(Obeying::new));
        orig(open(engine, flow(7)), "xx");
        orig(open(engine, flow(99)), "xx");
        assertThat(log).containsExactly("A>xx", "A>xx");
    }

    @Test
    void looksAtTheFirstBytesOfEachSideOnly() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.either(".*x")).analyzer(Obeying::new));
        String filler = ".".repeat(1_023);
        ApplicationStage.StreamSink early = open(engine, flow(99));
        orig(early, filler);
        orig(early, "x");
        assertThat(log).containsExactly("A>" + filler, "A>x");
        log.clear();

        ApplicationStage.StreamSink late = open(engine, flow(99));
        orig(late, filler);
        orig(late, ".x");
        assertThat(late.done()).isTrue();
        resp(late, "x");
        assertThat(log).isEmpty();
    }

    @Test
    void waitsForTheOtherSideAfterALongFirstMessage() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.both("HELLO", "HI")).analyzer(Obeying::new));
        String longMessage = "HELLO" + ".".repeat(3000);
        ApplicationStage.StreamSink sink = open(engine, flow(99));
        orig(sink, longMessage);
        resp(sink, "HI");
        assertThat(log).containsExactly("A>" + longMessage, "A<HI");
        log.clear();

        ApplicationStage.StreamSink longest = open(engine, flow(99));
        orig(longest, "HELLO" + ".".repeat(8_187));
        resp(longest, "HI");
        assertThat(log).hasSize(2);
        ApplicationStage.StreamSink tooLong = open(engine, flow(99));
        orig(tooLong, "HELLO" + ".".repeat(8_188));
        assertThat(tooLong.done()).isTrue();

        ApplicationStage.StreamSink endless = open(engine, flow(99));
        for (int i = 0; i < 10; i++) {
            orig(endless, longMessage);
        }
        assertThat(endless.done()).isTrue();
    }

    @Test
    void keeps256PiecesOfWhatMayBeRecognised() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.either(".*x")).analyzer(Obeying::new));
        for (int more = 0; more <= 1; more++) {
            ApplicationStage.StreamSink sink = open(engine, flow(99));
            for (int i = 0; i < 128; i++) {
                orig(sink, "1");
                resp(sink, "2");
            }
            assertThat(sink.done()).isFalse();
            if (more > 0) {
                orig(sink, "3");
                assertThat(sink.done()).isTrue();
            }
            resp(sink, "x");
            assertThat(log).hasSize(257);
        }
    }

    @Test
    void isDoneWhenNothingCanBeRecognisedAnyMore() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.either("HELLO")).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(99));
        orig(sink, "HEXX");
        assertThat(sink.done()).isFalse();
        resp(sink, "XX");
        assertThat(sink.done()).isTrue();
    }

    @Test
    void givesUpDetectionAtAGap() {
        TestEngine engine =
                TestEngine.with(tcp(A).signature(Signature.either("HELLO")).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(99));
        orig(sink, "HE");
        sink.gap(true, 2);
        orig(sink, "LLO");
        assertThat(sink.done()).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void boundsWhatAllConnectionsKeepTogether() {
        TestEngine engine = TestEngine.with(
                        tcp(A).signature(Signature.both("HELLO", "HI")).analyzer(Obeying::new))
                .set(Options.MAX_DETECTION_BYTES, 8L);
        ApplicationStage stage = engine.stage();
        ApplicationStage.StreamSink first = stage.stream(flow(1));
        ApplicationStage.StreamSink second = stage.stream(flow(2));
        ApplicationStage.StreamSink third = stage.stream(flow(3));
        orig(first, "HELLO");
        orig(second, "HELLO");
        assertThat(second.done()).isTrue();
        first.end();
        orig(third, "HELLO");
        resp(third, "HI");
        assertThat(log).containsExactly("A>HELLO", "A<HI");
    }

    // ------------------------------------------------------------------ handing over

    @Test
    void handsTheRestOfTheStreamToAnotherAnalyzer() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new), tcp(B).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "1h2");
        resp(sink, "3");
        sink.end();
        assertThat(log).containsExactly("A>1h2", "A end", "B>2", "B<3", "B end");
    }

    @Test
    void handsTheRestOfTheStreamToDetection() {
        TestEngine engine = TestEngine.with(
                tcp(A).port(7).analyzer(Obeying::new),
                tcp(B).signature(Signature.both("HELLO", "HI")).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "1dHEL");
        resp(sink, "HI");
        orig(sink, "LO");
        sink.endOfStream(true);
        sink.end();
        assertThat(log).containsExactly("A>1dHEL", "A end", "B>HEL", "B<HI", "B>LO", "B> end", "B end");
    }

    @Test
    void handsOverWhileItReplays() {
        TestEngine engine = TestEngine.with(
                tcp(A).signature(Signature.both("1h", "x")).analyzer(Obeying::new), tcp(B).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(99));
        orig(sink, "1h2");
        resp(sink, "x");
        assertThat(log).containsExactly("A>1h2", "A end", "B>2", "B<x");
    }

    @Test
    void handsOver16Times() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "a".repeat(16));
        orig(sink, "x");
        assertThat(log).endsWith("A>x");
        assertThat(engine.events(WeirdEvent.OfConnection.class)).isEmpty();
        orig(sink, "a");
        assertThat(engine.events(WeirdEvent.OfConnection.class)).hasSize(1);
        assertThat(sink.done()).isTrue();
    }

    @Test
    void boundsHowOftenIsHandedOver() {
        TestEngine engine =
                TestEngine.with(tcp(A).port(7).signature(Signature.either("d")).analyzer(Obeying::new));
        ApplicationStage.StreamSink direct = open(engine, flow(7));
        orig(direct, "a".repeat(100_000));
        ApplicationStage.StreamSink detected = open(engine, flow(7));
        orig(detected, "d".repeat(100_000));
        assertThat(log).hasSizeLessThan(100);
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("too_many_hand_overs", "too_many_hand_overs");
    }

    // ------------------------------------------------------------------ children

    @Test
    void feedsAChildWithWhatItsParentUnwraps() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new), tcp(B).analyzer(Obeying::new));
        FakeFlow flow = flow(7);
        ApplicationStage.StreamSink sink = open(engine, flow);
        orig(sink, "k");
        orig(sink, "Kcx");
        orig(sink, "Kv");
        orig(sink, "Ky");
        sink.end();
        assertThat(log).containsExactly("A>k", "A>Kcx", "B>cx", "A>Kv", "B>v", "B end", "A>Ky", "A end");
        assertThat(engine.events)
                .containsExactly(
                        new ProtocolEvent.Confirmation(flow, B, 2), new ProtocolEvent.Violation(flow, B, 2, "v"));
    }

    @Test
    void endsChildrenWithTheirParent() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(Obeying::new), tcp(B).analyzer(Obeying::new));
        ApplicationStage.StreamSink sink = open(engine, flow(7));
        orig(sink, "k");
        orig(sink, "f");
        assertThat(log).containsExactly("A>k", "A>f", "A end", "B end");
    }

    @Test
    void hasNoChildOfAProtocolThatIsNotRegistered() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(context -> {
            assertThat(context.streamChild(B)).isNull();
            assertThat(context.datagramChild(A)).isNull();
            return new Obeying(context);
        }));
        orig(open(engine, flow(7)), "x");
        assertThat(log).containsExactly("A>x");
    }

    @Test
    void boundsHowDeepAnalyzersNest() {
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(context -> {
            log.add("made");
            context.streamChild(A);
            return new Obeying(context);
        }));
        orig(open(engine, flow(7)), "x");
        assertThat(log).hasSize(17 + 1);
        assertThat(engine.events(WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsExactly("analyzers_nested_too_deeply");
    }

    // ------------------------------------------------------------------ announced connections

    @Test
    void appliesTheAnalyzerThatWasAnnouncedInsteadOfThatOfThePort() {
        TestEngine engine = TestEngine.with(tcp(A).port(7, 8).analyzer(Obeying::new), tcp(B).analyzer(Obeying::new));
        ApplicationStage stage = engine.stage();
        ApplicationStage.StreamSink announcing = stage.stream(flow(8));
        orig(announcing, "e");
        engine.timeNanos += Duration.ofSeconds(9).toNanos();
        FakeFlow announced = flow(7);
        ApplicationStage.StreamSink sink = stage.stream(announced);
        assertThat(engine.events).containsExactly(new ProtocolEvent.ScheduledAnalyzerApplied(announced, B));
        orig(sink, "x");
        orig(stage.stream(flow(7)), "y");
        assertThat(log).containsExactly("A>e", "B>x", "B>y");
    }

    @Test
    void forgetsAnAnnouncementAfterItsTime() {
        TestEngine engine = TestEngine.with(tcp(A).port(7, 8).analyzer(Obeying::new), tcp(B).analyzer(Obeying::new));
        ApplicationStage stage = engine.stage();
        orig(stage.stream(flow(8)), "e");
        engine.timeNanos += Duration.ofSeconds(10).toNanos();
        orig(stage.stream(flow(7)), "x");
        assertThat(log).containsExactly("A>e", "A>x");
    }

    @Test
    void boundsTheNumberOfAnnouncements() {
        Expectations expectations = new Expectations(2);
        for (int port = 1; port <= 3; port++) {
            expectations.add(null, FakeFlow.address("10.0.0.2"), Port.tcp(port), A, Duration.ofSeconds(port), 0);
        }
        assertThat(expectations.of(flow(1), 0)).isEmpty();
        assertThat(expectations.of(flow(2), 0)).containsExactly(A);
        assertThat(expectations.of(flow(3), 0)).containsExactly(A);
        expectations.add(
                FakeFlow.address("10.0.0.1"), FakeFlow.address("10.0.0.2"), Port.tcp(3), B, Duration.ofSeconds(9), 0);
        assertThat(expectations.of(flow(3), 0)).containsExactly(B, A);
        assertThat(expectations.of(flow(2), 0)).isEmpty();
        expectations.add(
                FakeFlow.address("10.0.0.9"), FakeFlow.address("10.0.0.2"), Port.tcp(5), B, Duration.ofSeconds(9), 0);
        assertThat(expectations.of(flow(5), 0)).isEmpty();
    }

    // ------------------------------------------------------------------ datagrams

    @Test
    void feedsTheAnalyzersOfDatagrams() {
        TestEngine engine = TestEngine.with(
                Protocol.udp(A).port(7).analyzer(Messages::new),
                Protocol.udp(B)
                        .signature(Signature.either("ok").or(Signature.both("one", "two")))
                        .analyzer(Messages::new));
        ApplicationStage stage = engine.stage();
        ApplicationStage.DatagramSink byPort = stage.datagrams(FakeFlow.to(7, Transport.UDP));
        byPort.datagram(true, TestEngine.ascii("x"));
        byPort.datagram(true, TestEngine.ascii(""));
        byPort.datagram(false, TestEngine.ascii("ok"));
        byPort.end();
        assertThat(log).containsExactly("A>x", "A>", "A<ok", "B>x", "B>", "B<ok");
        log.clear();
        ApplicationStage.DatagramSink recognised = stage.datagrams(FakeFlow.to(99, Transport.UDP));
        recognised.datagram(true, TestEngine.ascii("0"));
        recognised.datagram(true, TestEngine.ascii("one"));
        recognised.datagram(false, TestEngine.ascii("two"));
        assertThat(log).containsExactly("B>0", "B>one", "B<two");
    }

    @Test
    void tellsOfTheEndOfFlowsUnlessTheirProtocolsHaveNoSessions() {
        TestEngine engine = TestEngine.with(
                Protocol.udp(A).port(7).endsSilently().analyzer(Messages::new),
                Protocol.udp(B).signature(Signature.either("ok")).analyzer(Messages::new));
        ApplicationStage stage = engine.stage();
        ApplicationStage.DatagramSink silent = stage.datagrams(FakeFlow.to(7, Transport.UDP));
        silent.datagram(true, TestEngine.ascii("x"));
        silent.end();
        assertThat(engine.events(ConnectionEvent.UdpSessionDone.class)).isEmpty();
        ApplicationStage.DatagramSink both = stage.datagrams(FakeFlow.to(7, Transport.UDP));
        both.datagram(true, TestEngine.ascii("ok"));
        both.end();
        assertThat(engine.events(ConnectionEvent.UdpSessionDone.class)).hasSize(1);
    }

    @Test
    void handsTheNextDatagramsToDetection() {
        TestEngine engine = TestEngine.with(
                Protocol.udp(A).port(7).analyzer(Messages::new),
                Protocol.udp(B).signature(Signature.either("ok")).analyzer(Messages::new));
        ApplicationStage.DatagramSink sink = engine.stage().datagrams(FakeFlow.to(7, Transport.UDP));
        sink.datagram(true, TestEngine.ascii("d"));
        sink.datagram(true, TestEngine.ascii("ok"));
        sink.datagram(false, TestEngine.ascii("ok"));
        assertThat(log).containsExactly("A>d", "B>ok", "B<ok");
    }

    @Test
    void boundsTheNumberOfEmptyDatagramsKept() {
        TestEngine engine = TestEngine.with(
                Protocol.udp(B).signature(Signature.either("ok")).analyzer(Messages::new));
        ApplicationStage.DatagramSink sink = engine.stage().datagrams(FakeFlow.to(7, Transport.UDP));
        for (int i = 0; i < 1000; i++) {
            sink.datagram(true, TestEngine.ascii(""));
        }
        assertThat(sink.done()).isTrue();
    }

    @Test
    void sharesOneObjectAmongAllConnections() {
        List<Object> shared = new ArrayList<>();
        TestEngine engine = TestEngine.with(tcp(A).port(7).analyzer(context -> {
            shared.add(context.shared(Object.class, channels -> new Object()));
            return new Obeying(context);
        }));
        ApplicationStage stage = engine.stage();
        orig(stage.stream(flow(7)), "x");
        orig(stage.stream(flow(7)), "x");
        assertThat(shared).hasSize(2);
        assertThat(shared.get(0)).isSameAs(shared.get(1));
    }
}
