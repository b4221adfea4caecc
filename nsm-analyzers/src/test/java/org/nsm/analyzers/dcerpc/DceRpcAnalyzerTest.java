package org.nsm.analyzers.dcerpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nsm.analyzers.dcerpc.Pdus.FIRST;
import static org.nsm.analyzers.dcerpc.Pdus.LAST;
import static org.nsm.analyzers.dcerpc.Pdus.MAPPER;
import static org.nsm.analyzers.dcerpc.Pdus.NDR;
import static org.nsm.analyzers.dcerpc.Pdus.OBJECT;
import static org.nsm.analyzers.dcerpc.Pdus.SAMPLE;
import static org.nsm.analyzers.dcerpc.Pdus.WHOLE;
import static org.nsm.analyzers.dcerpc.Pdus.ackBody;
import static org.nsm.analyzers.dcerpc.Pdus.bind;
import static org.nsm.analyzers.dcerpc.Pdus.context;
import static org.nsm.analyzers.dcerpc.Pdus.contexts;
import static org.nsm.analyzers.dcerpc.Pdus.hex;
import static org.nsm.analyzers.dcerpc.Pdus.mapped;
import static org.nsm.analyzers.dcerpc.Pdus.octets;
import static org.nsm.analyzers.dcerpc.Pdus.pdu;
import static org.nsm.analyzers.dcerpc.Pdus.request;
import static org.nsm.analyzers.dcerpc.Pdus.response;
import static org.nsm.api.AnalyzerTag.DCE_RPC;
import static org.nsm.api.spi.Protocol.tcp;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.Transport;
import org.nsm.api.event.DceRpc;
import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.NtlmEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;

class DceRpcAnalyzerTest {

    private static final AnalyzerTag PIPES = new AnalyzerTag("PIPES");
    private static final long FILE_ID = 0xfedcba9876543210L;

    private static final Protocol[] PROTOCOLS = {
        tcp(DCE_RPC).port(135).analyzer(DceRpcAnalyzer::new),
        tcp(PIPES).port(445).analyzer(Pipe::new),
    };

    private TestEngine engine = TestEngine.with(PROTOCOLS);
    private FakeFlow flow = FakeFlow.to(135, Transport.TCP);
    private ApplicationStage.StreamSink sink = engine.stage().stream(flow);

    /** Hands all on to one pipe. */
    private static final class Pipe extends StreamAnalyzer {

        private final ApplicationStage.StreamSink pipe;

        Pipe(AnalyzerContext context) {
            super(context);
            pipe = context.streamChild(DCE_RPC, FILE_ID);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            pipe.data(isOrig, data);
        }
    }

    private void inPipe() {
        open(445);
    }

    private void open(int port) {
        flow = FakeFlow.to(port, Transport.TCP);
        sink = engine.stage().stream(flow);
    }

    private void client(String... pdus) {
        sink.data(true, hex(String.join("", pdus)));
    }

    private void server(String... pdus) {
        sink.data(false, hex(String.join("", pdus)));
    }

    private <E extends Event> E only(Class<E> type) {
        assertThat(engine.events(type)).hasSize(1);
        return engine.events(type).get(0);
    }

    private long weirds(String name) {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .filter(weird -> weird.name().equals(name))
                .count();
    }

    @Test
    void raisesAMessageForEveryPduAndUnknownTypesByNumber() {
        client(pdu(19, WHOLE, 1, ""), pdu(77, WHOLE, 1, ""));
        assertThat(engine.events(DceRpcEvent.Message.class))
                .extracting(DceRpcEvent.Message::typeId, m -> m.type().constant())
                .containsExactly(tuple(19, DceRpc.PduType.ORPHANED), tuple(77, null));
    }

    @Test
    void raisesABindForEachContext() {
        client(pdu(Pdu.BIND, WHOLE, 1, contexts(context(3, SAMPLE, NDR), context(0xfffe, MAPPER, NDR))));
        assertThat(engine.events(DceRpcEvent.Bind.class))
                .containsExactly(
                        new DceRpcEvent.Bind(flow, 0, 3, hex("785634123412cdabef000123456789ab"), 1, 2),
                        new DceRpcEvent.Bind(flow, 0, 0xfffe, hex("0883afe11f5dc91191a408002b14a0fa"), 3, 0));
    }

