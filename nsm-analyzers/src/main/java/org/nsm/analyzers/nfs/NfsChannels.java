package org.nsm.analyzers.nfs;

import java.util.List;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** Where the events of NFS go. */
final class NfsChannels {

    final Channel<NfsEvent.ProcNull> procNull;
    final Channel<NfsEvent.ProcGetattr> getattr;
    final Channel<NfsEvent.ProcSattr> setattr;
    final Channel<NfsEvent.ProcLookup> lookup;
    final Channel<NfsEvent.ProcReadlink> readlink;
    final Channel<NfsEvent.ProcRead> read;
    final Channel<NfsEvent.ProcWrite> write;
    final Channel<NfsEvent.ProcCreate> create;
    final Channel<NfsEvent.ProcMkdir> mkdir;
    final Channel<NfsEvent.ProcSymlink> symlink;
    final Channel<NfsEvent.ProcRemove> remove;
    final Channel<NfsEvent.ProcRmdir> rmdir;
    final Channel<NfsEvent.ProcRename> rename;
    final Channel<NfsEvent.ProcLink> link;
    final Channel<NfsEvent.ProcReaddir> readdir;
    final Channel<NfsEvent.ProcNotImplemented> notImplemented;
    final Channel<NfsEvent.ReplyStatus> replyStatus;

    /** Whether anybody listens to any of them. */
    final boolean anyWanted;

    /** The event of each procedure, by its number. */
    private final List<Channel<?>> byProcedure;

    NfsChannels(Channels channels) {
        procNull = channels.channel(NfsEvent.ProcNull.class);
        getattr = channels.channel(NfsEvent.ProcGetattr.class);
        setattr = channels.channel(NfsEvent.ProcSattr.class);
        lookup = channels.channel(NfsEvent.ProcLookup.class);
        readlink = channels.channel(NfsEvent.ProcReadlink.class);
        read = channels.channel(NfsEvent.ProcRead.class);
        write = channels.channel(NfsEvent.ProcWrite.class);
        create = channels.channel(NfsEvent.ProcCreate.class);
        mkdir = channels.channel(NfsEvent.ProcMkdir.class);
        symlink = channels.channel(NfsEvent.ProcSymlink.class);
        remove = channels.channel(NfsEvent.ProcRemove.class);
        rmdir = channels.channel(NfsEvent.ProcRmdir.class);
        rename = channels.channel(NfsEvent.ProcRename.class);
        link = channels.channel(NfsEvent.ProcLink.class);
        readdir = channels.channel(NfsEvent.ProcReaddir.class);
        notImplemented = channels.channel(NfsEvent.ProcNotImplemented.class);
        replyStatus = channels.channel(NfsEvent.ReplyStatus.class);
        byProcedure = List.of(
                procNull,
                getattr,
                setattr,
                lookup,
                notImplemented,
                readlink,
                read,
                write,
                create,
                mkdir,
                symlink,
                notImplemented,
                remove,
                rmdir,
                rename,
                link,
                readdir,
                readdir,
                notImplemented,
                notImplemented,
                notImplemented,
                notImplemented);
        boolean any = replyStatus.wanted();
        for (Channel<?> channel : byProcedure) {
            any |= channel.wanted();
        }
        anyWanted = any;
    }

    /** Whether anybody listens to events of a procedure. */
    boolean wants(long procedure) {
        return replyStatus.wanted()
                || procedure < byProcedure.size()
                        && byProcedure.get((int) procedure).wanted();
    }
}
