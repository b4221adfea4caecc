package org.nsm.analyzers.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.call;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import io.netty.buffer.ByteBufUtil;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.rpc.RpcTalk;
import org.nsm.analyzers.rpc.Xdr;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Event;
import org.nsm.api.event.Nfs;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.event.RpcEvent;

class NfsTest {

    private static final long PROGRAM = 100_003;
    private static final int GETATTR = 1;
    private static final int SETATTR = 2;
    private static final int LOOKUP = 3;
    private static final int READLINK = 5;
    private static final int READ = 6;
    private static final int WRITE = 7;
    private static final int CREATE = 8;
    private static final int MKDIR = 9;
    private static final int SYMLINK = 10;
    private static final int REMOVE = 12;
    private static final int RMDIR = 13;
    private static final int RENAME = 14;
    private static final int LINK = 15;
    private static final int READDIR = 16;
    private static final int READDIRPLUS = 17;

    /** The attributes that {@link #attributes()} are. */
    private static final Nfs.FileAttributes ATTRIBUTES = new Nfs.FileAttributes(
            new Coded<>(Nfs.FileType.FTYPE_LNK, 5),
            0777,
            2,
            1000,
            0xffff_ffffL,
            -1,
            4096,
            8,
            1,
            77,
            78,
            Instant.ofEpochSecond(1),
            Instant.ofEpochSecond(2, 500),
            Instant.ofEpochSecond(0xffff_ffffL));

    private static final Nfs.WccAttributes BEFORE =
            new Nfs.WccAttributes(9, Instant.ofEpochSecond(3), Instant.ofEpochSecond(4));

    private final RpcTalk talk = new RpcTalk(2049);

    private static Xdr handle() {
        return xdr().opaque("0102030405");
    }

    private static Xdr attributes() {
        return xdr().u32(5, 0777, 2, 1000, 0xffff_ffffL)
                .u64(-1, 4096)
                .u32(8, 1)
                .u64(77, 78)
                .u32(1, 0, 2, 500, 0xffff_ffffL, 0);
    }

    /** Attributes that are there. */
    private static Xdr after() {
        return xdr().u32(1).add(attributes());
    }

    private static Xdr before() {
        return xdr().u32(1).u64(9).u32(3, 0, 4, 0);
    }

    private <E extends Event> E exchange(int procedure, Xdr arguments, Xdr result, Class<E> type) {
        talk.exchange(PROGRAM, 3, procedure, arguments, result);
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
        assertThat(talk.weirds()).isEmpty();
        assertThat(talk.names()).containsSubsequence("rpc_reply", "nfs_reply_status", "rpc_dialogue");
        return talk.only(type);
    }

    private static String hex(io.netty.buffer.@org.jspecify.annotations.Nullable ByteBuf bytes) {
        return ByteBufUtil.hexDump(Objects.requireNonNull(bytes));
    }

    private Coded<Nfs.Status> status() {
        return talk.only(NfsEvent.ReplyStatus.class).info().nfsStatus();
    }

    @Test
    void tellsWhoCalls() {
        NfsEvent.ProcNull event = exchange(0, xdr(), xdr(), NfsEvent.ProcNull.class);
        assertThat(event.info().rpcStatus()).isEqualTo(Rpc.Status.RPC_SUCCESS);
        assertThat(event.info().nfsStatus()).isEqualTo(new Coded<>(null, -1));
        assertThat(event.info().rpcStamp()).isEqualTo(7);
        assertThat(event.info().rpcMachineName()).isEqualTo(Xdr.MACHINE);
        assertThat(event.info().rpcUid()).isEqualTo(1000);
        assertThat(event.info().rpcGid()).isEqualTo(100);
        assertThat(event.info().rpcAuxiliaryGids()).containsExactly(4L, 0xffff_ffffL);
    }

    @Test
    void getsAttributes() {
        NfsEvent.ProcGetattr event =
                exchange(GETATTR, handle(), xdr().u32(0).add(attributes()), NfsEvent.ProcGetattr.class);
        assertThat(hex(event.handle())).isEqualTo("0102030405");
        assertThat(event.attributes()).isEqualTo(ATTRIBUTES);
    }

