package org.nsm.analyzers.krb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nsm.api.Analyzer;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.KrbEvent;
import org.nsm.reassembly.PcapFile;

/** Whose tickets are, by the keys of the services. */
class TicketDecryptorTest {

    private static final Path RESOURCES = Path.of("src/test/resources/captures/krb");

    /** What is told of each ticket shown: service and client. */
    private static List<String> clients(String capture, String keytab) throws IOException {
        List<String> clients = new ArrayList<>();
        try (Analyzer analyzer = Analyzer.builder()
                        .on(
                                KrbEvent.ApRequest.class,
                                event -> clients.add(event.ticket().serviceName() + " "
                                        + event.ticket().authenticationInformation()))
                        .set(Options.KRB_KEYTAB, RESOURCES.resolve(keytab).toString())
                        .build();
                PacketSource source = PcapFile.open(RESOURCES.resolve(capture))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        return clients;
    }

    @Test
    void theKeysOfAServiceOpenItsTickets() throws IOException {
        assertThat(clients("mit_session.pcap", "service.keytab"))
                .containsExactly(
                        "svc/aes256-cts-hmac-sha1-96 alice@EXAMPLE.TEST",
                        "svc/aes128-cts-hmac-sha1-96 alice@EXAMPLE.TEST",
                        "svc/aes256-cts-hmac-sha384-192 null",
                        "svc/aes128-cts-hmac-sha256-128 null",
                        "svc/arcfour-hmac alice@EXAMPLE.TEST");
    }

    @Test
    void theKeysOfTheTicketGrantingServiceOpenWhatItIsShown() throws IOException {
        assertThat(clients("mit_udp.pcap", "tgs.keytab"))
                .hasSize(5)
                .containsOnly("krbtgt/EXAMPLE.TEST alice@EXAMPLE.TEST");
        assertThat(clients("mit_tcp.pcap", "tgs.keytab"))
                .hasSize(2)
                .containsOnly("krbtgt/EXAMPLE.TEST alice@EXAMPLE.TEST");
    }

    @Test
    void otherKeysOpenNothing() throws IOException {
        assertThat(clients("mit_session.pcap", "stranger.keytab")).hasSize(5).allMatch(text -> text.endsWith(" null"));
        assertThat(clients("mit_udp.pcap", "service.keytab")).hasSize(5).allMatch(text -> text.endsWith(" null"));
        assertThat(clients("mit_tcp.pcap", "stranger.keytab")).hasSize(2).containsOnly("krbtgt/EXAMPLE.TEST ");
    }

    @Test
    void theNameUnderWhichAKeyIsKeptDoesNotMatter() throws IOException {
        List<Keytab.Key> renamed = keys("service.keytab").stream()
                .map(key -> new Keytab.Key("host/other@EXAMPLE.TEST", key.encryptionType(), key.secret()))
                .toList();
        List<String> clients = new ArrayList<>();
        TicketDecryptor decryptor = new KerbyDecryptor(renamed);
        try (Analyzer analyzer = Analyzer.builder()
                        .on(KrbEvent.ApRequest.class, event -> clients.add(client(decryptor, event)))
                        .build();
                PacketSource source = PcapFile.open(RESOURCES.resolve("mit_session.pcap"))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        assertThat(clients)
                .containsExactly("alice@EXAMPLE.TEST", "alice@EXAMPLE.TEST", null, null, "alice@EXAMPLE.TEST");
    }

    @Test
    void noMoreThan16KeysAreTriedOnATicket() throws IOException {
        assertThat(withWrongKeysInFront(15)).contains("alice@EXAMPLE.TEST");
        assertThat(withWrongKeysInFront(16)).containsOnlyNulls();
    }

    private static List<@Nullable String> withWrongKeysInFront(int count) throws IOException {
        List<Keytab.Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (Keytab.Key key : keys("stranger.keytab")) {
                if (key.encryptionType() == 23) {
                    keys.add(new Keytab.Key("a", 23, key.secret()));
                }
            }
        }
        assertThat(keys).hasSize(count);
        for (Keytab.Key key : keys("service.keytab")) {
            if (key.encryptionType() == 23) {
                keys.add(new Keytab.Key("b", 23, key.secret()));
            }
        }
        List<@Nullable String> clients = new ArrayList<>();
        TicketDecryptor decryptor = new KerbyDecryptor(keys);
        try (Analyzer analyzer = Analyzer.builder()
                        .on(KrbEvent.ApRequest.class, event -> clients.add(client(decryptor, event)))
                        .build();
                PacketSource source = PcapFile.open(RESOURCES.resolve("mit_session.pcap"))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        return clients;
    }

    private static @Nullable String client(TicketDecryptor decryptor, KrbEvent.ApRequest event) {
        return decryptor.client(
                event.ticket().serviceName() + "@" + event.ticket().realm(),
                event.ticket().encryptionType(),
                Objects.requireNonNull(event.ticket().ciphertext()));
    }

    @Test
    void whatIsNoCiphertextIsNotOpened() throws IOException {
        TicketDecryptor decryptor = new KerbyDecryptor(keys("service.keytab"));
        for (int type : new int[] {17, 18, 23, 0, 99, -1}) {
            for (int length = 0; length < 80; length++) {
                assertThat(decryptor.client("svc@EXAMPLE.TEST", type, Unpooled.wrappedBuffer(new byte[length])))
                        .isNull();
            }
        }
    }

    @Test
    void aKeytabIsRead() throws IOException {
        assertThat(keys("service.keytab"))
                .extracting(key -> key.principal() + " " + key.encryptionType() + " " + key.secret().length)
                .containsExactly(
                        "svc/aes256-cts-hmac-sha1-96@EXAMPLE.TEST 18 32",
                        "svc/aes128-cts-hmac-sha1-96@EXAMPLE.TEST 17 16",
                        "svc/aes256-cts-hmac-sha384-192@EXAMPLE.TEST 20 32",
                        "svc/aes128-cts-hmac-sha256-128@EXAMPLE.TEST 19 16",
                        "svc/arcfour-hmac@EXAMPLE.TEST 23 16");
    }

    private static List<Keytab.Key> keys(String keytab) throws IOException {
        return Keytab.parse(Files.readAllBytes(RESOURCES.resolve(keytab)));
    }

    @Test
    void aHoleInAKeytabMayClaimAnyLength() throws IOException {
        assertThat(Keytab.parse(new byte[] {5, 2, (byte) 0x80, 0, 0, 0})).isEmpty();
    }

    @Test
    void deletedEntriesOfAKeytabArePassedOver() throws IOException {
        byte[] file = Files.readAllBytes(RESOURCES.resolve("stranger.keytab"));
        int length = file[5];
        file[2] = -1;
        file[3] = -1;
        file[4] = -1;
        file[5] = (byte) -length;
        assertThat(Keytab.parse(file)).extracting(Keytab.Key::encryptionType).containsExactly(17, 23);
    }

    @Test
    void aKeytabThatBreaksOffAnywhereIsRefusedOrShorter() throws IOException {
        byte[] file = Files.readAllBytes(RESOURCES.resolve("service.keytab"));
        for (int length = 0; length < file.length; length++) {
            byte[] beginning = java.util.Arrays.copyOf(file, length);
            try {
                assertThat(Keytab.parse(beginning)).hasSizeLessThan(6);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("keytab");
            }
        }
    }

    @Test
    void aKeytabThatCannotBeReadIsAnErrorOfTheBuilder(@TempDir Path directory) throws IOException {
        Path garbage = Files.writeString(directory.resolve("garbage"), "no keys in here");
        for (String keytab : List.of(directory.resolve("missing").toString(), garbage.toString(), "\0")) {
            assertThatThrownBy(() ->
                            Analyzer.builder().set(Options.KRB_KEYTAB, keytab).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("KRB::keytab")
                    .hasMessageContaining(keytab);
        }
    }
}
