package org.nsm.reassembly.traffic;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.nsm.api.Connection;
import org.nsm.api.Port;

/**
 * A conversation over TCP between a client and a server that keep their sequence numbers:
 *
 * <pre>{@code
 * talk.client.syn();
 * talk.server.synAck();
 * talk.client.ack();
 * talk.client.says("hello");
 * talk.server.unseen().says("what the capture does not have");
 * talk.client.seq(1).says("again");
 * }</pre>
 *
 * <p>Numbers are relative: the SYN is 0 and the first byte 1. What is set before a segment holds for that one only.
 */
public final class TcpTalk {

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;

    private final Wire wire;
    public final Side client;
    public final Side server;
    private int[] vlans = {};

    /** Between 10.0.0.1:40000 and 10.0.0.2:80. */
    public TcpTalk(Wire wire) {
        this(wire, "10.0.0.1", 40000, "10.0.0.2", 80);
    }

    public TcpTalk(Wire wire, String client, int clientPort, String server, int serverPort) {
        this.wire = wire;
        this.client = new Side(Frames.address(client), clientPort, 1_000_000);
        this.server = new Side(Frames.address(server), serverPort, 2_000_000);
        this.client.peer = this.server;
        this.server.peer = this.client;
    }

    /** All frames have these VLANs. */
    public TcpTalk vlans(int... ids) {
        vlans = ids;
        return this;
    }

    /** The connection's addresses and ports, the client first. */
    public Connection.Id id() {
        return new Connection.Id(client.address, Port.tcp(client.port), server.address, Port.tcp(server.port));
    }

    /** The live connection. */
    public Connection live() {
        Connection connection = wire.analyzer().connection(id());
        if (connection == null) {
            throw new AssertionError("no connection " + id());
        }
        return connection;
    }

    /** SYN, SYN with ACK, ACK. */
    public TcpTalk handshake() {
        client.syn();
        server.synAck();
        client.ack();
        return this;
    }

    /** Both sides close in good order, the client first. */
    public TcpTalk goodbye() {
        client.fin();
        server.fin();
        client.ack();
        return this;
    }

    /** One end of the conversation. */
    public final class Side {

        private final InetAddress address;
        private final int port;
        private Side peer;
        private int start;
        private long next;

        private long seq = -1;
        private long ack = -1;
        private int window = 8192;
        private int flowLabel;
        private byte[] options = {};
        private boolean unseen;
        private boolean corrupted;

        private Side(InetAddress address, int port, int start) {
            this.address = address;
            this.port = port;
            this.start = start;
        }

        /** The number of the SYN on the wire; the conversation of this side begins anew. */
        public Side startsAt(int number) {
            start = number;
            next = 0;
            return this;
        }

        /** The next segment has this number and, if it brings nothing new, changes nothing of what comes after it. */
        public Side seq(long relative) {
            seq = relative;
            return this;
        }

        /** The next segment acknowledges this and not all that the peer sent. */
        public Side acks(long relative) {
            ack = relative;
            return this;
        }

        public Side window(int size) {
            window = size;
            return this;
        }

        /** The flow label of this and all later packets of the side. */
        public Side flowLabel(int label) {
            flowLabel = label;
            return this;
        }

        public Side options(String hex) {
            options = HexFormat.of().parseHex(hex.replace(" ", ""));
            return this;
        }

        /** The next segment gets lost before the analyzer, though not before the peer. */
        public Side unseen() {
            unseen = true;
            return this;
        }

        /** The next segment has a wrong checksum and does not reach the peer either. */
        public Side corrupted() {
            corrupted = true;
            return this;
        }

        public void syn() {
            syn("");
        }

        public void syn(String data) {
            send(SYN, 0, bytes(data));
        }

        public void synAck() {
            send(SYN | ACK, 0, new byte[0]);
        }

        public void ack() {
            send(ACK, next, new byte[0]);
        }

        public void says(String data) {
            says(bytes(data));
        }

        public void says(byte[] data) {
            send(PSH | ACK, next, data);
        }

        public void fin() {
            fin("");
        }

        public void fin(String data) {
            send(FIN | ACK, next, bytes(data));
        }

        public void rst() {
            send(RST | ACK, next, new byte[0]);
        }

        /** A segment with flags of your own, by their letters in the order FSRPA. */
        public void flags(String letters, String data) {
            int flags = 0;
            for (char letter : letters.toCharArray()) {
                flags |= 1 << "FSRPA".indexOf(letter);
            }
            send(flags, next, bytes(data));
        }

        private void send(int flags, long usual, byte[] data) {
            long from = seq >= 0 ? seq : usual;
            long acknowledged = (flags & ACK) == 0 ? -start(peer) : ack >= 0 ? ack : peer.next;
            byte[] packet = Frames.tcp(
                    address,
                    port,
                    peer.address,
                    peer.port,
                    flowLabel,
                    (int) (start + from),
                    (int) (peer.start + acknowledged),
                    flags,
                    window,
                    options,
                    data);
            if (corrupted) {
                packet[packet.length - 1] ^= 1;
            } else {
                long length = data.length + ((flags & SYN) != 0 ? 1 : 0) + ((flags & FIN) != 0 ? 1 : 0);
                next = Math.max(next, from + length);
            }
            if (!unseen) {
                wire.frame(Frames.ethernet(packet, vlans));
            }
            seq = -1;
            ack = -1;
            window = 8192;
            options = new byte[0];
            unseen = false;
            corrupted = false;
        }
    }

    private static long start(Side side) {
        return side.start;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** So many bytes that are all the same. */
    public static byte[] fill(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
