package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.Connection;
import org.nsm.api.event.Smb1;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;

/** The transactions of the second kind, which act on files and directories. Methods return false for a block that does not fit. */
final class Transaction2Commands {

    /** The parameters of nearly all fit into one message. Each of these holds up to 65,535 bytes, as they come. */
    private static final int MAX_PARTIAL = 16;

    private final AnalyzerContext context;
    private final Smb1Channels channels;
    private final Fields parameters = new Fields();

    /** The transactions whose parameters are not complete yet. */
    private final RecentTable<Partial> partials = new RecentTable<>(MAX_PARTIAL);

    /**
     * A transaction whose parameters are not complete yet.
     *
     * @param subcommand what it is about
     * @param header     that of its first message
     * @param bytes      what came of the parameters
     */
    private record Partial(int subcommand, Smb1.Header header, ByteBuf bytes) {}

    Transaction2Commands(AnalyzerContext context, Smb1Channels channels) {
        this.context = context;
        this.channels = channels;
    }

    /** Lets go of the message that was read last. */
    void forget() {
        parameters.forget();
    }

    private Connection connection() {
        return context.connection();
    }

    boolean request(Smb1Message message) {
        Fields in = message.fields();
        TransactionBlocks.Request2 request = TransactionBlocks.request2(in);
        if (!in.fit() || !subcommand(message, request)) {
            return false;
        }
        if (channels.transaction2Request.wanted()) {
            channels.transaction2Request.raise(new Smb1Event.Transaction2Request(
                    connection(), message.header(), request.arguments(), request.subcommand()));
        }
        return true;
    }

    private boolean subcommand(Smb1Message message, TransactionBlocks.Request2 request) {
        if (!wanted(request.subcommand())) {
            return true;
        }
        Smb1.Transaction2Arguments arguments = request.arguments();
        int length = request.parameters().readableBytes();
        if (length < arguments.totalParamCount()) {
            ByteBuf copy =
                    Unpooled.buffer(length).writeBytes(request.parameters().duplicate());
            keep(message, new Partial(request.subcommand(), message.header(), copy));
            return true;
        }
        parameters.part(message.fields(), arguments.paramOffset(), length);
        return raise(request.subcommand(), message.header());
    }

    private void keep(Smb1Message message, Partial partial) {
        release(partials.remove(message.exchange(), 0));
        if (!context.reserve(partial.bytes.readableBytes())) {
            return;
        }
        Partial evicted = partials.put(message.exchange(), 0, partial);
        if (evicted != null) {
            release(evicted);
            context.weird("smb1_transaction_evicted", "");
        }
    }

    private void release(@Nullable Partial partial) {
        if (partial != null) {
            context.release(partial.bytes.readableBytes());
        }
    }

    private boolean wanted(int subcommand) {
        Channel<?> channel = switch (subcommand) {
            case Trans2Parameters.FIND_FIRST2 -> channels.trans2FindFirst2Request;
            case Trans2Parameters.QUERY_PATH_INFORMATION -> channels.trans2QueryPathInfoRequest;
            case Trans2Parameters.GET_DFS_REFERRAL -> channels.trans2GetDfsReferralRequest;
            default -> null;
        };
        return channel != null && channel.wanted();
    }

    /** Raises the event of complete parameters. */
    private boolean raise(int subcommand, Smb1.Header header) {
        switch (subcommand) {
            case Trans2Parameters.FIND_FIRST2 -> {
                Smb1.FindFirst2Arguments arguments = Trans2Parameters.findFirst2(parameters);
                if (parameters.fit()) {
                    channels.trans2FindFirst2Request.raise(
                            new Smb1Event.Trans2FindFirst2Request(connection(), header, arguments));
                }
            }
            case Trans2Parameters.QUERY_PATH_INFORMATION -> {
                String path = Trans2Parameters.queryPathInformation(parameters);
                if (parameters.fit()) {
                    channels.trans2QueryPathInfoRequest.raise(
                            new Smb1Event.Trans2QueryPathInfoRequest(connection(), header, path));
                }
            }
            default -> {
                String path = Trans2Parameters.dfsReferral(parameters);
                if (parameters.fit()) {
                    channels.trans2GetDfsReferralRequest.raise(
                            new Smb1Event.Trans2GetDfsReferralRequest(connection(), header, path));
                }
            }
        }
        return parameters.fit();
    }

    boolean furtherRequest(Smb1Message message) {
        Fields in = message.fields();
        TransactionBlocks.Part part = TransactionBlocks.part2(in);
        if (!in.fit() || !further(message, part)) {
            return false;
        }
        if (channels.transaction2SecondaryRequest.wanted()) {
            channels.transaction2SecondaryRequest.raise(new Smb1Event.Transaction2SecondaryRequest(
                    connection(), message.header(), arguments(part), part.parameters(), part.data()));
        }
        return true;
    }

    private boolean further(Smb1Message message, TransactionBlocks.Part part) {
        Partial partial = partials.get(message.exchange(), 0);
        if (partial == null || !part.parameters().isReadable()) {
            return true;
        }
        ByteBuf bytes = partial.bytes;
        boolean inOrder = part.arguments().paramDisplacement() == bytes.readableBytes();
        if (!inOrder || !context.reserve(part.parameters().readableBytes())) {
            release(partials.remove(message.exchange(), 0));
            if (!inOrder) {
                context.weird("smb1_transaction_out_of_order", "");
            }
            return true;
        }
        bytes.writeBytes(part.parameters().duplicate());
        if (bytes.readableBytes() < part.arguments().totalParamCount()) {
            return true;
        }
        release(partials.remove(message.exchange(), 0));
        parameters.reset(bytes, message.unicode());
        return raise(partial.subcommand, partial.header);
    }

    private static Smb1.Transaction2SecondaryArguments arguments(TransactionBlocks.Part part) {
        Smb1.TransactionSecondaryArguments common = part.arguments();
        return new Smb1.Transaction2SecondaryArguments(
                common.totalParamCount(),
                common.totalDataCount(),
                common.paramCount(),
                common.paramOffset(),
                common.paramDisplacement(),
                common.dataCount(),
                common.dataOffset(),
                common.dataDisplacement(),
                part.fileId());
    }

    /** A request failed. */
    void failed(Smb1Message message) {
        release(partials.remove(message.exchange(), 0));
    }
}
