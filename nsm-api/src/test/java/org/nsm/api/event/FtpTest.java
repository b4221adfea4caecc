package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.Port;

class FtpTest {

    private static final Ftp.DataPort EXAMPLE = to("10.0.0.1", 1055);
    private static final Ftp.DataPort NO_HOST_PORT = new Ftp.DataPort(address("0.0.0.0"), Port.tcp(0), false);
    private static final Ftp.DataPort NO_EXTENDED_PORT = new Ftp.DataPort(address("::"), Port.tcp(0), false);

    @ParameterizedTest
    @ValueSource(strings = {"10,0,0,1,4,31", " 10,0,0,1,4,31 ", "010,000,0,1,04,031"})
    void readsThePortArgument(String argument) {
        assertThat(Ftp.parsePort(argument)).isEqualTo(EXAMPLE);
    }

    @Test
    void readsTheLimitsOfThePortArgument() {
        assertThat(Ftp.parsePort("255,255,255,255,255,255")).isEqualTo(to("255.255.255.255", 65535));
        assertThat(Ftp.parsePort("0,0,0,0,0,0")).isEqualTo(to("0.0.0.0", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ",,,,,",
                "10,0,0,1,4",
                "10,0,0,1,4,31,5",
                "10,0,0,1,4,31,",
                ",10,0,0,1,4,31",
                "10,0,0,1,4,256",
                "256,0,0,1,4,31",
                "10,0,0,1,4,-1",
                "+10,0,0,1,4,31",
                "10,0,0,1,4,0031",
                "10,0,0,1,4,4294967327",
                "10.0.0.1,4,31",
                "10, 0,0,1,4,31",
                "10,0,0,1,4,31x",
                "(10,0,0,1,4,31)",
                "1\u0661,0,0,1,4,31"
            })
    void marksAnyOtherPortArgumentAsInvalid(String argument) {
        assertThat(Ftp.parsePort(argument)).isEqualTo(NO_HOST_PORT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "|1|10.0.0.1|1055| 10.0.0.1 1055",
                "!1!132.235.1.2!6275! 132.235.1.2 6275",
                "~2~::~65535~ :: 65535",
                "|2|1080::8:800:200C:417A|5282| 1080:0:0:0:8:800:200c:417a 5282",
                "|2|2001:db8:1:2:3:4:5:6|21| 2001:db8:1:2:3:4:5:6 21",
                "|2|fe80::|21| fe80:0:0:0:0:0:0:0 21",
                "|2|::1|21| 0:0:0:0:0:0:0:1 21",
                "|2|64:ff9b::192.0.2.33|21| 64:ff9b::c000:221 21",
                "|2|::ffff:192.0.2.33|21| 192.0.2.33 21",
                "|2|1:2:3:4:5:6:192.0.2.33|21| 1:2:3:4:5:6:c000:221 21"
            })
    void readsTheExtendedPortArgument(String argument, String host, int port) {
        assertThat(Ftp.parseEprt(argument)).isEqualTo(to(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "||||",
                "|||1055|",
                "|1|10.0.0.1|1055",
                "|1|10.0.0.1|1055|x",
                "|1|10.0.0.1|1055||",
                "|1|10.0.0.1||",
                "|1|10.0.0.1|65536|",
                "|1|10.0.0.1|001055|",
                "|1|10.0.0.1|-1|",
                "|1|10.0.0|1055|",
                "|1|10.0.0.1.2|1055|",
                "|1|10.0.0.256|1055|",
                "|1|localhost|1055|",
                "|1|::1|1055|",
                "|2|10.0.0.1|1055|",
                "|3|10.0.0.1|1055|",
                "|2||1055|",
                "|2|:|1055|",
                "|2|:::|1055|",
                "|2|1:|1055|",
                "|2|:1|1055|",
                "|2|1::2::3|1055|",
                "|2|1:2:3:4:5:6:7|1055|",
                "|2|1:2:3:4:5:6:7:8:9|1055|",
                "|2|1::2:3:4:5:6:7:8|1055|",
                "|2|12345::|1055|",
                "|2|g::|1055|",
                "|2|fe80::1%eth0|1055|",
                "|2|1:2:3:4:5:6:7:192.0.2.33|1055|",
                "|2|::192.0.2|1055|",
                "|2|::192.0.2.33:1|1055|",
                "\u00a61\u00a610.0.0.1\u00a61055\u00a6"
            })
    void marksAnyOtherExtendedPortArgumentAsInvalid(String argument) {
        assertThat(Ftp.parseEprt(argument)).isEqualTo(NO_EXTENDED_PORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "227 Entering Passive Mode (10,0,0,1,4,31).",
                "Entering Passive Mode (10,0,0,1,4,31)",
                "Entering Passive Mode 10,0,0,1,4,31",
                "=10,0,0,1,4,31",
                "10,0,0,1,4,31",
                "at 1,2 o'clock (10,0,0,1,4,31) and (10,0,0,2,4,31)",
                "(256,0,0,1,4,31) (10,0,0,1,4,31)"
            })
    void findsTheAddressInAPassiveReply(String reply) {
        assertThat(Ftp.parsePasv(reply)).isEqualTo(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "227", "Entering Passive Mode", "(10,0,0,1,4)", "(9,10,0,0,1,4,31)", "(10,0,0,1,4,256)"})
    void marksAPassiveReplyWithoutAddressAsInvalid(String reply) {
        assertThat(Ftp.parsePasv(reply)).isEqualTo(NO_HOST_PORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "229 Entering Extended Passive Mode (|||6446|)",
                "Entering Extended Passive Mode (|||6446|).",
                "(!!!6446!)",
                "(99964469)",
                "()))6446))",
                "(see (RFC 2428)) (|||6446|)",
                "(((((((|||6446|)"
            })
    void findsThePortInAnExtendedPassiveReply(String reply) {
        assertThat(Ftp.parseEpsv(reply)).isEqualTo(to("::", 6446));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(",
                "(|||",
                "(|||6446",
                "(|||6446|",
                "|||6446|",
                "(||6446|)",
                "(||||)",
                "(|||65536|)",
                "(|||006446|)",
                "(|!|6446|)",
                "(|||6446!)",
                "(|1|10.0.0.1|6446|)",
                "(   6446 )"
            })
    void marksAnExtendedPassiveReplyWithoutPortAsInvalid(String reply) {
        assertThat(Ftp.parseEpsv(reply)).isEqualTo(NO_EXTENDED_PORT);
    }

    @Test
    void takesTimeLinearInTheTextHoweverHostile() {
        int megabyte = 1 << 20;
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String hostile : new String[] {"1 ", "1,", ",", "1", "(", "(|||1", "|", "1:", ":", "."}) {
                String text = hostile.repeat(megabyte);
                assertThat(Ftp.parsePort(text).valid()).isFalse();
                assertThat(Ftp.parsePasv(text).valid()).isFalse();
                assertThat(Ftp.parseEprt(text).valid()).isFalse();
                assertThat(Ftp.parseEprt("|2|" + text + "|1|").valid()).isFalse();
                assertThat(Ftp.parseEpsv(text).valid()).isFalse();
            }
        });
    }

    @Test
    void writesThePortArgument() {
        assertThat(Ftp.formatPort(address("10.0.0.1"), Port.tcp(1055))).isEqualTo("10,0,0,1,4,31");
        assertThat(Ftp.formatPort(address("255.254.128.127"), Port.tcp(65535))).isEqualTo("255,254,128,127,255,255");
        assertThat(Ftp.formatPort(address("0.0.0.0"), Port.tcp(0))).isEqualTo("0,0,0,0,0,0");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Ftp.parsePort(Ftp.formatPort(EXAMPLE.address(), EXAMPLE.port())))
                .isEqualTo(EXAMPLE);
    }

    @Test
    void refusesToWriteAnIpv6AddressAsAPortArgument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ftp.formatPort(address("2001:db8::1"), Port.tcp(1055)))
                .withMessageContaining("2001:db8");
    }

    private static Ftp.DataPort to(String host, int port) {
        return new Ftp.DataPort(address(host), Port.tcp(port), true);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
