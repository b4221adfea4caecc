package org.nsm.analyzers.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;

class FtpCommandTest {

    private static FtpCommand parse(String line) {
        return FtpCommand.parse(ascii(line));
    }

    @Test
    void hasItsNameInUpperCase() {
        assertThat(parse("pass Secret")).isEqualTo(new FtpCommand("PASS", "Secret"));
        assertThat(parse("QUIT")).isEqualTo(new FtpCommand("QUIT", ""));
        assertThat(parse("\u00e4\u00ff\u00b5 x")).isEqualTo(new FtpCommand("\u00e4\u00ff\u00b5", "x"));
    }

    @Test
    void hasTheRestAsItsArgument() {
        assertThat(parse("SITE CHMOD 644 f")).isEqualTo(new FtpCommand("SITE", "CHMOD 644 f"));
        assertThat(parse("  USER \t spaced   arg  ")).isEqualTo(new FtpCommand("USER", "spaced   arg  "));
    }

    @Test
    void isMissingOnABlankLine() {
        assertThat(parse("   ")).isEqualTo(new FtpCommand("<missing>", ""));
    }

    @Test
    void isKnownByItsLettersWithoutAText() {
        assertThat(FtpCommand.verb(ascii(" pOrT 1,2,3,4,5,6"))).isEqualTo(FtpCommand.PORT);
        assertThat(FtpCommand.verb(ascii("EPRT"))).isEqualTo(FtpCommand.EPRT);
        assertThat(FtpCommand.verb(ascii("AUTHX TLS"))).isZero();
        assertThat(FtpCommand.verb(ascii("AUT"))).isZero();
        assertThat(FtpCommand.verb(ascii(""))).isZero();
    }
}
