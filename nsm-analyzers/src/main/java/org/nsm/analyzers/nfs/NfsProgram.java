package org.nsm.analyzers.nfs;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.rpc.Credentials;
import org.nsm.analyzers.rpc.RpcCall;
import org.nsm.analyzers.rpc.RpcProgram;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.Connection;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Nfs;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.spi.Channels;

/** Raises {@link NfsEvent}s. */
public final class NfsProgram implements RpcProgram {

    private static final long PROGRAM = 100_003;
    private static final long VERSION = 3;

    private static final int NULL = 0;
    private static final int GETATTR = 1;
    private static final int SETATTR = 2;
    private static final int LOOKUP = 3;
    private static final int ACCESS = 4;
    private static final int READLINK = 5;
    private static final int READ = 6;
    private static final int WRITE = 7;
    private static final int CREATE = 8;
    private static final int MKDIR = 9;
    private static final int SYMLINK = 10;
    private static final int MKNOD = 11;
    private static final int REMOVE = 12;
    private static final int RMDIR = 13;
    private static final int RENAME = 14;
    private static final int LINK = 15;
    private static final int READDIR = 16;
    private static final int READDIRPLUS = 17;
    private static final int FSSTAT = 18;
    private static final int FSINFO = 19;
    private static final int PATHCONF = 20;
    private static final int COMMIT = 21;

    private static final int STATUS_OCTETS = 4;

    /** The arguments of a procedure that has none, or is not decoded. */
    private static final Object NO_ARGUMENTS = "";

    private static final Coded<Nfs.Status> OK = new Coded<>(Nfs.Status.NFS3ERR_OK, 0);

    /** What stands for the status of a result without one, as a number that is none on the wire. */
    private static final Coded<Nfs.Status> UNKNOWN = new Coded<>(null, -1);

    private static final Coded<Nfs.StableHow> UNSTABLE = new Coded<>(Nfs.StableHow.UNSTABLE, 0);

    private final NfsChannels channels;

    /**
     * Resolves the channels.
     *
     * @param channels where the events go
     */
    public NfsProgram(Channels channels) {
        this.channels = new NfsChannels(channels);
    }

    @Override
    public boolean speaks(long program, long version) {
        return program == PROGRAM && version == VERSION;
    }

    @Override
    public boolean wanted() {
        return channels.anyWanted;
    }

    @Override
    public boolean wants(long procedure) {
        return channels.wants(procedure);
    }

    @Override
    public @Nullable Object arguments(long procedure, XdrReader arguments) {
        Object read = switch ((int) Math.min(procedure, Integer.MAX_VALUE)) {
            case GETATTR, READLINK -> NfsArguments.handle(arguments);
            case SETATTR -> NfsArguments.setattr(arguments);
            case LOOKUP, CREATE, MKDIR, REMOVE, RMDIR -> NfsArguments.name(arguments);
            case READ -> NfsArguments.read(arguments);
            case WRITE -> NfsArguments.write(arguments);
            case SYMLINK -> NfsArguments.symlink(arguments);
            case RENAME -> NfsArguments.rename(arguments);
            case LINK -> NfsArguments.link(arguments);
            case READDIR -> NfsArguments.readdir(arguments, false);
            case READDIRPLUS -> NfsArguments.readdir(arguments, true);
            default -> NO_ARGUMENTS;
        };
        return arguments.failed() ? null : read;
    }

    @Override
    public void finished(Connection connection, RpcCall call, XdrReader result) {
        Coded<Nfs.Status> status = status(call, result);
        Nfs.Info info = info(call, status);
        if (channels.replyStatus.wanted()) {
            channels.replyStatus.raise(new NfsEvent.ReplyStatus(connection, info));
        }
        boolean answered = call.status() == Rpc.Status.RPC_SUCCESS;
        if (answered && status == UNKNOWN && call.procedure() != NULL) {
            result.skipRest();
            return;
        }
        if (!answered) {
            result.skipRest();
        }
        procedure(connection, call, info, answered, status.code() == 0, result);
    }

