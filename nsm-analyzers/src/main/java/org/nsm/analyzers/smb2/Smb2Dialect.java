package org.nsm.analyzers.smb2;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.FilePaths;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.smb.SmbDialect;
import org.nsm.api.Connection;
import org.nsm.api.event.Smb2;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.spi.AnalyzerContext;

/**
 * Understands the messages of SMB 2 and 3 on one connection. The originator sends requests, the responder answers. What an
 * answer does not say itself (which file was read, to which share the client connected) is remembered from its request.
 */
public final class Smb2Dialect implements SmbDialect {

    /** Requests on pipes up to this length are handed on in one piece: longer ones than any client sends. */
    private static final int MAX_WHOLE = 128 * 1024;

    /** Shorter tokens are none. */
    private static final int MIN_TOKEN = 8;

    private static final long FSCTL_PIPE_TRANSCEIVE = 0x0011_c017;
    private static final int SHARE_TYPE_PIPE = 2;

    private final Connection connection;
    private final NamedPipes pipes;
    private final SecurityTokens tokens;
    private final Smb2Channels channels;
    private final Shares shares;
    private final Exchanges exchanges;
    private final Handles handles;
    private final RequestChain chain;
    private final Transfer fromOriginator;
    private final Transfer fromResponder;
    private final Smb2Message message = new Smb2Message();
    private Smb2.@Nullable Header header;

    /**
     * Starts with nothing known.
     *
     * @param context of the analyzer of SMB
     * @param pipes   where bytes of named pipes go
     * @param tokens  where security tokens go
     * @param files   where bytes of files go
     */
    public Smb2Dialect(AnalyzerContext context, NamedPipes pipes, SecurityTokens tokens, FileAccess files) {
        this.pipes = pipes;
        this.tokens = tokens;
        connection = context.connection();
        channels = context.shared(Smb2Channels.class, Smb2Channels::new);
        shares = new Shares(context);
        exchanges = new Exchanges(context);
        handles = new Handles(context, files);
        chain = new RequestChain(handles);
        fromOriginator = new Transfer(true, pipes, files);
        fromResponder = new Transfer(false, pipes, files);
    }

    @Override
    public int take(boolean isOrig, ByteBuf bytes, int length) {
        int taken = read(isOrig, bytes, length);
        // Not to keep the memory that the packet lies in.
        header = null;
        message.forget();
        return taken;
    }

    private int read(boolean isOrig, ByteBuf bytes, int length) {
        int available = bytes.readableBytes();
        if (length < Smb2Message.HEADER) {
            return -length;
        }
        if (available < Smb2Message.HEADER) {
            return MORE;
        }
        message.moveTo(bytes, bytes.readerIndex(), length);
        long next = message.nextCommand();
        boolean compound = next >= Smb2Message.HEADER && next <= length - Smb2Message.HEADER;
        int extent = compound ? (int) next : length;
        message.moveTo(bytes, bytes.readerIndex(), extent);
        int fixed = Smb2Message.HEADER + Smb2Layout.fixedPart(message, isOrig);
        if (available < Math.min(extent, fixed)) {
            return MORE;
        }
        if (isOrig) {
            chain.next(message);
        }
        if (extent >= fixed && available < extent && available < needed(isOrig)) {
            return MORE;
        }
        boolean understood = understand(isOrig, extent >= fixed) && (compound || next == 0);
        return understood ? extent : -extent;
    }

    /** How many bytes must be there for the message to be understood; what follows passes through. */
    private int needed(boolean isRequest) {
        int whole = message.length();
        if (!isRequest && !message.isAnsweredInFull()) {
            return 0;
        }
        return switch (message.command()) {
            case Smb2Message.NEGOTIATE, Smb2Message.SESSION_SETUP, Smb2Message.TREE_CONNECT -> whole;
            case Smb2Message.CREATE -> isRequest ? whole : 0;
            case Smb2Message.SET_INFO ->
                isRequest && Smb2Layout.fileInformation(message) != Smb2Layout.FileInformation.OTHER ? whole : 0;
            case Smb2Message.IOCTL -> isTransceive() && whole <= MAX_WHOLE ? whole : dataStart(isRequest);
            case Smb2Message.WRITE, Smb2Message.READ ->
                whole <= MAX_WHOLE && isOnPipe(isRequest) ? whole : dataStart(isRequest);
            default -> 0;
        };
    }

