package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.hex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.event.Ssl.SignatureAndHashAlgorithm;

class KeyExchangeTest {

    @ParameterizedTest
    @CsvSource({
        "0x000a, RSA",
        "0x009c, RSA",
        "0x0033, DHE",
        "0xccaa, DHE",
        "0x0034, DH_ANON",
        "0xc02f, ECDHE",
        "0xcca9, ECDHE",
        "0xc018, ECDH_ANON",
        "0x0095, RSA_PSK",
        "0x00aa, DHE_PSK",
        "0xc037, ECDHE_PSK",
        "0x1301, OTHER",
        "0xc004, OTHER",
        "0x00ff, OTHER",
        "0x0a0a, OTHER"
    })
    void knowsTheKeyExchangeOfSuites(String suite, KeyExchange expected) {
        assertThat(CipherSuites.keyExchange(Integer.decode(suite))).isEqualTo(expected);
    }

    @Test
    void readsAShareOnANamedCurveAndItsSignature() {
        Cursor cursor = new Cursor(hex("03 001d 02 e1e2 0401 0003 515253"));
        assertThat(ServerKeyExchange.curve(cursor)).isEqualTo(new ServerKeyExchange.Curve(29, hex("e1e2")));
        assertThat(ServerKeyExchange.signature(cursor, 0x0303))
                .isEqualTo(new ServerKeyExchange.Signature(new SignatureAndHashAlgorithm(4, 1), hex("515253")));
        assertThat(cursor.complete()).isTrue();
    }

    @Test
    void readsAShareInAFiniteFieldAndTheSignatureOfOldVersions() {
        Cursor cursor = new Cursor(hex("0002 0d0e 0001 02 0002 a1a2 0003 515253"));
        assertThat(ServerKeyExchange.finiteField(cursor))
                .isEqualTo(new ServerKeyExchange.FiniteField(hex("0d0e"), hex("02"), hex("a1a2")));
        assertThat(ServerKeyExchange.signature(cursor, 0x0302))
                .isEqualTo(new ServerKeyExchange.Signature(new SignatureAndHashAlgorithm(256, 256), hex("515253")));
    }

    @Test
    void leavesExplicitCurvesAlone() {
        Cursor cursor = new Cursor(hex("01 0017 02 e1e2"));
        assertThat(ServerKeyExchange.curve(cursor)).isSameAs(ServerKeyExchange.EXPLICIT);
        assertThat(cursor.complete()).isTrue();
    }

    @Test
    void refusesSharesThatEndEarly() {
        assertThat(ServerKeyExchange.curve(new Cursor(hex("")))).isNull();
        assertThat(ServerKeyExchange.curve(new Cursor(hex("03 001d 03 e1e2")))).isNull();
        assertThat(ServerKeyExchange.finiteField(new Cursor(hex("0002 0d0e ffff 02"))))
                .isNull();
        assertThat(ServerKeyExchange.signature(new Cursor(hex("0401 0003 5152")), 0x0303))
                .isNull();
    }

    @Test
    void namesTheSignatureAlgorithmSinceVersion12() {
        assertThat(ProtocolVersion.namesSignatureAlgorithm(0x0302)).isFalse();
        assertThat(ProtocolVersion.namesSignatureAlgorithm(0x0303)).isTrue();
        assertThat(ProtocolVersion.namesSignatureAlgorithm(0xfeff)).isFalse();
        assertThat(ProtocolVersion.namesSignatureAlgorithm(0xfefd)).isTrue();
    }
}