    @Test
    void aFailureToGetAttributesHasNone() {
        NfsEvent.ProcGetattr event = exchange(GETATTR, handle(), xdr().u32(10_001), NfsEvent.ProcGetattr.class);
        assertThat(event.attributes()).isNull();
        assertThat(status()).isEqualTo(new Coded<>(Nfs.Status.NFS3ERR_BADHANDLE, 10_001));
    }

    @Test
    void setsAttributes() {
        Xdr arguments = handle().u32(1, 0600, 1, 5, 1, 6, 1)
                .u64(1L << 40)
                .u32(1, 2, 1_000_000_000, 5)
                .u32(0);
        NfsEvent.ProcSattr event =
                exchange(SETATTR, arguments, xdr().u32(0).add(before()).add(after()), NfsEvent.ProcSattr.class);
        assertThat(event.request().newAttributes())
                .isEqualTo(new Nfs.SetAttributes(
                        0600L,
                        5L,
                        6L,
                        1L << 40,
                        new Coded<>(Nfs.TimeHow.SET_TO_SERVER_TIME, 1),
                        new Coded<>(Nfs.TimeHow.SET_TO_CLIENT_TIME, 2)));
        assertThat(event.reply()).isEqualTo(new Nfs.SetAttributesReply(BEFORE, ATTRIBUTES));
    }

    @Test
    void passesOverTheTimesOfAClient() {
        Xdr arguments =
                handle().text("link").u32(0, 0, 0, 0, 2, 11, 12, 2, 13, 14).text("target");
        NfsEvent.ProcSymlink event = exchange(SYMLINK, arguments, xdr().u32(13, 0, 0), NfsEvent.ProcSymlink.class);
        assertThat(event.request().data().path()).isEqualTo("target");
        assertThat(event.request().data().attributes().mode()).isNull();
        assertThat(event.request().data().attributes().size()).isNull();
    }

    @Test
    void keepsWaysToSetATimeThatAreUnknown() {
        NfsEvent.ProcSattr event =
                exchange(SETATTR, handle().u32(0, 0, 0, 0, 3, 0, 0), xdr().u32(0, 0, 0), NfsEvent.ProcSattr.class);
        assertThat(event.request().newAttributes().accessed()).isEqualTo(new Coded<>(null, 3));
    }

    @Test
    void aFailureToSetAttributesReportsThoseItCarries() {
        NfsEvent.ProcSattr event = exchange(
                SETATTR,
                handle().u32(0, 0, 0, 0, 0, 0, 0),
                xdr().u32(1).add(before()).add(after()),
                NfsEvent.ProcSattr.class);
        assertThat(event.reply()).isEqualTo(new Nfs.SetAttributesReply(BEFORE, ATTRIBUTES));
    }

    @Test
    void looksUpAName() {
        NfsEvent.ProcLookup event = exchange(
                LOOKUP, handle().text("x"), xdr().u32(0).opaque("aabb").u32(0).add(after()), NfsEvent.ProcLookup.class);
        assertThat(event.request().name()).isEqualTo("x");
        assertThat(hex(event.reply().handle())).isEqualTo("aabb");
        assertThat(event.reply().attributes()).isNull();
        assertThat(event.reply().directoryAttributes()).isEqualTo(ATTRIBUTES);
        event = exchange(LOOKUP, handle().text("x"), xdr().u32(2).add(after()), NfsEvent.ProcLookup.class);
        assertThat(event.reply()).isEqualTo(new Nfs.LookupReply(null, null, ATTRIBUTES));
    }

    @Test
    void readsALink() {
        NfsEvent.ProcReadlink event =
                exchange(READLINK, handle(), xdr().u32(0).add(after()).text("/target"), NfsEvent.ProcReadlink.class);
        assertThat(event.reply()).isEqualTo(new Nfs.ReadlinkReply(ATTRIBUTES, "/target"));
        event = exchange(READLINK, handle(), xdr().u32(22, 0), NfsEvent.ProcReadlink.class);
        assertThat(event.reply()).isEqualTo(new Nfs.ReadlinkReply(null, null));
    }

