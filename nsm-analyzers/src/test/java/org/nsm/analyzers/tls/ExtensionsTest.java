package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.hex;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Ssl.SignatureAndHashAlgorithm;

class ExtensionsTest {

    @Test
    void walksThroughTheList() {
        ExtensionReader reader = new ExtensionReader(hex("0017 0000 000a 0004 0002001d"));
        List<Integer> codes = new ArrayList<>();
        while (reader.next()) {
            codes.add(reader.code());
        }
        assertThat(codes).containsExactly(23, 10);
        assertThat(reader.data()).isEqualTo(hex("0002001d"));
        assertThat(reader.failed()).isFalse();
    }

    @Test
    void stopsWhereAnExtensionReachesBeyondTheList() {
        ExtensionReader reader = new ExtensionReader(hex("0017 0000 000a 0005 0002001d"));
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isFalse();
        assertThat(reader.failed()).isTrue();
    }

    @Test
    void readsHostNamesAndNoOtherTypesOfName() {
        assertThat(Extensions.serverNames(hex("000d 01 0001 78 00 0006 612e74657374")))
                .containsExactly("a.test");
        assertThat(Extensions.serverNames(hex("0000"))).isEmpty();
    }

    @Test
    void readsGroupsAndPointFormats() {
        assertThat(Extensions.groups(hex("0004 001d 0017"))).containsExactly(29, 23);
        assertThat(Extensions.groups(hex("0003 001d 00"))).isNull();
        assertThat(Extensions.octets(hex("03 00 01 02"))).containsExactly(0, 1, 2);
        assertThat(Extensions.octets(hex("00"))).isEmpty();
    }

    @Test
    void readsSignatureAlgorithmsAsTwoNumbers() {
        assertThat(Extensions.signatureAlgorithms(hex("0004 0403 0804")))
                .containsExactly(new SignatureAndHashAlgorithm(4, 3), new SignatureAndHashAlgorithm(8, 4));
        assertThat(Extensions.signatureAlgorithms(hex("0003 0403 08"))).isNull();
    }

    @Test
    void readsApplicationProtocols() {
        assertThat(Extensions.applicationProtocols(hex("000c 02 6832 08 687474702f312e31")))
                .containsExactly("h2", "http/1.1");
        assertThat(Extensions.applicationProtocols(hex("0003 05 6832"))).isNull();
    }

    @Test
    void readsKeySharesOfEitherSide() {
        assertThat(Extensions.keyShares(hex("000b 001d 0002 aaaa 0017 0001 bb"), true))
                .containsExactly(29, 23);
        assertThat(Extensions.keyShares(hex("0000"), true)).isEmpty();
        assertThat(Extensions.keyShares(hex("001d 0002 aaaa"), false)).containsExactly(29);
        assertThat(Extensions.keyShares(hex("0018"), false))
                .as("a retry request")
                .containsExactly(24);
    }

    @Test
    void readsVersionsOfEitherSide() {
        assertThat(Extensions.supportedVersions(hex("04 0304 0303"), true)).containsExactly(0x0304, 0x0303);
        assertThat(Extensions.supportedVersions(hex("0304"), false)).containsExactly(0x0304);
        assertThat(Extensions.selectedVersion(hex("7f17"))).isEqualTo(0x7f17);
        assertThat(Extensions.selectedVersion(hex("03"))).isZero();
    }

    @Test
    void readsHowLongConnectionIdentifiersAre() {
        assertThat(Extensions.connectionIdLength(hex("03 c1c2c3"))).isEqualTo(3);
        assertThat(Extensions.connectionIdLength(hex("09 c1"))).isZero();
    }

    @Test
    void readsSignedCertificateTimestamps() {
        String timestamp = "00" + "ab".repeat(32) + "0000016000000000" + "0000" + "0403" + "0003 010203";
        assertThat(SignedCertificateTimestamp.list(
                        hex(Wire.vector(2, Wire.vector(2, timestamp) + Wire.vector(2, timestamp)))))
                .hasSize(2)
                .first()
                .isEqualTo(new SignedCertificateTimestamp(
                        0, hex("ab".repeat(32)), 0x016000000000L, new SignatureAndHashAlgorithm(4, 3), hex("010203")));
        assertThat(SignedCertificateTimestamp.list(hex(""))).as("a client asks").isEmpty();
    }

    @Test
    void refusesContentsThatReachBeyondTheExtension() {
        List<Function<ByteBuf, Object>> readers = List.of(
                data -> String.valueOf(Extensions.serverNames(data)),
                data -> String.valueOf(Extensions.groups(data)),
                data -> String.valueOf(Extensions.octets(data)),
                data -> String.valueOf(Extensions.signatureAlgorithms(data)),
                data -> String.valueOf(Extensions.applicationProtocols(data)),
                data -> String.valueOf(Extensions.keyShares(data, true)),
                data -> String.valueOf(Extensions.supportedVersions(data, true)),
                data -> String.valueOf(SignedCertificateTimestamp.list(data)));
        for (Function<ByteBuf, Object> reader : readers) {
            assertThat(reader.apply(hex("ffff 00"))).isEqualTo("null");
        }
        assertThat(Extensions.keyShares(hex("00"), false)).isNull();
        assertThat(Extensions.supportedVersions(hex("03"), false)).isNull();
    }
}
