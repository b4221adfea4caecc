package org.nsm.benchmarks;

import java.util.function.IntFunction;

/**
 * The directions in which traffic can grow. What it costs must grow with it, and not faster. The sizes reach beyond the
 * limit, where there is one.
 */
@SuppressWarnings("ImmutableEnumChecker") // what makes the traffic has no state, and the sizes are handed out as copies
enum Axis {
    /** Live connections, of which one after the other gets ten packets. */
    CONNECTIONS("packet", n -> new ConnectionsTraffic(n, 10), 1_000, 10_000, 100_000, 1_000_000),
    /** Live connections, and each packet is of another one. */
    CONNECTIONS_AT_RANDOM(Kind.MEMORY, "packet", n -> new ConnectionsTraffic(n, 1), 1_000, 10_000, 100_000, 1_000_000),
    /** Live connections, among which others are opened, closed and removed, one after the other. */
    CONNECTIONS_OPENED("connection", n -> new LifecycleTraffic(n, false), 1_000, 10_000, 100_000, 1_000_000),
    /** Connections that are opened, closed when all of them are open, and removed. */
    CONNECTIONS_OPENED_AT_ONCE(
            Kind.MEMORY, "connection", n -> new LifecycleTraffic(n, true), 1_000, 10_000, 100_000, 1_000_000),
    OUT_OF_ORDER("segment", n -> new OutOfOrderTraffic(n, OutOfOrderTraffic.Order.FORWARD), Depths.OF_STREAM),
    OUT_OF_ORDER_BACKWARD("segment", n -> new OutOfOrderTraffic(n, OutOfOrderTraffic.Order.BACKWARD), Depths.OF_STREAM),
    OUT_OF_ORDER_SHUFFLED("segment", n -> new OutOfOrderTraffic(n, OutOfOrderTraffic.Order.SHUFFLED), Depths.OF_STREAM),
    OUT_OF_ORDER_HOLES("segment", n -> new OutOfOrderTraffic(n, OutOfOrderTraffic.Order.HOLES), Depths.OF_STREAM),
    FRAGMENTS("fragment", n -> new FragmentsTraffic(1, n, FragmentsTraffic.Order.FORWARD), Depths.OF_DATAGRAM),
    FRAGMENTS_BACKWARD(
            "fragment", n -> new FragmentsTraffic(1, n, FragmentsTraffic.Order.BACKWARD), Depths.OF_DATAGRAM),
    FRAGMENTS_HOLES("fragment", n -> new FragmentsTraffic(1, n, FragmentsTraffic.Order.HOLES), Depths.OF_DATAGRAM),
    /** Datagrams of four fragments that come at the same time. */
    FRAGMENTED_DATAGRAMS(
            "fragment", n -> new FragmentsTraffic(n, 4, FragmentsTraffic.Order.FORWARD), 1, 16, 256, 4096, 16_384),
    HTTP_REQUESTS("request", Pipelines::http, 1, 16, 256, 4096, 16_384),
    HTTP_FIELDS(Kind.PARTS, "field", LargeMessages::httpFields, 1, 10, 100, 1000, 2000, 10_000),
    HTTP_CHUNKS(Kind.PARTS, "chunk", LargeMessages::httpChunks, 1, 10, 100, 1000, 10_000),
    /** Segments of one octet, which make up a line. */
    HTTP_OCTETS(Kind.PARTS, "octet", LargeMessages::httpOctets, 1, 16, 256, 4096, 65_000, 100_000),
    DNS_QUERIES("query", Pipelines::dnsQueries, 1, 16, 256, 4096, 65_536),
    DNS_RECORDS(Kind.PARTS, "record", LargeMessages::dnsRecordsUdp, 1, 10, 100, 1000, 4000),
    DNS_RECORDS_TCP(Kind.PARTS, "record", LargeMessages::dnsRecordsTcp, 1, 10, 100, 1000, 4000),
    /** Segments of one octet, which make up a message. */
    DNS_OCTETS("octet", LargeMessages::dnsOctets, 64, 1024, 16_384, 65_000),
    SMB_FILES("file", Pipelines::smbFiles, 1, 16, 256, 4096, 16_384),
    SMB_REQUESTS("request", Pipelines::smbRequests, 1, 16, 256, 1024, 4096),
    NFS_CALLS("call", Pipelines::nfsCalls, 1, 16, 256, 512, 4096),
    DCE_RPC_CALLS("call", Pipelines::dceRpcCalls, 1, 16, 256, 4096),
    SMTP_COMMANDS("command", Pipelines::smtp, 1, 16, 256, 4096, 16_384),
    POP3_COMMANDS("command", Pipelines::pop3, 1, 16, 256, 4096, 16_384),
    MAIL_PARTS(Kind.PARTS, "part", LargeMessages::mailParts, 1, 10, 100, 1000, 10_000),
    /** Parts of a mail inside each other. */
    MAIL_DEPTH(Kind.PARTS, "level", LargeMessages::mailDepth, 1, 10, 100, 255, 1000),
    /** Lines that look as if they ended one of so many parts inside each other. */
    MAIL_DASHES("line", LargeMessages::mailDashes, 1, 4, 16, 64, 255, 1000);

    private final Kind kind;
    private final String unit;
    private final IntFunction<Traffic> traffic;
    private final int[] sizes;

    Axis(String unit, IntFunction<Traffic> traffic, int... sizes) {
        this(Kind.PLAIN, unit, traffic, sizes);
    }

    Axis(Kind kind, String unit, IntFunction<Traffic> traffic, int... sizes) {
        this.kind = kind;
        this.unit = unit;
        this.traffic = traffic;
        this.sizes = sizes;
    }

    /** What there is more and more of. */
    String unit() {
        return unit;
    }

    /** What its figures mean. */
    Kind kind() {
        return kind;
    }

    /** The sizes that show whether the cost is linear, smallest first. */
    int[] sizes() {
        return sizes.clone();
    }

    /** Measures traffic of some sizes. */
    Growth growth(long unitsInARound, int... some) {
        return new Growth(traffic, kind, unitsInARound, some);
    }

    /** What the figures of an axis mean. */
    enum Kind {
        /** A unit costs the same at every size. */
        PLAIN,
        /**
         * The units are the parts of a message, which costs something whatever is in it. So what one with the smallest number
         * of parts costs is taken off; what remains is the cost of each of the other parts.
         */
        PARTS,
        /**
         * Each unit touches other memory than those before, so that it takes longer when all of it does not fit into one
         * cache of the machine after the other. This is shown, and not judged.
         */
        MEMORY
    }

    /** Sizes that several of them have. */
    private static final class Depths {
        private static final int[] OF_STREAM = {1, 8, 64, 512, 4096, 8192, 65_536};
        private static final int[] OF_DATAGRAM = {2, 8, 32, 128, 256, 1000};
    }
}