    private int dataStart(boolean isRequest) {
        return switch (message.command()) {
            case Smb2Message.WRITE -> isRequest ? Smb2Layout.writeData(message) : 0;
            case Smb2Message.READ -> isRequest ? 0 : Smb2Layout.readData(message);
            default -> isRequest ? Smb2Layout.ioctlInput(message) : Smb2Layout.ioctlOutput(message);
        };
    }

    private boolean isOnPipe(boolean isRequest) {
        if (isRequest) {
            return share().ofPipes();
        }
        Exchange exchange = exchanges.find(message.messageId());
        return exchange != null && exchange.onPipe;
    }

    private boolean isTransceive() {
        return message.u32(4) == FSCTL_PIPE_TRANSCEIVE;
    }

    private boolean understand(boolean isOrig, boolean hasFixedPart) {
        (isOrig ? fromOriginator : fromResponder).stop();
        header = null;
        if (channels.message.wanted()) {
            channels.message.raise(new Smb2Event.Message(connection, header(), isOrig));
        }
        boolean fits = hasFixedPart && Smb2Layout.fits(message, isOrig);
        if (isOrig) {
            if (fits) {
                request();
            }
        } else {
            long messageId = message.messageId();
            if (fits && message.isAnsweredInFull()) {
                response(exchanges.find(messageId));
            }
            if (message.status() != Smb2Message.STATUS_PENDING) {
                exchanges.answered(messageId);
            }
        }
        return fits;
    }

    private Smb2.Header header() {
        Smb2.Header known = header;
        if (known == null) {
            known = message.header();
            header = known;
        }
        return known;
    }

    private Share share() {
        Share share = shares.find(chain.sessionId(), chain.treeId());
        return share == null ? Share.UNKNOWN : share;
    }

    private void request() {
        switch (message.command()) {
            case Smb2Message.NEGOTIATE -> negotiateRequest();
            case Smb2Message.SESSION_SETUP -> sessionSetupRequest();
            case Smb2Message.TREE_CONNECT -> treeConnectRequest();
            case Smb2Message.TREE_DISCONNECT -> treeDisconnectRequest();
            case Smb2Message.CREATE -> createRequest();
            case Smb2Message.CLOSE -> closeRequest();
            case Smb2Message.FLUSH, Smb2Message.LOCK, Smb2Message.QUERY_DIRECTORY, Smb2Message.CHANGE_NOTIFY ->
                chain.uses(message, 8);
            case Smb2Message.READ -> readRequest();
            case Smb2Message.WRITE -> writeRequest();
            case Smb2Message.IOCTL -> ioctlRequest();
            case Smb2Message.QUERY_INFO -> chain.uses(message, 24);
            case Smb2Message.SET_INFO -> setInfoRequest();
            default -> {}
        }
    }

    private void response(@Nullable Exchange exchange) {
        switch (message.command()) {
            case Smb2Message.NEGOTIATE -> negotiateResponse();
            case Smb2Message.SESSION_SETUP -> sessionSetupResponse();
            case Smb2Message.TREE_CONNECT -> treeConnectResponse(exchange);
            case Smb2Message.TREE_DISCONNECT -> treeDisconnectResponse();
            case Smb2Message.CREATE -> createResponse(exchange);
            case Smb2Message.CLOSE -> closeResponse(exchange);
            case Smb2Message.READ -> readResponse(exchange);
            case Smb2Message.IOCTL -> ioctlResponse(exchange);
            default -> {}
        }
    }

    private void negotiateRequest() {
        if (channels.negotiateRequest.wanted()) {
            channels.negotiateRequest.raise(
                    new Smb2Event.NegotiateRequest(connection, header(), Smb2Values.dialects(message)));
        }
    }

    private void negotiateResponse() {
        token(false, 64, message.u16(56), message.u16(58));
        if (channels.negotiateResponse.wanted()) {
            channels.negotiateResponse.raise(
                    new Smb2Event.NegotiateResponse(connection, header(), Smb2Values.negotiateResponse(message)));
        }
    }

    private void sessionSetupRequest() {
        token(true, 24, message.u16(12), message.u16(14));
        if (channels.sessionSetupRequest.wanted()) {
            channels.sessionSetupRequest.raise(
                    new Smb2Event.SessionSetupRequest(connection, header(), Smb2Values.sessionSetupRequest(message)));
        }
    }