    @Test
    void reads() {
        NfsEvent.ProcRead event = exchange(
                READ,
                handle().u64(1L << 40).u32(100),
                xdr().u32(0).add(after()).u32(3, 2).opaque("010203"),
                NfsEvent.ProcRead.class);
        assertThat(event.request().offset()).isEqualTo(1L << 40);
        assertThat(event.request().size()).isEqualTo(100);
        assertThat(event.reply()).isEqualTo(new Nfs.ReadReply(ATTRIBUTES, 3L, true, null));
        event = exchange(READ, handle().u64(0).u32(100), xdr().u32(5, 0), NfsEvent.ProcRead.class);
        assertThat(event.reply()).isEqualTo(new Nfs.ReadReply(null, null, null, null));
    }

    @Test
    void writes() {
        Xdr arguments = handle().u64(7).u32(3, 1).opaque("010203");
        NfsEvent.ProcWrite event = exchange(
                WRITE,
                arguments,
                xdr().u32(0).add(before()).add(after()).u32(3, 9).u64(-1),
                NfsEvent.ProcWrite.class);
        assertThat(event.request().offset()).isEqualTo(7);
        assertThat(event.request().size()).isEqualTo(3);
        assertThat(event.request().stable()).isEqualTo(new Coded<>(Nfs.StableHow.DATA_SYNC, 1));
        assertThat(event.request().data()).isNull();
        assertThat(event.reply()).isEqualTo(new Nfs.WriteReply(BEFORE, ATTRIBUTES, 3L, new Coded<>(null, 9), -1L));
    }

    @Test
    void aFailureToWriteTellsBeforeAndAfterInThisOrder() {
        NfsEvent.ProcWrite event = exchange(
                WRITE,
                handle().u64(7).u32(3, 1).opaque("010203"),
                xdr().u32(28).add(before()).add(after()),
                NfsEvent.ProcWrite.class);
        assertThat(event.reply()).isEqualTo(new Nfs.WriteReply(BEFORE, ATTRIBUTES, null, null, null));
    }

    @Test
    void createsFilesDirectoriesAndLinks() {
        Xdr result = xdr().u32(0, 1).opaque("aabb").add(after()).add(before()).add(after());
        Xdr name = handle().text("new").u32(0);
        NfsEvent.ProcCreate create = exchange(CREATE, name, result, NfsEvent.ProcCreate.class);
        assertThat(create.request().name()).isEqualTo("new");
        assertThat(hex(create.reply().handle())).isEqualTo("aabb");
        assertThat(create.reply().attributes()).isEqualTo(ATTRIBUTES);
        assertThat(create.reply().directoryBefore()).isEqualTo(BEFORE);
        assertThat(create.reply().directoryAfter()).isEqualTo(ATTRIBUTES);
        NfsEvent.ProcMkdir mkdir =
                exchange(MKDIR, name, xdr().u32(17).add(before()).add(after()), NfsEvent.ProcMkdir.class);
        assertThat(mkdir.reply()).isEqualTo(new Nfs.NewObjectReply(null, null, BEFORE, ATTRIBUTES));
        Xdr link = handle().text("link").u32(0, 0, 0, 0, 0, 0).text("target");
        NfsEvent.ProcSymlink symlink = exchange(SYMLINK, link, xdr().u32(0, 0, 0, 0, 0), NfsEvent.ProcSymlink.class);
        assertThat(symlink.reply()).isEqualTo(new Nfs.NewObjectReply(null, null, null, null));
        assertThat(symlink.request().link().name()).isEqualTo("link");
    }

    @Test
    void removesFilesAndDirectories() {
        for (int status : new int[] {0, 66}) {
            Xdr result = xdr().u32(status).add(before()).add(after());
            NfsEvent.ProcRemove remove = exchange(REMOVE, handle().text("x"), result, NfsEvent.ProcRemove.class);
            assertThat(remove.reply()).isEqualTo(new Nfs.DeleteObjectReply(BEFORE, ATTRIBUTES));
            NfsEvent.ProcRmdir rmdir = exchange(RMDIR, handle().text("x"), result, NfsEvent.ProcRmdir.class);
            assertThat(rmdir.reply()).isEqualTo(new Nfs.DeleteObjectReply(BEFORE, ATTRIBUTES));
            assertThat(rmdir.request().name()).isEqualTo("x");
        }
    }