    private void procedure(
            Connection connection, RpcCall call, Nfs.Info info, boolean answered, boolean ok, XdrReader result) {
        switch (call.procedureIndex()) {
            case NULL -> {
                result.skipRest();
                if (channels.procNull.wanted()) {
                    channels.procNull.raise(new NfsEvent.ProcNull(connection, info));
                }
            }
            case GETATTR -> getattr(connection, call, info, answered, ok, result);
            case SETATTR -> {
                Nfs.SetAttributesReply reply =
                        answered ? NfsResults.setattr(result) : new Nfs.SetAttributesReply(null, null);
                if (!result.failed() && channels.setattr.wanted()) {
                    channels.setattr.raise(new NfsEvent.ProcSattr(
                            connection, info, call.arguments(Nfs.SetAttributesArguments.class), reply));
                }
            }
            case LOOKUP -> {
                Nfs.LookupReply reply =
                        answered ? NfsResults.lookup(result, ok) : new Nfs.LookupReply(null, null, null);
                if (!result.failed() && channels.lookup.wanted()) {
                    channels.lookup.raise(new NfsEvent.ProcLookup(connection, info, name(call), reply));
                }
            }
            case READLINK -> {
                Nfs.ReadlinkReply reply =
                        answered ? NfsResults.readlink(result, ok) : new Nfs.ReadlinkReply(null, null);
                if (!result.failed() && channels.readlink.wanted()) {
                    ByteBuf handle = call.arguments(ByteBuf.class);
                    channels.readlink.raise(new NfsEvent.ProcReadlink(connection, info, handle, reply));
                }
            }
            case READ -> {
                Nfs.ReadReply reply = answered ? NfsResults.read(result, ok) : new Nfs.ReadReply(null, 0L, false, null);
                if (!result.failed() && channels.read.wanted()) {
                    channels.read.raise(
                            new NfsEvent.ProcRead(connection, info, call.arguments(Nfs.ReadArguments.class), reply));
                }
            }
            case WRITE -> {
                Nfs.WriteReply reply =
                        answered ? NfsResults.write(result, ok) : new Nfs.WriteReply(null, null, 0L, UNSTABLE, 0L);
                if (!result.failed() && channels.write.wanted()) {
                    channels.write.raise(
                            new NfsEvent.ProcWrite(connection, info, call.arguments(Nfs.WriteArguments.class), reply));
                }
            }
            case CREATE, MKDIR, SYMLINK -> created(connection, call, info, answered, ok, result);
            case REMOVE, RMDIR -> removed(connection, call, info, answered, result);
            case RENAME -> {
                Nfs.RenameReply reply =
                        answered ? NfsResults.renamed(result) : new Nfs.RenameReply(null, null, null, null);
                if (!result.failed() && channels.rename.wanted()) {
                    channels.rename.raise(new NfsEvent.ProcRename(
                            connection, info, call.arguments(Nfs.RenameArguments.class), reply));
                }
            }
            case LINK -> {
                Nfs.LinkReply reply = answered ? NfsResults.linked(result) : new Nfs.LinkReply(null, null, null);
                if (!result.failed() && channels.link.wanted()) {
                    channels.link.raise(
                            new NfsEvent.ProcLink(connection, info, call.arguments(Nfs.LinkArguments.class), reply));
                }
            }
            case READDIR, READDIRPLUS -> {
                boolean isPlus = call.procedure() == READDIRPLUS;
                Nfs.ReaddirReply reply = answered
                        ? NfsResults.readdir(result, isPlus, ok)
                        : new Nfs.ReaddirReply(isPlus, null, 0L, null, false);
                if (!result.failed() && channels.readdir.wanted()) {
                    channels.readdir.raise(new NfsEvent.ProcReaddir(
                            connection, info, call.arguments(Nfs.ReaddirArguments.class), reply));
                }
            }
            case ACCESS, MKNOD, FSSTAT, FSINFO, PATHCONF, COMMIT -> {
                result.skipRest();
                if (channels.notImplemented.wanted()) {
                    long code = call.procedure();
                    channels.notImplemented.raise(new NfsEvent.ProcNotImplemented(
                            connection, info, new Coded<>(Nfs.Procedure.of(code), code)));
                }
            }
            default -> result.skipRest(); // only the status is reported
        }
    }

    private void getattr(
            Connection connection, RpcCall call, Nfs.Info info, boolean answered, boolean ok, XdrReader result) {
        Nfs.FileAttributes attributes = null;
        if (!answered) {
            attributes = NfsResults.ZERO_ATTRIBUTES;
        } else if (ok) {
            attributes = NfsResults.attributes(result);
        } else {
            result.skipRest(); // a failure is void (RFC 1813, section 3.3.1)
        }
        if (!result.failed() && channels.getattr.wanted()) {
            ByteBuf handle = call.arguments(ByteBuf.class);
            channels.getattr.raise(new NfsEvent.ProcGetattr(connection, info, handle, attributes));
        }
    }

    private void created(
            Connection connection, RpcCall call, Nfs.Info info, boolean answered, boolean ok, XdrReader result) {
        Nfs.NewObjectReply reply =
                answered ? NfsResults.created(result, ok) : new Nfs.NewObjectReply(null, null, null, null);
        if (result.failed()) {
            return;
        }
        if (call.procedure() == CREATE) {
            if (channels.create.wanted()) {
                channels.create.raise(new NfsEvent.ProcCreate(connection, info, name(call), reply));
            }
        } else if (call.procedure() == MKDIR) {
            if (channels.mkdir.wanted()) {
                channels.mkdir.raise(new NfsEvent.ProcMkdir(connection, info, name(call), reply));
            }
        } else if (channels.symlink.wanted()) {
            channels.symlink.raise(
                    new NfsEvent.ProcSymlink(connection, info, call.arguments(Nfs.SymlinkArguments.class), reply));
        }
    }

    private void removed(Connection connection, RpcCall call, Nfs.Info info, boolean answered, XdrReader result) {
        Nfs.DeleteObjectReply reply = answered ? NfsResults.removed(result) : new Nfs.DeleteObjectReply(null, null);
        if (result.failed()) {
            return;
        }
        if (call.procedure() == REMOVE) {
            if (channels.remove.wanted()) {
                channels.remove.raise(new NfsEvent.ProcRemove(connection, info, name(call), reply));
            }
        } else if (channels.rmdir.wanted()) {
            channels.rmdir.raise(new NfsEvent.ProcRmdir(connection, info, name(call), reply));
        }
    }

    private static Nfs.DirectoryOperationArguments name(RpcCall call) {
        return call.arguments(Nfs.DirectoryOperationArguments.class);
    }

    /** The first word of the result, if there is one. */
    private static Coded<Nfs.Status> status(RpcCall call, XdrReader result) {
        if (call.status() != Rpc.Status.RPC_SUCCESS) {
            return OK;
        }
        if (result.remaining() < STATUS_OCTETS) {
            return UNKNOWN;
        }
        long code = result.unsigned();
        return code == 0 ? OK : new Coded<>(Nfs.Status.of(code), code);
    }

    private static Nfs.Info info(RpcCall call, Coded<Nfs.Status> status) {
        Credentials credentials = call.credentials();
        return new Nfs.Info(
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
