package org.nsm.benchmarks;

import org.nsm.api.Analyzer;
import org.nsm.api.Statistics;

/** Datagrams in fragments; a unit is a fragment. */
@SuppressWarnings("NullAway.Init") // set by open
final class FragmentsTraffic extends Traffic {

    /** So many octets let a datagram have a thousand fragments. */
    private static final int PART = 64;

    /** So many datagrams may wait for their fragments. */
    private static final int LIMIT = 4096;

    /** So many fragments may have holes between them. */
    private static final int MAX_HOLES = 128;

    private final int[] order;
    private final int datagrams;
    private final boolean fits;
    private final FragmentedDatagram datagram;
    private Analyzer analyzer;
    private int identification;

    /** In what order the fragments of a datagram come. */
    enum Order {
        /** As they were cut. */
        FORWARD,
        /** The last one comes first. */
        BACKWARD,
        /** First every second one, and then what is missing between them. */
        HOLES;

        private int[] fragments(int count) {
            int[] order = new int[count];
            int odd = count / 2;
            for (int i = 0; i < count; i++) {
                order[i] = switch (this) {
                    case FORWARD -> i;
                    case BACKWARD -> count - 1 - i;
                    case HOLES -> i < odd ? 2 * i + 1 : 2 * (i - odd);
                };
            }
            return order;
        }
    }

    /**
     * Cuts the datagrams.
     *
     * @param datagrams how many of them are sent at the same time: the first fragment of each, then the next of each
     * @param fragments of how many fragments each consists
     * @param order     in which these come
     */
    FragmentsTraffic(int datagrams, int fragments, Order order) {
        super(datagrams * fragments);
        this.order = order.fragments(fragments);
        this.datagrams = datagrams;
        fits = datagrams <= LIMIT && (order != Order.HOLES || fragments / 2 <= MAX_HOLES);
        datagram = new FragmentedDatagram(fragments, PART);
        builder().withoutStandardProtocols();
    }

    @Override
    void open(Analyzer fresh) {
        analyzer = fresh;
    }

    @Override
    void turn() {
        for (int fragment : order) {
            for (int i = 0; i < datagrams; i++) {
                datagram.feed(analyzer, fragment, identification + i & 0xffff);
            }
        }
        identification += datagrams;
    }

    @Override
    void check(Statistics statistics, long turns) {
        Soundness.require(statistics.fragments() == turns * units(), "packets that are no fragments", statistics);
        Soundness.require(
                fits ? statistics.datagramsReassembled() == turns * datagrams : statistics.datagramsDropped() > 0,
                "datagrams that were not put together",
                statistics);
    }
}
