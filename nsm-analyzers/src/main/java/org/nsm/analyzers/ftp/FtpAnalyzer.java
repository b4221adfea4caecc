package org.nsm.analyzers.ftp;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.event.Ftp;
import org.nsm.api.event.FtpEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.LineAnalyzer;

/**
 * Raises {@link FtpEvent}s, announces the data connections that the two sides agree on, and leaves the connection to TLS
 * where they agree on that (RFC 4217).
 */
public final class FtpAnalyzer extends LineAnalyzer {

    /** Path names are far shorter; tokens of the GSS-API that carry certificates are the longest lines. */
    private static final int MAX_LINE = 64 << 10;

    /** People think between two commands. */
    private static final Duration INACTIVITY_TIMEOUT = Duration.ofHours(1);

    /** For how long after the agreement a data connection may begin, and begin again. */
    private static final Duration DATA_TIMEOUT = Duration.ofMinutes(5);

    private static final int PASSIVE = 227;
    private static final int EXTENDED_PASSIVE = 229;
    private static final int AUTH_ACCEPTED = 234;
    private static final int ADAT_EXPECTED = 334;

    private final Channel<FtpEvent.Request> requests;
    private final Channel<FtpEvent.Reply> replies;
    private final AdatTokens tokens;
    private boolean confirmed;

    /** The code of the reply of several lines under way, or -1. */
    private int openReply = -1;

    private Authentication asked = Authentication.NONE;

    /** What the last AUTH asked for (RFC 2228, section 3). */
    private enum Authentication {
        NONE,
        TLS,
        GSSAPI
    }

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public FtpAnalyzer(AnalyzerContext context) {
        super(context, MAX_LINE, LineEnd.LF);
        requests = context.channel(FtpEvent.Request.class);
        replies = context.channel(FtpEvent.Reply.class);
        tokens = new AdatTokens(context);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        ByteBuf text = NetworkVirtualTerminal.text(line);
        if (!text.isReadable()) {
            return;
        }
        if (!confirmed) {
            confirmed = true;
            confirm();
            context().inactivityTimeout(INACTIVITY_TIMEOUT);
        }
        int verb = FtpCommand.verb(text);
        boolean known = verb == FtpCommand.PORT
                || verb == FtpCommand.EPRT
                || verb == FtpCommand.AUTH
                || verb == FtpCommand.ADAT;
        if (!known && !requests.wanted()) {
            return;
        }
        FtpCommand command = FtpCommand.parse(text);
        if (requests.wanted()) {
            requests.raise(new FtpEvent.Request(connection(), command.name(), command.argument()));
        }
        if (known) {
            followCommand(verb, command.argument());
        }
    }

    private void followCommand(int verb, String argument) {
        if (verb == FtpCommand.PORT) {
            expectActive(Ftp.parsePort(argument));
        } else if (verb == FtpCommand.EPRT) {
            expectActive(Ftp.parseEprt(argument));
        } else if (verb == FtpCommand.ADAT) {
            tokens.token(true, argument);
        } else {
            asked = authentication(argument);
        }
    }

    /** The mechanism (RFC 4217, section 17.2, which lists older names, too). */
    private static Authentication authentication(String mechanism) {
        return switch (FtpCommand.upperCase(mechanism.strip())) {
            case "TLS", "TLS-C", "TLS-P", "SSL" -> Authentication.TLS;
            case "GSSAPI" -> Authentication.GSSAPI;
            default -> Authentication.NONE;
        };
    }

    @Override
    protected void responderLine(ByteBuf line) {
        ByteBuf text = NetworkVirtualTerminal.text(line);
        if (!text.isReadable()) {
            return;
        }
        int code = FtpReplyLine.code(text);
        int separator = FtpReplyLine.separator(text);
        if (openReply >= 0 && (code != openReply || separator != ' ')) {
            raiseWhole(text, true);
        } else if (code < 0) {
            raiseWhole(text, false);
            malformed("a reply without a code");
        } else {
            boolean continued = openReply < 0 && separator == '-';
            openReply = continued ? code : -1;
            reply(code, text, continued);
        }
    }

    /** Goes on with the next line. The end of a reply of several lines may be lost. */
    @Override
    protected void lineGap(boolean isOrig, long length) {
        skipLine(isOrig);
        if (!isOrig) {
            openReply = -1;
        }
    }

    private void raiseWhole(ByteBuf line, boolean continued) {
        if (replies.wanted()) {
            replies.raise(new FtpEvent.Reply(connection(), 0, text(line), continued));
        }
    }

    private void reply(int code, ByteBuf line, boolean continued) {
        boolean known = code == PASSIVE
                || code == EXTENDED_PASSIVE
                || code == AUTH_ACCEPTED
                || code == ADAT_EXPECTED
                || tokens.expected();
        if (!known && !replies.wanted()) {
            return;
        }
        String message = FtpReplyLine.text(line);
        if (replies.wanted()) {
            replies.raise(new FtpEvent.Reply(connection(), code, message, continued));
        }
        if (!continued && known) {
            followReply(code, message);
        }
    }

    private void followReply(int code, String message) {
        switch (code) {
            case PASSIVE -> expectPassive(Ftp.parsePasv(message));
            case EXTENDED_PASSIVE -> expectExtendedPassive(Ftp.parseEpsv(message));
            case AUTH_ACCEPTED -> {
                if (asked == Authentication.TLS) {
                    context().handOver(AnalyzerTag.SSL);
                }
            }
            case ADAT_EXPECTED -> {
                if (asked == Authentication.GSSAPI) {
                    tokens.begin();
                }
            }
            default -> tokens.reply(code, message);
        }
    }

    /** The server is asked to connect (RFC 959, section 5.2; RFC 2428, section 2), perhaps to a third host. */
    private void expectActive(Ftp.DataPort target) {
        expect(connection().id().responderAddress(), target.address(), target);
    }

    /** The client will connect to where the server says (RFC 959, section 4.1.2). */
    private void expectPassive(Ftp.DataPort target) {
        expect(connection().id().originatorAddress(), target.address(), target);
    }

    /** The client will connect to the server (RFC 2428, section 3). */
    private void expectExtendedPassive(Ftp.DataPort target) {
        expect(connection().id().originatorAddress(), connection().id().responderAddress(), target);
    }

    private void expect(InetAddress originator, InetAddress responder, Ftp.DataPort target) {
        if (target.valid() && target.port().number() != 0) {
            context().expect(originator, responder, target.port(), AnalyzerTag.FTP_DATA, DATA_TIMEOUT);
        }
    }
}
