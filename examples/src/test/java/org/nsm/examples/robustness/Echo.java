package org.nsm.examples.robustness;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.LinkType;
import org.nsm.api.Packet;
import org.nsm.api.event.Event;
import org.nsm.api.event.TcpEvent;

/**
 * A conversation that must be understood whatever came before: a client says {@code ping}, the server {@code pong}, and
 * both close. Listens as well whether it was.
 */
final class Echo {

    private static final int CLIENT = 0xcb007101;
    private static final int SERVER = 0xcb007102;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int ACK = 16;

    private static final List<Packet> PACKETS = List.of(
            segment(true, 0, 0, SYN, ""),
            segment(false, 0, 1, SYN | ACK, ""),
            segment(true, 1, 1, ACK, ""),
            segment(true, 1, 1, ACK, "ping"),
            segment(false, 1, 5, ACK, "pong"),
            segment(true, 5, 5, FIN | ACK, ""),
            segment(false, 5, 6, FIN | ACK, ""),
            segment(true, 6, 6, ACK, ""));

    private boolean established;
    private boolean finished;
    private final StringBuilder said = new StringBuilder();

    /** The packets are old, and so are analysed at the time that was reached. */
    void feedTo(Analyzer analyzer) {
        PACKETS.forEach(analyzer::feed);
    }

    /** Takes every event, the echo's and others. */
    void listen(Event event) {
        if (event instanceof TcpEvent.ConnectionEstablished e && isOurs(e.connection())) {
            established = true;
        } else if (event instanceof TcpEvent.Contents e && isOurs(e.connection())) {
            said.append(e.contents().toString(StandardCharsets.US_ASCII));
        } else if (event instanceof TcpEvent.ConnectionFinished e && isOurs(e.connection())) {
            finished = true;
        }
    }

    boolean wasUnderstood() {
        return established && finished && said.toString().equals("pingpong");
    }

    private static boolean isOurs(Connection connection) {
        return ByteBuffer.wrap(connection.id().originatorAddress().getAddress()).getInt() == CLIENT;
    }

    private static Packet segment(boolean fromClient, int seq, int ack, int flags, String data) {
        byte[] payload = data.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer packet = ByteBuffer.allocate(40 + payload.length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0);
        packet.put((byte) 64).put((byte) 6).putShort((short) 0);
        packet.putInt(fromClient ? CLIENT : SERVER).putInt(fromClient ? SERVER : CLIENT);
        packet.putShort((short) (fromClient ? 51234 : 7)).putShort((short) (fromClient ? 7 : 51234));
        packet.putInt(seq)
                .putInt(ack)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 4096)
                .putInt(0);
        packet.put(payload);
        packet.putShort(10, (short) ~sum(packet, 0, 20, 0));
        packet.putShort(36, (short) ~sum(packet, 12, packet.capacity(), 6 + packet.capacity() - 20));
        return Packet.of(Instant.EPOCH, LinkType.RAW, Unpooled.wrappedBuffer(packet.array()));
    }

    /** RFC 1071, of an even number of bytes. */
    private static int sum(ByteBuffer bytes, int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i += 2) {
            sum += bytes.getShort(i) & 0xffff;
        }
        return (sum & 0xffff) + (sum >>> 16);
    }
}
