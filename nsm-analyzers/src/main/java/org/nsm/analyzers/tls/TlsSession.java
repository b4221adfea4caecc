package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Ssl;
import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.AnalyzerContext;

/**
 * What a connection remembers of its handshake, and the events of it; the same for streams and datagrams.
 *
 * <p>Nothing here depends on which side of the connection is the client: messages say that themselves, and in DTLS
 * between browsers the responder of the flow may be it.
 */
final class TlsSession implements Ssl.Control {

    private final AnalyzerContext context;
    private final TlsChannels channels;
    private final HandshakeEvents messages;
    private final boolean datagrams;
    private final Side originator = new Side();
    private final Side responder = new Side();

    /** The version that the server chose; 0 while its hello was not seen. */
    private int version;

    private KeyExchange keyExchange = KeyExchange.OTHER;
    private boolean established;
    private boolean clientHelloSeen;

    /** The host declared the handshake finished. */
    private boolean declared;

    /** What is known of one side. */
    private static final class Side {

        private boolean changedCipherSpec;
        private boolean sentEncrypted;
    }

    TlsSession(AnalyzerContext context, boolean datagrams) {
        this.context = context;
        this.datagrams = datagrams;
        channels = context.shared(TlsChannels.class, TlsChannels::new);
        messages = new HandshakeEvents(context, channels);
        context.offer(Ssl.Control.class, this);
    }

    @Override
    public void setEstablished() {
        if (!established) {
            established = true;
            declared = true;
        }
    }

    /** Asks for memory for a message that comes in several records. */
    boolean reserve(int bytes) {
        return context.reserve(bytes);
    }

    /** Gives that memory back. */
    void release(int bytes) {
        context.release(bytes);
    }

    /** Whether the content of a handshake message is looked at; otherwise it need not be collected. */
    boolean reads(int type) {
        return switch (type) {
            case HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO -> true;
            case HandshakeType.NEW_SESSION_TICKET -> channels.sessionTicket.wanted();
            case HandshakeType.SERVER_KEY_EXCHANGE -> channels.serverKeyExchange;
            case HandshakeType.CLIENT_KEY_EXCHANGE -> channels.clientKeyExchange;
            case HandshakeType.CERTIFICATE_STATUS -> channels.stapledOcsp.wanted();
            default -> false;
        };
    }

    /** Whether a record in a stream is encrypted. */
    boolean encrypted(boolean isOrig, int contentType) {
        if (declared || contentType == ContentType.APPLICATION_DATA) {
            return true; // in TLS 1.3 all that is encrypted looks so (RFC 8446, section 5.2)
        }
        return side(isOrig).changedCipherSpec && !ProtocolVersion.isTls13(version);
    }

    /** Whether the host declared the handshake finished. */
    boolean declaredEstablished() {
        return declared;
    }

    private Side side(boolean isOrig) {
        return isOrig ? originator : responder;
    }

    /** An encrypted record was seen. */
    void encryptedRecord(boolean isOrig, int recordVersion, int contentType, int length) {
        side(isOrig).sentEncrypted = true;
        if (!established && encrypts(originator) && encrypts(responder)) {
            established = true;
            if (channels.established.wanted()) {
                channels.established.raise(new SslEvent.Established(context.connection()));
            }
        }
        if (channels.encryptedData.wanted()) {
            channels.encryptedData.raise(
                    new SslEvent.EncryptedData(context.connection(), isOrig, recordVersion, contentType, length));
        }
    }

    private boolean encrypts(Side side) {
        return side.sentEncrypted || side.changedCipherSpec && !ProtocolVersion.isTls13(version);
    }

    /** A record in clear ended. */
    void plaintextRecord(boolean isOrig, int recordVersion, int contentType, int length) {
        if (channels.plaintextData.wanted()) {
            channels.plaintextData.raise(
                    new SslEvent.PlaintextData(context.connection(), isOrig, recordVersion, contentType, length));
        }
    }

