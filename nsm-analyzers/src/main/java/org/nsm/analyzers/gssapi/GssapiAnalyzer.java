package org.nsm.analyzers.gssapi;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.GssapiEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.UdpAnalyzer;

/**
 * Raises {@link GssapiEvent}s from the tokens that another protocol carries, and hands on what the mechanism agreed on put
 * into them. A token may as well be one of Kerberos alone, without a negotiation around it.
 */
public final class GssapiAnalyzer extends UdpAnalyzer {

    private final Channel<GssapiEvent.NegResult> results;
    private ApplicationStage.@Nullable DatagramSink ntlm;
    private ApplicationStage.@Nullable DatagramSink kerberos;

    /**
     * For the table of protocols.
     *
     * @param context the surroundings
     */
    public GssapiAnalyzer(AnalyzerContext context) {
        super(context);
        results = context.channel(GssapiEvent.NegResult.class);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        boolean understood = MechanismToken.isSpnego(payload)
                ? negotiation(isOrig, new NegotiationToken(payload))
                : mechanism(isOrig, payload);
        if (understood) {
            confirm();
        } else {
            malformed("no token of GSS-API");
        }
    }

    /** What was found before the token breaks off is reported. */
    private boolean negotiation(boolean isOrig, NegotiationToken token) {
        while (token.next()) {
            if (token.isState()) {
                int state = token.state();
                if (!token.failed() && results.wanted()) {
                    results.raise(new GssapiEvent.NegResult(connection(), state));
                }
            } else if (token.isMechanismToken()) {
                mechanism(isOrig, token.mechanismToken());
            }
        }
        return !token.failed();
    }

    /** Hands on what a mechanism has to say. False if it is none of those that are understood. */
    private boolean mechanism(boolean isOrig, ByteBuf bytes) {
        MechanismToken token = MechanismToken.of(bytes);
        if (token == null) {
            return false;
        }
        if (token.mechanism() == MechanismToken.Mechanism.NTLM) {
            if (ntlm == null) {
                ntlm = context().datagramChild(AnalyzerTag.NTLM);
            }
            deliver(ntlm, isOrig, token.message());
        } else {
            if (kerberos == null) {
                kerberos = context().datagramChild(AnalyzerTag.KRB);
            }
            deliver(kerberos, isOrig, token.message());
        }
        return true;
    }

    private static void deliver(ApplicationStage.@Nullable DatagramSink sink, boolean isOrig, ByteBuf message) {
        if (sink != null && !sink.done() && message.isReadable()) {
            sink.datagram(isOrig, message);
        }
    }
}
