package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.SslEvent;
import org.nsm.reassembly.PcapFile;

class TlsCapturesTest {

    /** What a capture raises, and what of it has to be read while its handler runs. */
    private static final class Recorded {

        private final List<Event> events = new ArrayList<>();
        private final List<String> shares = new ArrayList<>();
        private final List<Integer> octets = new ArrayList<>();

        Recorded(String capture) {
            try (Analyzer analyzer = Analyzer.builder()
                            .on(SslEvent.class, event -> events.add(event))
                            .on(ProtocolEvent.class, event -> events.add(event))
                            .on(SslEvent.EcdhServerParams.class, e -> shares.add("server " + e.curve()))
                            .on(
                                    SslEvent.EcdhClientParams.class,
                                    e -> octets.add(e.point().readableBytes()))
                            .on(
                                    SslEvent.DhServerParams.class,
                                    e -> shares.add("server " + e.prime().readableBytes() + " "
                                            + ByteBufUtil.hexDump(e.generator())))
                            .on(
                                    SslEvent.DhClientParams.class,
                                    e -> octets.add(e.publicKey().readableBytes()))
                            .on(
                                    SslEvent.RsaClientPms.class,
                                    e -> octets.add(e.encryptedPremasterSecret().readableBytes()))
                            .on(
                                    SslEvent.StapledOcsp.class,
                                    e -> octets.add(e.response().readableBytes()))
                            .on(
                                    SslEvent.ServerSignature.class,
                                    e -> shares.add("signed "
                                            + e.algorithm().hashAlgorithm() + " "
                                            + e.algorithm().signatureAlgorithm() + " "
                                            + e.signature().readableBytes()))
                            .build();
                    PacketSource source = PcapFile.open(path(capture))) {
                for (Packet packet; (packet = source.next()) != null; ) {
                    analyzer.feed(packet);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path path(String capture) {
            String name = "/captures/tls/" + capture + ".pcap";
            try {
                return Path.of(Objects.requireNonNull(TlsCapturesTest.class.getResource(name), name)
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(name, e);
            }
        }

        <E extends Event> List<E> of(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<Integer> messages(boolean isOrig) {
            return of(SslEvent.HandshakeMessage.class).stream()
                    .filter(message -> message.isOrig() == isOrig)
                    .map(SslEvent.HandshakeMessage::type)
                    .toList();
        }

        List<Integer> codes(boolean isOrig) {
            return of(SslEvent.Extension.class).stream()
                    .filter(extension -> extension.isOrig() == isOrig)
                    .map(SslEvent.Extension::code)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls10_ecdhe, 0x0301, 0xc013, 1",
        "tls11_rsa, 0x0302, 0x002f, 1",
        "tls12_ecdhe_alpn_sni, 0x0303, 0xc030, 1",
        "tls12_dhe, 0x0303, 0x009e, 1",
        "tls12_client_certificate, 0x0303, 0xc030, 1",
        "tls12_ticket_resumption, 0x0303, 0xc030, 2",
        "tls12_id_resumption, 0x0303, 0xc030, 2",
        "tls12_ocsp, 0x0303, 0xc030, 1",
        "tls12_renegotiation, 0x0303, 0xc030, 1",
        "tls13, 0x0303, 0x1302, 1",
        "tls13_retry, 0x0303, 0x1302, 1",
        "tls13_no_middlebox, 0x0303, 0x1302, 1",
        "tls13_resumption_early_data, 0x0303, 0x1302, 2",
        "dtls10, 0xfeff, 0xc014, 1",
        "dtls12, 0xfefd, 0xc030, 1",
        "dtls12_fragments, 0xfefd, 0xc030, 1",
        "gnutls_dhe, 0x0302, 0x0039, 1",
        "gnutls_dhe_psk, 0x0303, 0x00ab, 1",
        "gnutls_tls12_x25519, 0x0303, 0xc030, 1",
        "gnutls_tls13, 0x0303, 0x1302, 1",
    })
    void isEstablishedOnceForEachConnection(String capture, String version, String cipher, int connections) {
        Recorded recorded = new Recorded(capture);
        assertThat(recorded.of(SslEvent.ServerHello.class)).allSatisfy(hello -> {
            assertThat(hello.version()).isEqualTo(Integer.decode(version));
            assertThat(hello.cipher()).isEqualTo(Integer.decode(cipher));
        });
        assertThat(recorded.of(SslEvent.Established.class)).hasSize(connections);
        assertThat(recorded.of(SslEvent.EncryptedData.class)).hasSizeGreaterThan(2);
        assertThat(recorded.of(ProtocolEvent.Confirmation.class)).hasSize(connections);
        assertThat(recorded.of(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void seesWhyAHandshakeFailed() {
        Recorded recorded = new Recorded("alert");
        assertThat(recorded.of(SslEvent.Alert.class)).singleElement().satisfies(alert -> {
            assertThat(alert.isOrig()).isFalse();
            assertThat(alert.level()).isEqualTo(2);
            assertThat(alert.description()).isEqualTo(70);
        });
        assertThat(recorded.of(SslEvent.Established.class)).isEmpty();
    }

    @Test
    void readsAFullHandshakeOfTls12() {
        Recorded recorded = new Recorded("tls12_ecdhe_alpn_sni");
        assertThat(recorded.messages(true)).containsExactly(1, 16);
        assertThat(recorded.messages(false)).containsExactly(2, 11, 12, 14, 4);
        assertThat(recorded.of(SslEvent.ExtensionServerName.class))
                .extracting(SslEvent.ExtensionServerName::names)
                .containsExactly(List.of("www.example.org"));
        assertThat(recorded.of(SslEvent.ExtensionApplicationLayerProtocolNegotiation.class))
                .extracting(SslEvent.ExtensionApplicationLayerProtocolNegotiation::protocols)
                .containsExactly(List.of("h2", "http/1.1"), List.of("http/1.1"));
        assertThat(recorded.shares).containsExactly("server 29", "signed 8 4 256");
        assertThat(recorded.octets).containsExactly(33);
    }

    @Test
    void readsTheKeyExchangeOfEachKind() {
        Recorded ecdhe = new Recorded("tls10_ecdhe");
        assertThat(ecdhe.shares).containsExactly("server 29", "signed 256 256 256");
        Recorded rsa = new Recorded("tls11_rsa");
        assertThat(rsa.shares).isEmpty();
        assertThat(rsa.octets).containsExactly(258);
        Recorded dhe = new Recorded("tls12_dhe");
        assertThat(dhe.shares).hasSize(2).element(0).isEqualTo("server 256 02");
        assertThat(dhe.octets).containsExactly(258);
        Recorded psk = new Recorded("gnutls_dhe_psk");
        assertThat(psk.shares).singleElement().asString().startsWith("server ");
        assertThat(psk.octets).containsExactly(257);
    }

    @Test
    void seesTheCertificateOfTheClient() {
        Recorded recorded = new Recorded("tls12_client_certificate");
        assertThat(recorded.messages(true)).containsExactly(1, 11, 16, 15);
        assertThat(recorded.messages(false)).containsExactly(2, 11, 12, 13, 14, 4);
    }

    @Test
    void seesThatASecondConnectionIsResumed() {
        assertThat(new Recorded("tls12_ticket_resumption").messages(false)).containsExactly(2, 11, 12, 14, 4, 2);
        assertThat(new Recorded("tls12_id_resumption").messages(false)).containsExactly(2, 11, 12, 14, 2);
    }

    @Test
    void readsTheStapledStatusOfTheCertificate() {
        Recorded recorded = new Recorded("tls12_ocsp");
        assertThat(recorded.messages(false)).containsExactly(2, 11, 22, 12, 14, 4);
        assertThat(recorded.of(SslEvent.StapledOcsp.class))
                .singleElement()
                .satisfies(ocsp -> assertThat(ocsp.isOrig()).isFalse());
        assertThat(recorded.octets).element(0).isEqualTo(1210);
    }

    @Test
    void seesNothingOfARenegotiationButItsRecords() {
        Recorded recorded = new Recorded("tls12_renegotiation");
        assertThat(recorded.of(SslEvent.ClientHello.class)).hasSize(1);
        assertThat(recorded.of(SslEvent.ChangeCipherSpec.class)).hasSize(2);
        assertThat(recorded.of(SslEvent.EncryptedData.class))
                .extracting(SslEvent.EncryptedData::contentType)
                .contains(20, 22, 23);
    }

    @Test
    void readsWhatTls13LeavesInClear() {
        Recorded recorded = new Recorded("tls13");
        assertThat(recorded.messages(true)).containsExactly(1);
        assertThat(recorded.messages(false)).containsExactly(2);
        assertThat(recorded.codes(false)).containsExactly(43, 51);
        assertThat(recorded.of(SslEvent.ExtensionSupportedVersions.class))
                .extracting(SslEvent.ExtensionSupportedVersions::versions)
                .containsExactly(List.of(0x0304), List.of(0x0304));
        assertThat(recorded.of(SslEvent.ExtensionKeyShare.class))
                .extracting(SslEvent.ExtensionKeyShare::curves)
                .containsExactly(List.of(29), List.of(29));
        assertThat(recorded.of(SslEvent.ExtensionPskKeyExchangeModes.class))
                .extracting(SslEvent.ExtensionPskKeyExchangeModes::modes)
                .containsExactly(List.of(1));
        assertThat(recorded.of(SslEvent.EncryptedData.class))
                .extracting(SslEvent.EncryptedData::contentType)
                .containsOnly(23);
    }

    @Test
    void readsBothHellosAroundARetryRequest() {
        Recorded recorded = new Recorded("tls13_retry");
        assertThat(recorded.messages(true)).containsExactly(1, 1);
        assertThat(recorded.messages(false)).containsExactly(2, 2);
        assertThat(recorded.of(SslEvent.ExtensionKeyShare.class))
                .extracting(SslEvent.ExtensionKeyShare::curves)
                .containsExactly(List.of(29), List.of(24), List.of(24), List.of(24));
    }

    @Test
    void takesEarlyDataForEncrypted() {
        Recorded recorded = new Recorded("tls13_resumption_early_data");
        assertThat(recorded.codes(true)).contains(41, 42);
        assertThat(recorded.of(SslEvent.PlaintextData.class))
                .extracting(SslEvent.PlaintextData::contentType)
                .doesNotContain(23);
    }

    @ParameterizedTest
    @CsvSource({"dtls10", "dtls12", "dtls12_fragments"})
    void readsAHandshakeOfDtls(String capture) {
        Recorded recorded = new Recorded(capture);
        assertThat(recorded.messages(true)).containsExactly(1, 1, 16);
        assertThat(recorded.messages(false)).containsExactly(3, 2, 11, 12, 14, 4);
        assertThat(recorded.shares).hasSize(2);
    }
}
