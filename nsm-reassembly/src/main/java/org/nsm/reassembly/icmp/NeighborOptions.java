package org.nsm.reassembly.icmp;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Icmp;
import org.nsm.reassembly.flow.ByteViews;
import org.nsm.reassembly.ip.Addresses;
import org.nsm.reassembly.ip.Bytes;

/** Reads the options of neighbour discovery (RFC 4861, section 4.6). */
final class NeighborOptions {

    /** Type and length. */
    private static final int HEADER = 2;

    private static final int UNIT = 8;

    private static final int SOURCE_LINK_ADDRESS = 1;
    private static final int TARGET_LINK_ADDRESS = 2;
    private static final int PREFIX = 3;
    private static final int REDIRECTED = 4;
    private static final int MTU = 5;

    private static final int PREFIX_LENGTH = 32;
    private static final int REDIRECTED_HEADER = 8;

    private NeighborOptions() {}

    /**
     * Reads options until they end, or one is cut short, or one claims no length. The smallest takes eight bytes, which
     * bounds their number.
     *
     * @param bytes  the array
     * @param from   where the first option would begin, may lie behind {@code to}
     * @param to     behind the last captured byte
     * @param quoted reads the packet that was redirected
     * @return the options in their order
     */
    static List<Icmp.NdOption> read(byte[] bytes, int from, int to, QuotedPacket quoted) {
        if (to - from < HEADER) {
            return List.of();
        }
        List<Icmp.NdOption> options = new ArrayList<>(4);
        for (int at = from; to - at >= HEADER; ) {
            int length = Bytes.u8(bytes, at + 1) * UNIT;
            if (length == 0) {
                break;
            }
            int end = Math.min(to, at + length);
            options.add(end - at < length ? unparsed(bytes, at, end) : option(bytes, at, end, quoted));
            at = end;
        }
        return options;
    }

    private static Icmp.NdOption option(byte[] bytes, int at, int end, QuotedPacket quoted) {
        return switch (Bytes.u8(bytes, at)) {
            case SOURCE_LINK_ADDRESS, TARGET_LINK_ADDRESS ->
                option(bytes, at, ByteViews.forEvent(bytes, at + HEADER, end - at - HEADER), null, null, null, null);
            case PREFIX ->
                end - at < PREFIX_LENGTH
                        ? unparsed(bytes, at, end)
                        : option(bytes, at, null, prefix(bytes, at), null, null, null);
            case REDIRECTED ->
                option(bytes, at, null, null, quoted.read(bytes, at + REDIRECTED_HEADER, end, true), null, null);
            case MTU -> option(bytes, at, null, null, null, Bytes.u32(bytes, at + 4), null);
            default -> unparsed(bytes, at, end);
        };
    }

    private static Icmp.NdOption unparsed(byte[] bytes, int at, int end) {
        ByteBuf payload = ByteViews.forEvent(bytes, at + HEADER, end - at - HEADER);
        return option(bytes, at, null, null, null, null, payload);
    }

    private static Icmp.NdOption option(
            byte[] bytes,
            int at,
            @Nullable ByteBuf linkAddress,
            Icmp.@Nullable NdPrefixInfo prefix,
            Icmp.@Nullable Context redirect,
            @Nullable Long mtu,
            @Nullable ByteBuf payload) {
        return new Icmp.NdOption(
                Bytes.u8(bytes, at), Bytes.u8(bytes, at + 1), linkAddress, prefix, redirect, mtu, payload);
    }

    private static Icmp.NdPrefixInfo prefix(byte[] bytes, int at) {
        int flags = Bytes.u8(bytes, at + 3);
        return new Icmp.NdPrefixInfo(
                Bytes.u8(bytes, at + 2),
                (flags & 0x80) != 0,
                (flags & 0x40) != 0,
                Duration.ofSeconds(Bytes.u32(bytes, at + 4)),
                Duration.ofSeconds(Bytes.u32(bytes, at + 8)),
                Addresses.v6(bytes, at + 16));
    }
}
