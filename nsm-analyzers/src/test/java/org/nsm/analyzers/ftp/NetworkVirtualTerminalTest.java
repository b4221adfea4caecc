package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class NetworkVirtualTerminalTest {

    private static ByteBuf text(String line) {
        return NetworkVirtualTerminal.text(ascii(line));
    }

    @Test
    void leavesOrdinaryLinesAlone() {
        ByteBuf line = ascii("RETR r\u00e9sum\u00e9");
        assertThat(NetworkVirtualTerminal.text(line)).isSameAs(line);
    }

    @Test
    void takesOutInterruptAndDataMark() {
        assertThat(text("\u00ff\u00f4\u00ff\u00f2ABOR")).isEqualTo(ascii("ABOR"));
    }

    @Test
    void takesOutNegotiationsWithTheirOption() {
        assertThat(text("STOR f\u00ff\u00fd\3ile")).isEqualTo(ascii("STOR file"));
        assertThat(text("a\u00ff\u00fa\30\1x\u00ff\u00ffy\u00ff\u00f0b")).isEqualTo(ascii("ab"));
    }

    @Test
    void readsADoubledEscapeAsOneOctet() {
        assertThat(text("ST\u00ff\u00ffOR")).isEqualTo(ascii("ST\u00ffOR"));
    }

    @Test
    void takesOutNul() {
        assertThat(text("NO\0OP\0")).isEqualTo(ascii("NOOP"));
    }

    @Test
    void standsCommandsThatBreakOff() {
        assertThat(text("a\u00ff")).isEqualTo(ascii("a"));
        assertThat(text("a\u00ff\u00fd")).isEqualTo(ascii("a"));
        assertThat(text("a\u00ff\u00fa\30\u00ff")).isEqualTo(ascii("a"));
        assertThat(text("a\u00ff\u00fa")).isEqualTo(ascii("a"));
    }
}