    @Test
    void raisesAnAlterContextForEachContext() {
        client(pdu(Pdu.ALTER_CONTEXT, WHOLE, 1, contexts(context(3, SAMPLE, NDR), context(4, MAPPER, NDR))));
        server(pdu(Pdu.ALTER_CONTEXT_RESP, WHOLE, 1, ackBody("")));
        assertThat(engine.events(DceRpcEvent.AlterContext.class))
                .containsExactly(
                        new DceRpcEvent.AlterContext(flow, 0, 3, hex("785634123412cdabef000123456789ab"), 1, 2),
                        new DceRpcEvent.AlterContext(flow, 0, 4, hex("0883afe11f5dc91191a408002b14a0fa"), 3, 0));
        assertThat(engine.events(DceRpcEvent.AlterContextResp.class))
                .containsExactly(new DceRpcEvent.AlterContextResp(flow, 0));
    }

    @Test
    void aBindIsNeverAFragmentWhateverItsFlags() {
        for (int flags = 0; flags <= WHOLE; flags++) {
            client(pdu(Pdu.BIND, flags, 1, contexts(context(flags, SAMPLE, NDR))));
            server(pdu(Pdu.BIND_ACK, flags, 1, ackBody("31333500")));
        }
        assertThat(engine.events(DceRpcEvent.Bind.class))
                .extracting(DceRpcEvent.Bind::contextId)
                .containsExactly(0, 1, 2, 3);
        assertThat(engine.events(DceRpcEvent.BindAck.class)).hasSize(4);
    }

    @Test
    void theSecondaryAddressLosesOneTrailingNulAndNothingElse() {
        for (String address : new String[] {"31333500", "313335", "31330000", "", "00"}) {
            server(pdu(Pdu.BIND_ACK, WHOLE, 1, ackBody(address)));
        }
        assertThat(engine.events(DceRpcEvent.BindAck.class))
                .extracting(DceRpcEvent.BindAck::secondaryAddress)
                .containsExactly("135", "135", "13\0", "", "");
    }

    @Test
    void theStubLengthLeavesOutTheObjectAndTheTrailerButNotThePadding() {
        client(pdu(Pdu.REQUEST, WHOLE | OBJECT, 2, octets(4) + "0100 0700" + octets(16) + octets(9), octets(5), 10));
        server(pdu(Pdu.RESPONSE, WHOLE, 2, octets(4) + "0100 0000" + octets(6), octets(5), 10));
        assertThat(only(DceRpcEvent.Request.class)).isEqualTo(new DceRpcEvent.Request(flow, 0, 1, 7, 9));
        assertThat(only(DceRpcEvent.Response.class)).isEqualTo(new DceRpcEvent.Response(flow, 0, 1, 7, 6));
    }

    @Test
    void theStubLengthIsTheSumOverAllFragments() {
        client(request(FIRST, 2, 5, 6, octets(100)), request(0, 2, 0, 0, octets(50)));
        assertThat(engine.events(DceRpcEvent.Request.class)).isEmpty();
        client(request(LAST, 2, 0, 0, octets(7)));
        assertThat(only(DceRpcEvent.Request.class)).isEqualTo(new DceRpcEvent.Request(flow, 0, 5, 6, 157));
        server(response(FIRST, 2, 5, octets(20)), response(LAST, 2, 9, octets(3)));
        assertThat(only(DceRpcEvent.Response.class)).isEqualTo(new DceRpcEvent.Response(flow, 0, 5, 6, 23));
    }

    @Test
    void theOperationOfAResponseIsThatOfTheRequestWithTheSameCallId() {
        client(request(WHOLE, 1, 0, 11, ""), request(WHOLE, 2, 0, 12, ""), request(WHOLE, -3, 0, 13, ""));
        server(response(WHOLE, 2, 0, ""), response(WHOLE, -3, 0, ""), response(WHOLE, 1, 0, ""));
        assertThat(engine.events(DceRpcEvent.Response.class))
                .extracting(DceRpcEvent.Response::operation)
                .containsExactly(12, 13, 11);
    }

