package org.nsm.analyzers.dcerpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class DceRpcGrammarFuzzTest {

    @FuzzTest
    void pdus(byte[] input) {
        ByteBuf bytes = Unpooled.wrappedBuffer(input);
        Pdu pdu = new Pdu();
        while (Pdu.mayBegin(bytes) && Pdu.length(bytes) <= bytes.readableBytes()) {
            int length = Pdu.length(bytes);
            if (pdu.take(bytes.readSlice(length))) {
                assertThat(pdu.bodyEnd()).isBetween(Pdu.HEADER, length);
                assertThat(pdu.authData().readableBytes()).isLessThan(length);
                assertThat(pdu.authType()).isBetween(0, 0xff);
                assertThat(pdu.authLevel()).isBetween(0, 0xff);
            }
        }
    }

    /** What the endpoint mapper returns; the first byte says how integers are written, and in which syntax. */
    @FuzzTest
    void towers(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean littleEndian = (input[0] & 1) == 0;
        ByteBuf results = Unpooled.wrappedBuffer(input, 1, input.length - 1);
        int[] found = new int[1];
        new EndpointMapper().mapped(0, results, littleEndian, (address, port) -> {
            found[0]++;
            assertThat(port).isBetween(1, 0xffff);
        });
        assertThat(found[0]).isLessThanOrEqualTo(64);
    }
}
