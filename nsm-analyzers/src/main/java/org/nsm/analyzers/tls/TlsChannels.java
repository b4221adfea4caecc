package org.nsm.analyzers.tls;

import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of the protocol, resolved once. */
@SuppressWarnings("deprecation") // of the curve, which stays until hosts moved on
final class TlsChannels {

    final Channel<SslEvent.ClientHello> clientHello;
    final Channel<SslEvent.ServerHello> serverHello;
    final Channel<SslEvent.Extension> extension;
    final Channel<SslEvent.ExtensionEllipticCurves> ellipticCurves;
    final Channel<SslEvent.ExtensionEcPointFormats> ecPointFormats;
    final Channel<SslEvent.ExtensionSignatureAlgorithm> signatureAlgorithm;
    final Channel<SslEvent.ExtensionKeyShare> keyShare;
    final Channel<SslEvent.ExtensionApplicationLayerProtocolNegotiation> applicationProtocols;
    final Channel<SslEvent.ExtensionServerName> serverName;
    final Channel<SslEvent.ExtensionSignedCertificateTimestamp> certificateTimestamp;
    final Channel<SslEvent.ExtensionSupportedVersions> supportedVersions;
    final Channel<SslEvent.ExtensionPskKeyExchangeModes> pskKeyExchangeModes;
    final Channel<SslEvent.ServerCurve> serverCurve;
    final Channel<SslEvent.EcdhServerParams> ecdhServerParams;
    final Channel<SslEvent.DhServerParams> dhServerParams;
    final Channel<SslEvent.ServerSignature> serverSignature;
    final Channel<SslEvent.EcdhClientParams> ecdhClientParams;
    final Channel<SslEvent.DhClientParams> dhClientParams;
    final Channel<SslEvent.RsaClientPms> rsaClientPms;
    final Channel<SslEvent.SessionTicketHandshake> sessionTicket;
    final Channel<SslEvent.StapledOcsp> stapledOcsp;
    final Channel<SslEvent.HandshakeMessage> handshakeMessage;
    final Channel<SslEvent.ChangeCipherSpec> changeCipherSpec;
    final Channel<SslEvent.Alert> alert;
    final Channel<SslEvent.Heartbeat> heartbeat;
    final Channel<SslEvent.PlaintextData> plaintextData;
    final Channel<SslEvent.EncryptedData> encryptedData;
    final Channel<SslEvent.Established> established;

    /** Whether anybody listens to extensions. */
    final boolean extensions;

    /** Whether anybody listens to what a server key exchange message says. */
    final boolean serverKeyExchange;

    /** Whether anybody listens to what a client key exchange message says. */
    final boolean clientKeyExchange;

    TlsChannels(Channels channels) {
        clientHello = channels.channel(SslEvent.ClientHello.class);
        serverHello = channels.channel(SslEvent.ServerHello.class);
        extension = channels.channel(SslEvent.Extension.class);
        ellipticCurves = channels.channel(SslEvent.ExtensionEllipticCurves.class);
        ecPointFormats = channels.channel(SslEvent.ExtensionEcPointFormats.class);
        signatureAlgorithm = channels.channel(SslEvent.ExtensionSignatureAlgorithm.class);
        keyShare = channels.channel(SslEvent.ExtensionKeyShare.class);
        applicationProtocols = channels.channel(SslEvent.ExtensionApplicationLayerProtocolNegotiation.class);
        serverName = channels.channel(SslEvent.ExtensionServerName.class);
        certificateTimestamp = channels.channel(SslEvent.ExtensionSignedCertificateTimestamp.class);
        supportedVersions = channels.channel(SslEvent.ExtensionSupportedVersions.class);
        pskKeyExchangeModes = channels.channel(SslEvent.ExtensionPskKeyExchangeModes.class);
        serverCurve = channels.channel(SslEvent.ServerCurve.class);
        ecdhServerParams = channels.channel(SslEvent.EcdhServerParams.class);
        dhServerParams = channels.channel(SslEvent.DhServerParams.class);
        serverSignature = channels.channel(SslEvent.ServerSignature.class);
        ecdhClientParams = channels.channel(SslEvent.EcdhClientParams.class);
        dhClientParams = channels.channel(SslEvent.DhClientParams.class);
        rsaClientPms = channels.channel(SslEvent.RsaClientPms.class);
        sessionTicket = channels.channel(SslEvent.SessionTicketHandshake.class);
        stapledOcsp = channels.channel(SslEvent.StapledOcsp.class);
        handshakeMessage = channels.channel(SslEvent.HandshakeMessage.class);
        changeCipherSpec = channels.channel(SslEvent.ChangeCipherSpec.class);
        alert = channels.channel(SslEvent.Alert.class);
        heartbeat = channels.channel(SslEvent.Heartbeat.class);
        plaintextData = channels.channel(SslEvent.PlaintextData.class);
        encryptedData = channels.channel(SslEvent.EncryptedData.class);
        established = channels.channel(SslEvent.Established.class);
        extensions = extension.wanted()
                || ellipticCurves.wanted()
                || ecPointFormats.wanted()
                || signatureAlgorithm.wanted()
                || keyShare.wanted()
                || applicationProtocols.wanted()
                || serverName.wanted()
                || certificateTimestamp.wanted()
                || supportedVersions.wanted()
                || pskKeyExchangeModes.wanted();
        serverKeyExchange = serverCurve.wanted()
                || ecdhServerParams.wanted()
                || dhServerParams.wanted()
                || serverSignature.wanted();
        clientKeyExchange = ecdhClientParams.wanted() || dhClientParams.wanted() || rsaClientPms.wanted();
    }
}
