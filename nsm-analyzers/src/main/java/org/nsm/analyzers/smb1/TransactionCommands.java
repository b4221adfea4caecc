package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.Connection;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.spi.AnalyzerContext;

/** The transactions of the first kind, which act on pipes and mailslots. Methods return false for a block that does not fit. */
final class TransactionCommands {

    /** As many requests as a client may have pending in practice; servers allow 50 mostly. */
    private static final int MAX_PENDING = 256;

    /** With what the names of pipes begin, and that of the one among them which does not carry DCE-RPC. */
    private static final String PIPE = "\\PIPE\\";

    private static final String LANMAN = PIPE + "LANMAN";

    /** The subcommands whose data are about the pipe, not in it (MS-CIFS, section 2.2.5). */
    private static final int QUERY_STATE = 0x21;

    private static final int QUERY_INFO = 0x22;
    private static final int PEEK = 0x23;

    /** The subcommand that opens a pipe by its name, so that its second setup word is no FID. */
    private static final int CALL = 0x54;

    private final AnalyzerContext context;
    private final Smb1Channels channels;
    private final NamedPipes pipes;
    private final Shares shares;

    /** The transactions on pipes whose request or answer is not complete yet. */
    private final RecentTable<Pending> pending = new RecentTable<>(MAX_PENDING);

    /** A transaction on a pipe. Data are handed on as they come, so they must come in order. */
    private static final class Pending {

        /** Which pipe. */
        final int pipe;

        /** Whether the data of the request belong to the pipe. */
        final boolean requestToo;

        /** How many data bytes of the request came so far. */
        int requested;

        /** How many data bytes of the answer came so far. */
        int answered;

        Pending(int pipe, boolean requestToo, int requested) {
            this.pipe = pipe;
            this.requestToo = requestToo;
            this.requested = requested;
        }
    }

    TransactionCommands(AnalyzerContext context, Smb1Channels channels, NamedPipes pipes, Shares shares) {
        this.context = context;
        this.channels = channels;
        this.pipes = pipes;
        this.shares = shares;
    }

    private Connection connection() {
        return context.connection();
    }

    private static boolean startsWith(String name, String beginning) {
        return name.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    boolean request(Smb1Message message) {
        Fields in = message.fields();
        TransactionBlocks.Request request = TransactionBlocks.request(in);
        if (!in.fit()) {
            return false;
        }
        if (!startsWith(request.name(), LANMAN)) {
            follow(message, request);
        }
        if (channels.transactionRequest.wanted()) {
            channels.transactionRequest.raise(new Smb1Event.TransactionRequest(
                    connection(),
                    message.header(),
                    request.name(),
                    request.subcommand(),
                    request.parameters(),
                    request.data()));
        }
        return true;
    }

    private void follow(Smb1Message message, TransactionBlocks.Request request) {
        int subcommand = request.subcommand();
        boolean named = startsWith(request.name(), PIPE);
        if (subcommand == QUERY_STATE || subcommand == QUERY_INFO || subcommand == PEEK) {
            return;
        }
        int fileId = request.fileId();
        int pipe = fileId < 0 || subcommand == CALL ? FileTransfers.UNKNOWN_FILE : fileId;
        if (named) {
            pipes.data(pipe, FileTransfers.PIPE_ID, message.isOrig(), request.data());
        }
        if (named || shares.havePipes(message.treeId())) {
            Pending transaction = new Pending(pipe, named, request.data().readableBytes());
            if (pending.put(message.exchange(), 0, transaction) != null) {
                context.weird("smb1_request_evicted", "");
            }
        }
    }

    boolean furtherRequest(Smb1Message message) {
        Fields in = message.fields();
        TransactionBlocks.Part part = TransactionBlocks.part(in);
        if (!in.fit()) {
            return false;
        }
        Pending transaction = pending.get(message.exchange(), 0);
        if (transaction != null && transaction.requestToo && part.data().isReadable()) {
            if (part.arguments().dataDisplacement() == transaction.requested) {
                transaction.requested += part.data().readableBytes();
                pipes.data(transaction.pipe, FileTransfers.PIPE_ID, message.isOrig(), part.data());
            } else {
                giveUp(message);
            }
        }
        if (channels.transactionSecondaryRequest.wanted()) {
            channels.transactionSecondaryRequest.raise(new Smb1Event.TransactionSecondaryRequest(
                    connection(), message.header(), part.arguments(), part.parameters(), part.data()));
        }
        return true;
    }

    boolean answer(Smb1Message message) {
        Fields in = message.fields();
        TransactionBlocks.Answer answer = TransactionBlocks.answer(in);
        if (!in.fit()) {
            return false;
        }
        @Nullable Pending transaction = pending.get(message.exchange(), 0);
        if (transaction != null) {
            answered(message, transaction, answer);
        }
        if (channels.transactionResponse.wanted()) {
            channels.transactionResponse.raise(new Smb1Event.TransactionResponse(
                    connection(), message.header(), answer.parameters(), answer.data()));
        }
        return true;
    }

    private void answered(Smb1Message message, Pending transaction, TransactionBlocks.Answer answer) {
        ByteBuf data = answer.data();
        if (data.isReadable() && answer.dataDisplacement() != transaction.answered) {
            giveUp(message);
            return;
        }
        transaction.answered += data.readableBytes();
        if (transaction.answered >= answer.totalData()) {
            pending.remove(message.exchange(), 0);
        }
        pipes.data(transaction.pipe, FileTransfers.PIPE_ID, message.isOrig(), data);
    }

    /** What is missing in between is not known, so neither is the place of what follows. */
    private void giveUp(Smb1Message message) {
        pending.remove(message.exchange(), 0);
        context.weird("smb1_transaction_out_of_order", "");
    }

    /** A request failed. */
    void failed(Smb1Message message) {
        pending.remove(message.exchange(), 0);
    }
}
