package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetbiosTest {

    /** The name of RFC 1001, section 14.1, in its scope. */
    private static final String FRED = "EGFCEFEECACACACACACACACACACACACA";

    @Test
    void decodesTheDocumentedName() {
        assertThat(Netbios.decodeName("FEEIEFCAEOEFFEECEJEPFDCAEOEBENEF")).isEqualTo("THE NETBIOS NAME");
    }

    @Test
    void keepsPaddingAndType() {
        assertThat(Netbios.decodeName(FRED)).isEqualTo("FRED            ");
        assertThat(Netbios.decodeName("FHEPFCELEHFCEPFFFACACACACACACABL")).isEqualTo("WORKGROUP      \u001b");
    }

    @Test
    void readsTheTypeFromTheSixteenthOctet() {
        assertThat(Netbios.decodeNameType(FRED)).isEqualTo(0x20);
        assertThat(Netbios.decodeNameType("FHEPFCELEHFCEPFFFACACACACACACABL")).isEqualTo(0x1b);
        assertThat(Netbios.decodeNameType("CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isZero();
        assertThat(Netbios.decodeNameType("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAPP")).isEqualTo(0xff);
    }

    @Test
    void decodesOctetsAbove127AsOneCharacterEach() {
        assertThat(Netbios.decodeName("PPIA")).isEqualTo("\u00ff\u0080");
    }

    @Test
    void acceptsLowerCaseAsDnsNamesHaveIt() {
        assertThat(Netbios.decodeName("egfcefee")).isEqualTo("FRED");
        assertThat(Netbios.decodeNameType("fhepfcelehfcepfffacacacacacacabl")).isEqualTo(0x1b);
    }

    @Test
    void leavesTheScopeOut() {
        assertThat(Netbios.decodeName(FRED + ".NETBIOS.COM")).isEqualTo("FRED            ");
        assertThat(Netbios.decodeNameType(FRED + ".NETBIOS.COM")).isEqualTo(0x20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "A", "EGFCEFE", "EGFCEFEQ", "FRED", "@A", "\u00c4\u00c4", "EG FC", "\u0000\u0000"})
    void whatIsNotEncodedIsEmptyAndHasNoType(String name) {
        assertThat(Netbios.decodeName(name)).isEmpty();
        assertThat(Netbios.decodeNameType(name)).isEqualTo(-1);
    }

    @Test
    void aShortNameHasNoType() {
        assertThat(Netbios.decodeName("EGFCEFEE")).isEqualTo("FRED");
        assertThat(Netbios.decodeNameType("EGFCEFEE")).isEqualTo(-1);
        assertThat(Netbios.decodeNameType(FRED.substring(0, 30))).isEqualTo(-1);
    }
}
