package org.nsm.analyzers.ntlm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.nsm.fuzz.EventChecks;

class NtlmGrammarFuzzTest {

    @FuzzTest
    void messages(byte[] input) {
        ByteBuf message = Unpooled.wrappedBuffer(input);
        MessageType type = MessageType.of(message);
        if (type == MessageType.NEGOTIATE) {
            EventChecks.checkValue(NtlmMessage.negotiate(message));
        } else if (type == MessageType.CHALLENGE && !NtlmMessage.hasMalformedInformation(message)) {
            EventChecks.checkValue(NtlmMessage.challenge(message));
        } else if (type == MessageType.AUTHENTICATE) {
            EventChecks.checkValue(NtlmMessage.authenticate(message));
        }
    }
}
