package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.SshEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;

/**
 * The key exchange of version 2 (RFC 4253, sections 7 and 8): what the sides propose, and the messages of the method that
 * they agree on. A message that comes before the method is known, because its sender guesses the method or because of how
 * the packets were captured, waits for it; a wrong guess is ignored.
 */
final class KeyExchange {

    private static final int KEXINIT = 20;
    private static final int FIRST_OF_METHOD = 30;
    private static final int LAST_OF_METHOD = 49;

    private final Connection connection;
    private final SshChannels channels;

    /** What both sides said that waits for the method to be known. */
    private final HeldBytes held;

    private final Side client = new Side();
    private final Side server = new Side();
    private @Nullable KexMethod method;

    /** What one side proposed. */
    private static final class Side {

        /** The names of the methods, as they came, until the sides agree. */
        private @Nullable ByteBuf methods;

        /** The kind of host key that is named first. */
        private @Nullable ByteBuf hostKeyKind;

        /** Whether a message of a method that the peer does not guess comes first. */
        private boolean guesses;

        /** A message of the method, from its type on, that came before the method was known. */
        private @Nullable ByteBuf early;

        /** Whether a message of the method came. */
        private boolean begun;

        int held() {
            return length(methods) + length(hostKeyKind) + length(early);
        }

        private static int length(@Nullable ByteBuf octets) {
            return octets == null ? 0 : octets.readableBytes();
        }
    }

    KeyExchange(AnalyzerContext context, SshChannels channels) {
        connection = context.connection();
        held = new HeldBytes(context);
        this.channels = channels;
    }

    /**
     * Takes a message.
     *
     * @param isClient whether the client sent it
     * @param message  from its type on, at least that
     * @return whether it is well-formed
     */
    boolean message(boolean isClient, ByteBuf message) {
        int type = message.getUnsignedByte(message.readerIndex());
        if (type == KEXINIT) {
            return proposal(isClient, body(message));
        }
        if (type < FIRST_OF_METHOD || type > LAST_OF_METHOD) {
            return true;
        }
        Side side = isClient ? client : server;
        if (method == null) {
            if (side.early == null && mayHold(message.readableBytes())) {
                side.early = Unpooled.copiedBuffer(message);
            }
            return true;
        }
        return ofMethod(isClient, side, method, message);
    }

    private boolean proposal(boolean isClient, ByteBuf body) {
        KexInit init = KexInit.parse(body);
        if (init == null) {
            return false;
        }
        if (channels.capabilities.wanted()) {
            channels.capabilities.raise(
                    new SshEvent.Capabilities(connection, init.cookie(), init.capabilities(!isClient)));
        }
        return method != null || keep(isClient ? client : server, init) && agree();
    }

    /** Keeps what a side proposes. Where there is no memory for it, the sides never agree. */
    private boolean keep(Side side, KexInit init) {
        side.methods = null;
        side.hostKeyKind = null;
        side.guesses = init.guessFollows();
        ByteBuf methods = init.methodList();
        ByteBuf hostKeyKind = SshFields.firstName(init.hostKeyList());
        if (mayHold(methods.readableBytes() + hostKeyKind.readableBytes())) {
            side.methods = Unpooled.copiedBuffer(methods);
            side.hostKeyKind = Unpooled.copiedBuffer(hostKeyKind);
        }
        return true;
    }

    private boolean mayHold(int more) {
        return held.mayBe(client.held() + server.held() + more);
    }

    private boolean agree() {
        ByteBuf ofClient = client.methods;
        ByteBuf ofServer = server.methods;
        if (ofClient == null || ofServer == null) {
            return true;
        }
        String name = KexMethod.agreed(SshFields.names(ofClient), SshFields.names(ofServer));
        KexMethod agreed = name == null ? KexMethod.UNKNOWN : KexMethod.of(name);
        method = agreed;
        if (guessesAreRight()) {
            client.guesses = false;
            server.guesses = false;
        }
        boolean clientIsWellFormed = early(true, client, agreed);
        boolean serverIsWellFormed = early(false, server, agreed);
        forget(client);
        forget(server);
        held.release();
        return clientIsWellFormed && serverIsWellFormed;
    }

