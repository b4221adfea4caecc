package org.nsm.analyzers.mount;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.rpc.Credentials;
import org.nsm.analyzers.rpc.RpcCall;
import org.nsm.analyzers.rpc.RpcProgram;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.Connection;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Mount;
import org.nsm.api.event.MountEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** Raises {@link MountEvent}s. */
public final class MountProgram implements RpcProgram {

    private static final long PROGRAM = 100_005;
    private static final long VERSION = 3;

    private static final int NULL = 0;
    private static final int MNT = 1;
    private static final int DUMP = 2;
    private static final int UMNT = 3;
    private static final int UMNTALL = 4;
    private static final int EXPORT = 5;

    private static final int STATUS_OCTETS = 4;

    /** The arguments of a procedure that has none, or is not known. */
    private static final Object NO_ARGUMENTS = "";

    private static final Mount.DirectoryArguments NO_DIRECTORY = new Mount.DirectoryArguments("");
    private static final Mount.MountReply EMPTY_REPLY = new Mount.MountReply(null, null);

    private static final Coded<Mount.Status> OK = new Coded<>(Mount.Status.MNT3_OK, 0);

    /** What stands for the status of a result without one, as a number that is none on the wire. */
    private static final Coded<Mount.Status> UNKNOWN = new Coded<>(null, -1);

    private final Channel<MountEvent.ProcNull> procNull;
    private final Channel<MountEvent.ProcMnt> procMnt;
    private final Channel<MountEvent.ProcUmnt> procUmnt;
    private final Channel<MountEvent.ProcUmntAll> procUmntAll;
    private final Channel<MountEvent.ProcNotImplemented> notImplemented;
    private final Channel<MountEvent.ReplyStatus> replyStatus;

    /** The event of each procedure, by its number. */
    private final List<Channel<?>> byProcedure;

    private final boolean wanted;

    /**
     * Resolves the channels.
     *
     * @param channels where the events go
     */
    public MountProgram(Channels channels) {
        procNull = channels.channel(MountEvent.ProcNull.class);
        procMnt = channels.channel(MountEvent.ProcMnt.class);
        procUmnt = channels.channel(MountEvent.ProcUmnt.class);
        procUmntAll = channels.channel(MountEvent.ProcUmntAll.class);
        notImplemented = channels.channel(MountEvent.ProcNotImplemented.class);
        replyStatus = channels.channel(MountEvent.ReplyStatus.class);
        byProcedure = List.of(procNull, procMnt, notImplemented, procUmnt, procUmntAll, notImplemented);
        boolean any = replyStatus.wanted();
        for (Channel<?> channel : byProcedure) {
            any |= channel.wanted();
        }
        wanted = any;
    }

    @Override
    public boolean speaks(long program, long version) {
        return program == PROGRAM && version == VERSION;
    }

    @Override
    public boolean wanted() {
        return wanted;
    }

    @Override
    public boolean wants(long procedure) {
        return replyStatus.wanted()
                || procedure < byProcedure.size()
                        && byProcedure.get((int) procedure).wanted();
    }

    @Override
    public @Nullable Object arguments(long procedure, XdrReader arguments) {
        Object read = NO_ARGUMENTS;
        if (procedure == MNT || procedure == UMNT) {
            read = new Mount.DirectoryArguments(arguments.text(MountGrammar.MAX_PATH));
        }
        return arguments.failed() ? null : read;
    }

    @Override
    public void finished(Connection connection, RpcCall call, XdrReader result) {
        Coded<Mount.Status> status = status(call, result);
        Mount.Info info = info(call, status);
        if (replyStatus.wanted()) {
            replyStatus.raise(new MountEvent.ReplyStatus(connection, info));
        }
        int procedure = call.procedureIndex();
        if (procedure == MNT) {
            mnt(connection, call, info, result);
            return;
        }
        result.skipRest();
        if (procedure == NULL && procNull.wanted()) {
            procNull.raise(new MountEvent.ProcNull(connection, info));
        } else if (procedure == UMNT && procUmnt.wanted()) {
            procUmnt.raise(new MountEvent.ProcUmnt(
                    connection, info(call, OK), call.arguments(Mount.DirectoryArguments.class)));
        } else if (procedure == UMNTALL && procUmntAll.wanted()) {
            procUmntAll.raise(new MountEvent.ProcUmntAll(connection, info(call, OK), NO_DIRECTORY));
        } else if ((procedure == DUMP || procedure == EXPORT) && notImplemented.wanted()) {
            notImplemented.raise(new MountEvent.ProcNotImplemented(
                    connection, info, new Coded<>(Mount.Procedure.of(procedure), procedure)));
        }
    }

    private void mnt(Connection connection, RpcCall call, Mount.Info info, XdrReader result) {
        Mount.MountReply reply = EMPTY_REPLY;
        if (call.status() != Rpc.Status.RPC_SUCCESS) {
            result.skipRest();
        } else if (info.mountStatus() == UNKNOWN) {
            result.skipRest();
            return;
        } else if (info.mountStatus().code() == 0) {
            reply = MountGrammar.mounted(result);
        }
        if (!result.failed() && procMnt.wanted()) {
            procMnt.raise(
                    new MountEvent.ProcMnt(connection, info, call.arguments(Mount.DirectoryArguments.class), reply));
        }
    }

    /** The first word of the result, if there is one; DUMP and EXPORT have a list there (RFC 1813, section 5.2). */
    private static Coded<Mount.Status> status(RpcCall call, XdrReader result) {
        int procedure = call.procedureIndex();
        if (call.status() != Rpc.Status.RPC_SUCCESS || procedure == DUMP || procedure == EXPORT) {
            return OK;
        }
        if (result.remaining() < STATUS_OCTETS) {
            return UNKNOWN;
        }
        long code = result.unsigned();
        return code == 0 ? OK : new Coded<>(Mount.Status.of(code), code);
    }

    private static Mount.Info info(RpcCall call, Coded<Mount.Status> status) {
        Credentials credentials = call.credentials();
        return new Mount.Info(
                call.status(),
                status,
                call.start(),
                call.duration(),
                call.length(),
                call.replyStart(),
                call.replyDuration(),
                call.replyLength(),
                credentials.uid(),
                credentials.gid(),
                credentials.stamp(),
                credentials.machineName(),
                credentials.gids());
    }
}
