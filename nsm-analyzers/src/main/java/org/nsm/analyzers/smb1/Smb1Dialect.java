package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.smb.SmbDialect;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.spi.AnalyzerContext;

/**
 * Understands the messages of SMB 1 on one connection (MS-CIFS; MS-SMB). What a message of the originator holds is taken
 * for requests, and what one of the responder holds for answers.
 *
 * <p>The blocks of a message are read in their order, each beginning behind what was read of the one before. So a chain
 * ends, and costs no more than its bytes.
 */
public final class Smb1Dialect implements SmbDialect {

    /** How many words the AndX fields take. */
    private static final int ANDX_WORDS = 2;

    private final AnalyzerContext context;
    private final Smb1Channels channels;
    private final Smb1Message message = new Smb1Message();
    private final SessionCommands sessions;
    private final FileCommands files;
    private final FileTransfers transfers;
    private final TransactionCommands transactions;
    private final Transaction2Commands transactions2;

    /**
     * Starts with nothing known.
     *
     * @param context of the analyzer of SMB
     * @param pipes   where bytes of named pipes go
     * @param tokens  where security tokens go
     * @param access  where bytes of files go
     */
    public Smb1Dialect(AnalyzerContext context, NamedPipes pipes, SecurityTokens tokens, FileAccess access) {
        this.context = context;
        channels = context.shared(Smb1Channels.class, Smb1Channels::new);
        Shares shares = new Shares(context, pipes);
        sessions = new SessionCommands(context, channels, tokens, access, shares);
        transfers = new FileTransfers(context, pipes, access, shares);
        files = new FileCommands(context, channels, transfers);
        transactions = new TransactionCommands(context, channels, pipes, shares);
        transactions2 = new Transaction2Commands(context, channels);
    }

    @Override
    public boolean message(boolean isOrig, ByteBuf bytes) {
        boolean wellFormed = read(isOrig, bytes);
        // Not to keep the memory that the packet lies in.
        message.fields().forget();
        transactions2.forget();
        return wellFormed;
    }

    private boolean read(boolean isOrig, ByteBuf bytes) {
        if (bytes.readableBytes() < Smb1Message.HEADER) {
            return false;
        }
        message.reset(isOrig, bytes);
        if (channels.message.wanted()) {
            channels.message.raise(new Smb1Event.Message(context.connection(), message.header(), isOrig));
        }
        if (!message.empty()) {
            return blocks();
        }
        if (!message.successful()) {
            failed();
        } else if (isOrig) {
            emptyRequest();
        } else {
            emptyAnswer();
        }
        return true;
    }

    private void failed() {
        if (!message.isOrig()) {
            sessions.failed(message);
            transfers.failed(message);
            transactions.failed(message);
            transactions2.failed(message);
        }
        if (channels.error.wanted()) {
            channels.error.raise(new Smb1Event.Error(context.connection(), message.header(), message.isOrig()));
        }
    }

    private void emptyRequest() {
        if (message.command() == Commands.TREE_DISCONNECT) {
            sessions.emptyTreeDisconnect(message);
        } else if (message.command() == Commands.NT_CANCEL) {
            cancel();
        }
    }

    private void emptyAnswer() {
        if (message.command() == Commands.CLOSE) {
            transfers.closed(message);
        } else if (message.command() == Commands.TREE_DISCONNECT) {
            sessions.treeDisconnected(message);
        }
        raiseEmptyResponse();
    }

    private void raiseEmptyResponse() {
        if (channels.emptyResponse.wanted()) {
            channels.emptyResponse.raise(new Smb1Event.EmptyResponse(context.connection(), message.header()));
        }
    }

    private boolean cancel() {
        if (channels.ntCancelRequest.wanted()) {
            channels.ntCancelRequest.raise(new Smb1Event.NtCancelRequest(context.connection(), message.header()));
        }
        return true;
    }

