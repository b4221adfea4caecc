package org.nsm.reassembly.memory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.nsm.api.Analyzer;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;

/**
 * Opens many TCP connections, leaves them idle until they time out, and says what they cost. From the directory of this
 * module, after {@code mvn test-compile}:
 *
 * <pre>{@code
 * mvn -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -Xmx2g -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     org.nsm.reassembly.memory.IdleConnections 1000000
 * }</pre>
 */
public final class IdleConnections {

    private static final int SYN = 2;
    private static final int ACK = 16;

    private final Analyzer analyzer;
    private final ByteBuffer bytes = ByteBuffer.allocate(40);
    private final ByteBuf data = Unpooled.wrappedBuffer(bytes.array());
    private final int count;
    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    IdleConnections(Analyzer analyzer, int count) {
        this.analyzer = analyzer;
        this.count = count;
    }

    public static void main(String[] arguments) {
        int count = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        Analyzer analyzer = Analyzer.builder().build();
        IdleConnections idle = new IdleConnections(analyzer, count);
        long empty = usedHeap();
        long begin = System.nanoTime();
        idle.open();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long full = usedHeap();
        System.out.printf(
                "%,d connections opened with %,d packets in %.1f s, %,d live%n",
                count,
                analyzer.statistics().packets(),
                seconds,
                analyzer.statistics().liveConnections());
        System.out.printf(
                "heap: %,d bytes before, %,d with them, %.0f per connection; at most %,d%n",
                empty,
                full,
                (full - empty) / (double) count,
                Runtime.getRuntime().maxMemory());
        begin = System.nanoTime();
        idle.timeOut();
        System.out.printf(
                "timed out in %.1f s: %,d live, heap: %,d bytes%n",
                (System.nanoTime() - begin) / 1e9, analyzer.statistics().liveConnections(), usedHeap());
        analyzer.close();
    }

    /** SYN, SYN with ACK and ACK of each, a microsecond apart. */
    void open() {
        for (int i = 0; i < count; i++) {
            segment(i, true, 0, 0, SYN);
            segment(i, false, 0, 1, SYN | ACK);
            segment(i, true, 1, 1, ACK);
        }
    }

    /** Lets the inactivity timeout pass. */
    void timeOut() {
        now = now.plus(Duration.ofMinutes(6));
        analyzer.advanceTime(now);
    }

    private void segment(int number, boolean fromClient, int seq, int ack, int flags) {
        int client = 0x0a000000 + number / 50_000;
        int port = 1_024 + number % 50_000;
        int server = 0xc6336401;
        bytes.clear();
        bytes.putShort((short) 0x4500)
                .putShort((short) 40)
                .putInt(0)
                .putShort((short) 0x4006)
                .putShort((short) 0);
        bytes.putInt(fromClient ? client : server).putInt(fromClient ? server : client);
        bytes.putShort((short) (fromClient ? port : 443)).putShort((short) (fromClient ? 443 : port));
        bytes.putInt(seq)
                .putInt(ack)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 4096)
                .putInt(0);
        bytes.putShort(10, (short) ~sum(0, 20, 0));
        bytes.putShort(36, (short) ~sum(12, 40, 6 + 20));
        now = now.plusNanos(1_000);
        analyzer.feed(Packet.of(now, LinkType.RAW, data));
    }

    /** RFC 1071. */
    private int sum(int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i += 2) {
            sum += bytes.getShort(i) & 0xffff;
        }
        return (sum & 0xffff) + (sum >>> 16);
    }

    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
