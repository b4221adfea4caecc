package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.event.Event;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;
import org.nsm.fuzz.Packets.Route;

/** What is thrown by analyzers and handlers: where it ends, and that everything can go on behind it. */
class FaultsTest {

    private static final byte[] NOTHING = {};
    private static final int FAULTY_PORT = 50_007;
    private static final int HTTP = 80;
    private static final long ENOUGH = 20_000;

    private long now = 1_600_000_000_000_000_000L;
    private int connections;
    private int requests;
    private final List<String> weirds = new ArrayList<>();
    private @Nullable Throwable thrown;

    /** Where the analyzer fails. */
    private enum Place {
        BEGIN,
        DATA,
        GAP,
        END_OF_STREAM,
        TIMER,
        END
    }

    /** Fails in one place. */
    private static final class Faulty extends StreamAnalyzer {

        private final Place place;
        private final Supplier<Throwable> fault;

        Faulty(AnalyzerContext context, Place place, Supplier<Throwable> fault) {
            super(context);
            this.place = place;
            this.fault = fault;
            context.reserve((int) ENOUGH - 100);
            context.schedule(Duration.ofMillis(1), () -> failAt(Place.TIMER));
            failAt(Place.BEGIN);
        }

        private void failAt(Place here) {
            if (here == place) {
                FaultsTest.<RuntimeException>raise(fault.get());
            }
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            failAt(Place.DATA);
        }

        @Override
        protected void gap(boolean isOrig, long length) {
            failAt(Place.GAP);
        }

        @Override
        protected void endOfStream(boolean isOrig) {
            failAt(Place.END_OF_STREAM);
        }

        @Override
        protected void end() {
            failAt(Place.END);
        }
    }

    @SuppressWarnings("unchecked") // erased
    private static <T extends Throwable> void raise(Throwable error) throws T {
        throw (T) error;
    }

    static List<Arguments> harmless() {
        return everywhere(List.of(
                IllegalStateException::new,
                IOException::new,
                AssertionError::new,
                NoClassDefFoundError::new,
                () -> new ExceptionInInitializerError("in a static initializer"),
                StackOverflowError::new));
    }

    static List<Arguments> harmlessAnywhere() {
        return harmless().subList(0, harmless().size() / Place.values().length);
    }

    static List<Arguments> fatal() {
        return everywhere(List.of(OutOfMemoryError::new, InternalError::new));
    }

    private static List<Arguments> everywhere(List<Supplier<Throwable>> faults) {
        List<Arguments> all = new ArrayList<>();
        for (Place place : Place.values()) {
            faults.forEach(fault -> all.add(Arguments.of(place, fault.get().getClass(), fault)));
        }
        return all;
    }

    private Analyzer analyzer(AnalyzerBuilder builder) {
        return builder.set(Options.IGNORE_CHECKSUMS, true)
                .set(Options.MAX_ANALYZER_BYTES, ENOUGH)
                .on(HttpEvent.Request.class, e -> requests++)
                .on(WeirdEvent.OfConnection.class, e -> weirds.add(e.name()))
                .build();
    }

    private Analyzer faulty(Place place, Supplier<Throwable> fault) {
        AnalyzerTag tag = new AnalyzerTag("FAULTY");
        return analyzer(Analyzer.builder()
                .protocol(Protocol.tcp(tag).port(FAULTY_PORT).analyzer(context -> new Faulty(context, place, fault))));
    }

    private void feed(Analyzer analyzer, Packet packet) {
        Throwable error = catchThrowable(() -> analyzer.feed(packet));
        thrown = error == null ? thrown : error;
    }

