package org.nsm.benchmarks;

import java.util.SplittableRandom;
import org.nsm.api.Analyzer;
import org.nsm.api.Statistics;
import org.nsm.api.event.TcpEvent;

/** Segments that cannot be delivered yet, since others before them are missing, which come in the end. */
@SuppressWarnings("NullAway.Init") // set by open
final class OutOfOrderTraffic extends Traffic {

    /** Little, so that most of what waits fits into the cache of a core: in what order memory is read is not the question. */
    private static final int PAYLOAD = 32;

    private static final int LENGTH = Frames.TCP_HEADERS + PAYLOAD;
    private static final long STEP_NANOS = 1_000;

    /** So many segments may wait. */
    private static final int LIMIT = 8192;

    private final int[] segments;
    private final boolean fits;
    private final byte[] frames = new byte[LENGTH + Frames.TCP_HEADERS];
    private Analyzer analyzer;
    private SyntheticPacket packet;
    private int sequence = Handshake.INITIAL_SEQUENCE + 1;

    /** In what order the segments come. */
    enum Order {
        /** The first one is late, the others come in order. */
        FORWARD,
        /** The last one comes first. */
        BACKWARD,
        /** The first one is late, the others come in an order drawn by lot. */
        SHUFFLED,
        /** First every second one, so that there are as many holes, and then what fills these. */
        HOLES;

        private int[] segments(int depth) {
            int[] order = new int[this == HOLES ? 2 * depth : depth + 1];
            SplittableRandom random = new SplittableRandom(depth);
            for (int i = 0; i < order.length; i++) {
                order[i] = switch (this) {
                    case BACKWARD -> depth - i;
                    case HOLES -> i < depth ? 2 * i + 1 : 2 * (i - depth);
                    default -> (i + 1) % order.length;
                };
            }
            for (int i = depth - 1; i > 0 && this == SHUFFLED; i--) {
                int other = random.nextInt(i + 1);
                int segment = order[i];
                order[i] = order[other];
                order[other] = segment;
            }
            return order;
        }
    }

    /**
     * Makes the order.
     *
     * @param depth how many segments wait
     * @param order in which they come
     */
    OutOfOrderTraffic(int depth, Order order) {
        super(order.segments(depth).length);
        segments = order.segments(depth);
        fits = depth <= LIMIT;
        expect(TcpEvent.Contents.class, fits ? segments.length : LIMIT, segments.length);
        builder().withoutStandardProtocols();
    }

    @Override
    void open(Analyzer fresh) {
        analyzer = fresh;
        Handshake handshake = new Handshake();
        handshake.open(fresh, 0);
        packet = handshake.continuedIn(frames);
        new SplittableRandom(1).nextBytes(frames);
        int client = Frames.address(0);
        int server = Handshake.SERVER;
        Frames.tcp(frames, 0, server, Handshake.SERVER_PORT, client, Handshake.CLIENT_PORT, Frames.ACK, PAYLOAD);
        Frames.tcp(frames, LENGTH, client, Handshake.CLIENT_PORT, server, Handshake.SERVER_PORT, Frames.ACK, 0);
        // Much is kept only for a side that was seen to acknowledge something.
        feed(0);
    }

    @Override
    void turn() {
        feed(segments);
    }

    /** Sends segments, and then acknowledges them. */
    private void feed(int... numbers) {
        for (int segment : numbers) {
            Frames.sequence(frames, 0, sequence + segment * PAYLOAD, Handshake.INITIAL_SEQUENCE + 1);
            analyzer.feed(packet.next(0, LENGTH, STEP_NANOS));
        }
        sequence += numbers.length * PAYLOAD;
        Frames.sequence(frames, LENGTH, Handshake.INITIAL_SEQUENCE + 1, sequence);
        analyzer.feed(packet.next(LENGTH, Frames.TCP_HEADERS, STEP_NANOS));
    }

    @Override
    void check(Statistics statistics, long turns) {
        Soundness.require(statistics.gapBytes() == 0 || !fits, "holes in streams", statistics);
        Soundness.require(statistics.droppedBytes() == 0, "bytes given up", statistics);
        Soundness.require(statistics.bufferedBytes() == 0, "bytes that stay", statistics);
    }
}
