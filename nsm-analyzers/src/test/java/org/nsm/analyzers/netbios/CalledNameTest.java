package org.nsm.analyzers.netbios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.netbios.SessionHeaderTest.hex;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.event.Netbios;

class CalledNameTest {

    /** The name of RFC 1001, section 14.1. */
    private static final String FRED = "EGFCEFEECACACACACACACACACACACACA";

    private static ByteBuf label(int length, String letters) {
        return Unpooled.buffer().writeByte(length).writeBytes(letters.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void isDecodedWithPaddingAndSuffix() {
        assertThat(CalledName.decode(label(32, FRED + "\0"))).isEqualTo("FRED            ");
        assertThat(CalledName.decode(label(32, FRED.substring(0, 30) + "BN"))).isEqualTo("FRED           \u001d");
    }

    @Test
    void isWhatTheDocumentedFunctionMakesOfIt() {
        assertThat(CalledName.decode(label(32, "FEEIEFCAEOEFFEECEJEPFDCAEOEBENEF")))
                .isEqualTo(Netbios.decodeName("FEEIEFCAEOEFFEECEJEPFDCAEOEBENEF"))
                .isEqualTo("THE NETBIOS NAME");
    }

    @Test
    void endsWithItsLabel() {
        assertThat(CalledName.decode(label(32, FRED + "\3LAB\0"))).isEqualTo("FRED            ");
        assertThat(CalledName.decode(label(8, "EGFCEFEECACA"))).isEqualTo("FRED");
        assertThat(CalledName.decode(label(9, "EGFCEFEEZ"))).isEqualTo("FRED");
        assertThat(CalledName.decode(label(60, "EB".repeat(30)))).isEqualTo("A".repeat(30));
    }

    @Test
    void mayHaveAnyOctet() {
        assertThat(CalledName.decode(label(4, "PPIA"))).isEqualTo("\u00ff\u0080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00", "01 41", "04 414141", "02 4051", "02 4151", "02 4140", "02 6161", "02 c141", "02 41c1"
            })
    void isNotMadeUp(String payload) {
        assertThat(CalledName.decode(hex(payload))).isNull();
    }

    @Test
    void hasThirtyOctetsAtMost() {
        assertThat(CalledName.decode(label(62, "EB".repeat(31)))).isNull();
        assertThat(CalledName.decode(label(0xc0, "EB".repeat(96)))).isNull();
    }
}
