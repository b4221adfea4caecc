package org.nsm.analyzers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.nsm.fuzz.EventChecks;

class SshGrammarFuzzTest {

    @FuzzTest
    void messages(byte[] input) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        KexInit init = KexInit.parse(message);
        if (init != null) {
            EventChecks.checkValue(init.cookie());
            EventChecks.checkValue(init.capabilities(input.length % 2 == 0));
            List<String> methods = init.methods();
            String agreed = KexMethod.agreed(methods, init.hostKeyKinds());
            if (agreed != null) {
                assertThat(methods).contains(agreed);
                assertThat(KexMethod.of(agreed)).isNotNull();
            }
        }
        for (int i = 0; i < 4; i++) {
            EventChecks.checkValue(SshFields.field(message, i));
        }
        EventChecks.checkValue(Ssh1PublicKey.parse(message));
        assertThat(ProtocolVersion.of(message)).isNotNull();
        ProtocolVersion.mayBe(message);
        assertThat(message.readableBytes()).isEqualTo(input.length);
    }
}