    /** The content of a record in clear that is neither handshake nor data. */
    void control(boolean isOrig, int contentType, ByteBuf body) {
        switch (contentType) {
            case ContentType.CHANGE_CIPHER_SPEC -> changeCipherSpec(isOrig);
            case ContentType.ALERT -> alerts(isOrig, body);
            case ContentType.HEARTBEAT -> heartbeat(isOrig, body);
            default -> {}
        }
    }

    private void changeCipherSpec(boolean isOrig) {
        side(isOrig).changedCipherSpec = true;
        if (channels.changeCipherSpec.wanted()) {
            channels.changeCipherSpec.raise(new SslEvent.ChangeCipherSpec(context.connection(), isOrig));
        }
    }

    private void alerts(boolean isOrig, ByteBuf body) {
        if (body.readableBytes() % 2 != 0) {
            context.malformed("an alert of half a length");
        }
        if (channels.alert.wanted()) {
            Cursor cursor = new Cursor(body);
            while (cursor.remaining() >= 2) {
                channels.alert.raise(new SslEvent.Alert(context.connection(), isOrig, cursor.u8(), cursor.u8()));
            }
        }
    }

    private void heartbeat(boolean isOrig, ByteBuf body) {
        Cursor cursor = new Cursor(body);
        int type = cursor.u8();
        int payloadLength = cursor.u16();
        ByteBuf payload = cursor.rest();
        if (cursor.failed()) {
            context.malformed("a heartbeat without length");
        } else if (channels.heartbeat.wanted()) {
            channels.heartbeat.raise(new SslEvent.Heartbeat(
                    context.connection(), isOrig, body.readableBytes(), type, payloadLength, payload));
        }
    }

    /**
     * A handshake message is complete.
     *
     * @param isOrig        who sent it
     * @param recordVersion the version in the header of its last record
     * @param type          its type
     * @param length        its length without header
     * @param body          the message without header, read-only; null if it was not collected
     */
    void message(boolean isOrig, int recordVersion, int type, int length, @Nullable ByteBuf body) {
        if (!context.active()) {
            return; // a message before it in the same record was none
        }
        if (body != null && !read(isOrig, recordVersion, type, body)) {
            if (type == HandshakeType.CLIENT_HELLO) {
                context.violation("a malformed client hello");
                return;
            }
            context.malformed("a malformed handshake message of type " + type);
        }
        if (channels.handshakeMessage.wanted() && context.active()) {
            channels.handshakeMessage.raise(new SslEvent.HandshakeMessage(context.connection(), isOrig, type, length));
        }
    }

    private boolean read(boolean isOrig, int recordVersion, int type, ByteBuf body) {
        return switch (type) {
            case HandshakeType.CLIENT_HELLO -> clientHello(isOrig, recordVersion, body);
            case HandshakeType.SERVER_HELLO -> serverHello(isOrig, recordVersion, body);
            case HandshakeType.NEW_SESSION_TICKET -> messages.sessionTicket(body);
            case HandshakeType.SERVER_KEY_EXCHANGE -> messages.serverKeyExchange(body, keyExchange, version);
            case HandshakeType.CLIENT_KEY_EXCHANGE -> messages.clientKeyExchange(body, keyExchange);
            case HandshakeType.CERTIFICATE_STATUS -> messages.certificateStatus(isOrig, body);
            default -> true;
        };
    }

