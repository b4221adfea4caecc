package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.Ssl.SignatureAndHashAlgorithm;
import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.AnalyzerContext;

/** The events of what handshake messages carry: extensions, key exchange, tickets and certificate status. */
final class HandshakeEvents {

    /** A single response (RFC 6066, section 8), the only kind that reached use. */
    private static final int OCSP = 1;

    private final AnalyzerContext context;
    private final TlsChannels channels;
    private int originatorIdLength;
    private int responderIdLength;

    HandshakeEvents(AnalyzerContext context, TlsChannels channels) {
        this.context = context;
        this.channels = channels;
    }

    private Connection connection() {
        return context.connection();
    }

    int connectionIdLength(boolean isOrig) {
        return isOrig ? originatorIdLength : responderIdLength;
    }

    /**
     * Raises the events of the extensions of a hello.
     *
     * @param isOrig     who sent it
     * @param client     whether it is a client hello
     * @param extensions the list
     * @return the version that a server selected, or 0 if it says nothing about that
     */
    int extensions(boolean isOrig, boolean client, ByteBuf extensions) {
        int selected = 0;
        ExtensionReader reader = new ExtensionReader(extensions);
        while (reader.next()) {
            ByteBuf data = reader.data();
            int code = reader.code();
            if (channels.extension.wanted()) {
                channels.extension.raise(new SslEvent.Extension(connection(), isOrig, code, data));
            }
            if (code == Extensions.SUPPORTED_VERSIONS && !client) {
                selected = Extensions.selectedVersion(data);
            } else if (code == Extensions.CONNECTION_ID) {
                connectionId(isOrig, data);
            }
            if (!extension(isOrig, client, code, data)) {
                context.weird("ssl_malformed_extension", Integer.toString(code));
            }
        }
        if (reader.failed()) {
            context.weird("ssl_extensions_exceed_message", "");
        }
        return selected;
    }

    private void connectionId(boolean isOrig, ByteBuf data) {
        if (isOrig) {
            originatorIdLength = Extensions.connectionIdLength(data);
        } else {
            responderIdLength = Extensions.connectionIdLength(data);
        }
    }

    private boolean extension(boolean isOrig, boolean client, int code, ByteBuf data) {
        return switch (code) {
            case Extensions.SERVER_NAME -> serverName(isOrig, data);
            case Extensions.SUPPORTED_GROUPS -> ellipticCurves(isOrig, data);
            case Extensions.EC_POINT_FORMATS -> pointFormats(isOrig, data);
            case Extensions.SIGNATURE_ALGORITHMS -> signatureAlgorithms(isOrig, data);
            case Extensions.APPLICATION_LAYER_PROTOCOLS -> applicationProtocols(isOrig, data);
            case Extensions.SIGNED_CERTIFICATE_TIMESTAMPS -> certificateTimestamps(isOrig, data);
            case Extensions.SUPPORTED_VERSIONS -> supportedVersions(isOrig, client, data);
            case Extensions.PSK_KEY_EXCHANGE_MODES -> pskModes(isOrig, data);
            case Extensions.KEY_SHARE, Extensions.DRAFT_KEY_SHARE -> keyShare(isOrig, client, data);
            default -> true;
        };
    }

    private boolean serverName(boolean isOrig, ByteBuf data) {
        if (!channels.serverName.wanted() || !data.isReadable()) { // a server acknowledges with nothing at all
            return true;
        }
        List<String> names = Extensions.serverNames(data);
        if (names != null) {
            channels.serverName.raise(new SslEvent.ExtensionServerName(connection(), isOrig, names));
        }
        return names != null;
    }

    private boolean ellipticCurves(boolean isOrig, ByteBuf data) {
        if (!channels.ellipticCurves.wanted()) {
            return true;
        }
        List<Integer> curves = Extensions.groups(data);
        if (curves != null) {
            channels.ellipticCurves.raise(new SslEvent.ExtensionEllipticCurves(connection(), isOrig, curves));
        }
        return curves != null;
    }

    private boolean pointFormats(boolean isOrig, ByteBuf data) {
        if (!channels.ecPointFormats.wanted()) {
            return true;
        }
        List<Integer> formats = Extensions.octets(data);
        if (formats != null) {
            channels.ecPointFormats.raise(new SslEvent.ExtensionEcPointFormats(connection(), isOrig, formats));
        }
        return formats != null;
    }

    private boolean signatureAlgorithms(boolean isOrig, ByteBuf data) {
        if (!channels.signatureAlgorithm.wanted()) {
            return true;
        }
        List<SignatureAndHashAlgorithm> algorithms = Extensions.signatureAlgorithms(data);
        if (algorithms != null) {
            channels.signatureAlgorithm.raise(
                    new SslEvent.ExtensionSignatureAlgorithm(connection(), isOrig, algorithms));
        }
        return algorithms != null;
    }

    private boolean applicationProtocols(boolean isOrig, ByteBuf data) {
        if (!channels.applicationProtocols.wanted()) {
            return true;
        }
        List<String> names = Extensions.applicationProtocols(data);
        if (names != null) {
            channels.applicationProtocols.raise(
                    new SslEvent.ExtensionApplicationLayerProtocolNegotiation(connection(), isOrig, names));
        }
        return names != null;
    }

