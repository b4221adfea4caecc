package org.nsm.analyzers.ftp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;

/**
 * The tokens of an authentication by the GSS-API (RFC 2228, section 3): in base64, the client's as the argument of ADAT,
 * the server's behind {@code ADAT=} in its replies. The first one tells the mechanism: a TLS handshake, as grids use it, or
 * a token of the GSS-API. The first that cannot be decoded ends it.
 */
final class AdatTokens {

    private static final String PREFIX = "ADAT=";
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR_VERSION = 3;
    private static final int GSSAPI_INITIAL_TOKEN = 0x60;

    /** Any other reply ends the authentication: with the last token (235), or by a failure. */
    private static final int MORE_TOKENS = 335;

    private final AnalyzerContext context;
    private boolean expected;
    private ApplicationStage.@Nullable StreamSink stream;
    private ApplicationStage.@Nullable DatagramSink messages;

    AdatTokens(AnalyzerContext context) {
        this.context = context;
    }

    /** Whether tokens are on their way. */
    boolean expected() {
        return expected;
    }

    /** The server asked for tokens. */
    void begin() {
        end();
        expected = true;
    }

    /** A reply, perhaps to a token. */
    void reply(int code, String message) {
        if (!expected) {
            return;
        }
        if (message.startsWith(PREFIX)) {
            token(false, message.substring(PREFIX.length()));
        }
        if (code != MORE_TOKENS) {
            end();
        }
    }

    /** A side sent a token. */
    void token(boolean isOrig, String base64) {
        if (!expected) {
            return;
        }
        ByteBuf token = Base64Text.decode(base64.strip());
        if (token == null || !token.isReadable() || !choose(token)) {
            end();
        } else if (stream != null) {
            stream.data(isOrig, token);
        } else if (messages != null) {
            messages.datagram(isOrig, token);
        }
    }

    /** Makes what reads the tokens, by the first of them. */
    private boolean choose(ByteBuf token) {
        if (stream != null || messages != null) {
            return true;
        }
        int first = token.getUnsignedByte(0);
        if (first == TLS_HANDSHAKE && token.readableBytes() > 1 && token.getByte(1) == TLS_MAJOR_VERSION) {
            stream = context.streamChild(AnalyzerTag.SSL);
        } else if (first == GSSAPI_INITIAL_TOKEN) {
            messages = context.datagramChild(AnalyzerTag.GSSAPI);
        }
        return stream != null || messages != null;
    }

    private void end() {
        expected = false;
        if (stream != null) {
            stream.end();
            stream = null;
        }
        if (messages != null) {
            messages.end();
            messages = null;
        }
    }
}
