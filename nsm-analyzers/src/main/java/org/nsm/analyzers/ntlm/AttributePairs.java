package org.nsm.analyzers.ntlm;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.windows.FileTime;
import org.nsm.analyzers.windows.WindowsText;
import org.nsm.api.event.Ntlm;

/**
 * What a server says about itself: pairs of an identifier and a value, up to the pair with the identifier 0 (MS-NLMP,
 * section 2.2.2.1). Texts are always Unicode. Where an identifier comes twice, the last value counts.
 */
final class AttributePairs {

    private static final int HEADER = 4;

    /** MS-NLMP, section 2.2.2.2: after the size, four octets that are zero, and what the application adds. */
    private static final int MACHINE_ID = 16;

    private final ByteBuf bytes;
    private int at;
    private final int end;
    private int identifier;
    private int value;
    private int length;

    private AttributePairs(ByteBuf bytes, int start, int length) {
        this.bytes = bytes;
        at = start;
        end = start + length;
    }

    /** Goes to the next pair. False behind the last one, and where one does not fit. */
    private boolean next() {
        if (end - at < HEADER) {
            return false;
        }
        identifier = bytes.getUnsignedShortLE(at);
        length = bytes.getUnsignedShortLE(at + 2);
        value = at + HEADER;
        if (identifier == 0 || length > end - value) {
            return false;
        }
        at = value + length;
        return true;
    }

    /** Whether every pair lies in the list. */
    static boolean fit(ByteBuf bytes, int start, int length) {
        AttributePairs pairs = new AttributePairs(bytes, start, length);
        while (pairs.next()) {
            // each pair is checked by going to it
        }
        return pairs.at == pairs.end || pairs.end - pairs.at >= HEADER && pairs.identifier == 0;
    }

    /** Reads a list that fits. Numbers with too few octets are left out. */
    static Ntlm.AttributeValues read(ByteBuf bytes, int start, int length) {
        String computer = "";
        String domain = "";
        @Nullable String dnsComputer = null;
        @Nullable String dnsDomain = null;
        @Nullable String dnsTree = null;
        @Nullable Boolean constrained = null;
        @Nullable Instant timestamp = null;
        @Nullable Long singleHost = null;
        @Nullable String target = null;
        AttributePairs pairs = new AttributePairs(bytes, start, length);
        while (pairs.next()) {
            switch (pairs.identifier) {
                case 1 -> computer = pairs.text();
                case 2 -> domain = pairs.text();
                case 3 -> dnsComputer = pairs.text();
                case 4 -> dnsDomain = pairs.text();
                case 5 -> dnsTree = pairs.text();
                case 6 -> constrained = pairs.length < 4 ? constrained : Boolean.valueOf(pairs.isConstrained());
                case 7 -> timestamp = pairs.length < 8 ? timestamp : FileTime.instant(bytes.getLongLE(pairs.value));
                case 8 -> singleHost = pairs.length < MACHINE_ID + 8 ? singleHost : pairs.machine();
                case 9 -> target = pairs.text();
                default -> {}
            }
        }
        return new Ntlm.AttributeValues(
                computer, domain, dnsComputer, dnsDomain, dnsTree, constrained, timestamp, singleHost, target);
    }

    private boolean isConstrained() {
        return (bytes.getByte(value) & 1) != 0;
    }

    private Long machine() {
        return bytes.getLongLE(value + MACHINE_ID);
    }

    private String text() {
        return WindowsText.unicode(bytes, value, length);
    }
}
