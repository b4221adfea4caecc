package org.nsm.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.api.Statistics;

class PacketBatchTest {

    private final PacketBatch batch = new PacketBatch();
    private final Collector analyzer = new Collector();

    @Test
    void packetsThatAreLentStayWhereTheyLie() {
        Lender memory = new Lender(10);
        batch.add(memory.packet(0, 3));
        batch.add(memory.packet(3, 5));
        memory.bytes[0] = 42;
        batch.deliverTo(analyzer);

        assertThat(analyzer.packets).containsExactly("2a0102", "0304");
        assertThat(memory.users.get()).isEqualTo(1);
        batch.clear();
        assertThat(memory.users.get()).isZero();
    }

    @Test
    void packetsOfSeveralKindsArriveInTheirOrder() {
        Lender first = new Lender(10);
        Lender second = new Lender(10);
        batch.add(packet(7));
        batch.add(first.packet(0, 1));
        batch.add(packet(8));
        batch.add(packet(9));
        batch.add(second.packet(1, 3));
        batch.add(first.packet(5, 6));
        batch.deliverTo(analyzer);

        assertThat(analyzer.packets).containsExactly("07", "00", "08", "09", "0102", "05");
        batch.clear();
        assertThat(first.users.get() + second.users.get()).isZero();
    }

    @Test
    void whatIsCopiedIsNotLostWhenTheMemoryForCopiesGrows() {
        batch.add(packet(1));
        batch.add(Packet.of(Instant.EPOCH, LinkType.ETHERNET, Unpooled.wrappedBuffer(new byte[300_000])));
        batch.add(packet(2));
        batch.deliverTo(analyzer);

        assertThat(analyzer.packets).hasSize(3).startsWith("01").endsWith("02");
    }

    @Test
    void has256PacketsOr128KibibytesOfThem() {
        for (int i = 0; i < 256; i++) {
            assertThat(batch.accepts(1)).isTrue();
            batch.add(packet(i));
        }
        assertThat(batch.accepts(1)).isFalse();
        batch.clear();
        batch.add(Packet.of(Instant.EPOCH, LinkType.ETHERNET, Unpooled.wrappedBuffer(new byte[131_071])));
        assertThat(batch.accepts(1)).isTrue();
        assertThat(batch.accepts(2)).isFalse();
    }

    private static Packet packet(int octet) {
        return Packet.of(Instant.EPOCH, LinkType.ETHERNET, Unpooled.wrappedBuffer(new byte[] {(byte) octet}));
    }

    private static final class Collector implements Analyzer {

        private final List<String> packets = new ArrayList<>();

        @Override
        public void feed(Packet packet) {
            packets.add(ByteBufUtil.hexDump(packet.data()));
        }

        @Override
        public void advanceTime(Instant time) {}

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }

        @Override
        public Statistics statistics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Connection connection(Connection.Id id) {
            return null;
        }

        @Override
        public void forEachConnection(Consumer<? super Connection> visitor) {}

        @Override
        public void close() {}
    }
}