    private void sessionSetupResponse() {
        token(false, 8, message.u16(4), message.u16(6));
        if (channels.sessionSetupResponse.wanted()) {
            channels.sessionSetupResponse.raise(
                    new Smb2Event.SessionSetupResponse(connection, header(), Smb2Values.sessionSetupResponse(message)));
        }
    }

    private void token(boolean isOrig, int behind, int offset, int length) {
        if (length >= MIN_TOKEN) {
            int start = message.index(Smb2Layout.part(message, behind, offset, length));
            tokens.token(isOrig, message.bytes().slice(start, length));
        }
    }

    private void treeConnectRequest() {
        boolean wanted = channels.treeConnectRequest.wanted();
        if (!wanted && !handles.wanted()) {
            return;
        }
        String path = Smb2Values.treePath(message);
        if (handles.wanted()) {
            exchanges.request(message.messageId()).share = FilePaths.kept(path);
        }
        if (wanted) {
            channels.treeConnectRequest.raise(new Smb2Event.TreeConnectRequest(connection, header(), path));
        }
    }

    private void treeConnectResponse(@Nullable Exchange exchange) {
        if (!message.isAsync()) {
            Share share = new Share(message.u8(2) == SHARE_TYPE_PIPE, exchange == null ? "" : exchange.share);
            shares.connected(message.sessionId(), message.treeId(), share);
        }
        if (channels.treeConnectResponse.wanted()) {
            channels.treeConnectResponse.raise(
                    new Smb2Event.TreeConnectResponse(connection, header(), Smb2Values.treeConnectResponse(message)));
        }
    }

    private void treeDisconnectRequest() {
        shares.disconnected(chain.sessionId(), chain.treeId());
        if (channels.treeDisconnectRequest.wanted()) {
            channels.treeDisconnectRequest.raise(new Smb2Event.TreeDisconnectRequest(connection, header()));
        }
    }

    private void treeDisconnectResponse() {
        if (channels.treeDisconnectResponse.wanted()) {
            channels.treeDisconnectResponse.raise(new Smb2Event.TreeDisconnectResponse(connection, header()));
        }
    }

    private void createRequest() {
        boolean wanted = channels.createRequest.wanted();
        Share share = shares.find(chain.sessionId(), chain.treeId());
        chain.opens(null);
        boolean mayBePipe = share == null && pipes.mayRecognise(message.u16(46) / 2);
        if (!wanted && !handles.wanted() && !mayBePipe) {
            return;
        }
        String name = Smb2Values.createName(message);
        if (share == null) {
            share = Share.UNKNOWN;
            if (mayBePipe && pipes.recognise(name)) {
                share = Share.RECOGNISED;
                shares.connected(chain.sessionId(), chain.treeId(), share);
            }
        }
        if (handles.wanted() && !share.ofPipes()) {
            Handle handle = handles.opening(chain.sessionId(), share.path(), FilePaths.kept(name));
            chain.opens(handle);
            exchanges.request(message.messageId()).file = handle;
        }
        if (wanted) {
            channels.createRequest.raise(
                    new Smb2Event.CreateRequest(connection, header(), Smb2Values.createRequest(message, name)));
        }
    }

    private void createResponse(@Nullable Exchange exchange) {
        if (exchange != null && exchange.file != null) {
            handles.opened(exchange.file, message.u64(64), message.u64(72));
        }
        if (channels.createResponse.wanted()) {
            channels.createResponse.raise(
                    new Smb2Event.CreateResponse(connection, header(), Smb2Values.createResponse(message)));
        }
    }

    private void closeRequest() {
        chain.uses(message, 8);
        boolean onPipe = share().ofPipes();
        if (onPipe || chain.file() != null) {
            remember(onPipe).file = chain.file();
        }
        if (channels.closeRequest.wanted()) {
            channels.closeRequest.raise(new Smb2Event.CloseRequest(connection, header(), Smb2Values.guid(message, 8)));
        }
    }

    /** Remembers which file the request is about. */
    private Exchange remember(boolean onPipe) {
        Exchange exchange = exchanges.request(message.messageId());
        exchange.onPipe = onPipe;
        exchange.persistentId = chain.persistentId();
        exchange.volatileId = chain.volatileId();
        return exchange;
    }

    private void closeResponse(@Nullable Exchange exchange) {
        if (exchange != null && exchange.onPipe) {
            pipes.close(Transfer.pipeOf(exchange.persistentId, exchange.volatileId));
        } else if (exchange != null && exchange.file != null) {
            handles.closed(exchange.file);
        }
        if (channels.closeResponse.wanted()) {
            channels.closeResponse.raise(
                    new Smb2Event.CloseResponse(connection, header(), Smb2Values.closeResponse(message)));
        }
    }

