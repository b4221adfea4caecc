package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.call;
import static org.nsm.analyzers.rpc.Xdr.reply;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.api.Transport;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.spi.ApplicationStage;

class RpcConversationTest {

    private static final long NFS = 100_003;
    private static final long SECOND = 1_000_000_000L;
    private static final int GETATTR = 1;

    private final RpcTalk talk = new RpcTalk(2049);

    private static Xdr handle() {
        return xdr().opaque("0102030405");
    }

    @Test
    void callReplyAndDialogueComeInOrderAroundTheEventsOfTheProgram() {
        talk.exchange(NFS, 3, GETATTR, handle(), xdr().u32(70));
        assertThat(talk.names())
                .containsExactly("rpc_call", "rpc_reply", "nfs_reply_status", "nfs_proc_getattr", "rpc_dialogue");
    }

    @Test
    void lengthsLeaveOutTransactionIdAndType() {
        talk.send(call(0xfedcba98, NFS, 3, 0, xdr())).later(SECOND).receive(reply(0xfedcba98, xdr().u32(9, 9)));
        RpcEvent.Call call = talk.only(RpcEvent.Call.class);
        assertThat(call.transactionId()).isEqualTo(0xfedcba98L);
        assertThat(call.callLength()).isEqualTo(64);
        RpcEvent.Reply reply = talk.only(RpcEvent.Reply.class);
        assertThat(reply.transactionId()).isEqualTo(0xfedcba98L);
        assertThat(reply.replyLength()).isEqualTo(8);
        RpcEvent.Dialogue dialogue = talk.only(RpcEvent.Dialogue.class);
        assertThat(dialogue.callLength()).isEqualTo(64);
        assertThat(dialogue.replyLength()).as("of a procedure without result").isZero();
        assertThat(dialogue.startTime()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void theDialogueTellsWhatIsLeftOfTheResult() {
        talk.exchange(NFS, 3, 12, handle().text("x"), xdr().u32(0, 0, 0, 1, 2, 3));
        assertThat(talk.only(RpcEvent.Reply.class).replyLength()).isEqualTo(24);
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isEqualTo(12);
        assertThat(talk.weirds()).containsExactly("excess_RPC");
    }

    @Test
    void aCallSentAgainIsRaisedAgainAndStartsAnew() {
        ByteBuf call = call(1, NFS, 3, GETATTR, handle());
        talk.send(call).later(SECOND).send(call).later(SECOND).receive(reply(1, xdr().u32(70)));
        assertThat(talk.names())
                .containsExactly(
                        "rpc_call", "rpc_call", "rpc_reply", "nfs_reply_status", "nfs_proc_getattr", "rpc_dialogue");
        assertThat(talk.only(RpcEvent.Dialogue.class).startTime()).isEqualTo(Instant.ofEpochSecond(2));
        NfsEvent.ProcGetattr event = talk.only(NfsEvent.ProcGetattr.class);
        assertThat(event.info().requestStart()).isEqualTo(Instant.ofEpochSecond(2));
        assertThat(event.info().replyStart()).isEqualTo(Instant.ofEpochSecond(3));
        assertThat(talk.weirds()).isEmpty();
    }

    @Test
    void aCallSentAgainWithOtherContentTakesThePlaceOfTheFirst() {
        talk.send(call(1, NFS, 3, 3, handle().text("rexmit")));
        talk.send(call(1, NFS, 3, 3, handle().text("Rexmit"))).receive(reply(1, xdr().u32(2, 0)));
        assertThat(talk.only(NfsEvent.ProcLookup.class).request().name()).isEqualTo("Rexmit");
        assertThat(talk.weirds()).containsExactly("RPC_rexmit_inconsistency");
    }

    @Test
    void aSecondReplyHasNoCall() {
        talk.exchange(NFS, 3, 0, xdr(), xdr());
        talk.receive(reply(2, xdr()));
        assertThat(talk.names().subList(4, talk.names().size())).containsExactly("rpc_dialogue", "rpc_reply");
        assertThat(talk.weirds()).containsExactly("unpaired_RPC_response");
    }

    @Test
    void bothSidesMayCallWithTheSameIds() {
        talk.send(call(1, NFS, 3, 0, xdr())).receive(call(1, 0x4000_0000, 1, 0, xdr()));
        talk.send(reply(1, xdr()));
        assertThat(talk.only(RpcEvent.Dialogue.class).program()).isEqualTo(0x4000_0000);
        talk.receive(reply(1, xdr()));
        assertThat(talk.engine.events(RpcEvent.Dialogue.class))
                .extracting(RpcEvent.Dialogue::program)
                .containsExactly(0x4000_0000L, NFS);
        assertThat(talk.weirds()).containsExactly("responder_RPC_call", "originator_RPC_reply");
    }

    @Test
    void unansweredCallsTimeOutWithTheirFlow() {
        talk.send(call(1, NFS, 3, GETATTR, handle())).later(24 * SECOND).end();
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_dialogue", "nfs_reply_status", "nfs_proc_getattr");
        RpcEvent.Dialogue dialogue = talk.only(RpcEvent.Dialogue.class);
        assertThat(dialogue.status()).isEqualTo(Rpc.Status.RPC_TIMEOUT);
        assertThat(dialogue.replyLength()).isZero();
        NfsEvent.ProcGetattr event = talk.only(NfsEvent.ProcGetattr.class);
        assertThat(event.info().rpcStatus()).isEqualTo(Rpc.Status.RPC_TIMEOUT);
        assertThat(event.info().replyStart()).isEqualTo(Instant.ofEpochSecond(25));
        assertThat(event.info().replyDuration()).isEqualTo(Duration.ZERO);
        assertThat(event.info().replyLength()).isZero();
    }

    @Test
    void argumentsThatCannotBeReadRaiseTheEventsOfRpcOnly() {
        talk.exchange(NFS, 3, GETATTR, xdr().u32(65), xdr().u32(70));
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
        assertThat(talk.weirds()).containsExactly("bad_RPC", "successful_RPC_reply_to_invalid_request");
    }

    @Test
    void otherVersionsAndProgramsRaiseTheEventsOfRpcOnly() {
        long[][] others = {{NFS, 2}, {NFS, 4}, {100_005, 1}, {100_000, 3}, {100_000, 4}, {100_227, 3}};
        for (long[] other : others) {
            talk.exchange(other[0], other[1], GETATTR, handle(), xdr().u32(0, 1, 2));
            assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
            assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
            assertThat(talk.weirds()).isEmpty();
        }
    }

    @Test
    void theNumberOfTheProgramDecidesNotThePort() {
        talk.exchange(100_005, 3, 3, xdr().text("/srv"), xdr());
        assertThat(talk.names()).contains("mount_proc_umnt");
    }

    @Test
    void callsWithoutCredentialsOfASystemAreTaken() {
        talk.send(call(1, NFS, 3, GETATTR, 0, xdr(), handle())).receive(reply(1, xdr().u32(70)));
        NfsEvent.ProcGetattr event = talk.only(NfsEvent.ProcGetattr.class);
        assertThat(event.info().rpcMachineName()).isEmpty();
        assertThat(event.info().rpcAuxiliaryGids()).isEmpty();
    }

    @Test
    void theCallerIsTheOneOfEachCall() {
        talk.exchange(NFS, 3, GETATTR, handle(), xdr().u32(70));
        assertThat(talk.only(NfsEvent.ProcGetattr.class).info().rpcUid()).isEqualTo(1000);
        talk.engine.events.clear();
        Xdr other = xdr().u32(7).text(Xdr.MACHINE).u32(1001, 100, 2, 4, 5);
        talk.send(call(9, NFS, 3, GETATTR, 1, other, handle())).receive(reply(9, xdr().u32(70)));
        assertThat(talk.only(NfsEvent.ProcGetattr.class).info().rpcUid()).isEqualTo(1001);
        assertThat(talk.only(NfsEvent.ProcGetattr.class).info().rpcAuxiliaryGids())
                .containsExactly(4L, 5L);
    }

    /** Credentials of RPCSEC_GSS: version 1, DATA, a sequence number, the service, a handle. */
    private static Xdr gss(int procedure, int service) {
        return xdr().u32(1, procedure, 17, service).opaque("aabb");
    }

    @Test
    void argumentsWithAChecksumAreRead() {
        Xdr wrapped = xdr().opaque(xdr().u32(17).add(handle()).bytes()).opaque("00112233");
        Xdr result = xdr().opaque(xdr().u32(17, 70).bytes()).opaque("00112233");
        talk.send(call(1, NFS, 3, GETATTR, 6, gss(0, 2), wrapped)).receive(reply(1, result));
        NfsEvent.ProcGetattr event = talk.only(NfsEvent.ProcGetattr.class);
        assertThat(event.info().nfsStatus().code()).isEqualTo(70);
        assertThat(event.handle().readableBytes()).isEqualTo(5);
        assertThat(talk.weirds()).isEmpty();
    }

    @Test
    void argumentsWithoutProtectionAreReadUnderGss() {
        talk.send(call(1, NFS, 3, GETATTR, 6, gss(0, 1), handle())).receive(reply(1, xdr().u32(70)));
        assertThat(talk.names()).contains("nfs_proc_getattr");
    }

    @Test
    void encryptedArgumentsAndTokensAreNotRead() {
        talk.send(call(1, NFS, 3, GETATTR, 6, gss(0, 3), handle())).receive(reply(1, xdr().u32(70)));
        talk.send(call(2, NFS, 3, 0, 6, gss(1, 1), xdr().opaque("6001"))).receive(reply(2, xdr()));
        assertThat(talk.names())
                .containsExactly("rpc_call", "rpc_reply", "rpc_dialogue", "rpc_call", "rpc_reply", "rpc_dialogue");
        assertThat(talk.weirds()).isEmpty();
    }

    @Test
    void theOldestCallsAreGivenUpWhenTooManyWait() {
        for (int xid = 0; xid < 2000; xid++) {
            talk.send(call(xid, NFS, 3, 0, xdr()));
        }
        int evicted = 2000 - 512;
        assertThat(talk.engine.events(RpcEvent.Dialogue.class)).hasSize(evicted);
        assertThat(talk.weirds()).hasSize(evicted).containsOnly("RPC_call_evicted");
        talk.engine.events.clear();
        talk.receive(reply(evicted - 1, xdr()));
        assertThat(talk.weirds()).containsExactly("unpaired_RPC_response");
        talk.receive(reply(evicted, xdr()));
        assertThat(talk.only(RpcEvent.Dialogue.class).status()).isEqualTo(Rpc.Status.RPC_SUCCESS);
        talk.engine.events.clear();
        talk.end();
        assertThat(talk.engine.events(RpcEvent.Dialogue.class)).hasSize(511);
    }

    @Test
    void whatIsNoMessageIsOdd() {
        talk.send(xdr().u32(1, 2, 2).bytes()).send(xdr().u32(1).bytes()).send(Unpooled.EMPTY_BUFFER);
        talk.send(xdr().u32(1, 0, 2).bytes()).receive(xdr().u32(1, 1).bytes());
        assertThat(talk.names()).isEmpty();
        assertThat(talk.weirds()).hasSize(5).containsOnly("bad_RPC");
        assertThat(talk.engine.failures).isEmpty();
    }

    private ApplicationStage.StreamSink stream(boolean partial) {
        FakeFlow flow = FakeFlow.to(2049, Transport.TCP);
        flow.partial = partial;
        return Objects.requireNonNull(talk.engine.stage().stream(flow));
    }

    @Test
    void timesOverTcpAreThoseOfTheFirstAndTheLastBytes() {
        ApplicationStage.StreamSink stream = stream(false);
        ByteBuf call = Xdr.record(call(1, NFS, 3, GETATTR, handle()));
        stream.data(true, call.readSlice(3));
        talk.later(SECOND);
        stream.data(true, call);
        ByteBuf reply = Xdr.record(reply(1, xdr().u32(70)));
        stream.data(false, reply.readSlice(20));
        talk.later(SECOND);
        stream.data(false, reply);
        NfsEvent.ProcGetattr event = talk.only(NfsEvent.ProcGetattr.class);
        assertThat(event.info().requestStart()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(event.info().requestDuration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(event.info().replyStart()).isEqualTo(Instant.ofEpochSecond(2));
        assertThat(event.info().replyDuration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(event.info().requestLength()).isEqualTo(64 + 12);
        assertThat(event.info().replyLength()).isEqualTo(20);
    }

    private static ByteBuf exchange(int xid, boolean isOrig) {
        return Xdr.record(isOrig ? call(xid, NFS, 3, GETATTR, handle()) : reply(xid, xdr().u32(70)));
    }

    @Test
    void aConnectionUnderWayIsTakenUpAfterTwoMessagesOfEachSide() {
        ApplicationStage.StreamSink stream = stream(true);
        for (int xid = 1; xid <= 4; xid++) {
            stream.data(true, exchange(xid, true));
            stream.data(false, exchange(xid, false));
        }
        assertThat(talk.engine.events(RpcEvent.Dialogue.class)).hasSize(2);
    }

    @Test
    void aGapCostsTheMessagesOfItsOwnSideOnly() {
        ApplicationStage.StreamSink stream = stream(false);
        stream.data(true, exchange(1, true));
        stream.gap(false, 1000);
        for (int xid = 2; xid <= 5; xid++) {
            stream.data(true, exchange(xid, true));
            stream.data(false, exchange(xid, false));
        }
        stream.end();
        assertThat(talk.engine.events(RpcEvent.Call.class)).hasSize(5);
        assertThat(talk.engine.events(RpcEvent.Reply.class)).hasSize(2);
        assertThat(talk.engine.events(RpcEvent.Dialogue.class))
                .extracting(RpcEvent.Dialogue::status)
                .containsExactlyElementsOf(List.of(
                        Rpc.Status.RPC_SUCCESS,
                        Rpc.Status.RPC_SUCCESS,
                        Rpc.Status.RPC_TIMEOUT,
                        Rpc.Status.RPC_TIMEOUT,
                        Rpc.Status.RPC_TIMEOUT));
    }

    @Test
    void dataBeyondWhatIsKeptOfAMessageAreNotMissed() {
        ApplicationStage.StreamSink stream = stream(false);
        ByteBuf data = Unpooled.buffer().writeZero(200_001);
        Xdr write = handle().u64(0).u32(200_001, 2).opaque(data);
        stream.data(true, Xdr.record(call(1, NFS, 3, 7, write)));
        stream.data(false, Xdr.record(reply(1, xdr().u32(0, 0, 0, 200_001, 2).u64(5))));
        stream.data(true, Xdr.record(call(2, NFS, 3, 6, handle().u64(0).u32(200_001))));
        stream.data(false, Xdr.record(reply(2, xdr().u32(0, 0, 200_001, 1).opaque(data))));
        NfsEvent.ProcWrite write1 = talk.only(NfsEvent.ProcWrite.class);
        assertThat(write1.request().size()).isEqualTo(200_001);
        assertThat(write1.info().requestLength()).isEqualTo(64 + 12 + 8 + 8 + 4 + 200_004);
        NfsEvent.ProcRead read = talk.only(NfsEvent.ProcRead.class);
        assertThat(read.reply().size()).isEqualTo(200_001);
        assertThat(read.info().replyLength()).isEqualTo(16 + 16 + 4 + 200_004);
        assertThat(talk.engine.events(RpcEvent.Dialogue.class))
                .extracting(RpcEvent.Dialogue::replyLength)
                .containsExactly(0, 0);
    }
}
