package org.nsm.analyzers.krb;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Options;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.ProtocolContext;

/** What the Kerberos analyzers of all connections share: the channels, the readers and the keys. */
final class KrbChannels {

    final Channel<KrbEvent.AsRequest> asRequest;
    final Channel<KrbEvent.AsResponse> asResponse;
    final Channel<KrbEvent.TgsRequest> tgsRequest;
    final Channel<KrbEvent.TgsResponse> tgsResponse;
    final Channel<KrbEvent.ApRequest> apRequest;
    final Channel<KrbEvent.ApResponse> apResponse;
    final Channel<KrbEvent.Priv> priv;
    final Channel<KrbEvent.Safe> safe;
    final Channel<KrbEvent.Cred> cred;
    final Channel<KrbEvent.Error> error;

    /** For one message at a time. */
    final KrbReader reader = new KrbReader();

    final KdcRequestReader requestReader = new KdcRequestReader();
    final ErrorReader errorReader = new ErrorReader();

    /** Opens tickets; null if the host gave no keys. */
    final @Nullable TicketDecryptor decryptor;

    /**
     * Makes them.
     *
     * @throws IllegalArgumentException if the option {@link Options#KRB_KEYTAB} cannot be followed
     */
    KrbChannels(ProtocolContext channels) {
        asRequest = channels.channel(KrbEvent.AsRequest.class);
        asResponse = channels.channel(KrbEvent.AsResponse.class);
        tgsRequest = channels.channel(KrbEvent.TgsRequest.class);
        tgsResponse = channels.channel(KrbEvent.TgsResponse.class);
        apRequest = channels.channel(KrbEvent.ApRequest.class);
        apResponse = channels.channel(KrbEvent.ApResponse.class);
        priv = channels.channel(KrbEvent.Priv.class);
        safe = channels.channel(KrbEvent.Safe.class);
        cred = channels.channel(KrbEvent.Cred.class);
        error = channels.channel(KrbEvent.Error.class);
        decryptor = TicketDecryptor.of(channels.option(Options.KRB_KEYTAB));
    }
}
