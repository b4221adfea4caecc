package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ByteProcessor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.SshEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;
import org.nsm.api.spi.StreamAnalyzer;

/**
 * Raises {@link SshEvent}s: reads the identification of each side (RFC 4253, section 4.2), then the packets of version 2
 * (section 6) or 1 until that side encrypts, then only the sizes of what it sends.
 */
public final class SshAnalyzer extends StreamAnalyzer {

    /** RFC 4253, section 4.2 allows 255 octets; some software does not keep to it. */
    private static final int MAX_IDENTIFICATION = 1024;

    /** How much a side may say up to its identification: far more than the lines of a legal notice. */
    private static final int MAX_NOTICE = 64 << 10;

    /** Packets of 35,000 octets have to be supported (RFC 4253, section 6.1); those of key exchanges are far smaller. */
    private static final int MAX_PACKET = 64 << 10;

    /** People leave their shells open. */
    private static final Duration INACTIVITY_TIMEOUT = Duration.ofHours(1);

    private static final int LENGTH_OCTETS = 4;
    private static final int NEWKEYS = 21;
    private static final int SSH1_PUBLIC_KEY = 2;
    private static final int SSH1_SESSION_KEY = 3;
    private static final int SSH1_MAX_PADDING = 8;
    private static final int SSH1_CHECKSUM_OCTETS = 4;

    private final SshChannels channels;
    private final KeyExchange keyExchange;
    private final LoginGuess login = new LoginGuess();
    private final Side client;
    private final Side server;
    private boolean confirmed;

    /** The client sent something encrypted, which is its first request. */
    private boolean clientEncrypted;

    private enum Phase {
        /** Lines up to the identification. */
        IDENTIFICATION,
        /** Packets that cannot be read before the other side has identified itself. */
        WAITING,
        /** Packets. */
        PACKETS,
        /** Nothing but sizes. */
        ENCRYPTED,
        /** Bytes that cannot be understood. */
        LOST
    }

    /** How far one direction is. */
    private static final class Side {

        private final HeldBytes bytes;
        private Phase phase = Phase.IDENTIFICATION;
        private @Nullable ProtocolVersion version;

        /** The beginning of a line or of a packet. */
        private @Nullable ByteBuf held;

        /** The line before ended in CR; an LF that comes first belongs to it. */
        private boolean ignoreLineFeed;

        /** How much came before the end of the identification. */
        private int noticeOctets;

        Side(AnalyzerContext context) {
            bytes = new HeldBytes(context);
        }

        int heldBytes() {
            return held == null ? 0 : held.readableBytes();
        }

        ByteBuf hold(ByteBuf data, int length) {
            ByteBuf buffer = held;
            if (buffer == null) {
                buffer = Unpooled.buffer(Math.max(64, length), LENGTH_OCTETS + SSH1_MAX_PADDING + MAX_PACKET);
                held = buffer;
            }
            return buffer.writeBytes(data, length);
        }

        void end(Phase last) {
            phase = last;
            held = null;
            bytes.release();
        }
    }

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public SshAnalyzer(AnalyzerContext context) {
        super(context);
        channels = context.shared(SshChannels.class, SshChannels::new);
        keyExchange = new KeyExchange(context, channels);
        client = new Side(context);
        server = new Side(context);
    }

    @Override
    protected void data(boolean isOrig, ByteBuf data) {
        Side side = isOrig ? client : server;
        if (side.phase == Phase.ENCRYPTED) {
            encrypted(isOrig, data.readableBytes());
        } else {
            read(isOrig, side, data);
        }
    }

    private void read(boolean isOrig, Side side, ByteBuf data) {
        while (data.isReadable() && context().active()) {
            switch (side.phase) {
                case IDENTIFICATION -> identification(isOrig, side, data);
                case WAITING -> keep(side, data);
                case PACKETS -> readPacket(isOrig, side, data);
                case ENCRYPTED, LOST -> {
                    clientEncrypted |= isOrig;
                    data.skipBytes(data.readableBytes());
                }
            }
        }
    }

