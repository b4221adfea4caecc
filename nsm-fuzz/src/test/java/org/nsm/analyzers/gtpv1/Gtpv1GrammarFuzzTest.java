package org.nsm.analyzers.gtpv1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.fuzz.EventChecks;

class Gtpv1GrammarFuzzTest {

    @FuzzTest
    void messages(byte[] input) {
        ByteBuf bytes = Unpooled.wrappedBuffer(input);
        Gtpv1Message message = new Gtpv1Message();
        if (message.decode(bytes) != Gtpv1Message.Kind.MESSAGE) {
            return;
        }
        EventChecks.checkValue(message.header());
        assertThat(message.body()).isBetween(8, input.length);
        InformationElements elements = new InformationElements();
        elements.begin(bytes, message.body());
        while (elements.next()) {
            assertThat(elements.offset() + elements.length()).isLessThanOrEqualTo(input.length);
        }
        elements.begin(bytes, message.body());
        PdpContextElements says = PdpContextElements.of(elements, bytes);
        EventChecks.checkValue(says.createRequest());
        EventChecks.checkValue(says.createResponse());
        EventChecks.checkValue(says.updateRequest());
        EventChecks.checkValue(says.updateResponse());
        EventChecks.checkValue(says.deleteRequest());
        EventChecks.checkValue(says.deleteResponse());
    }
}
