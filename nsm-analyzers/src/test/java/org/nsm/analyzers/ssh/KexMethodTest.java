package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KexMethodTest {

    @ParameterizedTest
    @CsvSource({
        "diffie-hellman-group1-sha1, DIFFIE_HELLMAN",
        "diffie-hellman-group14-sha256, DIFFIE_HELLMAN",
        "diffie-hellman-group18-sha512, DIFFIE_HELLMAN",
        "diffie-hellman-group-exchange-sha256, GROUP_EXCHANGE",
        "ecdh-sha2-nistp521, ELLIPTIC_CURVE",
        "ecdh-sha2-1.3.132.0.10, ELLIPTIC_CURVE",
        "ecmqv-sha2, ELLIPTIC_CURVE",
        "curve25519-sha256@libssh.org, ELLIPTIC_CURVE",
        "curve448-sha512, ELLIPTIC_CURVE",
        "sntrup761x25519-sha512@openssh.com, ELLIPTIC_CURVE",
        "mlkem768x25519-sha256, ELLIPTIC_CURVE",
        "rsa2048-sha256, RSA",
        "gss-group14-sha1-toWM5Slw5Ew8Mqkay+al2g==, GSS",
        "gss-gex-sha1-eipGX3TCiQSrx573bT1o1Q==, GSS_GROUP_EXCHANGE",
        "kexguess2@matt.ucc.asn.au, UNKNOWN",
    })
    void knowsTheFamilies(String name, KexMethod family) {
        assertThat(KexMethod.of(name)).isEqualTo(family);
    }

    @Test
    void agreesOnTheFirstOfTheClientThatTheServerHas() {
        assertThat(KexMethod.agreed(List.of("a", "b", "c"), List.of("c", "b"))).isEqualTo("b");
        assertThat(KexMethod.agreed(List.of("a"), List.of("b"))).isNull();
        assertThat(KexMethod.agreed(List.of(), List.of())).isNull();
    }
}
