package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    @ParameterizedTest
    @CsvSource({
        "%41, A",
        "/a%2Fb%2fc, /a/b/c",
        "%7Euser, ~user",
        "a%20b%20, 'a b '",
        "%25%34%31, %41",
        "%2541, %41",
        "%%41, %A",
        "%4%41, %4A",
        "%zz%41%, %zzA%"
    })
    void decodesEachEscapeOnce(String uri, String unescaped) {
        assertThat(Http.unescapeUri(uri)).isEqualTo(unescaped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/index.html?a+b",
                "%",
                "%%",
                "100%",
                "%4",
                "%g1",
                "%1g",
                "%-1",
                "%u0041",
                "% 41",
                "%\u0664\u0661"
            })
    void leavesWhatIsNoEscapeAsItIs(String uri) {
        assertThat(Http.unescapeUri(uri)).isEqualTo(uri);
    }

    @Test
    void makesEachOctetOneCharacter() {
        assertThat(Http.unescapeUri("%00%ff%C3%A9\u00e9")).isEqualTo("\0\u00ff\u00c3\u00a9\u00e9");
    }
}
