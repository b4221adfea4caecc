package org.nsm.reassembly.ip;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Ip;
import org.nsm.api.event.MobileIp;

/** Makes the documented values of the extension headers of IPv6 (RFC 8200, section 4). */
final class ExtensionHeaders {

    private static final int V6_HEADER = 40;

    /** The shortest extension header. */
    private static final int UNIT = 8;

    private static final int PAD1 = 0;

    private ExtensionHeaders() {}

    /** The headers of a packet, those before its payload and that of ESP or mobility at the beginning of it. */
    static List<Ip.ExtensionHeader> of(IpPacket packet) {
        if (!packet.hasExtensions()) {
            return List.of();
        }
        byte[] bytes = packet.bytes();
        List<Ip.ExtensionHeader> headers = new ArrayList<>(4);
        int next = Bytes.u8(bytes, packet.offset() + 6);
        int at = packet.offset() + V6_HEADER;
        int end = packet.payloadOffset();
        while (end - at >= UNIT) {
            int length = Math.min(length(bytes, at, next), end - at);
            headers.add(header(bytes, at, at + length, next));
            next = Bytes.u8(bytes, at);
            at += length;
        }
        Ip.ExtensionHeader last = last(packet);
        if (last != null) {
            headers.add(last);
        }
        return headers;
    }

    private static int length(byte[] bytes, int at, int id) {
        return switch (id) {
            case IpProtocol.FRAGMENT -> UNIT;
            case IpProtocol.AH -> (Bytes.u8(bytes, at + 1) + 2) * 4;
            default -> (Bytes.u8(bytes, at + 1) + 1) * UNIT;
        };
    }

    private static Ip.ExtensionHeader header(byte[] bytes, int at, int end, int id) {
        int next = Bytes.u8(bytes, at);
        int length = Bytes.u8(bytes, at + 1);
        return switch (id) {
            case IpProtocol.HOP_BY_HOP ->
                of(id, new Ip.HopByHopOptions(next, length, options(bytes, at + 2, end)), null, null, null, null);
            case IpProtocol.DESTINATION_OPTIONS ->
                of(id, null, new Ip.DestinationOptions(next, length, options(bytes, at + 2, end)), null, null, null);
            case IpProtocol.ROUTING -> of(id, null, null, routing(bytes, at, end), null, null);
            case IpProtocol.FRAGMENT -> of(id, null, null, null, fragment(bytes, at), null);
            default -> of(id, null, null, null, null, authentication(bytes, at, end));
        };
    }

    private static Ip.ExtensionHeader of(
            int id,
            Ip.@Nullable HopByHopOptions hopByHop,
            Ip.@Nullable DestinationOptions destination,
            Ip.@Nullable Routing routing,
            Ip.@Nullable Fragment fragment,
            Ip.@Nullable Authentication authentication) {
        return new Ip.ExtensionHeader(id, hopByHop, destination, routing, fragment, authentication, null, null);
    }

    private static Ip.Routing routing(byte[] bytes, int at, int end) {
        return new Ip.Routing(
                Bytes.u8(bytes, at),
                Bytes.u8(bytes, at + 1),
                Bytes.u8(bytes, at + 2),
                Bytes.u8(bytes, at + 3),
                slice(bytes, at + 4, end));
    }

    private static Ip.Fragment fragment(byte[] bytes, int at) {
        int field = Bytes.u16(bytes, at + 2);
        return new Ip.Fragment(
                Bytes.u8(bytes, at),
                Bytes.u8(bytes, at + 1),
                field >>> 3,
                field >>> 1 & 3,
                (field & 1) != 0,
                Bytes.u32(bytes, at + 4));
    }

    private static Ip.Authentication authentication(byte[] bytes, int at, int end) {
        boolean numbered = end - at >= 12;
        return new Ip.Authentication(
                Bytes.u8(bytes, at),
                Bytes.u8(bytes, at + 1),
                Bytes.u16(bytes, at + 2),
                Bytes.u32(bytes, at + 4),
                numbered ? Bytes.u32(bytes, at + 8) : null,
                numbered ? slice(bytes, at + 12, end) : null);
    }

    /** What ends the chain and is itself the payload of the packet. */
    private static Ip.@Nullable ExtensionHeader last(IpPacket packet) {
        if (packet.fragmentOffset() != 0 || packet.capturedPayload() < UNIT) {
            return null;
        }
        byte[] bytes = packet.bytes();
        int at = packet.payloadOffset();
        if (packet.protocol() == IpProtocol.ESP) {
            Ip.Esp esp = new Ip.Esp(Bytes.u32(bytes, at), Bytes.u32(bytes, at + 4));
            return new Ip.ExtensionHeader(IpProtocol.ESP, null, null, null, null, null, esp, null);
        }
        if (packet.protocol() == IpProtocol.MOBILITY) {
            int end = Math.min(packet.end(), at + length(bytes, at, IpProtocol.MOBILITY));
            MobileIp.Header mobility = MobilityHeaders.of(bytes, at, end);
            return new Ip.ExtensionHeader(IpProtocol.MOBILITY, null, null, null, null, null, null, mobility);
        }
        return null;
    }

    /** Reads options in the form of RFC 8200, section 4.2, and RFC 6275, section 6.2. One cut short ends them. */
    static List<Ip.Option> options(byte[] bytes, int from, int end) {
        List<Ip.Option> options = new ArrayList<>(4);
        for (int at = from; at < end; ) {
            int type = Bytes.u8(bytes, at);
            if (type == PAD1) {
                options.add(new Ip.Option(type, 0, Unpooled.EMPTY_BUFFER));
                at++;
                continue;
            }
            int length = end - at < 2 ? 0 : Bytes.u8(bytes, at + 1);
            if (end - at < 2 + length) {
                break;
            }
            options.add(new Ip.Option(type, length, slice(bytes, at + 2, at + 2 + length)));
            at += 2 + length;
        }
        return options;
    }

    private static ByteBuf slice(byte[] bytes, int from, int to) {
        return from >= to
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(bytes, from, to - from).asReadOnly();
    }
}
