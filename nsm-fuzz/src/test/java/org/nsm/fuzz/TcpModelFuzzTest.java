package org.nsm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.nsm.api.Options;
import org.nsm.api.event.TcpEvent;
import org.nsm.fuzz.Packets.Route;

/**
 * Segments in any order, with overlaps, contradictions and acknowledgements of what was not seen, held against a model
 * that keeps a byte for each number.
 */
class TcpModelFuzzTest {

    private static final int NUMBERS = 1 << 13;
    private static final int MAX_LENGTH = 1 << 7;
    private static final int MAX_SEGMENTS = 2_000;
    private static final long ROOM = 1 << 20;
    private static final int[] FIRST_NUMBERS = {0, 1, 0x7ffffff0, 0xfffff000, 0xffffffff, 0x12345678, -100, -5000};
    private static final Route ROUTE = new Route(false, 0x0a000001, 40_000, 0x0a000002, 50_007);

    private static final Analysis.Plan PLAN = Analysis.plan(builder -> builder.withoutStandardProtocols()
            .set(Options.MAX_BUFFERED_BYTES, ROOM)
            .set(Options.MAX_BUFFERED_BYTES_PER_STREAM, ROOM));

    /** What one side sends: the simplest thing that can put it in order. */
    private static final class Model {

        private static final int UNSEEN = -1;

        final int[] bytes = new int[2 * NUMBERS];
        final int[] delivered = new int[2 * NUMBERS];
        int next = 1;
        int highest = 1;
        int acknowledged = 1;
        int finEnd = Integer.MAX_VALUE;
        int missing;

        Model() {
            Arrays.fill(bytes, UNSEEN);
            Arrays.fill(delivered, UNSEEN);
        }

        /** The bytes that came first win. */
        void segment(int seq, byte[] payload) {
            for (int i = 0; i < payload.length; i++) {
                if (bytes[seq + i] == UNSEEN) {
                    bytes[seq + i] = payload[i] & 0xff;
                }
            }
            highest = Math.max(highest, seq + payload.length);
            pass(0);
        }

        /** What the receiver has will not be sent again. A FIN has a number and is no byte. */
        void acknowledge(int ack) {
            acknowledged = Math.max(acknowledged, ack);
            pass(acknowledged >= finEnd ? finEnd - 1 : acknowledged);
        }

        private void pass(int atLeastTo) {
            while (next < atLeastTo || bytes[next] != UNSEEN) {
                delivered[next] = bytes[next];
                missing += bytes[next] == UNSEEN ? 1 : 0;
                next++;
            }
        }
    }

    @FuzzTest
    void segments(byte[] input) {
        Cost.check(input.length, () -> run(new Input(input)));
    }

    private static void run(Input input) {
        Model[] models = {new Model(), new Model()};
        int[][] seen = {new int[2 * NUMBERS], new int[2 * NUMBERS]};
        Arrays.fill(seen[0], Model.UNSEEN);
        Arrays.fill(seen[1], Model.UNSEEN);
        int choice = input.u8();
        int[] first = {FIRST_NUMBERS[choice & 7], FIRST_NUMBERS[choice >> 3 & 7]};
        Analysis analysis = PLAN.start().listener(event -> {
            if (event instanceof TcpEvent.Contents contents) {
                int[] side = seen[contents.isOrig() ? 0 : 1];
                for (int i = 0; i < contents.contents().readableBytes(); i++) {
                    int at = (int) contents.seq() + i;
                    assertThat(side[at]).as("number %s, which comes once", at).isEqualTo(Model.UNSEEN);
                    side[at] = contents.contents()
                            .getUnsignedByte(contents.contents().readerIndex() + i);
                }
            }
        });
        try (analysis) {
            send(analysis, 0, first, 0, 0, Packets.SYN, new byte[0]);
            send(analysis, 1, first, 0, 1, Packets.SYN | Packets.ACK, new byte[0]);
            send(analysis, 0, first, 1, 1, Packets.ACK, new byte[0]);
            for (int i = 0; input.hasMore() && i < MAX_SEGMENTS; i++) {
                step(analysis, input, first, models, i);
            }
            assertThat(seen[0]).as("originator").isEqualTo(models[0].delivered);
            assertThat(seen[1]).as("responder").isEqualTo(models[1].delivered);
            assertThat(analysis.statistics().gapBytes()).isEqualTo(models[0].missing + models[1].missing);
        }
    }

    /** Bit 0 says who sends, bits 1 to 3 what. The contents are told apart by the number of the step. */
    private static void step(Analysis analysis, Input input, int[] first, Model[] models, int number) {
        int code = input.u8();
        int side = code & 1;
        Model mine = models[side];
        Model peer = models[1 - side];
        int seq = mine.highest;
        int length = 1 + input.u8() % MAX_LENGTH;
        int ack = peer.acknowledged;
        int flags = Packets.ACK;
        switch (code >> 1 & 7) {
            case 0 -> {}
            case 1 -> seq = Math.max(1, mine.highest - input.u8());
            case 2 -> seq = mine.highest + input.u8();
            case 3 -> seq = 1 + input.u16() % NUMBERS;
            case 4 -> ack = Math.min(peer.highest, peer.next + input.u8());
            case 5 -> ack = 1 + input.u16() % NUMBERS;
            case 6 -> {
                length = 0;
                ack = peer.highest;
            }
            default -> flags |= (code & 0x80) == 0 ? Packets.FIN : Packets.PSH;
        }
        if (seq + length > NUMBERS) {
            return;
        }
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) number);
        if ((flags & Packets.FIN) != 0) {
            mine.finEnd = seq + length + 1;
        }
        peer.acknowledge(ack);
        mine.segment(seq, payload);
        send(analysis, side, first, seq, ack, flags, payload);
    }

    private static void send(Analysis analysis, int side, int[] first, int seq, int ack, int flags, byte[] payload) {
        Route route = side == 0 ? ROUTE : ROUTE.back();
        analysis.feed(Packets.tcp(1_000_000_000L, route, first[side] + seq, first[1 - side] + ack, flags, payload));
    }
}
