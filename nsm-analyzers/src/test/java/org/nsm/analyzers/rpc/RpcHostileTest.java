package org.nsm.analyzers.rpc;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** Messages made to do harm: bounded time and memory, and no failure. */
@Timeout(60)
class RpcHostileTest {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int FRAME_HEADERS = 14 + 20 + 8;
    private static final int NFS_PORT = 2049;

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final ApplicationStage stage = engine.stage();
    private final Random random = new Random(4);

    /** Calls and replies in turn: every procedure of NFS, and the port mapper. */
    private static List<byte[]> messages() {
        List<byte[]> messages = new ArrayList<>();
        for (String capture : List.of("nfs3_udp_all", "portmapper_udp")) {
            try (InputStream in = Objects.requireNonNull(
                    RpcHostileTest.class.getResourceAsStream("/captures/rpc/" + capture + ".pcap"))) {
                ByteBuf file = Unpooled.wrappedBuffer(in.readAllBytes());
                for (int at = FILE_HEADER; at < file.writerIndex(); ) {
                    int frame = at + RECORD_HEADER;
                    int payload = file.getUnsignedShort(frame + FRAME_HEADERS - 4) - 8;
                    messages.add(ByteBufUtil.getBytes(file, frame + FRAME_HEADERS, payload));
                    at = frame + file.getIntLE(at + 8);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return messages;
    }

    private ApplicationStage.DatagramSink datagrams() {
        return Objects.requireNonNull(stage.datagrams(FakeFlow.to(NFS_PORT, Transport.UDP)));
    }

    /** Reads what the events show, as a host would. */
    private void describe() {
        for (Object event : engine.events) {
            assertThat(event.toString()).isNotEmpty();
        }
        engine.events.clear();
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void messagesAreCutAtEachByte() {
        List<byte[]> messages = messages();
        for (int i = 0; i + 1 < messages.size(); i += 2) {
            byte[] call = messages.get(i);
            byte[] reply = messages.get(i + 1);
            ApplicationStage.DatagramSink sink = datagrams();
            for (int length = 0; length <= call.length; length++) {
                sink.datagram(true, Unpooled.wrappedBuffer(call, 0, length));
                sink.datagram(false, Unpooled.wrappedBuffer(reply));
            }
            for (int length = 0; length <= reply.length; length++) {
                sink.datagram(true, Unpooled.wrappedBuffer(call));
                sink.datagram(false, Unpooled.wrappedBuffer(reply, 0, length));
            }
            sink.end();
            describe();
        }
    }

    @Test
    void eachByteIsChanged() {
        List<byte[]> messages = messages();
        for (int i = 0; i + 1 < messages.size(); i += 2) {
            ApplicationStage.DatagramSink sink = datagrams();
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)}) {
                change(sink, messages.get(i), messages.get(i + 1), value);
            }
            sink.end();
            describe();
        }
    }

    private void change(ApplicationStage.DatagramSink sink, byte[] call, byte[] reply, int value) {
        for (int at = 4; at < call.length; at++) {
            byte[] changed = call.clone();
            changed[at] = (byte) value;
            sink.datagram(true, Unpooled.wrappedBuffer(changed));
            sink.datagram(false, Unpooled.wrappedBuffer(reply));
        }
        for (int at = 4; at < reply.length; at++) {
            byte[] changed = reply.clone();
            changed[at] = (byte) value;
            sink.datagram(true, Unpooled.wrappedBuffer(call));
            sink.datagram(false, Unpooled.wrappedBuffer(changed));
        }
    }

    @Test
    void lengthsLeadOutside() {
        List<byte[]> messages = messages();
        for (int i = 0; i + 1 < messages.size(); i += 2) {
            ApplicationStage.DatagramSink sink = datagrams();
            for (int length : new int[] {0xffff_ffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffd, 65, 0x10000}) {
                byte[] call = messages.get(i);
                byte[] reply = messages.get(i + 1);
                for (int at = 8; at + 4 <= call.length; at += 4) {
                    byte[] changed = call.clone();
                    Unpooled.wrappedBuffer(changed).setInt(at, length);
                    sink.datagram(true, Unpooled.wrappedBuffer(changed));
                    sink.datagram(false, Unpooled.wrappedBuffer(reply));
                }
                for (int at = 8; at + 4 <= reply.length; at += 4) {
                    byte[] changed = reply.clone();
                    Unpooled.wrappedBuffer(changed).setInt(at, length);
                    sink.datagram(true, Unpooled.wrappedBuffer(call));
                    sink.datagram(false, Unpooled.wrappedBuffer(changed));
                }
            }
            sink.end();
            describe();
        }
    }

    @Test
    void streamsAreDamagedAndHaveGaps() {
        ByteBuf calls = Unpooled.buffer();
        ByteBuf replies = Unpooled.buffer();
        List<byte[]> messages = messages();
        for (int i = 0; i + 1 < messages.size(); i += 2) {
            calls.writeBytes(Xdr.record(Unpooled.wrappedBuffer(messages.get(i))));
            replies.writeBytes(Xdr.record(Unpooled.wrappedBuffer(messages.get(i + 1))));
        }
        for (int round = 0; round < 300; round++) {
            FakeFlow flow = FakeFlow.to(NFS_PORT, Transport.TCP);
            flow.partial = round % 3 == 0;
            ApplicationStage.StreamSink sink = Objects.requireNonNull(stage.stream(flow));
            ByteBuf[] sides = {damaged(calls), damaged(replies)};
            while (sides[0].isReadable() || sides[1].isReadable()) {
                int side = random.nextInt(2);
                int length = Math.min(sides[side].readableBytes(), 1 + random.nextInt(400));
                if (length > 0) {
                    ByteBuf piece = sides[side].readSlice(length);
                    if (random.nextInt(100) == 0) {
                        sink.gap(side == 0, length);
                    } else {
                        sink.data(side == 0, piece);
                    }
                }
            }
            sink.end();
            describe();
        }
    }

    private ByteBuf damaged(ByteBuf bytes) {
        ByteBuf copy = Unpooled.copiedBuffer(bytes);
        for (int i = random.nextInt(20); i > 0; i--) {
            copy.setByte(random.nextInt(copy.writerIndex()), random.nextInt(256));
        }
        return copy;
    }

    @Test
    void callsWithoutEndGetOneDialogueEach() {
        ApplicationStage.DatagramSink sink = datagrams();
        int dialogues = 0;
        for (int xid = 0; xid < 50_000; xid++) {
            sink.datagram(
                    true, Xdr.call(xid, 100_003, 3, 3, Xdr.xdr().opaque("01").text("x".repeat(20))));
            if (xid % 1000 == 0) {
                dialogues += engine.events(RpcEvent.Dialogue.class).size();
                engine.events.clear();
            }
        }
        sink.end();
        dialogues += engine.events(RpcEvent.Dialogue.class).size();
        assertThat(dialogues).isEqualTo(50_000);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void aDirectoryWithoutEndIsBoundedByItsMessage() {
        Xdr result = Xdr.xdr().u32(0, 0).u64(0);
        for (int i = 0; i < 100_000; i++) {
            result.u32(1).u64(i).u32(0).u64(i);
        }
        ApplicationStage.StreamSink sink = Objects.requireNonNull(stage.stream(FakeFlow.to(NFS_PORT, Transport.TCP)));
        sink.data(
                true,
                Xdr.record(Xdr.call(
                        1, 100_003, 3, 16, Xdr.xdr().opaque("01").u64(0, 0).u32(1))));
        sink.data(false, Xdr.record(Xdr.reply(1, result)));
        assertThat(engine.events(RpcEvent.Dialogue.class)).hasSize(1);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void fragmentsOfNothingTakeNoMemory() {
        ApplicationStage.StreamSink sink = Objects.requireNonNull(stage.stream(FakeFlow.to(NFS_PORT, Transport.TCP)));
        ByteBuf empty = Unpooled.buffer().writeZero(1_000_000);
        for (int i = 0; i < 20; i++) {
            sink.data(true, empty.duplicate());
        }
        sink.end();
        assertThat(engine.events(RpcEvent.class)).isEmpty();
        assertThat(engine.failures).isEmpty();
    }
}
