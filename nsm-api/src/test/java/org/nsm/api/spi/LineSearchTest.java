package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSearchTest {

    private static int plainly(byte[] bytes, int start, int end, boolean carriageReturn) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n' || carriageReturn && bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    @Test
    void findsTheFirstOneWhereverItIs() {
        byte[] octets = {'\n', '\r', 0, 9, 11, 12, 14, (byte) 0x8a, (byte) 0x8d, 'a'};
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = octets[random.nextInt(4) == 0 ? random.nextInt(octets.length) : 2 + random.nextInt(8)];
            }
            int start = random.nextInt(bytes.length + 1);
            int end = start + random.nextInt(bytes.length - start + 1);
            for (boolean carriageReturn : new boolean[] {true, false}) {
                int expected = plainly(bytes, start, end, carriageReturn);
                assertThat(LineSearch.find(Unpooled.wrappedBuffer(bytes), start, end, carriageReturn))
                        .isEqualTo(expected);
                ByteBuf outsideTheHeap = Unpooled.directBuffer().writeBytes(bytes);
                assertThat(LineSearch.find(outsideTheHeap, start, end, carriageReturn))
                        .isEqualTo(expected);
                outsideTheHeap.release();
            }
        }
    }

    @Test
    void countsFromTheBeginningOfTheBuffer() {
        ByteBuf slice = Unpooled.wrappedBuffer("xxxx0123456789\nabc".getBytes(StandardCharsets.US_ASCII))
                .slice(4, 14);
        assertThat(LineSearch.find(slice, 0, 14, true)).isEqualTo(10);
        assertThat(LineSearch.find(slice, 2, 10, true)).isEqualTo(-1);
    }
}
