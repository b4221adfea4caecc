package org.nsm.analyzers.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.call;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import io.netty.buffer.ByteBufUtil;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.rpc.RpcTalk;
import org.nsm.analyzers.rpc.Xdr;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Mount;
import org.nsm.api.event.MountEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.event.RpcEvent;

class MountTest {

    private static final long PROGRAM = 100_005;
    private static final int MNT = 1;
    private static final int DUMP = 2;
    private static final int UMNT = 3;
    private static final int UMNTALL = 4;
    private static final int EXPORT = 5;
    private static final Coded<Mount.Status> OK = new Coded<>(Mount.Status.MNT3_OK, 0);
    private static final Coded<Mount.Status> UNKNOWN = new Coded<>(null, -1);

    private final RpcTalk talk = new RpcTalk(20_048);

    private RpcTalk exchange(int procedure, Xdr arguments, Xdr result) {
        return talk.exchange(PROGRAM, 3, procedure, arguments, result);
    }

    private Coded<Mount.Status> status() {
        return talk.only(MountEvent.ReplyStatus.class).info().mountStatus();
    }

    private Mount.MountReply mount(Xdr result) {
        exchange(MNT, xdr().text("/srv"), result);
        return talk.only(MountEvent.ProcMnt.class).reply();
    }

    @Test
    void givesTheHandleOfADirectory() {
        Mount.MountReply reply = mount(xdr().u32(0).opaque("0102030405").u32(3, 1, 0, 390_003));
        assertThat(ByteBufUtil.hexDump(Objects.requireNonNull(reply.directoryHandle())))
                .isEqualTo("0102030405");
        assertThat(reply.authFlavors())
                .containsExactly(
                        new Coded<>(Mount.AuthFlavor.AUTH_UNIX, 1),
                        new Coded<>(Mount.AuthFlavor.AUTH_NULL, 0),
                        new Coded<>(null, 390_003));
        assertThat(talk.only(MountEvent.ProcMnt.class).request().directory()).isEqualTo("/srv");
        assertThat(talk.names()).containsSubsequence("rpc_reply", "mount_reply_status", "mount_proc_mnt");
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
    }

    @Test
    void keeps32Flavors() {
        Xdr result = xdr().u32(0).opaque("01").u32(40);
        for (int i = 0; i < 40; i++) {
            result.u32(i);
        }
        assertThat(mount(result).authFlavors()).hasSize(32);
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
        exchange(MNT, xdr().text("/srv"), xdr().u32(0).opaque("01").u32(0xffff_ffffL, 1));
        assertThat(talk.names()).contains("mount_reply_status").doesNotContain("mount_proc_mnt");
    }

    @Test
    void aFailureIsEmpty() {
        assertThat(mount(xdr().u32(13))).isEqualTo(new Mount.MountReply(null, null));
        assertThat(status()).isEqualTo(new Coded<>(Mount.Status.MNT3ERR_ACCES, 13));
        assertThat(mount(xdr().u32(4))).isEqualTo(new Mount.MountReply(null, null));
        assertThat(status()).as("an unknown one").isEqualTo(new Coded<>(null, 4));
    }

    @Test
    void aFailureOfRpcIsOkAndEmpty() {
        talk.send(call(1, PROGRAM, 3, MNT, xdr().text("/srv")))
                .receive(xdr().u32(1, 1, 0, 0, 0, 1).bytes());
        MountEvent.ProcMnt event = talk.only(MountEvent.ProcMnt.class);
        assertThat(event.info().rpcStatus()).isEqualTo(Rpc.Status.RPC_PROG_UNAVAIL);
        assertThat(event.info().mountStatus()).isEqualTo(OK);
        assertThat(event.reply()).isEqualTo(new Mount.MountReply(null, null));
    }

