package org.nsm.analyzers.gtpv1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tunnel.Datagrams.hex;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.api.event.Gtpv1;

class InformationElementsTest {

    private final InformationElements elements = new InformationElements();

    /** Type and length of each element. */
    private List<String> walk(String digits) {
        elements.begin(hex(digits), 0);
        List<String> found = new ArrayList<>();
        while (elements.next()) {
            found.add(elements.type() + ":" + elements.length());
        }
        return found;
    }

    private PdpContextElements read(String digits) {
        ByteBuf bytes = hex(digits);
        elements.begin(bytes, 0);
        return PdpContextElements.of(elements, bytes);
    }

    @Test
    void theTypeOrTheElementSaysTheLength() {
        assertThat(walk("01 80  10 00000001  84 0003 aabbcc  89 0000"))
                .containsExactly("1:1", "16:4", "132:3", "137:0");
        assertThat(elements.failed()).isFalse();
    }

    @Test
    void nothingBehindATypeOfUnknownLengthIsRead() {
        assertThat(walk("01 80  1e 00  01 80")).containsExactly("1:1");
        assertThat(elements.failed()).isTrue();
    }

    @Test
    void anElementThatReachesBehindTheMessageFails() {
        for (String digits : List.of("01", "02 1032547698badc", "84 00", "84 0004 aabbcc", "84 ffff")) {
            assertThat(walk(digits)).isEmpty();
            assertThat(elements.failed()).isTrue();
        }
    }

    @Test
    void anElementTooShortForItsPartsFails() {
        for (String digits : List.of("87 0000", "80 0001 f1", "ff 0001 00")) {
            assertThat(walk(digits)).isEmpty();
            assertThat(elements.failed()).isTrue();
        }
    }

    @Test
    void anIdentityIsTheNumberOfItsDigits() {
        assertThat(ElementValues.imsi(hex("13 00 51 21 43 65 87 f9"), 0)).isEqualTo(310015123456789L);
        assertThat(ElementValues.imsi(hex("90 07 91 52 27 04 99 39"), 0)).isEqualTo(970192572409993L);
        assertThat(ElementValues.imsi(hex("99 99 99 99 99 99 99 99"), 0)).isEqualTo(9_999_999_999_999_999L);
        assertThat(ElementValues.imsi(hex("ff ff ff ff ff ff ff ff"), 0)).isZero();
    }

    @Test
    void aNetworkHasTwoDigitsOnlyWithTheFillerBehindThem() {
        assertThat(ElementValues.routingArea(hex("13 00 51 1234 05"), 0))
                .isEqualTo(new Gtpv1.RoutingArea(310, 150, 0x1234, 5));
        assertThat(ElementValues.routingArea(hex("62 f2 20 0001 ff"), 0))
                .isEqualTo(new Gtpv1.RoutingArea(262, 2, 1, 255));
        assertThat(ElementValues.routingArea(hex("13 20 51 1234 05"), 0))
                .isEqualTo(new Gtpv1.RoutingArea(310, 152, 0x1234, 5));
    }

    @Test
    void theAddressOfASubscriberGoesByItsType() {
        assertThat(ElementValues.endUserAddress(hex("f1 21 0a370007"), 0, 6))
                .isEqualTo(new Gtpv1.EndUserAddress(1, 33, FakeFlow.address("10.55.0.7"), null));
        assertThat(ElementValues.endUserAddress(hex("f1 57 20010db8000000000000000000000001"), 0, 18)
                        .ip())
                .isEqualTo(FakeFlow.address("2001:db8::1"));
        assertThat(ElementValues.endUserAddress(hex("f1 21"), 0, 2))
                .isEqualTo(new Gtpv1.EndUserAddress(1, 33, null, null));
        assertThat(ElementValues.endUserAddress(hex("f0 01 7070"), 0, 4))
                .isEqualTo(new Gtpv1.EndUserAddress(0, 1, null, hex("7070")));
        assertThat(ElementValues.endUserAddress(hex("f1 21 0a3700"), 0, 5).other())
                .isEqualTo(hex("0a3700"));
    }

    @Test
    void theAddressOfANodeMayHaveAnyLength() {
        assertThat(ElementValues.gsnAddress(hex("c0000201"), 0, 4))
                .isEqualTo(new Gtpv1.GsnAddress(FakeFlow.address("192.0.2.1"), null));
        assertThat(ElementValues.gsnAddress(hex("0102030405"), 0, 5))
                .isEqualTo(new Gtpv1.GsnAddress(null, hex("0102030405")));
    }

    @Test
    void sessionsAndAddressesAreToldApartByTheirOrder() {
        Gtpv1.CreatePdpCtxRequestElements request =
                read("14 05  85 0004 c0000201  14 06  85 0004 c0000202").createRequest();
        assertThat(request.nsapi()).isEqualTo(5);
        assertThat(request.linkedNsapi()).isEqualTo(6);
        assertThat(request.signallingAddress()).isEqualTo(new Gtpv1.GsnAddress(FakeFlow.address("192.0.2.1"), null));
        assertThat(request.userAddress()).isEqualTo(new Gtpv1.GsnAddress(FakeFlow.address("192.0.2.2"), null));
    }

    @Test
    void ofOtherElementsTheLastCounts() {
        assertThat(read("14 05  14 06").deleteRequest().nsapi()).isEqualTo(6);
        assertThat(read("01 80  01 c0").deleteResponse().cause()).isEqualTo(192);
    }

    @Test
    void theSelectionModeHasTwoBits() {
        assertThat(read("0f ff").createRequest().selectionMode()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        Gtpv1.CreatePdpCtxResponseElements nothing = read("").createResponse();
        assertThat(nothing.cause()).isNull();
        assertThat(nothing.endUserAddress()).isNull();
        assertThat(nothing.chargingGateway()).isNull();
    }
}