    /** Reads the blocks of a message (MS-CIFS, section 2.2.3.4). */
    private boolean blocks() {
        Fields in = message.fields();
        int command = message.command();
        while (command != Commands.NONE) {
            boolean chained = in.offset() > Smb1Message.HEADER;
            int words = in.u8();
            if (!message.isOrig() && in.fit() && endsChain(command, words, chained)) {
                return true;
            }
            int next = Commands.NONE;
            int nextOffset = 0;
            if (Commands.isAndx(command)) {
                next = in.u8();
                in.skip(1);
                nextOffset = in.u16();
            }
            if (!in.fit() || !(message.isOrig() ? request(command, words) : answer(command, words))) {
                return false;
            }
            if (next != Commands.NONE && nextOffset != 0) {
                if (nextOffset < in.offset()) {
                    return false;
                }
                in.seek(nextOffset);
            }
            command = next;
        }
        return in.fit();
    }

    /** Whether a block of an answer is the last one because it lacks the fields that say which one is next. */
    private boolean endsChain(int command, int words, boolean chained) {
        if (command == Commands.SESSION_SETUP_ANDX && !SessionSetup.isAnswer(words)) {
            sessions.sessionSetUpUnknown(message, words);
            return true;
        }
        return chained && words == 0 && Commands.isAndx(command); // this and all behind it failed
    }

    private boolean request(int command, int words) {
        return switch (command) {
            case Commands.CREATE_DIRECTORY -> files.createDirectory(message);
            case Commands.CLOSE -> files.close(message);
            case Commands.QUERY_INFORMATION -> files.queryInformation(message);
            case Commands.CHECK_DIRECTORY -> files.checkDirectory(message);
            case Commands.TRANSACTION -> transactions.request(message);
            case Commands.TRANSACTION_SECONDARY -> transactions.furtherRequest(message);
            case Commands.ECHO -> sessions.echo(message);
            case Commands.READ_ANDX -> files.read(message, words);
            case Commands.WRITE_ANDX -> files.write(message, words);
            case Commands.TRANSACTION2 -> transactions2.request(message);
            case Commands.TRANSACTION2_SECONDARY -> transactions2.furtherRequest(message);
            case Commands.TREE_DISCONNECT -> sessions.treeDisconnect(message);
            case Commands.NEGOTIATE -> sessions.negotiate(message);
            case Commands.SESSION_SETUP_ANDX -> sessions.sessionSetup(message, words);
            case Commands.LOGOFF_ANDX -> sessions.logoff(message);
            case Commands.TREE_CONNECT_ANDX -> sessions.treeConnect(message);
            case Commands.NT_CREATE_ANDX -> files.open(message);
            case Commands.NT_CANCEL -> cancel();
            case Commands.LOCKING_ANDX, Commands.OPEN_ANDX -> leaveOut(words);
            default -> true;
        };
    }

    private boolean answer(int command, int words) {
        return switch (command) {
            case Commands.CREATE_DIRECTORY -> files.directoryCreated(message);
            case Commands.CLOSE -> closed();
            case Commands.CHECK_DIRECTORY -> files.directoryChecked(message);
            case Commands.TRANSACTION -> transactions.answer(message);
            case Commands.ECHO -> sessions.echo(message);
            case Commands.READ_ANDX -> files.wasRead(message);
            case Commands.WRITE_ANDX -> files.written(message);
            case Commands.TREE_DISCONNECT -> sessions.treeDisconnect(message);
            case Commands.NEGOTIATE -> sessions.negotiated(message, words);
            case Commands.SESSION_SETUP_ANDX -> sessions.sessionSetUp(message, words);
            case Commands.LOGOFF_ANDX -> sessions.logoff(message);
            case Commands.TREE_CONNECT_ANDX -> sessions.treeConnected(message, words);
            case Commands.NT_CREATE_ANDX -> files.opened(message);
            case Commands.LOCKING_ANDX, Commands.OPEN_ANDX -> leaveOut(words);
            default -> true;
        };
    }

    private boolean closed() {
        transfers.closed(message);
        raiseEmptyResponse();
        return true;
    }

    /** Passes over a block that no event shows, to the one that may follow. */
    private boolean leaveOut(int words) {
        Fields in = message.fields();
        in.skip(Math.max(0, words - ANDX_WORDS) * Short.BYTES);
        in.skip(in.u16());
        return in.fit();
    }

    @Override
    public void end() {
        transfers.end();
    }
}
