package org.nsm.analyzers.teredo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.analyzers.tunnel.InnerPacket;
import org.nsm.fuzz.EventChecks;

class TeredoGrammarFuzzTest {

    @FuzzTest
    void datagrams(byte[] input) {
        ByteBuf bytes = Unpooled.wrappedBuffer(input);
        TeredoEncapsulation encapsulation = new TeredoEncapsulation();
        if (!encapsulation.decode(bytes)) {
            return;
        }
        assertThat(encapsulation.packet()).isBetween(0, input.length - 1);
        EventChecks.checkValue(encapsulation.authentication(bytes));
        EventChecks.checkValue(encapsulation.origin(bytes));
        bytes.readerIndex(encapsulation.packet());
        int length = InnerPacket.length(bytes);
        InnerPacket inner = new InnerPacket();
        if (inner.decode(bytes)) {
            EventChecks.checkValue(inner.headers());
            assertThat(inner.protocol()).isBetween(0, 255);
        }
        if (length > 0 && length <= bytes.readableBytes()) {
            TeredoEncapsulation.areTrailers(bytes, encapsulation.packet() + length, bytes.writerIndex());
        }
    }
}
