package org.nsm.analyzers.portmapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.call;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import org.junit.jupiter.api.Test;
import org.nsm.analyzers.rpc.RpcTalk;
import org.nsm.analyzers.rpc.Xdr;
import org.nsm.api.Port;
import org.nsm.api.event.Portmapper;
import org.nsm.api.event.PortmapperEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.event.RpcEvent;

class PortmapperTest {

    private static final long PROGRAM = 100_000;
    private static final int NULL = 0;
    private static final int SET = 1;
    private static final int UNSET = 2;
    private static final int GETPORT = 3;
    private static final int DUMP = 4;
    private static final int CALLIT = 5;
    private static final int TCP = 6;

    private final RpcTalk talk = new RpcTalk(111);

    private RpcTalk exchange(int procedure, Xdr arguments, Xdr result) {
        return talk.exchange(PROGRAM, 2, procedure, arguments, result);
    }

    private void deny(int procedure, Xdr arguments) {
        talk.engine.events.clear();
        talk.send(call(1, PROGRAM, 2, procedure, arguments))
                .receive(xdr().u32(1, 1, 1, 1, 5).bytes());
    }

    @Test
    void doesNothing() {
        exchange(NULL, xdr(), xdr());
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "pm_request_null", "rpc_dialogue");
        deny(NULL, xdr());
        assertThat(talk.only(PortmapperEvent.AttemptNull.class).status()).isEqualTo(Rpc.Status.RPC_AUTH_ERROR);
    }

    @Test
    void registersAPort() {
        exchange(SET, xdr().u32(300_000, 1, TCP, 4711), xdr().u32(1));
        PortmapperEvent.RequestSet set = talk.only(PortmapperEvent.RequestSet.class);
        assertThat(set.mapping()).isEqualTo(new Portmapper.Mapping(300_000, 1, Port.tcp(4711)));
        assertThat(set.success()).isTrue();
        deny(SET, xdr().u32(300_000, 1, 17, 4711));
        PortmapperEvent.AttemptSet attempt = talk.only(PortmapperEvent.AttemptSet.class);
        assertThat(attempt.mapping()).isEqualTo(new Portmapper.Mapping(300_000, 1, Port.udp(4711)));
        assertThat(attempt.status()).isEqualTo(Rpc.Status.RPC_AUTH_ERROR);
    }

    @Test
    void anyBooleanButZeroIsSuccess() {
        exchange(SET, xdr().u32(300_000, 1, TCP, 4711), xdr().u32(0x100));
        assertThat(talk.only(PortmapperEvent.RequestSet.class).success()).isTrue();
    }

    @Test
    void withdrawsPorts() {
        exchange(UNSET, xdr().u32(0xffff_ffffL, 0xffff_ffffL, 99, 0), xdr().u32(0));
        PortmapperEvent.RequestUnset unset = talk.only(PortmapperEvent.RequestUnset.class);
        assertThat(unset.mapping()).isEqualTo(new Portmapper.Mapping(0xffff_ffffL, 0xffff_ffffL, Port.udp(0)));
        assertThat(unset.success()).isFalse();
        deny(UNSET, xdr().u32(1, 2, TCP, 3));
        assertThat(talk.only(PortmapperEvent.AttemptUnset.class).mapping())
                .isEqualTo(new Portmapper.Mapping(1, 2, Port.tcp(3)));
    }

    @Test
    void tellsAPort() {
        exchange(GETPORT, xdr().u32(100_003, 3, TCP, 0), xdr().u32(2049));
        PortmapperEvent.RequestGetport getport = talk.only(PortmapperEvent.RequestGetport.class);
        assertThat(getport.request()).isEqualTo(new Portmapper.PortRequest(100_003, 3, true));
        assertThat(getport.port()).isEqualTo(Port.tcp(2049));
        deny(GETPORT, xdr().u32(100_003, 3, 17, 0));
        assertThat(talk.only(PortmapperEvent.AttemptGetport.class).request())
                .isEqualTo(new Portmapper.PortRequest(100_003, 3, false));
    }

    @Test
    void listsWhatIsRegistered() {
        exchange(DUMP, xdr(), xdr().u32(1, 100_000, 2, TCP, 111, 1, 100_003, 3, 17, 2049, 0));
        PortmapperEvent.RequestDump dump = talk.only(PortmapperEvent.RequestDump.class);
        assertThat(dump.mappings())
                .hasSize(2)
                .containsEntry(1, new Portmapper.Mapping(100_000, 2, Port.tcp(111)))
                .containsEntry(2, new Portmapper.Mapping(100_003, 3, Port.udp(2049)));
        deny(DUMP, xdr());
        assertThat(talk.names()).contains("pm_attempt_dump");
    }

    @Test
    void callsAnotherProgram() {
        exchange(
                CALLIT,
                xdr().u32(100_005, 3, 1).opaque("0102030405"),
                xdr().u32(635).opaque("00"));
        PortmapperEvent.RequestCallit callit = talk.only(PortmapperEvent.RequestCallit.class);
        assertThat(callit.call()).isEqualTo(new Portmapper.CallitRequest(100_005, 3, 1, 5));
        assertThat(callit.port()).isEqualTo(Port.udp(635));
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
        deny(CALLIT, xdr().u32(1, 2, 3, 0));
        assertThat(talk.only(PortmapperEvent.AttemptCallit.class).call())
                .isEqualTo(new Portmapper.CallitRequest(1, 2, 3, 0));
    }

    @Test
    void reportsPortsThatAreNone() {
        exchange(SET, xdr().u32(1, 2, TCP, 65_536), xdr().u32(1));
        assertThat(talk.names()).containsSubsequence("pm_bad_port", "pm_request_set");
        assertThat(talk.only(PortmapperEvent.BadPort.class).badPort()).isEqualTo(65_536);
        assertThat(talk.only(PortmapperEvent.RequestSet.class).mapping().port()).isEqualTo(Port.tcp(0));

        exchange(GETPORT, xdr().u32(1, 2, TCP, 0), xdr().u32(0xffff_ffffL));
        assertThat(talk.only(PortmapperEvent.BadPort.class).badPort()).isEqualTo(0xffff_ffffL);
        assertThat(talk.only(PortmapperEvent.RequestGetport.class).port()).isEqualTo(Port.tcp(0));

        exchange(DUMP, xdr(), xdr().u32(1, 1, 2, TCP, 70_000, 1, 1, 2, 17, 70_001, 0));
        assertThat(talk.engine.events(PortmapperEvent.BadPort.class)).hasSize(2);
        assertThat(talk.only(PortmapperEvent.RequestDump.class).mappings().get(2))
                .isEqualTo(new Portmapper.Mapping(1, 2, Port.udp(0)));

        exchange(CALLIT, xdr().u32(1, 2, 3, 0), xdr().u32(65_536, 0));
        assertThat(talk.names()).containsSubsequence("pm_bad_port", "pm_request_callit");
    }

    @Test
    void timesOutAsAnAttempt() {
        talk.send(call(1, PROGRAM, 2, CALLIT, xdr().u32(1, 2, 3).opaque("00"))).end();
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_dialogue", "pm_attempt_callit");
        assertThat(talk.only(PortmapperEvent.AttemptCallit.class).status()).isEqualTo(Rpc.Status.RPC_TIMEOUT);
    }

    @Test
    void unknownProceduresRaiseTheEventsOfRpcOnly() {
        exchange(6, xdr().u32(1), xdr().u32(1));
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
        deny(-1, xdr());
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
    }

    @Test
    void resultsThatAreCutShortRaiseNoEvent() {
        exchange(SET, xdr().u32(1, 2, TCP, 3), xdr());
        exchange(GETPORT, xdr().u32(1, 2, TCP, 3), xdr());
        exchange(CALLIT, xdr().u32(1, 2, 3, 0), xdr().u32(1, 4));
        exchange(DUMP, xdr(), xdr().u32(1, 1, 2, TCP, 3, 1, 1, 2));
        assertThat(talk.names()).containsExactly("rpc_call", "rpc_reply", "rpc_dialogue");
        assertThat(talk.weirds()).containsExactly("bad_RPC");
        assertThat(talk.only(RpcEvent.Dialogue.class).replyLength()).isZero();
    }
}
