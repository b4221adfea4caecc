package org.nsm.analyzers.ncp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.ncp.Frames.hex;
import static org.nsm.analyzers.ncp.Frames.reply;
import static org.nsm.analyzers.ncp.Frames.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NcpFrameTest {

    @Test
    void saysHowLongItIs() {
        assertThat(NcpFrame.length(hex("446d6454 00000017"))).isEqualTo(23);
        assertThat(NcpFrame.length(hex("446d6454 ffffffff"))).isEqualTo(0xffffffffL);
    }

    @Test
    void hasATypeAndABody() {
        assertThat(NcpFrame.type(true, hex(request("2222", "15")))).isEqualTo(0x2222);
        assertThat(NcpFrame.type(false, hex(reply("9999", "0000")))).isEqualTo(0x9999);
        assertThat(NcpFrame.bodyLength(true, hex(request("2222", "150102")))).isEqualTo(3);
        assertThat(NcpFrame.bodyLength(false, hex(reply("3333", "890061")))).isEqualTo(3);
        assertThat(NcpFrame.completionCode(hex(reply("3333", "890061")))).isEqualTo(0x89);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "15, 0x15", "ff, 0xff", "1601, 0x16", "57, 0x5700", "5714, 0x5714", "57ff00, 0x57ff"})
    void namesTheFunction(String body, int function) {
        assertThat(NcpFrame.function(hex(request("2222", body)))).isEqualTo(function);
    }

    @Test
    void needsItsHeaderAndInRepliesTheStatus() {
        assertThat(NcpFrame.isComplete(true, hex(request("2222", "")))).isTrue();
        assertThat(NcpFrame.isComplete(true, hex(request("2222", "")).slice(0, 21)))
                .isFalse();
        assertThat(NcpFrame.isComplete(false, hex(reply("3333", "0000")))).isTrue();
        assertThat(NcpFrame.isComplete(false, hex(reply("3333", "00")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1111", "2222", "3333", "5555", "7777", "9999"})
    void isRecognisedByItsType(String type) {
        assertThat(NcpFrame.begins(true, hex(request(type, "")))).isTrue();
        assertThat(NcpFrame.begins(false, hex(reply(type, "0000")))).isTrue();
    }

    @Test
    void isNotRecognisedInOtherOctets() {
        assertThat(NcpFrame.begins(true, hex(request("4444", "15")))).isFalse();
        assertThat(NcpFrame.begins(true, hex(request("2222", "")).slice(0, 21))).isFalse();
        assertThat(NcpFrame.begins(false, hex(reply("3333", "00")))).isFalse();
        assertThat(NcpFrame.begins(false, hex(request("2222", "1501")))).isFalse();
    }
}
