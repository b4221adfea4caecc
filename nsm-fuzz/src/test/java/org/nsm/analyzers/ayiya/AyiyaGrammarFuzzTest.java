package org.nsm.analyzers.ayiya;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class AyiyaGrammarFuzzTest {

    @FuzzTest
    void headers(byte[] input) {
        ByteBuf bytes = Unpooled.wrappedBuffer(input);
        int length = AyiyaHeader.length(bytes);
        assertThat(length).isBetween(-1, input.length);
        if (length >= 0) {
            AyiyaHeader.isForward(bytes);
            assertThat(AyiyaHeader.nextHeader(bytes)).isBetween(0, 255);
        }
    }
}
