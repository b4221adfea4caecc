package org.nsm.analyzers.dcerpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.GssapiEvent;
import org.nsm.api.event.Ntlm;
import org.nsm.api.event.NtlmEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.WeirdEvent;

class DceRpcCapturesTest {

    private static <E extends Event> List<E> events(String capture, Class<E> type) {
        return Captures.eventsOf("dcerpc/" + capture + ".pcap", type);
    }

    private static List<Integer> states(String capture) {
        return Captures.textsOf(
                "dcerpc/" + capture + ".pcap", GssapiEvent.NegResult.class, GssapiEvent.NegResult::state);
    }

    @ParameterizedTest
    @CsvSource({
        "ntlm_sign, 17",
        "ntlm_seal_fragments, 18",
        "spnego_ntlm, 18",
        "spnego_kerberos, 16",
        "kerberos, 15",
        "big_endian, 18",
        "alter_context, 16",
    })
    void everyPduIsAMessage(String capture, int pdus) {
        assertThat(events(capture, DceRpcEvent.Message.class)).hasSize(pdus);
        assertThat(events(capture, ProtocolEvent.Violation.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ntlm_sign, '135 49154', 64 6 5 6 1",
        "ntlm_seal_fragments, '135 49154', 64 6 5 7 17",
        "big_endian, '135 49154', 57 5 7 17 13",
        "kerberos, '135 49154', 57 5 7 13",
    })
    void followsTheEndpointMapperToThePortThatItNames(String capture, String addresses, String operations) {
        assertThat(events(capture, DceRpcEvent.BindAck.class))
                .extracting(DceRpcEvent.BindAck::secondaryAddress)
                .containsExactly(addresses.split(" "));
        assertThat(events(capture, DceRpcEvent.Request.class))
                .extracting(request -> Integer.toString(request.operation()))
                .startsWith("3")
                .endsWith(operations.split(" "));
        assertThat(events(capture, DceRpcEvent.Response.class))
                .extracting(response -> Integer.toString(response.operation()))
                .startsWith("3")
                .endsWith(operations.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"ntlm_seal_fragments", "big_endian"})
    void addsTheFragmentsOfARequestUp(String capture) {
        assertThat(events(capture, DceRpcEvent.Request.class))
                .filteredOn(request -> request.operation() == 17)
                .extracting(DceRpcEvent.Request::stubLength)
                .containsExactly(7888);
    }

    @Test
    void reportsInterfacesAsTheyAreOnTheWire() {
        assertThat(Captures.textsOf(
                        "dcerpc/big_endian.pcap",
                        DceRpcEvent.Bind.class,
                        bind -> ByteBufUtil.hexDump(bind.uuid()) + " " + bind.majorVersion()))
                .startsWith("0883afe11f5dc91191a408002b14a0fa 3")
                .contains("123457781234abcdef000123456789ac 1");
    }

    @Test
    void addsInterfacesToAnAssociation() {
        assertThat(events("alter_context", DceRpcEvent.AlterContext.class)).hasSize(4);
        assertThat(events("alter_context", DceRpcEvent.AlterContextResp.class)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"ntlm_sign", "ntlm_seal_fragments", "spnego_ntlm", "big_endian", "alter_context"})
    void reportsTheThreeMessagesOfNtlm(String capture) {
        assertThat(events(capture, NtlmEvent.Negotiate.class)).hasSize(1);
        Ntlm.Challenge challenge =
                events(capture, NtlmEvent.Challenge.class).get(0).challenge();
        assertThat(challenge.targetName()).isEqualTo("NSMTEST");
        assertThat(challenge.targetInformation().dnsComputerName()).isEqualTo("dc1.nsm.test");
        assertThat(challenge.version()).isEqualTo(new Ntlm.Version(6, 1, 0, 15));
        Ntlm.Authenticate request =
                events(capture, NtlmEvent.Authenticate.class).get(0).request();
        assertThat(request.userName()).isEqualTo("Administrator");
        assertThat(request.domainName()).isEqualTo("NSMTEST");
        assertThat(request.workstation()).isEqualTo("CLIENT7");
        assertThat(request.sessionKey().readableBytes()).isEqualTo(16);
    }

    @Test
    void reportsHowNegotiationsStand() {
        assertThat(states("spnego_ntlm")).containsExactly(1, 0);
        assertThat(states("spnego_kerberos")).containsExactly(1, 0);
        assertThat(states("ntlm_sign")).isEmpty();
    }

    @Test
    void authenticationOfOtherKindsIsNamed() {
        assertThat(events("kerberos", WeirdEvent.OfConnection.class))
                .extracting(WeirdEvent.OfConnection::name)
                .containsOnly("unknown_dce_rpc_auth_type_16");
    }
}
