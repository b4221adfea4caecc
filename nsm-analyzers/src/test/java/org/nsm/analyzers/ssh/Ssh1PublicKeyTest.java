package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class Ssh1PublicKeyTest {

    private static ByteBuf hex(String... digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(String.join("", digits)));
    }

    private static final String COOKIE = "0011223344556677";
    private static final String SERVER_KEY = "00000300" + "0006" + "23" + "0009" + "01ff";

    @Test
    void hasTheExponentInFrontOfTheModulus() {
        ByteBuf message = hex(COOKIE, SERVER_KEY, "00000400", "0011", "010001", "000c", "0abc", "00000002");
        assertThat(Ssh1PublicKey.parse(message)).isEqualTo(new Ssh1PublicKey(hex("0abc"), hex("010001")));
    }

    @Test
    void mayHaveNumbersWithoutBits() {
        assertThat(Ssh1PublicKey.parse(hex(COOKIE, "00000000", "0000", "0000", "00000000", "0000", "0000")))
                .isEqualTo(new Ssh1PublicKey(Unpooled.EMPTY_BUFFER, Unpooled.EMPTY_BUFFER));
    }

    @Test
    void isNothingWhereANumberIsLongerThanTheMessage() {
        ByteBuf whole = hex(COOKIE, SERVER_KEY, "00000400", "0011", "010001", "000c", "0abc");
        for (int length = 0; length < whole.readableBytes(); length++) {
            assertThat(Ssh1PublicKey.parse(whole.slice(0, length)))
                    .as("%d octets", length)
                    .isNull();
        }
    }
}
