package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;

class ProtocolVersionTest {

    @Test
    void isWhatTheIdentificationSays() {
        assertThat(ProtocolVersion.of(ascii("SSH-2.0-OpenSSH_9.2"))).isEqualTo(ProtocolVersion.TWO);
        assertThat(ProtocolVersion.of(ascii("SSH-1.5-1.2.27"))).isEqualTo(ProtocolVersion.ONE);
        assertThat(ProtocolVersion.of(ascii("SSH-1.99-Cisco-1.25"))).isEqualTo(ProtocolVersion.BOTH);
        assertThat(ProtocolVersion.of(ascii("SSH-3.0-x"))).isEqualTo(ProtocolVersion.UNKNOWN);
        assertThat(ProtocolVersion.of(ascii("SSH-"))).isEqualTo(ProtocolVersion.UNKNOWN);
    }

    @Test
    void isNoneForOtherLines() {
        assertThat(ProtocolVersion.of(ascii("SSH"))).isEqualTo(ProtocolVersion.NONE);
        assertThat(ProtocolVersion.of(ascii("Authorized use only"))).isEqualTo(ProtocolVersion.NONE);
        assertThat(ProtocolVersion.of(ascii(" SSH-2.0-x"))).isEqualTo(ProtocolVersion.NONE);
        assertThat(ProtocolVersion.of(ascii(""))).isEqualTo(ProtocolVersion.NONE);
    }
}
