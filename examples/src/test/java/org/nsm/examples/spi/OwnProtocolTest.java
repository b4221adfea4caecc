package org.nsm.examples.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;
import org.nsm.reassembly.PcapFile;

/** A host brings a protocol of its own: here one that only counts, on the seven HTTP connections of a capture. */
class OwnProtocolTest {

    private static final AnalyzerTag TAG = new AnalyzerTag("COUNTER");

    private final List<Counter> counters = new ArrayList<>();

    /** What the host can ask for. */
    interface Control {

        void stopAfter(long bytes);
    }

    /** The event of the protocol. */
    record Counted(Connection connection, long bytes) implements Event {}

    private final class Counter extends StreamAnalyzer {

        private final Channel<Counted> counted;
        private long limit = Long.MAX_VALUE;
        private long bytes;
        private int ends;

        Counter(AnalyzerContext context) {
            super(context);
            counted = context.channel(Counted.class);
            context.offer(Control.class, most -> limit = most);
            counters.add(this);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            bytes += data.readableBytes();
            if (counted.wanted()) {
                counted.raise(new Counted(connection(), bytes));
            }
            if (bytes >= limit) {
                context().confirm();
                context().finish();
            }
        }

        @Override
        protected void endOfStream(boolean isOrig) {
            ends++;
        }
    }

    private static Statistics analyse(Consumer<AnalyzerBuilder> setUp) throws IOException {
        AnalyzerBuilder builder = Analyzer.builder().onHandlerError((event, error) -> {
            throw new AssertionError(error);
        });
        setUp.accept(builder);
        Analyzer analyzer = builder.build();
        try (PcapFile source = PcapFile.open(Path.of("captures/http.pcap"))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        analyzer.close();
        return analyzer.statistics();
    }

    @Test
    void itIsFedTheStreamsOfItsPort() throws IOException {
        List<Long> sizes = new ArrayList<>();
        analyse(builder -> builder.protocol(Protocol.tcp(TAG).port(80).analyzer(Counter::new))
                .on(
                        ConnectionEvent.StateRemove.class,
                        e -> sizes.add(e.connection().originator().size()
                                + e.connection().responder().size())));

        assertThat(counters).hasSize(7).allMatch(counter -> counter.ends == 2);
        assertThat(counters.stream().map(counter -> counter.bytes)).containsExactlyInAnyOrderElementsOf(sizes);
    }

    @Test
    void itsControlIsFoundOnTheConnectionAndSteersIt() throws IOException {
        List<Connection> kept = new ArrayList<>();
        List<ProtocolEvent.Confirmation> confirmations = new ArrayList<>();
        analyse(builder -> builder.protocol(
                        Protocol.tcp(TAG).port(80).service("counter").analyzer(Counter::new))
                .on(TcpEvent.ConnectionEstablished.class, e -> {
                    assertThat(e.connection().control(Control.class)).isEmpty(); // nothing was said yet
                    kept.add(e.connection());
                })
                .on(Counted.class, e -> {
                    assertThat(e.connection().control(Runnable.class)).isEmpty();
                    assertThat(e.connection().snapshot().control(Control.class)).isEmpty();
                    e.connection().control(Control.class).orElseThrow().stopAfter(50);
                })
                .on(ProtocolEvent.Confirmation.class, e -> confirmations.add(e)));

        assertThat(kept).hasSize(7).allSatisfy(connection -> {
            assertThat(connection.control(Control.class)).isEmpty(); // it is over
            assertThat(connection.services()).contains("counter");
        });
        assertThat(confirmations).hasSizeGreaterThanOrEqualTo(7);
        assertThat(counters).allMatch(counter -> counter.ends == 0);
    }

    @Test
    void withoutSuchAnAnalyzerThereIsNoControl() throws IOException {
        List<Connection> seen = new ArrayList<>();
        analyse(builder -> builder.protocol(Protocol.tcp(TAG).port(81).analyzer(Counter::new))
                .on(TcpEvent.ConnectionEstablished.class, e -> {
                    assertThat(e.connection().control(Control.class)).isEmpty();
                    seen.add(e.connection());
                }));

        assertThat(seen).hasSize(7);
        assertThat(counters).isEmpty();
    }

    @Test
    void oneThatFailsIsRemovedAndCountedAndTheRestGoesOn() throws IOException {
        List<TcpEvent.ConnectionFinished> finished = new ArrayList<>();
        Statistics statistics = analyse(builder -> builder.protocol(Protocol.tcp(new AnalyzerTag("FAULTY"))
                        .port(80)
                        .analyzer(context -> new StreamAnalyzer(context) {
                            @Override
                            protected void data(boolean isOrig, ByteBuf data) {
                                throw new IndexOutOfBoundsException("a fault of this analyzer");
                            }
                        }))
                .protocol(Protocol.tcp(TAG).port(80).analyzer(Counter::new))
                .on(TcpEvent.ConnectionFinished.class, e -> finished.add(e)));

        assertThat(statistics.analyzerErrors()).isEqualTo(7);
        assertThat(statistics.handlerErrors()).isZero();
        assertThat(finished).hasSize(7);
        assertThat(counters).hasSize(7).allMatch(counter -> counter.ends == 2);
    }
}
