package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.hex;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class HelloGrammarTest {

    private static final String RANDOM = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @Test
    void readsTheFieldsOfAClientHello() {
        ClientHello hello = ClientHello.parse(
                hex("0301" + RANDOM + "02 aabb" + "0006 1301 c02f 00ff" + "02 01 00" + "0004 0017 0000"), false);
        assertThat(hello).isNotNull();
        assertThat(hello.version()).isEqualTo(0x0301);
        assertThat(hello.random()).isEqualTo(hex(RANDOM));
        assertThat(hello.sessionId()).isEqualTo(hex("aabb"));
        assertThat(Extensions.suites16(hello.ciphers())).containsExactly(0x1301, 0xc02f, 0x00ff);
        assertThat(Extensions.numbers8(hello.compressionMethods())).containsExactly(1, 0);
        assertThat(hello.extensions()).isEqualTo(hex("00170000"));
    }

    @Test
    void takesAClientHelloWithoutExtensions() {
        ClientHello hello = ClientHello.parse(hex("0300" + RANDOM + "00" + "0002 000a" + "01 00"), false);
        assertThat(hello).isNotNull();
        assertThat(hello.sessionId().isReadable()).isFalse();
        assertThat(hello.extensions().isReadable()).isFalse();
    }

    @Test
    void skipsTheCookieOfDtls() {
        String body = "fefd" + RANDOM + "00" + "04 c0c0c0c0" + "0002 c02f" + "01 00";
        ClientHello hello = ClientHello.parse(hex(body), true);
        assertThat(hello).isNotNull();
        assertThat(Extensions.suites16(hello.ciphers())).containsExactly(0xc02f);
    }

    @Test
    void refusesAClientHelloThatEndsEarlyOrContradictsItself() {
        ByteBuf whole = hex("0303" + RANDOM + "00" + "0002 c02f" + "01 00" + "0004 0017 0000");
        for (int length = 0; length < whole.readableBytes(); length++) {
            boolean endsBeforeExtensions = length == 2 + 32 + 1 + 4 + 2;
            assertThat(ClientHello.parse(whole.slice(0, length), false) == null)
                    .as("length %d", length)
                    .isNotEqualTo(endsBeforeExtensions);
        }
        assertThat(ClientHello.parse(hex("0303" + RANDOM + "00" + "0003 c02f00" + "01 00"), false))
                .isNull();
        assertThat(ClientHello.parse(hex("0303" + RANDOM + "21" + "00".repeat(33) + "0002 c02f 0100"), false))
                .isNull();
    }

    @Test
    void readsTheFieldsOfAServerHello() {
        ServerHello hello = ServerHello.parse(hex("0303" + RANDOM + "01 ee" + "c030" + "00" + "0005 ff01 0001 00"));
        assertThat(hello).isNotNull();
        assertThat(hello.version()).isEqualTo(0x0303);
        assertThat(hello.sessionId()).isEqualTo(hex("ee"));
        assertThat(hello.cipher()).isEqualTo(0xc030);
        assertThat(hello.compressionMethod()).isZero();
        assertThat(hello.brief()).isFalse();
        assertThat(hello.extensions()).isEqualTo(hex("ff01000100"));
    }

    @Test
    void readsTheShortServerHelloOfDrafts() {
        ServerHello hello = ServerHello.parse(hex("7f12" + RANDOM + "1301" + "0004 0028 0000"));
        assertThat(hello).isNotNull();
        assertThat(hello.brief()).isTrue();
        assertThat(hello.cipher()).isEqualTo(0x1301);
        assertThat(hello.sessionId().isReadable()).isFalse();
        assertThat(hello.extensions()).isEqualTo(hex("00280000"));
    }

    @Test
    void refusesAServerHelloThatEndsEarly() {
        ByteBuf whole = hex("0303" + RANDOM + "00" + "c030" + "00");
        for (int length = 0; length < whole.readableBytes(); length++) {
            assertThat(ServerHello.parse(whole.slice(0, length))).isNull();
        }
        assertThat(ServerHello.parse(whole)).isNotNull();
    }

    @Test
    void readsTheHellosOfSsl2() {
        Ssl2ClientHello client = Ssl2ClientHello.parse(hex("01 0002 0006 0000 0010 0700c0 010080" + "cc".repeat(16)));
        assertThat(client).isNotNull();
        assertThat(client.version()).isEqualTo(2);
        assertThat(Extensions.suites24(client.ciphers())).containsExactly(0x0700c0, 0x010080);
        assertThat(client.challenge()).isEqualTo(hex("cc".repeat(16)));
        Ssl2ServerHello server = Ssl2ServerHello.parse(hex("04 00 01 0002 0003 0003 0004 c1c2c3 0700c0 a1a2a3a4"));
        assertThat(server).isNotNull();
        assertThat(server.firstCipher()).isEqualTo(0x0700c0);
        assertThat(server.connectionId()).isEqualTo(hex("a1a2a3a4"));
    }

    @Test
    void refusesHellosOfSsl2WithLengthsThatDoNotFit() {
        assertThat(Ssl2ClientHello.parse(hex("01 0002 ffff ffff ffff 0700c0"))).isNull();
        assertThat(Ssl2ClientHello.parse(hex("01 0002 0004 0000 0000 0700c001")))
                .isNull();
        assertThat(Ssl2ClientHello.parse(hex("01 4142 0003 0000 0000 0700c0"))).isNull();
        assertThat(Ssl2ServerHello.parse(hex("04 00 01 0002 ffff 0003 0004 c1c2c3")))
                .isNull();
    }

    @Test
    void takesASsl2ServerHelloWithoutCommonSuite() {
        Ssl2ServerHello server = Ssl2ServerHello.parse(hex("04 00 01 0002 0000 0000 0001 aa"));
        assertThat(server).isNotNull();
        assertThat(server.firstCipher()).isZero();
    }
}