    /** Reads a line, or what there is of it. Of lines before the identification there may not be too many bytes. */
    private void identification(boolean isOrig, Side side, ByteBuf data) {
        int start = data.readerIndex();
        readLine(isOrig, side, data);
        side.noticeOctets += data.readerIndex() - start;
        if (side.phase == Phase.IDENTIFICATION && side.noticeOctets - side.heldBytes() > MAX_NOTICE) {
            violation("no identification");
        }
    }

    private void readLine(boolean isOrig, Side side, ByteBuf data) {
        if (side.ignoreLineFeed) {
            skipLineFeed(side, data);
            return;
        }
        int start = data.readerIndex();
        int end = data.forEachByte(start, data.readableBytes(), ByteProcessor.FIND_CRLF);
        int length = (end < 0 ? data.writerIndex() : end) - start;
        int kept = Math.min(length, MAX_IDENTIFICATION - side.heldBytes());
        ByteBuf line = side.hold(data, kept);
        data.skipBytes(length - kept);
        if (end >= 0) {
            side.ignoreLineFeed = data.readByte() == '\r';
            line(isOrig, side, line);
        }
    }

    private void line(boolean isOrig, Side side, ByteBuf line) {
        ProtocolVersion version = ProtocolVersion.of(line);
        if (isOrig) {
            if (channels.clientVersion.wanted()) {
                channels.clientVersion.raise(new SshEvent.ClientVersion(connection(), text(line)));
            }
        } else if (version == ProtocolVersion.NONE) {
            line.clear();
            return;
        } else if (channels.serverVersion.wanted()) {
            channels.serverVersion.raise(new SshEvent.ServerVersion(connection(), text(line)));
        }
        side.version = version;
        side.held = null;
        if (version == ProtocolVersion.NONE || version == ProtocolVersion.UNKNOWN) {
            violation("unknown version in the identification");
            return;
        }
        boolean wait = !isOrig && version == ProtocolVersion.BOTH && client.version == null;
        side.phase = wait ? Phase.WAITING : Phase.PACKETS;
        if (isOrig && server.phase == Phase.WAITING) {
            resumeServer();
        }
    }

    /** The client said which of the two versions of the server it will be. */
    private void resumeServer() {
        ByteBuf waiting = server.held;
        server.held = null;
        server.bytes.release();
        server.phase = Phase.PACKETS;
        if (waiting != null) {
            read(false, server, waiting);
        }
    }

    private static void keep(Side side, ByteBuf data) {
        if (side.ignoreLineFeed) {
            skipLineFeed(side, data);
        } else if (side.heldBytes() + data.readableBytes() > MAX_PACKET
                || !side.bytes.mayBe(side.heldBytes() + data.readableBytes())) {
            side.end(Phase.LOST);
        } else {
            side.hold(data, data.readableBytes());
        }
    }

    private static void skipLineFeed(Side side, ByteBuf data) {
        side.ignoreLineFeed = false;
        if (data.getByte(data.readerIndex()) == '\n') {
            data.skipBytes(1);
        }
    }

    /** Reads a packet, or collects what there is of it. */
    private void readPacket(boolean isOrig, Side side, ByteBuf data) {
        if (side.ignoreLineFeed) {
            skipLineFeed(side, data);
            return;
        }
        if (side.heldBytes() == 0) {
            int size = size(data);
            if (size >= 0 && size <= data.readableBytes()) {
                packet(isOrig, side, data.readSlice(size));
                return;
            }
        }
        ByteBuf held = side.hold(data, Math.min(Math.max(0, LENGTH_OCTETS - side.heldBytes()), data.readableBytes()));
        int size = size(held);
        if (size < 0 || !context().active()) {
            return;
        }
        int more = Math.min(size - held.readableBytes(), data.readableBytes());
        if (!side.bytes.mayBe(held.readableBytes() + more)) {
            context().finish();
            return;
        }
        side.hold(data, more);
        if (held.readableBytes() == size) {
            side.held = null;
            side.bytes.release();
            packet(isOrig, side, held);
        }
    }

    /** How many octets the packet at the beginning of a buffer has, or -1 if that is not known or ends the analysis. */
    private int size(ByteBuf buffer) {
        if (buffer.readableBytes() < LENGTH_OCTETS) {
            return -1;
        }
        long length = buffer.getUnsignedInt(buffer.readerIndex());
        if (length > MAX_PACKET) {
            violation("a packet of " + length + " octets");
            return -1;
        }
        return LENGTH_OCTETS + (int) length + (isVersion1() ? ssh1Padding((int) length) : 0);
    }

