package org.nsm.reassembly.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.SamplePackets.icmp;
import static org.nsm.reassembly.ip.SamplePackets.icmpV6;
import static org.nsm.reassembly.ip.SamplePackets.v4;
import static org.nsm.reassembly.ip.SamplePackets.v6;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.api.Options;
import org.nsm.api.event.IcmpEvent;
import org.nsm.reassembly.ip.SamplePackets;

class IcmpFuzzTest {

    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String A6 = "fe80::1";
    private static final String B6 = "fe80::2";
    private static final byte[] UDP = SamplePackets.hex("9c41 0035 000c 0000 61626364");
    private static final String QUOTE = HexFormat.of().formatHex(v4(A, B, 17, UDP));
    private static final byte[] EXTENDED =
            SamplePackets.hex("2b00 010400000000 1102 0001 00000000" + "20".repeat(16) + "9c410035");
    private static final String QUOTE_V6 = HexFormat.of().formatHex(v6(A6, B6, 0, EXTENDED));
    private static final String OPTIONS = "0101 001122334455 0304 40c0 00278d00 00093a80 00000000" + "20".repeat(16)
            + "0501 0000 000005dc 0e01 000000000000 040b 000000000000" + QUOTE_V6;

    private static final List<byte[]> SAMPLES = List.of(
            icmp(A, B, "0800 0000 1234 0001 61626364"),
            icmp(A, B, "0303 0000 00000000" + QUOTE),
            icmp(A, B, "0b00 0000 00000000" + QUOTE),
            icmp(A, B, "1100 0000 00000000 ffffff00"),
            icmpV6(A6, B6, "0104 0000 00000000" + QUOTE_V6),
            icmpV6(A6, B6, "6404 0000 00000000" + QUOTE_V6),
            icmpV6(A6, B6, "8500 0000 00000000" + OPTIONS),
            icmpV6(A6, B6, "8600 0000 40c00708 00007530 000003e8" + OPTIONS),
            icmpV6(A6, B6, "8700 0000 00000000" + "20".repeat(16) + OPTIONS),
            icmpV6(A6, B6, "8800 0000 e0000000" + "20".repeat(16) + OPTIONS),
            icmpV6(A6, B6, "8900 0000 00000000" + "20".repeat(32) + OPTIONS));

    private final IcmpBench bench = new IcmpBench(Map.of(Options.IGNORE_CHECKSUMS, true));

    @Test
    void everyMessageMayEndAnywhere() {
        for (byte[] sample : SAMPLES) {
            for (int captured = 0; captured <= sample.length; captured++) {
                bench.feedAnything(sample, captured);
            }
        }
        assertThat(bench.events.events(IcmpEvent.class)).isNotEmpty();
    }

    @Test
    void damagedMessagesDoNoHarm() {
        Random random = new Random(20261120);
        for (int round = 0; round < 20_000; round++) {
            byte[] packet = SAMPLES.get(random.nextInt(SAMPLES.size())).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
            }
            bench.feedAnything(packet, random.nextInt(packet.length + 1));
            if (round % 1000 == 0) {
                bench.events.clear();
            }
        }
        assertThat(bench.events.events(IcmpEvent.class)).isNotEmpty();
    }
}