    @Test
    void theOperationOfAResponseWithoutARequestIsZero() {
        client(request(WHOLE, 1, 0, 11, ""));
        server(pdu(Pdu.FAULT, WHOLE, 1, octets(16)), response(WHOLE, 1, 0, ""), response(WHOLE, 9, 0, ""));
        assertThat(engine.events(DceRpcEvent.Response.class))
                .extracting(DceRpcEvent.Response::operation)
                .containsExactly(0, 0);
    }

    @Test
    void readsIntegersWithTheHighOctetFirst() {
        client("05000003 00000000 0024 0000 00000002 0000000c 0001 0203" + octets(12));
        client("05000b03 00000000 0034 0000 00000001 10b810b800000000 01000000"
                + "0102 0000 e1af83085d1f11c991a408002b14a0fa 0004 0003");
        assertThat(only(DceRpcEvent.Request.class)).isEqualTo(new DceRpcEvent.Request(flow, 0, 1, 0x203, 12));
        assertThat(only(DceRpcEvent.Bind.class))
                .isEqualTo(new DceRpcEvent.Bind(flow, 0, 0x102, hex("e1af83085d1f11c991a408002b14a0fa"), 3, 4));
    }

    @Test
    void pdusMayBeCutAndJoinedAnywhere() {
        ByteBuf bytes = hex(bind(0, SAMPLE) + request(FIRST, 2, 0, 6, octets(40)) + request(LAST, 2, 0, 6, octets(2)));
        for (int cut = 1; cut < bytes.readableBytes(); cut++) {
            engine.events.clear();
            open(135);
            sink.data(true, bytes.slice(0, cut));
            sink.data(true, bytes.slice(cut, bytes.readableBytes() - cut));
            assertThat(only(DceRpcEvent.Request.class).stubLength()).isEqualTo(42);
        }
    }

    @Test
    void confirmsAtTheFirstWholePdu() {
        ByteBuf bytes = hex(bind(0, SAMPLE));
        sink.data(true, bytes.slice(0, bytes.readableBytes() - 1));
        assertThat(engine.events(ProtocolEvent.Confirmation.class)).isEmpty();
        sink.data(true, bytes.slice(bytes.readableBytes() - 1, 1));
        assertThat(only(ProtocolEvent.Confirmation.class).analyzer()).isEqualTo(DCE_RPC);
    }

