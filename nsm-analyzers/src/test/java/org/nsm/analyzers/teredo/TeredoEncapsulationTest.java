package org.nsm.analyzers.teredo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tunnel.Datagrams.hex;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.api.Port;
import org.nsm.api.event.Teredo;

class TeredoEncapsulationTest {

    private final TeredoEncapsulation encapsulation = new TeredoEncapsulation();

    private boolean decode(String digits) {
        return encapsulation.decode(hex(digits));
    }

    @Test
    void findsThePacketWithoutAnythingAroundIt() {
        assertThat(decode("60")).isTrue();
        assertThat(encapsulation.packet()).isZero();
        assertThat(encapsulation.hasAuthentication()).isFalse();
        assertThat(encapsulation.hasOrigin()).isFalse();
    }

    @Test
    void readsAnAuthenticationWithIdentifierAndValue() {
        ByteBuf bytes = hex("0001 02 03 6964 616263 1122334455667788 ff 60");
        assertThat(encapsulation.decode(bytes)).isTrue();
        assertThat(encapsulation.authentication(bytes))
                .isEqualTo(new Teredo.Authentication(hex("6964"), hex("616263"), 0x1122334455667788L, 255));
        assertThat(encapsulation.packet()).isEqualTo(18);
    }

    @Test
    void invertsTheBitsOfAnOrigin() {
        ByteBuf bytes = hex("0000 37dd 34ff8eb2 60");
        assertThat(encapsulation.decode(bytes)).isTrue();
        assertThat(encapsulation.origin(bytes))
                .isEqualTo(new Teredo.Origin(Port.udp(51234), FakeFlow.address("203.0.113.77")));
        assertThat(encapsulation.authentication(bytes)).isNull();
    }

    @Test
    void takesAnAuthenticationInFrontOfAnOrigin() {
        ByteBuf bytes = hex("0001 00 00 0000000000000005 00  0000 fffe f5fffffe 60");
        assertThat(encapsulation.decode(bytes)).isTrue();
        assertThat(Objects.requireNonNull(encapsulation.origin(bytes)).port()).isEqualTo(Port.udp(1));
        assertThat(Objects.requireNonNull(encapsulation.authentication(bytes)).nonce())
                .isEqualTo(5);
    }

    @Test
    void rejectsPartsInAnotherOrderOrTwice() {
        String authentication = "0001 00 00 0000000000000005 00";
        String origin = "0000 fffe f5fffffe";
        assertThat(decode(origin + authentication + "60")).isFalse();
        assertThat(decode(origin + origin + "60")).isFalse();
        assertThat(decode(authentication + authentication + "60")).isFalse();
    }

    @Test
    void rejectsWhatDoesNotLeadToAnIpv6Packet() {
        assertThat(decode("")).isFalse();
        assertThat(decode("45")).isFalse();
        assertThat(decode("0000 37dd 34ff8eb2")).isFalse();
        assertThat(decode("0002 60")).isFalse();
    }

    @Test
    void rejectsAnAuthenticationWhoseLengthsReachBehindTheDatagram() {
        assertThat(decode("0001 ff ff 0000000000000005 00 60")).isFalse();
        assertThat(decode("0001 02 02 6964")).isFalse();
        assertThat(decode("0001 02")).isFalse();
    }

    @Test
    void knowsTrailersByTheirLengths() {
        ByteBuf nonceAndPort = hex("0104 01020304 0502 1f90");
        assertThat(TeredoEncapsulation.areTrailers(nonceAndPort, 0, 10)).isTrue();
        assertThat(TeredoEncapsulation.areTrailers(nonceAndPort, 0, 9)).isFalse();
        assertThat(TeredoEncapsulation.areTrailers(nonceAndPort, 0, 7)).isFalse();
    }
}
