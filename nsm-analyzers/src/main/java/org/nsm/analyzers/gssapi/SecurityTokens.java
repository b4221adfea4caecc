package org.nsm.analyzers.gssapi;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;

/** Takes the security tokens of one protocol on one connection to the analyzers that understand them, made when first needed. */
public final class SecurityTokens {

    private final AnalyzerContext context;
    private ApplicationStage.@Nullable DatagramSink ntlm;
    private ApplicationStage.@Nullable DatagramSink gssapi;

    /**
     * Makes the way for the tokens of an analyzer.
     *
     * @param context of the analyzer that finds the tokens
     */
    public SecurityTokens(AnalyzerContext context) {
        this.context = context;
    }

    /**
     * Takes a token that may be either: NTLM by its signature, otherwise GSS-API.
     *
     * @param isOrig whether the originator sent it
     * @param token  its readable bytes are the token; its indices stay as they are
     */
    public void token(boolean isOrig, ByteBuf token) {
        if (MechanismToken.isNtlm(token)) {
            ntlm(isOrig, token);
        } else {
            gssapi(isOrig, token);
        }
    }

    /**
     * Takes a token of NTLM.
     *
     * @param isOrig whether the originator sent it
     * @param token  its readable bytes are the token; its indices stay as they are
     */
    public void ntlm(boolean isOrig, ByteBuf token) {
        if (ntlm == null) {
            ntlm = context.datagramChild(AnalyzerTag.NTLM);
        }
        deliver(ntlm, isOrig, token);
    }

    /**
     * Takes a token of GSS-API.
     *
     * @param isOrig whether the originator sent it
     * @param token  its readable bytes are the token; its indices stay as they are
     */
    public void gssapi(boolean isOrig, ByteBuf token) {
        if (gssapi == null) {
            gssapi = context.datagramChild(AnalyzerTag.GSSAPI);
        }
        deliver(gssapi, isOrig, token);
    }

    private static void deliver(ApplicationStage.@Nullable DatagramSink sink, boolean isOrig, ByteBuf token) {
        if (sink != null && !sink.done() && token.isReadable()) {
            sink.datagram(isOrig, token);
        }
    }
}
