package org.nsm.analyzers.ssh;

import org.nsm.api.event.SshEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** The channels of the events of SSH. */
final class SshChannels {

    final Channel<SshEvent.ServerVersion> serverVersion;
    final Channel<SshEvent.ClientVersion> clientVersion;
    final Channel<SshEvent.Capabilities> capabilities;
    final Channel<SshEvent.Ssh2ServerHostKey> ssh2ServerHostKey;
    final Channel<SshEvent.Ssh1ServerHostKey> ssh1ServerHostKey;
    final Channel<SshEvent.Ssh2DhServerParams> dhServerParams;
    final Channel<SshEvent.Ssh2GssError> gssError;
    final Channel<SshEvent.Ssh2EccKey> eccKey;
    final Channel<SshEvent.EncryptedPacket> encryptedPacket;
    final Channel<SshEvent.AuthAttempted> authAttempted;
    final Channel<SshEvent.AuthSuccessful> authSuccessful;

    SshChannels(Channels channels) {
        serverVersion = channels.channel(SshEvent.ServerVersion.class);
        clientVersion = channels.channel(SshEvent.ClientVersion.class);
        capabilities = channels.channel(SshEvent.Capabilities.class);
        ssh2ServerHostKey = channels.channel(SshEvent.Ssh2ServerHostKey.class);
        ssh1ServerHostKey = channels.channel(SshEvent.Ssh1ServerHostKey.class);
        dhServerParams = channels.channel(SshEvent.Ssh2DhServerParams.class);
        gssError = channels.channel(SshEvent.Ssh2GssError.class);
        eccKey = channels.channel(SshEvent.Ssh2EccKey.class);
        encryptedPacket = channels.channel(SshEvent.EncryptedPacket.class);
        authAttempted = channels.channel(SshEvent.AuthAttempted.class);
        authSuccessful = channels.channel(SshEvent.AuthSuccessful.class);
    }
}