    @Test
    void resultsThatAreCutShortRaiseTheStatusOnly() {
        exchange(MNT, xdr().text("/srv"), xdr());
        assertThat(talk.names()).contains("mount_reply_status").doesNotContain("mount_proc_mnt");
        assertThat(status()).isEqualTo(UNKNOWN);
        exchange(MNT, xdr().text("/srv"), xdr().u32(0, 65));
        assertThat(talk.names()).contains("mount_reply_status").doesNotContain("mount_proc_mnt");
    }

    @Test
    void nothingHasNoStatus() {
        exchange(0, xdr(), xdr());
        assertThat(talk.only(MountEvent.ProcNull.class).info().mountStatus()).isEqualTo(UNKNOWN);
        assertThat(status()).isEqualTo(UNKNOWN);
    }

    @Test
    void givingUpADirectoryIsAlwaysOk() {
        exchange(UMNT, xdr().text("/srv"), xdr());
        MountEvent.ProcUmnt event = talk.only(MountEvent.ProcUmnt.class);
        assertThat(event.request().directory()).isEqualTo("/srv");
        assertThat(event.info().mountStatus()).isEqualTo(OK);
        assertThat(status()).isEqualTo(UNKNOWN);
    }

    @Test
    void givingUpEverythingHasNoArgument() {
        exchange(UMNTALL, xdr(), xdr());
        MountEvent.ProcUmntAll event = talk.only(MountEvent.ProcUmntAll.class);
        assertThat(event.request().directory()).isEmpty();
        assertThat(event.info().mountStatus()).isEqualTo(OK);
        assertThat(event.info().rpcMachineName()).isEqualTo(Xdr.MACHINE);
        assertThat(talk.weirds()).isEmpty();
        assertThat(talk.names())
                .containsExactly("rpc_call", "rpc_reply", "mount_reply_status", "mount_proc_umnt_all", "rpc_dialogue");
    }

    @Test
    void listsHaveNoStatus() {
        for (int procedure : new int[] {DUMP, EXPORT}) {
            exchange(procedure, xdr(), xdr().u32(1).text("host").text("/srv").u32(0));
            MountEvent.ProcNotImplemented event = talk.only(MountEvent.ProcNotImplemented.class);
            assertThat(event.procedure().code()).isEqualTo(procedure);
            assertThat(event.info().mountStatus()).isEqualTo(OK);
            assertThat(status()).isEqualTo(OK);
            assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
        }
    }

    @Test
    void unknownProceduresRaiseTheStatusOnly() {
        exchange(6, xdr(), xdr().u32(70));
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "mount_reply_status", "rpc_dialogue");
        assertThat(status().code()).isEqualTo(70);
    }

    @Test
    void callsThatTimeOutAreOk() {
        talk.send(call(1, PROGRAM, 3, UMNTALL, xdr()))
                .send(call(2, PROGRAM, 3, 0, xdr()))
                .end();
        assertThat(talk.only(MountEvent.ProcUmntAll.class).info().rpcStatus()).isEqualTo(Rpc.Status.RPC_TIMEOUT);
        assertThat(talk.only(MountEvent.ProcNull.class).info().mountStatus()).isEqualTo(OK);
    }

    @Test
    void takesNoHandleBeyond64Bytes() {
        assertThat(mount(xdr().u32(0).opaque("00".repeat(64)).u32(0))
                        .directoryHandle()
                        .readableBytes())
                .isEqualTo(64);
        exchange(MNT, xdr().text("/srv"), xdr().u32(0).opaque("00".repeat(65)).u32(0));
        assertThat(talk.names()).contains("mount_reply_status").doesNotContain("mount_proc_mnt");
    }

    @Test
    void takesNoPathBeyond1024Bytes() {
        exchange(UMNT, xdr().text("x".repeat(1024)), xdr());
        assertThat(talk.names()).contains("mount_proc_umnt");
        exchange(UMNT, xdr().text("x".repeat(1025)), xdr());
        assertThat(talk.names()).doesNotContain("mount_proc_umnt");
    }
}
