package org.nsm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535})
    void takesEveryNumberThatFitsThePortField(int number) {
        assertThat(Port.tcp(number).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesOtherNumbersAndNamesThem(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Port.udp(number))
                .withMessageContaining(Integer.toString(number))
                .withMessageContaining("65535");
    }

    @Test
    void isWrittenAsDocumented() {
        assertThat(Port.udp(53)).hasToString("53/udp");
        assertThat(Port.tcp(443)).hasToString("443/tcp");
        assertThat(new Port(8, Transport.ICMP)).hasToString("8/icmp");
        assertThat(new Port(0, Transport.UNKNOWN)).hasToString("0/unknown");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isReadFromWhatItWrites(Transport transport) {
        Port port = new Port(65535, transport);
        assertThat(Port.parse(port.toString())).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "53", "/udp", "53/", "53/sctp", "53/UDP", "x/udp", "53 /udp", "70000/udp", "-1/udp"})
    void isNotReadFromOtherTexts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Port.parse(text));
    }

    @Test
    void portsOfOneTransportFollowEachOtherByNumber() {
        TreeSet<Port> ports = new TreeSet<>();
        ports.add(Port.udp(53));
        ports.add(Port.tcp(443));
        ports.add(Port.udp(5));
        ports.add(Port.tcp(80));
        assertThat(ports).containsExactly(Port.tcp(80), Port.tcp(443), Port.udp(5), Port.udp(53));
    }

    @Test
    void tcpAndUdpPortsOfOneNumberDiffer() {
        assertThat(Port.tcp(53)).isNotEqualTo(Port.udp(53)).isNotEqualByComparingTo(Port.udp(53));
    }
}