    private boolean isVersion1() {
        return client.version == ProtocolVersion.ONE || server.version == ProtocolVersion.ONE;
    }

    private static int ssh1Padding(int length) {
        return SSH1_MAX_PADDING - length % SSH1_MAX_PADDING;
    }

    private void packet(boolean isOrig, Side side, ByteBuf packet) {
        boolean wellFormed = isVersion1() ? ssh1Packet(isOrig, side, packet) : ssh2Packet(isOrig, side, packet);
        if (!wellFormed) {
            malformed("a malformed message");
        }
    }

    /** RFC 4253, section 6: the length, the length of the padding, the message, the padding. */
    private boolean ssh2Packet(boolean isOrig, Side side, ByteBuf packet) {
        if (packet.readableBytes() == LENGTH_OCTETS) {
            return false;
        }
        int start = packet.readerIndex() + LENGTH_OCTETS + 1;
        int padding = packet.getUnsignedByte(start - 1);
        int length = packet.writerIndex() - start - padding;
        if (length < 1) {
            return false;
        }
        if (packet.getUnsignedByte(start) == NEWKEYS) {
            side.end(Phase.ENCRYPTED);
            confirmOnce();
            return true;
        }
        return keyExchange.message(isOrig, packet.slice(start, length));
    }

    private void confirmOnce() {
        if (!confirmed) {
            confirmed = true;
            confirm();
            context().inactivityTimeout(INACTIVITY_TIMEOUT);
        }
    }

    /** The length, the padding up to a multiple of eight octets, the message, a checksum. */
    private boolean ssh1Packet(boolean isOrig, Side side, ByteBuf packet) {
        int declared = packet.getInt(packet.readerIndex());
        int start = packet.readerIndex() + LENGTH_OCTETS + ssh1Padding(declared);
        int length = packet.writerIndex() - start - SSH1_CHECKSUM_OCTETS;
        if (length < 1) {
            return false;
        }
        int type = packet.getUnsignedByte(start);
        if (isOrig && type == SSH1_SESSION_KEY) {
            side.end(Phase.ENCRYPTED);
        } else if (!isOrig && type == SSH1_PUBLIC_KEY) {
            side.end(Phase.ENCRYPTED);
            return ssh1PublicKey(packet.slice(start + 1, length - 1));
        }
        return true;
    }

    private boolean ssh1PublicKey(ByteBuf message) {
        Ssh1PublicKey key = Ssh1PublicKey.parse(message);
        if (key != null && channels.ssh1ServerHostKey.wanted()) {
            channels.ssh1ServerHostKey.raise(
                    new SshEvent.Ssh1ServerHostKey(connection(), key.modulus(), key.exponent()));
        }
        return key != null;
    }

    private void encrypted(boolean isOrig, int length) {
        if (channels.encryptedPacket.wanted()) {
            channels.encryptedPacket.raise(new SshEvent.EncryptedPacket(connection(), isOrig, length));
        }
        clientEncrypted |= isOrig;
        if (!isOrig && isAnswer() && !isVersion1()) {
            switch (login.next(length)) {
                case NOTHING -> {}
                case FAILED -> attempted(false);
                case SUCCEEDED -> loggedIn(false);
                case SUCCEEDED_WITHOUT_AUTHENTICATION -> loggedIn(true);
            }
        }
    }

    /**
     * Before the client's first request, the server may list its extensions (RFC 8308, section 2.4). Where the client is not
     * seen, that cannot be told.
     */
    private boolean isAnswer() {
        return clientEncrypted || client.version == null;
    }

    private void attempted(boolean authenticated) {
        if (channels.authAttempted.wanted()) {
            channels.authAttempted.raise(new SshEvent.AuthAttempted(connection(), authenticated));
        }
    }

    private void loggedIn(boolean withoutAuthentication) {
        attempted(true);
        if (channels.authSuccessful.wanted()) {
            channels.authSuccessful.raise(new SshEvent.AuthSuccessful(connection(), withoutAuthentication));
        }
    }
}
