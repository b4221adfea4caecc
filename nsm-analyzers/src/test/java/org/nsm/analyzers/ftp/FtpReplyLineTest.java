package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;

class FtpReplyLineTest {

    @Test
    void beginsWithThreeDigits() {
        assertThat(FtpReplyLine.code(ascii("220 ready"))).isEqualTo(220);
        assertThat(FtpReplyLine.code(ascii("001"))).isEqualTo(1);
        assertThat(FtpReplyLine.code(ascii("22"))).isEqualTo(-1);
        assertThat(FtpReplyLine.code(ascii("20 short"))).isEqualTo(-1);
        assertThat(FtpReplyLine.code(ascii(""))).isEqualTo(-1);
    }

    @Test
    void saysWhetherItGoesOn() {
        assertThat(FtpReplyLine.separator(ascii("220-ready"))).isEqualTo('-');
        assertThat(FtpReplyLine.separator(ascii("220 ready"))).isEqualTo(' ');
        assertThat(FtpReplyLine.separator(ascii("220"))).isEqualTo(-1);
    }

    @Test
    void hasATextBehindTheSeparator() {
        assertThat(FtpReplyLine.text(ascii("220 ready"))).isEqualTo("ready");
        assertThat(FtpReplyLine.text(ascii("220-"))).isEmpty();
        assertThat(FtpReplyLine.text(ascii("220"))).isEmpty();
        assertThat(FtpReplyLine.text(ascii("200ok no space"))).isEqualTo("ok no space");
    }
}
