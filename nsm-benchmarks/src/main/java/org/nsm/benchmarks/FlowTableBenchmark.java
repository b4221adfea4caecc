package org.nsm.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Analyzer;
import org.nsm.reassembly.flow.Core;
import org.nsm.reassembly.flow.FlowConnection;
import org.nsm.reassembly.flow.FlowEndpoint;
import org.nsm.reassembly.flow.FlowKey;
import org.nsm.reassembly.flow.FlowKind;
import org.nsm.reassembly.flow.FlowTable;
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
 * What does it cost to find a connection among many? The next one is chosen at random, so that with a million of them
 * neither the table nor the connections are in a cache: the worst case, real packets come in bursts.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class FlowTableBenchmark {

    /**
     * Finds a connection that is in the table, by the side that did not begin it.
     *
     * @param table the table
     * @return what was found
     */
    @Benchmark
    public @Nullable FlowConnection lookup(Table table) {
        return table.flows.find(table.key(table.random.next(table.connections), true));
    }

    /**
     * Looks for a connection that is not in the table, as for the first packet of each.
     *
     * @param table the table
     * @return nothing
     */
    @Benchmark
    public @Nullable FlowConnection lookupOfUnknown(Table table) {
        return table.flows.find(table.key(table.random.next(table.connections), false));
    }

    /**
     * Analyses a bare ACK of one of many open connections: the lookup and all the rest.
     *
     * @param idle the analyzer
     */
    @Benchmark
    public void feed(IdleConnections idle) {
        idle.feed();
    }

    /** A table by itself. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // set up by JMH
    public static class Table {

        /** How many connections are in the table. */
        @Param({"1", "1000", "1000000"})
        public int connections;

        private final FlowKey key = new FlowKey();
        private final Random random = new Random();
        private FlowTable flows;

        /** Fills the table. */
        @Setup
        public void fill() {
            Core core = new Core(Analyzer.builder().configuration());
            flows = new FlowTable(0x5eed_5eed_5eed_5eedL);
            for (int i = 0; i < connections; i++) {
                FlowKey from = new FlowKey()
                        .set(
                                0,
                                Frames.address(i),
                                Handshake.CLIENT_PORT,
                                0,
                                Handshake.SERVER,
                                Handshake.SERVER_PORT,
                                FlowKind.TCP);
                flows.add(new Entry(core, from));
            }
        }

        private FlowKey key(int number, boolean known) {
            return key.set(
                    0,
                    Handshake.SERVER,
                    known ? Handshake.SERVER_PORT : Handshake.SERVER_PORT + 1,
                    0,
                    Frames.address(number),
                    Handshake.CLIENT_PORT,
                    FlowKind.TCP);
        }

        /** Sees that the lookups find what they should. */
        @TearDown
        public void check() {
            if (flows.find(key(connections - 1, true)) == null || flows.find(key(0, false)) != null) {
                throw new IllegalStateException("the table does not hold what was put into it");
            }
        }
    }

    /** An analyzer whose connections all are open, and silent but for one packet now and then. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // set up by JMH
    public static class IdleConnections {

        private static final long STEP_NANOS = 100;

        /** How many connections are open. */
        @Param({"1", "1000", "1000000"})
        public int connections;

        private final byte[] frame = new byte[Frames.TCP_HEADERS];
        private final Random random = new Random();
        private Analyzer analyzer;
        private SyntheticPacket packet;

        /** Opens the connections. */
        @Setup
        public void open() {
            analyzer = Analyzer.builder().build();
            Handshake handshake = new Handshake();
            for (int i = 0; i < connections; i++) {
                handshake.open(analyzer, i);
            }
            packet = handshake.continuedIn(frame);
            Frames.tcp(
                    frame,
                    0,
                    Frames.address(0),
                    Handshake.CLIENT_PORT,
                    Handshake.SERVER,
                    Handshake.SERVER_PORT,
                    Frames.ACK,
                    0);
            Frames.sequence(frame, 0, Handshake.INITIAL_SEQUENCE + 1, Handshake.INITIAL_SEQUENCE + 1);
        }

        private void feed() {
            Frames.tcpSource(frame, 0, Frames.address(random.next(connections)));
            analyzer.feed(packet.next(0, Frames.TCP_HEADERS, STEP_NANOS));
        }

        /** Sees that every packet found its connection. */
        @TearDown
        public void check() {
            var statistics = Soundness.check(analyzer);
            Soundness.require(statistics.connections() == connections, "other connections than planned", statistics);
            Soundness.require(statistics.liveConnections() == connections, "connections that ended", statistics);
            analyzer.close();
        }
    }

    /** Good enough to spread lookups, and cheaper than they are (xorshift). */
    private static final class Random {

        private int state = 0x2545_f491;

        int next(int bound) {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            return (int) ((state & 0xffff_ffffL) * bound >>> 32);
        }
    }

    /** The least that a table can hold. */
    private static final class Entry extends FlowConnection {

        private static final FlowEndpoint SIDE = new FlowEndpoint();

        Entry(Core core, FlowKey key) {
            super(core, key);
        }

        @Override
        public FlowEndpoint originator() {
            return SIDE;
        }

        @Override
        public FlowEndpoint responder() {
            return SIDE;
        }

        @Override
        protected void finish() {}
    }
}
