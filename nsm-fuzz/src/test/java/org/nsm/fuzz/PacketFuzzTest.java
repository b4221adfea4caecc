package org.nsm.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.nsm.api.LinkType;
import org.nsm.api.Options;
import org.nsm.api.Packet;

/** Packets from the link layer on: headers, fragments, tunnels, transports. */
class PacketFuzzTest {

    private static final Analysis.Plan TRUSTING = Analysis.plan(builder -> {});
    private static final Analysis.Plan CAREFUL = Analysis.plan(builder -> builder.set(Options.IGNORE_CHECKSUMS, false));

    private static final int CUT = 0x80;
    private static final int DIRECT = 0x40;

    /** The first byte is the link type and whether checksums matter, then comes a packet behind a byte and its length. */
    @FuzzTest
    void packets(byte[] input) {
        Cost.check(input.length, () -> run(new Input(input)));
    }

    private static void run(Input input) {
        LinkType[] types = LinkType.values();
        int choice = input.u8();
        LinkType type = types[(choice >> 1) % types.length];
        Analysis analysis = ((choice & 1) == 0 ? TRUSTING : CAREFUL).start();
        long time = 1_600_000_000_000_000_000L;
        try (analysis) {
            while (input.hasMore()) {
                int how = input.u8();
                byte[] bytes = input.take(input.u16());
                time += 1L << (how & 0x3f) % 38;
                ByteBuf data = (how & DIRECT) == 0
                        ? Unpooled.wrappedBuffer(bytes)
                        : Unpooled.directBuffer(bytes.length).writeBytes(bytes);
                int onWire = bytes.length + ((how & CUT) == 0 ? 0 : input.u8());
                Packet packet = Packet.of(Instant.ofEpochSecond(0, time), type, data, onWire);
                analysis.hash(packet);
                analysis.feed(packet);
                data.release();
            }
        }
    }
}