    private boolean certificateTimestamps(boolean isOrig, ByteBuf data) {
        if (!channels.certificateTimestamp.wanted()) {
            return true;
        }
        List<SignedCertificateTimestamp> timestamps = SignedCertificateTimestamp.list(data);
        if (timestamps == null) {
            return false;
        }
        for (SignedCertificateTimestamp timestamp : timestamps) {
            channels.certificateTimestamp.raise(new SslEvent.ExtensionSignedCertificateTimestamp(
                    connection(),
                    isOrig,
                    timestamp.version(),
                    timestamp.logId(),
                    timestamp.timestamp(),
                    timestamp.algorithm(),
                    timestamp.signature()));
        }
        return true;
    }

    private boolean supportedVersions(boolean isOrig, boolean client, ByteBuf data) {
        if (!channels.supportedVersions.wanted()) {
            return true;
        }
        List<Integer> versions = Extensions.supportedVersions(data, client);
        if (versions != null) {
            channels.supportedVersions.raise(new SslEvent.ExtensionSupportedVersions(connection(), isOrig, versions));
        }
        return versions != null;
    }

    private boolean pskModes(boolean isOrig, ByteBuf data) {
        if (!channels.pskKeyExchangeModes.wanted()) {
            return true;
        }
        List<Integer> modes = Extensions.octets(data);
        if (modes != null) {
            channels.pskKeyExchangeModes.raise(new SslEvent.ExtensionPskKeyExchangeModes(connection(), isOrig, modes));
        }
        return modes != null;
    }

    private boolean keyShare(boolean isOrig, boolean client, ByteBuf data) {
        if (!channels.keyShare.wanted()) {
            return true;
        }
        List<Integer> groups = Extensions.keyShares(data, client);
        if (groups != null) {
            channels.keyShare.raise(new SslEvent.ExtensionKeyShare(connection(), isOrig, groups));
        }
        return groups != null;
    }

    /** Returns false if the message is malformed; so do the others. */
    boolean serverKeyExchange(ByteBuf body, KeyExchange keyExchange, int version) {
        Cursor cursor = new Cursor(body);
        if (keyExchange.preSharedKey()) {
            cursor.vector16(); // a hint at the identity
        }
        boolean read = switch (keyExchange.share()) {
            case NONE, SECRET -> true;
            case CURVE -> curve(cursor);
            case FINITE_FIELD -> finiteField(cursor);
        };
        if (!read || !keyExchange.signed() || !cursor.hasMore()) {
            return read;
        }
        return signature(ServerKeyExchange.signature(cursor, version));
    }

    @SuppressWarnings("deprecation") // the curve alone is documented, too
    private boolean curve(Cursor cursor) {
        ServerKeyExchange.Curve share = ServerKeyExchange.curve(cursor);
        if (share == null || share == ServerKeyExchange.EXPLICIT) {
            return share != null;
        }
        if (channels.serverCurve.wanted()) {
            channels.serverCurve.raise(new SslEvent.ServerCurve(connection(), share.curve()));
        }
        if (channels.ecdhServerParams.wanted()) {
            channels.ecdhServerParams.raise(new SslEvent.EcdhServerParams(connection(), share.curve(), share.point()));
        }
        return true;
    }

    private boolean finiteField(Cursor cursor) {
        ServerKeyExchange.FiniteField share = ServerKeyExchange.finiteField(cursor);
        if (share == null) {
            return false;
        }
        if (channels.dhServerParams.wanted()) {
            channels.dhServerParams.raise(
                    new SslEvent.DhServerParams(connection(), share.prime(), share.generator(), share.publicKey()));
        }
        return true;
    }

    private boolean signature(ServerKeyExchange.@Nullable Signature signature) {
        if (signature == null) {
            return false;
        }
        if (channels.serverSignature.wanted()) {
            channels.serverSignature.raise(
                    new SslEvent.ServerSignature(connection(), signature.algorithm(), signature.signature()));
        }
        return true;
    }

    boolean clientKeyExchange(ByteBuf body, KeyExchange keyExchange) {
        Cursor cursor = new Cursor(body);
        if (keyExchange.preSharedKey()) {
            cursor.vector16(); // the identity
        }
        ByteBuf share = cursor.rest();
        if (cursor.failed()) {
            return false;
        }
        switch (keyExchange.share()) {
            case SECRET -> {
                if (channels.rsaClientPms.wanted()) {
                    channels.rsaClientPms.raise(new SslEvent.RsaClientPms(connection(), share));
                }
            }
            case FINITE_FIELD -> {
                if (channels.dhClientParams.wanted()) {
                    channels.dhClientParams.raise(new SslEvent.DhClientParams(connection(), share));
                }
            }
            case CURVE -> {
                if (channels.ecdhClientParams.wanted()) {
                    channels.ecdhClientParams.raise(new SslEvent.EcdhClientParams(connection(), share));
                }
            }
            case NONE -> {}
        }
        return true;
    }

    boolean sessionTicket(ByteBuf body) {
        Cursor cursor = new Cursor(body);
        long lifetimeHint = cursor.u32();
        ByteBuf ticket = cursor.rest();
        if (cursor.failed()) {
            return false;
        }
        channels.sessionTicket.raise(new SslEvent.SessionTicketHandshake(connection(), lifetimeHint, ticket));
        return true;
    }

    boolean certificateStatus(boolean isOrig, ByteBuf body) {
        Cursor cursor = new Cursor(body);
        int type = cursor.u8();
        ByteBuf response = cursor.vector24();
        if (cursor.failed()) {
            return false;
        }
        if (type == OCSP) {
            channels.stapledOcsp.raise(new SslEvent.StapledOcsp(connection(), isOrig, response));
        }
        return true;
    }
}
