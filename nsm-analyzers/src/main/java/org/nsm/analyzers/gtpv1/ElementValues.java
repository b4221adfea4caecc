package org.nsm.analyzers.gtpv1;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Gtpv1;
import org.nsm.reassembly.ip.Addresses;

/** What is in the information elements that have parts (3GPP TS 29.060, section 7.7). */
final class ElementValues {

    /** The four bits that stand for no digit. */
    private static final int FILLER = 0x0f;

    private static final int PDP_TYPE_IPV4 = 0x21;
    private static final int PDP_TYPE_IPV6 = 0x57;

    private ElementValues() {}

    /** Some bytes for an event. */
    static ByteBuf view(ByteBuf bytes, int offset, int length) {
        return bytes.slice(offset, length).asReadOnly();
    }

    /** The digits of a subscriber identity (7.7.2), the lower half of each octet first. */
    static long imsi(ByteBuf bytes, int offset) {
        long number = 0;
        for (int i = 0; i < 16; i++) {
            int octet = bytes.getUnsignedByte(offset + i / 2);
            int digit = (i & 1) == 0 ? octet & 0x0f : octet >>> 4;
            if (digit != FILLER) {
                number = number * 10 + digit;
            }
        }
        return number;
    }

    /** A routing area (7.7.3); the third digit of the network code shares an octet with that of the country code. */
    static Gtpv1.RoutingArea routingArea(ByteBuf bytes, int offset) {
        int first = bytes.getUnsignedByte(offset);
        int second = bytes.getUnsignedByte(offset + 1);
        int third = bytes.getUnsignedByte(offset + 2);
        int country = (first & 0x0f) * 100 + (first >>> 4) * 10 + (second & 0x0f);
        int network = (third & 0x0f) * 10 + (third >>> 4);
        int lastDigit = second >>> 4;
        return new Gtpv1.RoutingArea(
                country,
                lastDigit == FILLER ? network : network * 10 + lastDigit,
                bytes.getUnsignedShort(offset + 3),
                bytes.getUnsignedByte(offset + 5));
    }

    /** The address of a subscriber (7.7.27). */
    static Gtpv1.EndUserAddress endUserAddress(ByteBuf bytes, int offset, int length) {
        int organization = bytes.getUnsignedByte(offset) & 0x0f;
        int type = bytes.getUnsignedByte(offset + 1);
        int at = offset + 2;
        int addressLength = length - 2;
        InetAddress ip = switch (type) {
            case PDP_TYPE_IPV4 -> addressLength == 4 ? address(bytes, at, 4) : null;
            case PDP_TYPE_IPV6 -> addressLength == 16 ? address(bytes, at, 16) : null;
            default -> null;
        };
        ByteBuf other = ip != null || addressLength == 0 ? null : view(bytes, at, addressLength);
        return new Gtpv1.EndUserAddress(organization, type, ip, other);
    }

    /** The address of a node (7.7.32). */
    static Gtpv1.GsnAddress gsnAddress(ByteBuf bytes, int offset, int length) {
        InetAddress ip = address(bytes, offset, length);
        return new Gtpv1.GsnAddress(ip, ip == null ? view(bytes, offset, length) : null);
    }

    /** An address of four or sixteen bytes; null for another length. */
    static @Nullable InetAddress address(ByteBuf bytes, int offset, int length) {
        return switch (length) {
            case 4 -> Addresses.of(false, 0, bytes.getInt(offset));
            case 16 -> Addresses.of(true, bytes.getLong(offset), bytes.getLong(offset + 8));
            default -> null;
        };
    }

    /** A quality of service (7.7.34). */
    static Gtpv1.QosProfile qosProfile(ByteBuf bytes, int offset, int length) {
        return new Gtpv1.QosProfile(bytes.getUnsignedByte(offset), view(bytes, offset + 1, length - 1));
    }

    /** What a vendor added (7.7.46). */
    static Gtpv1.PrivateExtension privateExtension(ByteBuf bytes, int offset, int length) {
        return new Gtpv1.PrivateExtension(bytes.getUnsignedShort(offset), view(bytes, offset + 2, length - 2));
    }
}