    private boolean clientHello(boolean isOrig, int recordVersion, ByteBuf body) {
        ClientHello hello = ClientHello.parse(body, datagrams);
        if (hello == null) {
            return false;
        }
        clientHelloSeen = true;
        context.confirm();
        side(isOrig).sentEncrypted = false; // early data before a retry request was in vain
        if (channels.clientHello.wanted()) {
            ByteBuf random = hello.random();
            int at = random.readerIndex();
            channels.clientHello.raise(new SslEvent.ClientHello(
                    context.connection(),
                    hello.version(),
                    recordVersion,
                    Instant.ofEpochSecond(random.getUnsignedInt(at)),
                    random.slice(at + 4, 28),
                    hello.sessionId(),
                    Extensions.suites16(hello.ciphers()),
                    Extensions.numbers8(hello.compressionMethods())));
        }
        if (channels.extensions || datagrams) { // of datagrams they say how long connection identifiers are
            messages.extensions(isOrig, true, hello.extensions());
        }
        return true;
    }

    private boolean serverHello(boolean isOrig, int recordVersion, ByteBuf body) {
        ServerHello hello = ServerHello.parse(body);
        if (hello == null) {
            return false;
        }
        if (channels.serverHello.wanted()) {
            ByteBuf random = hello.random();
            int at = random.readerIndex();
            channels.serverHello.raise(new SslEvent.ServerHello(
                    context.connection(),
                    hello.version(),
                    recordVersion,
                    hello.brief() ? Instant.EPOCH : Instant.ofEpochSecond(random.getUnsignedInt(at)),
                    hello.brief() ? random : random.slice(at + 4, 28),
                    hello.sessionId(),
                    hello.cipher(),
                    hello.compressionMethod()));
        }
        keyExchange = CipherSuites.keyExchange(hello.cipher());
        int selected = messages.extensions(isOrig, false, hello.extensions());
        version = selected == 0 ? hello.version() : selected;
        return true;
    }

    /** Whether a client hello was read, after which oddities do not put the choice of protocol in doubt. */
    boolean sawClientHello() {
        return clientHelloSeen;
    }

    /** Whether records with the unified header may come. */
    boolean mayBeDtls13() {
        return clientHelloSeen && (version == 0 || version == ProtocolVersion.DTLS_1_3);
    }

    /** How many octets of connection identifier a side asked its peer for. */
    int connectionIdLength(boolean isOrig) {
        return messages.connectionIdLength(isOrig);
    }

    /** A hello of SSL 2.0, whatever version it asks for. */
    boolean ssl2ClientHello(ByteBuf record) {
        Ssl2ClientHello hello = Ssl2ClientHello.parse(record);
        if (hello == null) {
            return false;
        }
        context.confirm();
        if (channels.clientHello.wanted()) {
            channels.clientHello.raise(new SslEvent.ClientHello(
                    context.connection(),
                    hello.version(),
                    0,
                    Instant.EPOCH,
                    hello.challenge(),
                    hello.sessionId(),
                    Extensions.suites24(hello.ciphers()),
                    List.of()));
        }
        return true;
    }

    /** The answer of a server that speaks SSL 2.0. */
    boolean ssl2ServerHello(ByteBuf record) {
        Ssl2ServerHello hello = Ssl2ServerHello.parse(record);
        if (hello == null) {
            return false;
        }
        version = hello.version();
        if (channels.serverHello.wanted()) {
            channels.serverHello.raise(new SslEvent.ServerHello(
                    context.connection(),
                    hello.version(),
                    0,
                    Instant.EPOCH,
                    hello.connectionId(),
                    Unpooled.EMPTY_BUFFER,
                    hello.firstCipher(),
                    0));
        }
        return true;
    }

    /** The client of SSL 2.0 sent its key: whatever follows, of either side, is encrypted. */
    void ssl2MasterKey() {
        originator.changedCipherSpec = true;
        responder.changedCipherSpec = true;
    }

    /** Whether the peers speak SSL 2.0. */
    boolean ssl2() {
        return version == ProtocolVersion.SSL_2_0;
    }

    /** A new handshake begins on the same addresses and ports. */
    void restart() {
        version = 0;
        keyExchange = KeyExchange.OTHER;
        originator.changedCipherSpec = false;
        originator.sentEncrypted = false;
        responder.changedCipherSpec = false;
        responder.sentEncrypted = false;
        established = declared;
    }
}
