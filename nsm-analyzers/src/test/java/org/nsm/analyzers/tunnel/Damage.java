package org.nsm.analyzers.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** Gives an analyzer damaged forms of the datagrams of a capture: it must never fail. */
public final class Damage {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int FRAME_HEADERS = 14 + 20 + 8;

    private Damage() {}

    /** Cuts each datagram at every length, flips bits of it, and puts extreme values at each place. */
    public static void isHarmless(String capture, int port) {
        TestEngine engine = TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
        ApplicationStage stage = engine.stage();
        Random random = new Random(1);
        for (byte[] datagram : datagrams(capture)) {
            ApplicationStage.DatagramSink sink =
                    Objects.requireNonNull(stage.datagrams(FakeFlow.to(port, Transport.UDP)));
            for (int length = 0; length <= datagram.length; length++) {
                sink.datagram((length & 1) == 0, Unpooled.wrappedBuffer(datagram, 0, length));
            }
            for (int i = 0; i < datagram.length; i++) {
                for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)}) {
                    byte[] changed = datagram.clone();
                    changed[i] = (byte) value;
                    sink = Objects.requireNonNull(stage.datagrams(FakeFlow.to(port, Transport.UDP)));
                    sink.datagram(true, Unpooled.wrappedBuffer(changed));
                    describe(engine);
                }
            }
            sink.end();
        }
        assertThat(engine.failures).isEmpty();
    }

    /** Reads what the events show, as a host would. */
    private static void describe(TestEngine engine) {
        for (Object event : engine.events) {
            assertThat(event.toString()).isNotEmpty();
        }
        engine.events.clear();
    }

    /** The datagrams over IPv4 in a small capture of Ethernet. */
    static List<byte[]> datagrams(String capture) {
        List<byte[]> datagrams = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(Damage.class.getResourceAsStream("/captures/" + capture), capture)) {
            ByteBuf file = Unpooled.wrappedBuffer(in.readAllBytes());
            int at = FILE_HEADER;
            while (at + RECORD_HEADER <= file.writerIndex()) {
                int length = file.getIntLE(at + 8);
                int frame = at + RECORD_HEADER;
                int payload = file.getUnsignedShort(frame + FRAME_HEADERS - 4) - 8;
                datagrams.add(ByteBufUtil.getBytes(file, frame + FRAME_HEADERS, payload));
                at = frame + length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return datagrams;
    }
}