    @Test
    void renames() {
        for (int status : new int[] {0, 18}) {
            NfsEvent.ProcRename event = exchange(
                    RENAME,
                    handle().text("old").opaque("07").text("new"),
                    xdr().u32(status).add(before()).u32(0).u32(0).add(after()),
                    NfsEvent.ProcRename.class);
            assertThat(event.request().sourceName()).isEqualTo("old");
            assertThat(hex(event.request().targetDirectoryHandle())).isEqualTo("07");
            assertThat(event.request().targetName()).isEqualTo("new");
            assertThat(event.reply()).isEqualTo(new Nfs.RenameReply(BEFORE, null, null, ATTRIBUTES));
        }
    }

    @Test
    void linksAndReportsTheAttributesOfFailuresToo() {
        for (int status : new int[] {0, 31}) {
            NfsEvent.ProcLink event = exchange(
                    LINK,
                    handle().opaque("07").text("new"),
                    xdr().u32(status).add(after()).add(before()).add(after()),
                    NfsEvent.ProcLink.class);
            assertThat(hex(event.request().handle())).isEqualTo("0102030405");
            assertThat(hex(event.request().link().directoryHandle())).isEqualTo("07");
            assertThat(event.reply()).isEqualTo(new Nfs.LinkReply(ATTRIBUTES, BEFORE, ATTRIBUTES));
        }
    }

    @Test
    void listsADirectory() {
        Xdr arguments = handle().u64(5, -1).u32(512);
        Xdr entries =
                xdr().u32(1).u64(21).text(".").u64(1).u32(1).u64(22).text("x").u64(2);
        NfsEvent.ProcReaddir event = exchange(
                READDIR,
                arguments,
                xdr().u32(0).add(after()).u64(8).add(entries).u32(0, 1),
                NfsEvent.ProcReaddir.class);
        assertThat(event.request().isPlus()).isFalse();
        assertThat(event.request().cookie()).isEqualTo(5);
        assertThat(event.request().cookieVerifier()).isEqualTo(-1);
        assertThat(event.request().directoryCount()).isEqualTo(512);
        assertThat(event.request().maximumCount()).isNull();
        assertThat(event.reply())
                .isEqualTo(new Nfs.ReaddirReply(
                        false,
                        ATTRIBUTES,
                        8L,
                        List.of(
                                new Nfs.DirectoryEntry(21, ".", 1, null, null),
                                new Nfs.DirectoryEntry(22, "x", 2, null, null)),
                        true));
    }

