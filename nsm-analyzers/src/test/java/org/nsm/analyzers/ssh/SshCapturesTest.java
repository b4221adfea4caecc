package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.SshEvent;

class SshCapturesTest {

    private static List<SshEvent> events(String capture) {
        return Captures.eventsOf("ssh/" + capture + ".pcap", SshEvent.class);
    }

    private static <E extends SshEvent> List<E> events(String capture, Class<E> type) {
        return Captures.eventsOf("ssh/" + capture + ".pcap", type);
    }

    /** What is guessed of logins, a word each. */
    private static String logins(String capture) {
        List<String> words = new ArrayList<>();
        for (SshEvent event : events(capture)) {
            if (event instanceof SshEvent.AuthAttempted attempt) {
                words.add(attempt.authenticated() ? "right" : "wrong");
            } else if (event instanceof SshEvent.AuthSuccessful success) {
                words.add(success.authMethodNone() ? "none" : "in");
            }
        }
        return String.join(" ", words);
    }

    /** The name of the algorithm that the host key begins with. */
    private static String kind(SshEvent.Ssh2ServerHostKey hostKey) {
        ByteBuf key = hostKey.key();
        return key.toString(4, key.getInt(0), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "curve25519_password, wrong right in",
        "nistp384_password_wrong, wrong wrong",
        "group16_password_twice, wrong wrong right in",
        "group14_publickey, right in",
        "group1_publickey, right in",
        "gex_publickey, right in",
        "sntrup_publickey_ipv6, right in",
        "banner_publickey_port2222, right in",
        "dropbear_password, ''",
    })
    void guessesHowLoginsFare(String capture, String logins) {
        assertThat(logins(capture)).isEqualTo(logins);
    }

    @ParameterizedTest
    @CsvSource({
        "curve25519_password, ssh-ed25519, 2",
        "nistp384_password_wrong, ssh-ed25519, 2",
        "group16_password_twice, ssh-ed25519, 0",
        "group14_publickey, ssh-rsa, 0",
        "group1_publickey, ssh-rsa, 0",
        "gex_publickey, ecdsa-sha2-nistp256, 0",
        "sntrup_publickey_ipv6, ssh-ed25519, 2",
        "banner_publickey_port2222, ssh-ed25519, 2",
        "none_port2222, ssh-ed25519, 2",
        "dropbear_password, ssh-ed25519, 2",
    })
    void readsTheKeysOfEveryMethod(String capture, String hostKey, int eccKeys) {
        assertThat(events(capture, SshEvent.Capabilities.class)).hasSize(2);
        assertThat(events(capture, SshEvent.Ssh2ServerHostKey.class))
                .singleElement()
                .satisfies(key -> assertThat(kind(key)).isEqualTo(hostKey));
        assertThat(events(capture, SshEvent.Ssh2EccKey.class)).hasSize(eccKeys);
        assertThat(events(capture, SshEvent.EncryptedPacket.class)).hasSizeGreaterThan(5);
    }

    @Test
    void hybridMethodsCarryTheKeysOfBothParts() {
        List<SshEvent.Ssh2EccKey> keys = events("sntrup_publickey_ipv6", SshEvent.Ssh2EccKey.class);
        assertThat(keys.get(0).publicKey().readableBytes()).isEqualTo(1158 + 32);
        assertThat(keys.get(1).publicKey().readableBytes()).isEqualTo(1039 + 32);
    }

    @Test
    void readsTheGroupThatTheServerChose() {
        assertThat(events("gex_publickey", SshEvent.Ssh2DhServerParams.class))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.prime().getByte(0)).isZero();
                    assertThat(group.prime().readableBytes()).isGreaterThan(256);
                    assertThat(group.generator().getByte(0)).isIn((byte) 2, (byte) 5);
                });
    }

    @Test
    void identifiesBothSides() {
        assertThat(events("dropbear_password", SshEvent.ServerVersion.class))
                .extracting(SshEvent.ServerVersion::version)
                .containsExactly("SSH-2.0-dropbear_2022.83");
        assertThat(events("none_port2222", SshEvent.ClientVersion.class))
                .extracting(SshEvent.ClientVersion::version)
                .containsExactly("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10");
    }

    @Test
    void stopsWhereTheSidesDoNotAgree() {
        assertThat(events("no_common_method", SshEvent.Ssh2ServerHostKey.class)).isEmpty();
        assertThat(events("no_common_method", SshEvent.Capabilities.class)).hasSize(2);
    }

    @Test
    void readsVersion1() {
        assertThat(events("ssh_v1", SshEvent.Ssh1ServerHostKey.class)).hasSize(4);
    }

    @Test
    void recognisesLoginsWithoutAuthentication() {
        assertThat(logins("ssh_dh")).isEqualTo("right none right none");
    }

    @Test
    void readsErrorsOfTheGssApi() {
        assertThat(events("ssh_gss", SshEvent.Ssh2GssError.class))
                .extracting(SshEvent.Ssh2GssError::majorStatus)
                .containsExactlyInAnyOrder(851968L, 4294967295L, 1L);
    }
}
