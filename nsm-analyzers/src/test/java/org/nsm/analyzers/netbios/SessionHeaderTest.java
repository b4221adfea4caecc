package org.nsm.analyzers.netbios;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionHeaderTest {

    static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replace(" ", "")));
    }

    @Test
    void hasATypeAndSeventeenBitsOfLength() {
        assertThat(SessionHeader.type(hex("85000000"), 0)).isEqualTo(0x85);
        assertThat(SessionHeader.payloadLength(hex("00000044"), 0)).isEqualTo(0x44);
        assertThat(SessionHeader.payloadLength(hex("0000ffff"), 0)).isEqualTo(0xffff);
        assertThat(SessionHeader.payloadLength(hex("00010000"), 0)).isEqualTo(0x10000);
        assertThat(SessionHeader.payloadLength(hex("0001ffff"), 0)).isEqualTo(SessionHeader.MAX_PAYLOAD);
    }

    @Test
    void leavesReservedBitsOutOfTheLength() {
        assertThat(SessionHeader.payloadLength(hex("00fe0102"), 0)).isEqualTo(0x102);
        assertThat(SessionHeader.payloadLength(hex("00ff0102"), 0)).isEqualTo(0x10102);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000064 ff534d42", // SMB 1, the rest in later segments
                "00010064 fe534d42 00",
                "00000064 fd534d42", // encrypted
                "00000003 616263", // one message that fills the segment
                "85000000",
                "82000000 00000002 6162",
                "85000000 0000ffff fe534d42",
                "83000001 80",
                "81000002 2041"
            })
    void isRecognisedAtTheBeginningOfASegment(String segment) {
        assertThat(SessionHeader.begins(hex(segment))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "000000",
                "00000000",
                "0000000000000000",
                "00000064 41424344", // may be anything
                "00000003 6162",
                "00000003 61626364",
                "00020003 616263", // a reserved bit
                "11000003 616263",
                "86000003 616263",
                "81000000",
                "00000064 ff534d"
            })
    void isNotSeenInWhatMayBeAnything(String segment) {
        assertThat(SessionHeader.begins(hex(segment))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff534d42", "ff534d4272"})
    void tellsSmb1(String payload) {
        assertThat(SessionHeader.isSmb1(hex(payload))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ff", "ff534d", "fe534d42", "ff534d43", "00ff534d42"})
    void tellsWhatIsNotSmb1(String payload) {
        assertThat(SessionHeader.isSmb1(hex(payload))).isFalse();
    }
}