    @Test
    void listsADirectoryWithAttributes() {
        Xdr arguments = handle().u64(0, 0).u32(512, 8192);
        Xdr entries = xdr().u32(1).u64(21).text("a").u64(1).add(after()).u32(1).opaque("aabb");
        NfsEvent.ProcReaddir event = exchange(
                READDIRPLUS,
                arguments,
                xdr().u32(0, 0)
                        .u64(8)
                        .add(entries)
                        .u32(1)
                        .u64(22)
                        .text("b")
                        .u64(2)
                        .u32(0, 0, 0, 0),
                NfsEvent.ProcReaddir.class);
        assertThat(event.request().isPlus()).isTrue();
        assertThat(event.request().maximumCount()).isEqualTo(8192);
        List<Nfs.DirectoryEntry> listed = Objects.requireNonNull(event.reply().entries());
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).attributes()).isEqualTo(ATTRIBUTES);
        assertThat(hex(listed.get(0).handle())).isEqualTo("aabb");
        assertThat(listed.get(1)).isEqualTo(new Nfs.DirectoryEntry(22, "b", 2, null, null));
        assertThat(event.reply().endOfDirectory()).isFalse();
        event = exchange(READDIRPLUS, arguments, xdr().u32(20).add(after()), NfsEvent.ProcReaddir.class);
        assertThat(event.reply()).isEqualTo(new Nfs.ReaddirReply(true, ATTRIBUTES, null, null, null));
    }

    @Test
    void namesTheProceduresThatAreNotDecoded() {
        for (int procedure : new int[] {4, 11, 18, 19, 20, 21}) {
            NfsEvent.ProcNotImplemented event =
                    exchange(procedure, xdr().u32(1, 2, 3), xdr().u32(0, 1, 2), NfsEvent.ProcNotImplemented.class);
            assertThat(event.procedure()).isEqualTo(new Coded<>(Nfs.Procedure.of(procedure), procedure));
            assertThat(event.info().nfsStatus().is(Nfs.Status.NFS3ERR_OK)).isTrue();
        }
    }

    @Test
    void unknownProceduresRaiseTheStatusOnly() {
        talk.exchange(PROGRAM, 3, 22, xdr(), xdr().u32(10_004, 1));
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "nfs_reply_status", "rpc_dialogue");
        assertThat(status()).isEqualTo(new Coded<>(Nfs.Status.NFS3ERR_NOTSUPP, 10_004));
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
    }

    @Test
    void resultsThatAreCutShortRaiseTheStatusOnly() {
        talk.exchange(PROGRAM, 3, GETATTR, handle(), xdr().u32(0, 1, 2, 3));
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "nfs_reply_status", "rpc_dialogue");
        talk.exchange(PROGRAM, 3, READ, handle().u64(0).u32(9), xdr());
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "nfs_reply_status", "rpc_dialogue");
        assertThat(status()).isEqualTo(new Coded<>(null, -1));
    }

    @Test
    void takesNoNameBeyond8192BytesAndNoHandleBeyond64() {
        Xdr found = xdr().u32(0).opaque("00".repeat(64)).u32(0, 0);
        Xdr longest = xdr().opaque("00".repeat(64)).text("x".repeat(8192));
        assertThat(exchange(LOOKUP, longest, found, NfsEvent.ProcLookup.class)
                        .request()
                        .name())
                .hasSize(8192);
        talk.exchange(PROGRAM, 3, LOOKUP, handle().text("x".repeat(8193)), found);
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
        talk.exchange(PROGRAM, 3, LOOKUP, xdr().opaque("00".repeat(65)).text("x"), found);
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
    }

    /** A call that RPC refuses. */
    private <E extends Event> E refused(int procedure, Xdr arguments, Class<E> type) {
        talk.engine.events.clear();
        talk.send(call(1, PROGRAM, 3, procedure, arguments))
                .receive(xdr().u32(1, 1, 0, 0, 0, 2, 3, 3).bytes());
        assertThat(status()).isEqualTo(new Coded<>(Nfs.Status.NFS3ERR_OK, 0));
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
        return talk.only(type);
    }

    @Test
    void failuresOfRpcLeaveZerosOrNothing() {
        NfsEvent.ProcGetattr getattr = refused(GETATTR, handle(), NfsEvent.ProcGetattr.class);
        assertThat(getattr.info().rpcStatus()).isEqualTo(Rpc.Status.RPC_PROG_MISMATCH);
        assertThat(Objects.requireNonNull(getattr.attributes()).type()).isEqualTo(new Coded<>(null, 0));
        assertThat(getattr.attributes().changed()).isEqualTo(Instant.EPOCH);
        assertThat(refused(READ, handle().u64(0).u32(1), NfsEvent.ProcRead.class)
                        .reply())
                .isEqualTo(new Nfs.ReadReply(null, 0L, false, null));
        assertThat(refused(WRITE, handle().u64(0).u32(0, 0, 0), NfsEvent.ProcWrite.class)
                        .reply())
                .isEqualTo(new Nfs.WriteReply(null, null, 0L, new Coded<>(Nfs.StableHow.UNSTABLE, 0), 0L));
        assertThat(refused(READDIR, handle().u64(0, 0).u32(1), NfsEvent.ProcReaddir.class)
                        .reply())
                .isEqualTo(new Nfs.ReaddirReply(false, null, 0L, null, false));
        assertThat(refused(LOOKUP, handle().text("x"), NfsEvent.ProcLookup.class)
                        .reply())
                .isEqualTo(new Nfs.LookupReply(null, null, null));
        assertThat(refused(READLINK, handle(), NfsEvent.ProcReadlink.class).reply())
                .isEqualTo(new Nfs.ReadlinkReply(null, null));
        assertThat(refused(CREATE, handle().text("x"), NfsEvent.ProcCreate.class)
                        .reply())
                .isEqualTo(new Nfs.NewObjectReply(null, null, null, null));
        assertThat(refused(RENAME, handle().text("x").add(handle()).text("y"), NfsEvent.ProcRename.class)
                        .reply())
                .isEqualTo(new Nfs.RenameReply(null, null, null, null));
        assertThat(refused(LINK, handle().add(handle()).text("y"), NfsEvent.ProcLink.class)
                        .reply())
                .isEqualTo(new Nfs.LinkReply(null, null, null));
    }
}