    private void readRequest() {
        chain.uses(message, 16);
        Share share = share();
        if (share.ofPipes()) {
            remember(true);
        } else if (handles.wanted()) {
            Exchange exchange = remember(false);
            exchange.file = chain.fileOrUnknown(share.path());
            exchange.offset = message.u64(8);
        }
        if (channels.readRequest.wanted()) {
            channels.readRequest.raise(new Smb2Event.ReadRequest(
                    connection, header(), Smb2Values.guid(message, 16), message.u64(8), message.u32(4)));
        }
    }

    private void readResponse(@Nullable Exchange exchange) {
        if (exchange == null) {
            return;
        }
        if (exchange.onPipe) {
            fromResponder.beginPipe(exchange.persistentId, exchange.volatileId, message.u32(4));
        } else if (exchange.file != null) {
            fromResponder.beginFile(exchange.file, exchange.offset, message.u32(4));
        } else {
            return;
        }
        pass(fromResponder, Smb2Layout.readData(message));
    }

    private void writeRequest() {
        chain.uses(message, 16);
        Share share = share();
        if (share.ofPipes()) {
            fromOriginator.beginPipe(chain.persistentId(), chain.volatileId(), message.u32(4));
            pass(fromOriginator, Smb2Layout.writeData(message));
        }
        if (channels.writeRequest.wanted()) {
            channels.writeRequest.raise(new Smb2Event.WriteRequest(
                    connection, header(), Smb2Values.guid(message, 16), message.u64(8), message.u32(4)));
        }
        if (!share.ofPipes() && handles.wanted()) {
            fromOriginator.beginFile(chain.fileOrUnknown(share.path()), message.u64(8), message.u32(4));
            pass(fromOriginator, Smb2Layout.writeData(message));
        }
    }

    private void ioctlRequest() {
        chain.uses(message, 8);
        if (isTransceive()) {
            remember(true);
            fromOriginator.beginPipe(chain.persistentId(), chain.volatileId(), message.u32(28));
            pass(fromOriginator, Smb2Layout.ioctlInput(message));
        }
    }

    private void ioctlResponse(@Nullable Exchange exchange) {
        if (isTransceive()) {
            if (exchange == null) {
                fromResponder.beginPipe(message.u64(8), message.u64(16), message.u32(36));
            } else {
                fromResponder.beginPipe(exchange.persistentId, exchange.volatileId, message.u32(36));
            }
            pass(fromResponder, Smb2Layout.ioctlOutput(message));
        }
    }

    /** Hands on what is there of the data. */
    private void pass(Transfer transfer, int dataStart) {
        ByteBuf bytes = message.bytes();
        int start = bytes.readerIndex();
        bytes.readerIndex(message.index(dataStart));
        transfer.data(bytes);
        bytes.readerIndex(start);
    }

    private void setInfoRequest() {
        chain.uses(message, 16);
        switch (Smb2Layout.fileInformation(message)) {
            case BASIC -> {
                if (channels.fileSattr.wanted()) {
                    channels.fileSattr.raise(new Smb2Event.FileSattr(
                            connection,
                            header(),
                            Smb2Values.guid(message, 16),
                            Smb2Values.basicTimes(message),
                            Smb2Values.basicAttributes(message)));
                }
            }
            case RENAME -> {
                if (channels.fileRename.wanted()) {
                    channels.fileRename.raise(new Smb2Event.FileRename(
                            connection, header(), Smb2Values.guid(message, 16), Smb2Values.newName(message)));
                }
            }
            case DISPOSITION -> {
                if (channels.fileDelete.wanted()) {
                    channels.fileDelete.raise(new Smb2Event.FileDelete(
                            connection, header(), Smb2Values.guid(message, 16), Smb2Values.deletePending(message)));
                }
            }
            case OTHER -> {}
        }
    }

    @Override
    public void rest(boolean isOrig, ByteBuf bytes) {
        (isOrig ? fromOriginator : fromResponder).data(bytes);
    }

    @Override
    public void missing(boolean isOrig, int length) {
        (isOrig ? fromOriginator : fromResponder).missing(length);
    }

    @Override
    public void end() {
        handles.end();
    }
}
