package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Ssh;

class KexInitTest {

    private static KexInit parse(ByteBuf body) {
        return Objects.requireNonNull(KexInit.parse(body));
    }

    @Test
    void listsWhatASideSupports() {
        KexInit init = parse(SshMessages.kexInit("curve25519-sha256,ext-info-c", "ssh-ed25519,ssh-rsa", false));
        assertThat(init.cookie()).isEqualTo(ascii("0123456789abcdef"));
        assertThat(init.capabilities(true))
                .isEqualTo(new Ssh.Capabilities(
                        List.of("curve25519-sha256", "ext-info-c"),
                        List.of("ssh-ed25519", "ssh-rsa"),
                        new Ssh.AlgorithmPrefs(List.of("aes128-ctr", "aes256-ctr"), List.of("aes128-ctr")),
                        new Ssh.AlgorithmPrefs(List.of("hmac-sha1"), List.of("hmac-sha2-256")),
                        new Ssh.AlgorithmPrefs(List.of("none"), List.of("none", "zlib")),
                        null,
                        true));
    }

    @Test
    void tellsWhetherAGuessFollows() {
        assertThat(parse(SshMessages.kexInit("a", "b", true)).guessFollows()).isTrue();
        assertThat(parse(SshMessages.kexInit("a", "b", false)).guessFollows()).isFalse();
    }

    @Test
    void leavesOutEmptyNames() {
        assertThat(parse(SshMessages.kexInit(",,a,,b,", "", false)).methods()).containsExactly("a", "b");
        assertThat(parse(SshMessages.kexInit(",", "", false)).methods()).isEmpty();
    }

    @Test
    void isNothingWhereAListIsLongerThanTheMessage() {
        ByteBuf whole = SshMessages.kexInit("curve25519-sha256", "ssh-ed25519", false);
        for (int length = 0; length < whole.readableBytes() - 4; length++) {
            assertThat(KexInit.parse(whole.slice(0, length)))
                    .as("%d octets", length)
                    .isNull();
        }
        assertThat(KexInit.parse(Unpooled.buffer().writeZero(16).writeInt(-1).writeZero(100)))
                .isNull();
    }
}