    /** A conversation with a gap and an end. */
    private void talk(Analyzer analyzer, int port, String request) {
        Route route = new Route(false, 0x0a000001, 10_000 + connections++, 0x0a000002, port);
        byte[] text = request.getBytes(StandardCharsets.US_ASCII);
        int end = 1 + text.length;
        feed(analyzer, Packets.tcp(now, route, 0, 0, Packets.SYN, NOTHING));
        feed(analyzer, Packets.tcp(now, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
        // In two pieces, so that the beginning is held.
        int half = text.length / 2;
        byte[] first = Arrays.copyOf(text, half);
        byte[] second = Arrays.copyOfRange(text, half, text.length);
        feed(analyzer, Packets.tcp(now, route, 1, 1, Packets.ACK, first));
        feed(analyzer, Packets.tcp(now, route, 1 + half, 1, Packets.ACK, second));
        now += 10_000_000;
        feed(analyzer, Packets.tcp(now, route.back(), 1, end + 100, Packets.ACK, NOTHING));
        feed(analyzer, Packets.tcp(now, route, end + 100, 1, Packets.ACK | Packets.FIN, NOTHING));
        feed(analyzer, Packets.tcp(now, route.back(), 1, end + 101, Packets.ACK | Packets.FIN, NOTHING));
        feed(analyzer, Packets.tcp(now, route, end + 101, 2, Packets.ACK, NOTHING));
        now += 60_000_000_000L;
        Throwable error = catchThrowable(() -> analyzer.advanceTime(Instant.ofEpochSecond(0, now)));
        thrown = error == null ? thrown : error;
    }

    private static String request(int length) {
        return "GET /" + "x".repeat(length) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    private void assertThatAllGoesOn(Analyzer analyzer) {
        thrown = null;
        weirds.clear();
        requests = 0;
        // Takes nearly all the memory that analyzers may hold: nobody has any of it any more.
        talk(analyzer, HTTP, request((int) ENOUGH + 3_000));
        assertThat(thrown).isNull();
        assertThat(requests).isEqualTo(1);
        assertThat(weirds).doesNotContain("analyzer_memory_full");
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("harmless")
    void whatAnAnalyzerThrowsTakesItOffTheConnection(Place place, Class<?> type, Supplier<Throwable> fault) {
        Analyzer analyzer = faulty(place, fault);
        talk(analyzer, FAULTY_PORT, "abcdef");
        assertThat(thrown).isNull();
        assertThat(weirds).contains("analyzer_failed");
        assertThat(analyzer.statistics().analyzerErrors()).isEqualTo(1);
        assertThat(analyzer.statistics().handlerErrors()).isZero();

        assertThatAllGoesOn(analyzer);
        analyzer.close();
        assertThat(analyzer.statistics().liveConnections()).isZero();
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("fatal")
    void whatTheVirtualMachineThrowsComesOutAndTheHostMayGoOn(Place place, Class<?> type, Supplier<Throwable> fault) {
        Analyzer analyzer = faulty(place, fault);
        talk(analyzer, FAULTY_PORT, "abcdef");
        assertThat(thrown).isInstanceOf(type);
        assertThat(analyzer.statistics().analyzerErrors()).isZero();

        assertThatAllGoesOn(analyzer);
        analyzer.close();
        assertThat(analyzer.statistics().liveConnections()).isZero();
    }

    @Test
    void closeEndsEveryConnectionWhateverAnalyzersThrow() {
        Analyzer analyzer = faulty(Place.END, OutOfMemoryError::new);
        for (int i = 0; i < 20; i++) {
            Route route = new Route(false, 0x0a000001, 10_000 + i, 0x0a000002, FAULTY_PORT);
            feed(analyzer, Packets.tcp(now, route, 0, 0, Packets.SYN, NOTHING));
            feed(analyzer, Packets.tcp(now, route.back(), 0, 1, Packets.SYN | Packets.ACK, NOTHING));
            feed(analyzer, Packets.tcp(now, route, 1, 1, Packets.ACK, new byte[10]));
        }
        assertThat(analyzer.statistics().liveConnections()).isEqualTo(20);
        assertThat(catchThrowable(analyzer::close)).isInstanceOf(OutOfMemoryError.class);
        assertThat(analyzer.statistics().liveConnections()).isZero();
        analyzer.close();
    }

    /** Each event of a conversation once. */
    @Test
    void whereverAHandlerRunsOutOfMemoryTheHostMayGoOn() {
        int[] left = {0};
        for (int at = 1; ; at++) {
            left[0] = at;
            Analyzer analyzer = analyzer(Analyzer.builder().on(Event.class, e -> {
                if (--left[0] == 0) {
                    throw new OutOfMemoryError("in a handler");
                }
            }));
            thrown = null;
            talk(analyzer, HTTP, request(10_000));
            boolean all = left[0] > 0;
            if (all) {
                assertThat(thrown).isNull();
            } else {
                assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
                assertThat(analyzer.statistics().handlerErrors()).isZero();
            }
            left[0] = 0;
            assertThatAllGoesOn(analyzer);
            analyzer.close();
            assertThat(analyzer.statistics().liveConnections()
                            + analyzer.statistics().bufferedBytes()
                            + analyzer.statistics().analyzerErrors())
                    .isZero();
            if (all) {
                assertThat(at).isGreaterThan(15);
                return;
            }
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("harmlessAnywhere")
    void whatAHandlerThrowsIsToldAndCounted(Place place, Class<?> type, Supplier<Throwable> fault) {
        List<Throwable> told = new ArrayList<>();
        Analyzer analyzer = analyzer(Analyzer.builder()
                .on(HttpEvent.Request.class, e -> FaultsTest.<RuntimeException>raise(fault.get()))
                .onHandlerError((event, error) -> told.add(error)));
        talk(analyzer, HTTP, request(1));
        assertThat(thrown).isNull();
        assertThat(told).singleElement().isInstanceOf(type);
        assertThat(requests).isEqualTo(1);
        assertThat(analyzer.statistics().handlerErrors()).isEqualTo(1);
        assertThat(analyzer.statistics().analyzerErrors()).isZero();
        analyzer.close();
    }

    /** Errors that a listener throws are the host's wish to stop, too: tests fail by them, say. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("harmlessAnywhere")
    void whatTheListenerOfErrorsThrowsComesOut(Place place, Class<?> type, Supplier<Throwable> fault) {
        Analyzer analyzer = analyzer(Analyzer.builder()
                .on(HttpEvent.Request.class, e -> {
                    if (e.originalUri().length() < 10) {
                        throw new IllegalStateException();
                    }
                })
                .onHandlerError((event, error) -> FaultsTest.<RuntimeException>raise(fault.get())));
        talk(analyzer, HTTP, request(1));
        assertThat(thrown).isInstanceOf(type);
        assertThat(analyzer.statistics().analyzerErrors()).isZero();
        assertThatAllGoesOn(analyzer);
        analyzer.close();
    }
}
