package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnmodifiableListsTest {

    @Test
    void aRecordKeepsItsListWhenTheOneItWasMadeFromChanges() {
        List<ByteBuf> bitmaps = new ArrayList<>(List.of(Unpooled.EMPTY_BUFFER));
        Dns.Nsec3 nsec3 = new Dns.Nsec3("", 1, 0, 1, 0, 0, Unpooled.EMPTY_BUFFER, 0, Unpooled.EMPTY_BUFFER, bitmaps, 0);

        bitmaps.clear();

        assertThat(nsec3.bitmaps()).hasSize(1).isUnmodifiable();
    }

    @Test
    void theListsOfSshCapabilitiesAreUnmodifiable() {
        Ssh.AlgorithmPrefs both = new Ssh.AlgorithmPrefs(new ArrayList<>(List.of("aes256-ctr")), new ArrayList<>());
        Ssh.Capabilities capabilities = new Ssh.Capabilities(
                new ArrayList<>(List.of("curve25519-sha256")),
                new ArrayList<>(List.of("ssh-ed25519")),
                both,
                both,
                both,
                null,
                true);

        assertThat(capabilities.kexAlgorithms())
                .containsExactly("curve25519-sha256")
                .isUnmodifiable();
        assertThat(capabilities.serverHostKeyAlgorithms())
                .containsExactly("ssh-ed25519")
                .isUnmodifiable();
        assertThat(both.clientToServer()).containsExactly("aes256-ctr").isUnmodifiable();
        assertThat(both.serverToClient()).isEmpty();
    }

    @Test
    void anAlgorithmListOfSshMayBeAbsent() {
        assertThat(new Ssh.AlgorithmPrefs(null, null).clientToServer()).isNull();
        assertThat(new Ssh.AlgorithmPrefs(null, null).serverToClient()).isNull();
    }

    @Test
    void anyOtherListMustBeThere() {
        assertThatNullPointerException().isThrownBy(() -> new SipEvent.AllHeaders(null, true, null));
    }
}
