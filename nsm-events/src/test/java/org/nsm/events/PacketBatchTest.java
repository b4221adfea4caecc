package org.nsm.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
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
import org.nsm.api.spi.LentPacket;

class PacketBatchTest {

    private final PacketBatch batch = new PacketBatch();
    private final Collector analyzer = new Collector();

    @Test
    void packetsThatAreLentStayWhereTheyLie() {
        Lender memory = new Lender();
        batch.add(memory.packet(0, 3));
        batch.add(memory.packet(3, 5));
        memory.bytes[0] = 42;
        batch.deliverTo(analyzer);

        assertThat(analyzer.packets).containsExactly("2a0102", "0304");
        assertThat(memory.users).isEqualTo(1);
        batch.clear();
        assertThat(memory.users).isZero();
    }

    @Test
    void packetsOfSeveralKindsArriveInTheirOrder() {
        Lender first = new Lender();
        Lender second = new Lender();
        batch.add(packet(7));
        batch.add(first.packet(0, 1));
        batch.add(packet(8));
        batch.add(packet(9));
        batch.add(second.packet(1, 3));
        batch.add(first.packet(5, 6));
        batch.deliverTo(analyzer);

        assertThat(analyzer.packets).containsExactly("07", "00", "08", "09", "0102", "05");
        batch.clear();
        assertThat(first.users + second.users).isZero();
    }

    @Test
    void whatIsCopiedIsNotLostWhenTheMemoryForCopiesGrows() {
        batch.add(packet(1));
        batch.add(Packet.of(Instant.EPOCH, LinkType.ETHERNET, Unpooled.wrappedBuffer(new byte[300_000])));
        batch.add(packet(2));
        batch.deliverTo(analyzer);

        assertThat(analyzer.packets).hasSize(3).startsWith("01").endsWith("02");
    }

    private static Packet packet(int octet) {
        return Packet.of(Instant.EPOCH, LinkType.ETHERNET, Unpooled.wrappedBuffer(new byte[] {(byte) octet}));
    }

    /** Memory with the octets 0 to 9, and one buffer for all of its packets. */
    private static final class Lender implements LentPacket.Memory {

        private final byte[] bytes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        private final ByteBuf view = Unpooled.wrappedBuffer(bytes);
        private int users;

        Packet packet(int from, int to) {
            view.setIndex(from, to);
            return new LentPacket() {
                @Override
                public Memory memory() {
                    return Lender.this;
                }

                @Override
                public long timeNanos() {
                    return 0;
                }

                @Override
                public ByteBuf data() {
                    return view;
                }

                @Override
                public int originalLength() {
                    return view.readableBytes();
                }

                @Override
                public LinkType linkType() {
                    return LinkType.ETHERNET;
                }
            };
        }

        @Override
        public void retain() {
            users++;
        }

        @Override
        public void release() {
            users--;
        }
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