    @Test
    void takesUpAgainWhereADeliveryBeginsWithAPdu() {
        client(request(WHOLE, 1, 0, 1, ""));
        client("06000003100000001800000001000000" + octets(8) + request(WHOLE, 2, 0, 2, ""));
        client(octets(30));
        client(request(WHOLE, 3, 0, 3, ""));
        server(response(WHOLE, 3, 0, ""));
        assertThat(engine.events(DceRpcEvent.Request.class))
                .extracting(DceRpcEvent.Request::operation)
                .containsExactly(1, 3);
        assertThat(only(DceRpcEvent.Response.class).operation()).isEqualTo(3);
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void aBodyThatDoesNotFitHasRaisedItsMessageAndWhatWasWholeInIt() {
        String two = contexts(context(1, SAMPLE, NDR), context(2, SAMPLE, NDR));
        client(pdu(Pdu.BIND, WHOLE, 1, two.replaceAll("\\s", "").substring(0, 2 * (12 + 44 + 43))));
        assertThat(engine.events(DceRpcEvent.Message.class)).hasSize(1);
        assertThat(only(DceRpcEvent.Bind.class).contextId()).isEqualTo(1);
        client(pdu(Pdu.REQUEST, WHOLE, 1, octets(7)));
        server(pdu(Pdu.RESPONSE, WHOLE, 1, octets(7)));
        server(pdu(Pdu.BIND_ACK, WHOLE, 1, octets(8) + "0500" + octets(4)));
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(4);
        client(request(WHOLE, 3, 0, 3, ""));
        assertThat(only(DceRpcEvent.Request.class).operation()).isEqualTo(3);
        assertThat(engine.events(DceRpcEvent.BindAck.class)).isEmpty();
    }

    @Test
    void authenticationDataLongerThanThePduAreAViolation() {
        client("05000003 10000000 1800 0900 01000000" + octets(8));
        assertThat(engine.events(DceRpcEvent.Message.class)).hasSize(1);
        assertThat(engine.events(DceRpcEvent.Request.class)).isEmpty();
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void nothingMoreIsReadBehindAGap() {
        client(request(WHOLE, 1, 0, 1, ""));
        sink.gap(true, 10);
        client(request(WHOLE, 2, 0, 1, ""));
        server(response(WHOLE, 1, 0, ""));
        assertThat(engine.events(DceRpcEvent.Message.class)).hasSize(1);
        assertThat(sink.done()).isTrue();
    }

    @Test
    void laterFragmentsWithoutAFirstOneAreIgnored() {
        client(request(0, 1, 0, 1, octets(5)), request(LAST, 1, 0, 1, octets(5)), request(WHOLE, 2, 0, 4, ""));
        assertThat(only(DceRpcEvent.Request.class).operation()).isEqualTo(4);
    }

    @Test
    void aSecondFirstFragmentEndsTheAnalysisWithItsDelivery() {
        client(request(FIRST, 1, 0, 1, octets(5)));
        client(request(FIRST, 1, 0, 2, octets(5)), request(LAST, 1, 0, 2, octets(6)));
        assertThat(only(DceRpcEvent.Request.class)).isEqualTo(new DceRpcEvent.Request(flow, 0, 0, 1, 11));
        client(request(WHOLE, 3, 0, 3, ""));
        assertThat(engine.events(DceRpcEvent.Message.class)).hasSize(3);
        assertThat(sink.done()).isTrue();
        assertThat(weirds("multiple_first_fragments_in_dce_rpc_reassembly")).isEqualTo(1);
    }

    @Test
    void aPipeSurvivesASecondFirstFragment() {
        inPipe();
        client(request(FIRST, 1, 0, 1, octets(5)));
        client(request(FIRST, 1, 0, 2, octets(5)));
        client(request(LAST, 1, 0, 2, octets(6)));
        assertThat(only(DceRpcEvent.Request.class)).isEqualTo(new DceRpcEvent.Request(flow, FILE_ID, 0, 1, 11));
    }

    @Test
    void moreCallsThanTheLimitEndTheAnalysis() {
        engine = engine.set(Options.DCE_RPC_MAX_CMD_REASSEMBLY, 2L);
        open(135);
        client(request(FIRST, 1, 0, 1, ""), request(FIRST, 2, 0, 2, ""), request(FIRST, 3, 0, 3, ""));
        client(request(LAST, 1, 0, 1, ""));
        assertThat(engine.events(DceRpcEvent.Request.class)).isEmpty();
        assertThat(sink.done()).isTrue();
        assertThat(weirds("too_many_dce_rpc_msgs_in_reassembly")).isEqualTo(1);
    }

    @Test
    void aPipeIgnoresMoreCallsThanTheLimit() {
        inPipe();
        for (int call = 0; call < 45; call++) {
            client(request(FIRST, call, 0, call, octets(3)));
        }
        for (int call = 0; call < 45; call++) {
            client(request(LAST, call, 0, call, octets(3)));
        }
        assertThat(engine.events(DceRpcEvent.Request.class)).hasSize(20).allMatch(request -> request.stubLength() == 6);
        assertThat(weirds("too_many_dce_rpc_msgs_in_reassembly")).isEqualTo(25);
    }

    @Test
    void moreBytesThanTheLimitEndTheAnalysis() {
        client(request(FIRST, 1, 0, 1, octets(15000)));
        client(request(0, 1, 0, 1, octets(15000)));
        client(request(LAST, 1, 0, 1, octets(1)));
        assertThat(engine.events(DceRpcEvent.Request.class)).isEmpty();
        assertThat(sink.done()).isTrue();
        assertThat(weirds("too_much_dce_rpc_fragment_data")).isEqualTo(1);
    }

    @Test
    void theLimitOfBytesCanBeSet() {
        engine = engine.set(Options.DCE_RPC_MAX_FRAG_DATA, 100_000L);
        open(135);
        client(request(FIRST, 1, 0, 1, octets(30000)), request(LAST, 1, 0, 1, octets(30000)));
        assertThat(only(DceRpcEvent.Request.class).stubLength()).isEqualTo(60000);
    }

    @Test
    void callsWithoutResponsesAreForgottenAtLast() {
        for (int call = 1; call <= 257; call++) {
            client(request(WHOLE, call, 0, call, ""));
        }
        server(response(WHOLE, 1, 0, ""), response(WHOLE, 2, 0, ""));
        assertThat(engine.events(DceRpcEvent.Response.class))
                .extracting(DceRpcEvent.Response::operation)
                .containsExactly(0, 2);
        assertThat(weirds("dce_rpc_call_evicted")).isEqualTo(1);
    }

    @Test
    void aPipeNamesItsFile() {
        inPipe();
        client(bind(0, SAMPLE), request(WHOLE, 1, 0, 1, ""));
        server(pdu(Pdu.BIND_ACK, WHOLE, 1, ackBody("")), response(WHOLE, 1, 0, ""));
        assertThat(engine.events(DceRpcEvent.Message.class)).hasSize(4).allMatch(m -> m.fileId() == FILE_ID);
        assertThat(only(DceRpcEvent.Bind.class).fileId()).isEqualTo(FILE_ID);
        assertThat(only(DceRpcEvent.BindAck.class).fileId()).isEqualTo(FILE_ID);
        assertThat(only(DceRpcEvent.Response.class).fileId()).isEqualTo(FILE_ID);
    }

    @Test
    void connectionsToThePortThatTheEndpointMapperNamesAreAnalysed() {
        ApplicationStage stage = engine.stage();
        sink = stage.stream(FakeFlow.to(135, Transport.TCP));
        client(bind(4, MAPPER), request(WHOLE, 2, 4, 3, octets(4)));
        String result = mapped("c013", "00000000").replaceAll("\\s", "");
        server(response(FIRST, 2, 4, result.substring(0, 60)), response(LAST, 2, 4, result.substring(60)));
        sink = stage.stream(FakeFlow.to(0xc013, Transport.TCP));
        client(request(WHOLE, 9, 0, 9, ""));
        assertThat(engine.events(DceRpcEvent.Request.class))
                .extracting(DceRpcEvent.Request::operation)
                .containsExactly(3, 9);
    }

    @Test
    void fragmentsAreNotPutTogetherWhileTheAnalyzersHoldAsMuchAsTheyMay() {
        engine = engine.set(Options.MAX_ANALYZER_BYTES, 100L);
        open(135);
        client(bind(4, MAPPER), request(WHOLE, 2, 4, 3, octets(4)), request(WHOLE, 3, 4, 3, octets(4)));
        server(response(FIRST, 2, 4, octets(60)), response(0, 2, 4, octets(60)), response(0, 2, 4, octets(20)));
        assertThat(weirds("analyzer_memory_full")).isEqualTo(1);
        server(response(LAST, 2, 4, octets(1)));
        assertThat(engine.events(DceRpcEvent.Response.class))
                .singleElement()
                .satisfies(response -> assertThat(response.stubLength()).isEqualTo(141));
        server(response(FIRST, 3, 4, octets(90)), response(LAST, 3, 4, octets(9)));
        assertThat(engine.events(DceRpcEvent.Response.class)).hasSize(2);
    }

    @Test
    void whatOtherOperationsReturnNamesNoPorts() {
        ApplicationStage stage = engine.stage();
        sink = stage.stream(FakeFlow.to(135, Transport.TCP));
        client(bind(4, MAPPER), bind(5, SAMPLE), request(WHOLE, 2, 4, 2, ""), request(WHOLE, 3, 5, 3, ""));
        server(response(WHOLE, 2, 4, mapped("c013", "00000000")), response(WHOLE, 3, 5, mapped("c013", "00000000")));
        assertThat(stage.stream(FakeFlow.to(0xc013, Transport.TCP))).isNull();
    }

    @Test
    void requestsAndResponsesHandOnNoTokens() {
        client(pdu(Pdu.REQUEST, WHOLE, 1, octets(8), "4e544c4d53535000 01000000 00000000" + "00".repeat(16), 10));
        assertThat(engine.events(NtlmEvent.class)).isEmpty();
    }

    @Test
    void namesUnknownTypesOfAuthentication() {
        client(pdu(Pdu.BIND, WHOLE, 1, contexts(), octets(5), 68));
        assertThat(weirds("unknown_dce_rpc_auth_type_68")).isEqualTo(1);
    }
}