    private static void forget(Side side) {
        side.methods = null;
        side.hostKeyKind = null;
    }

    private boolean early(boolean isClient, Side side, KexMethod agreed) {
        ByteBuf message = side.early;
        side.early = null;
        return message == null || ofMethod(isClient, side, agreed, message);
    }

    private boolean ofMethod(boolean isClient, Side side, KexMethod agreed, ByteBuf message) {
        boolean wrongGuess = !side.begun && side.guesses;
        side.begun = true;
        if (wrongGuess) {
            return true;
        }
        int type = message.getUnsignedByte(message.readerIndex());
        ByteBuf body = body(message);
        return isClient ? ofClient(agreed, type, body) : ofServer(agreed, type, body);
    }

    /** Both sides prefer the same method and the same kind of host key (RFC 4253, section 7). */
    private boolean guessesAreRight() {
        return client.methods != null
                && server.methods != null
                && SshFields.firstName(client.methods).isReadable()
                && SshFields.firstName(client.methods).equals(SshFields.firstName(server.methods))
                && Objects.equals(client.hostKeyKind, server.hostKeyKind);
    }

    private boolean ofClient(KexMethod agreed, int type, ByteBuf body) {
        return agreed != KexMethod.ELLIPTIC_CURVE || type != 30 || eccKey(true, body, 0);
    }

    private boolean ofServer(KexMethod agreed, int type, ByteBuf body) {
        return switch (agreed) {
            case DIFFIE_HELLMAN -> type != 31 || hostKey(body);
            case ELLIPTIC_CURVE -> type != 31 || eccKey(false, body, 1) && hostKey(body);
            case GROUP_EXCHANGE ->
                switch (type) {
                    case 31 -> group(body);
                    case 33 -> hostKey(body);
                    default -> true;
                };
            case RSA -> type != 30 || hostKey(body);
            case GSS, GSS_GROUP_EXCHANGE ->
                switch (type) {
                    case 33 -> hostKey(body);
                    case 34 -> gssError(body);
                    case 41 -> group(body);
                    default -> true;
                };
            case UNKNOWN -> true;
        };
    }

    private boolean eccKey(boolean isClient, ByteBuf body, int index) {
        ByteBuf key = SshFields.field(body, index);
        if (key != null && channels.eccKey.wanted()) {
            channels.eccKey.raise(new SshEvent.Ssh2EccKey(connection, isClient, key));
        }
        return key != null;
    }

    private boolean hostKey(ByteBuf body) {
        ByteBuf key = SshFields.field(body, 0);
        if (key != null && channels.ssh2ServerHostKey.wanted()) {
            channels.ssh2ServerHostKey.raise(new SshEvent.Ssh2ServerHostKey(connection, key));
        }
        return key != null;
    }

    private boolean group(ByteBuf body) {
        ByteBuf prime = SshFields.field(body, 0);
        ByteBuf generator = SshFields.field(body, 1);
        if (prime == null || generator == null) {
            return false;
        }
        if (channels.dhServerParams.wanted()) {
            channels.dhServerParams.raise(new SshEvent.Ssh2DhServerParams(connection, prime, generator));
        }
        return true;
    }

    private boolean gssError(ByteBuf body) {
        if (body.readableBytes() < 8) {
            return false;
        }
        int start = body.readerIndex();
        ByteBuf text = SshFields.field(body.slice(start + 8, body.readableBytes() - 8), 0);
        if (text == null) {
            return false;
        }
        if (channels.gssError.wanted()) {
            channels.gssError.raise(new SshEvent.Ssh2GssError(
                    connection,
                    body.getUnsignedInt(start),
                    body.getUnsignedInt(start + 4),
                    text.toString(StandardCharsets.ISO_8859_1)));
        }
        return true;
    }

    private static ByteBuf body(ByteBuf message) {
        return message.slice(message.readerIndex() + 1, message.readableBytes() - 1);
    }
}
