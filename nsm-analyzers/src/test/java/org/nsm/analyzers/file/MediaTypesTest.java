package org.nsm.analyzers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;

import org.junit.jupiter.api.Test;

class MediaTypesTest {

    private static String of(String beginning) {
        return MediaTypes.of(ascii(beginning));
    }

    @Test
    void knowsCommonFiles() {
        assertThat(of("GIF89a\20\0\20\0")).isEqualTo("image/gif");
        assertThat(of("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")).isEqualTo("image/png");
        assertThat(of("PK\3\4\24\0\0\0\b\0")).isEqualTo("application/zip");
        assertThat(of("%PDF-1.4\n%")).isEqualTo("application/pdf");
        assertThat(of("MZ\u0090\0\3\0\0\0")).isEqualTo("application/x-dosexec");
    }

    @Test
    void takesTextForPlainUnlessItIsMore() {
        assertThat(of("These are notes\r\n")).isEqualTo("text/plain");
        assertThat(of("User-agent: *\nDisallow: *.gz\n")).isEqualTo("text/plain");
        assertThat(of("<!DOCTYPE html>\n<html><body>")).isEqualTo("text/html");
    }

    @Test
    void knowsXmlThatBreaksOff() {
        assertThat(of("<?xml version=\"1.0\"?>\n<list><item>o")).isEqualTo("application/xml");
    }

    @Test
    void saysSoIfNothingFits() {
        assertThat(of("\0\1\2\3\4")).isEqualTo("<unknown>");
    }
}
