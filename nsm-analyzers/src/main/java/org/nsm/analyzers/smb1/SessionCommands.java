package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.FilePaths;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.Connection;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.spi.AnalyzerContext;

/** The commands on the connection itself, on the sessions of users in it, and on shares. Methods return false for a block that does not fit. */
final class SessionCommands {

    /** A client waits for each of these before it goes on; more at once are made to be many. */
    private static final int MAX_PENDING = 16;

    /** Fewer bytes are no token of any kind. */
    private static final int MIN_TOKEN = 8;

    private final AnalyzerContext context;
    private final Smb1Channels channels;
    private final SecurityTokens tokens;
    private final FileAccess files;
    private final Shares shares;

    /** The paths of shares whose connect is not answered yet, if the host wants files. */
    private final RecentTable<String> connects = new RecentTable<>(MAX_PENDING);

    SessionCommands(
            AnalyzerContext context, Smb1Channels channels, SecurityTokens tokens, FileAccess files, Shares shares) {
        this.context = context;
        this.channels = channels;
        this.tokens = tokens;
        this.files = files;
        this.shares = shares;
    }

    private Connection connection() {
        return context.connection();
    }

    private void token(Smb1Message message, ByteBuf token) {
        if (token.readableBytes() >= MIN_TOKEN) {
            tokens.token(message.isOrig(), token);
        }
    }

    boolean negotiate(Smb1Message message) {
        Fields in = message.fields();
        if (!channels.negotiateRequest.wanted()) {
            in.skip(in.u16());
            return in.fit();
        }
        var dialects = Negotiation.dialects(in);
        if (in.fit()) {
            channels.negotiateRequest.raise(new Smb1Event.NegotiateRequest(connection(), message.header(), dialects));
        }
        return in.fit();
    }

    boolean negotiated(Smb1Message message, int words) {
        Fields in = message.fields();
        Negotiation.Answer answer = Negotiation.answer(in, words);
        if (!in.fit()) {
            return false;
        }
        token(message, answer.token());
        if (channels.negotiateResponse.wanted()) {
            channels.negotiateResponse.raise(
                    new Smb1Event.NegotiateResponse(connection(), message.header(), answer.response()));
        }
        return true;
    }

    boolean sessionSetup(Smb1Message message, int words) {
        Fields in = message.fields();
        if (!SessionSetup.isRequest(words)) {
            return false;
        }
        SessionSetup.Request request = SessionSetup.request(in, words, channels.sessionSetupAndxRequest.wanted());
        if (!in.fit()) {
            return false;
        }
        token(message, request.token());
        if (request.request() != null) {
            channels.sessionSetupAndxRequest.raise(
                    new Smb1Event.SessionSetupAndxRequest(connection(), message.header(), request.request()));
        }
        return true;
    }

    boolean sessionSetUp(Smb1Message message, int words) {
        Fields in = message.fields();
        SessionSetup.Answer answer = SessionSetup.answer(in, words, channels.sessionSetupAndxResponse.wanted());
        if (!in.fit()) {
            return false;
        }
        token(message, answer.token());
        if (answer.response() != null) {
            channels.sessionSetupAndxResponse.raise(
                    new Smb1Event.SessionSetupAndxResponse(connection(), message.header(), answer.response()));
        }
        return true;
    }

    /** An answer to a session setup of which only the number of words is known. */
    void sessionSetUpUnknown(Smb1Message message, int words) {
        if (channels.sessionSetupAndxResponse.wanted()) {
            channels.sessionSetupAndxResponse.raise(new Smb1Event.SessionSetupAndxResponse(
                    connection(), message.header(), SessionSetup.unknown(words)));
        }
    }

    /** A logoff or the answer to one. */
    boolean logoff(Smb1Message message) {
        Fields in = message.fields();
        in.skip(Short.BYTES);
        if (in.fit() && channels.logoffAndx.wanted()) {
            channels.logoffAndx.raise(new Smb1Event.LogoffAndx(connection(), message.isOrig()));
        }
        return in.fit();
    }

    boolean treeConnect(Smb1Message message) {
        Fields in = message.fields();
        TreeConnect.Request request = TreeConnect.request(in);
        if (!in.fit()) {
            return false;
        }
        if (files.wanted() && connects.put(message.exchange(), 0, FilePaths.kept(request.path())) != null) {
            context.weird("smb1_request_evicted", "");
        }
        if (channels.treeConnectAndxRequest.wanted()) {
            channels.treeConnectAndxRequest.raise(new Smb1Event.TreeConnectAndxRequest(
                    connection(), message.header(), request.path(), request.service()));
        }
        return true;
    }

    boolean treeConnected(Smb1Message message, int words) {
        Fields in = message.fields();
        TreeConnect.Answer answer = TreeConnect.answer(in, words);
        @Nullable String path = connects.remove(message.exchange(), 0);
        if (!in.fit()) {
            return false;
        }
        shares.connected(message.treeId(), path == null ? "" : path, answer.service());
        if (channels.treeConnectAndxResponse.wanted()) {
            channels.treeConnectAndxResponse.raise(new Smb1Event.TreeConnectAndxResponse(
                    connection(), message.header(), answer.service(), answer.fileSystem()));
        }
        return true;
    }

    /** A disconnect from a share, or the answer to one, which holds something. */
    boolean treeDisconnect(Smb1Message message) {
        message.fields().skip(Short.BYTES);
        if (!message.fields().fit()) {
            return false;
        }
        if (!message.isOrig()) {
            treeDisconnected(message);
        }
        emptyTreeDisconnect(message);
        return true;
    }

    /** The same without parameters and data. */
    void emptyTreeDisconnect(Smb1Message message) {
        if (channels.treeDisconnect.wanted()) {
            channels.treeDisconnect.raise(
                    new Smb1Event.TreeDisconnect(connection(), message.header(), message.isOrig()));
        }
    }

    /** The server confirmed that the client gave up a share. */
    void treeDisconnected(Smb1Message message) {
        if (message.successful()) {
            shares.disconnected(message.treeId());
        }
    }

    boolean echo(Smb1Message message) {
        Fields in = message.fields();
        int number = in.u16();
        ByteBuf data = in.bytes(in.u16());
        if (!in.fit()) {
            return false;
        }
        if (message.isOrig() && channels.echoRequest.wanted()) {
            channels.echoRequest.raise(new Smb1Event.EchoRequest(connection(), number, data));
        } else if (!message.isOrig() && channels.echoResponse.wanted()) {
            channels.echoResponse.raise(new Smb1Event.EchoResponse(connection(), number, data));
        }
        return true;
    }

    /** A request failed. */
    void failed(Smb1Message message) {
        connects.remove(message.exchange(), 0);
    }
}
