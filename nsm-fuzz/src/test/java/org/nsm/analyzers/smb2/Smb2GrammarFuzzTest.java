package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import org.nsm.fuzz.EventChecks;

class Smb2GrammarFuzzTest {

    /** What fits lies in the message. */
    @FuzzTest
    void layouts(byte[] input) {
        if (input.length < Smb2Message.HEADER) {
            return;
        }
        Smb2Message message = new Smb2Message();
        message.moveTo(Unpooled.wrappedBuffer(input), 0, input.length);
        EventChecks.checkValue(message.header());
        for (boolean isRequest : new boolean[] {true, false}) {
            int fixed = Smb2Layout.fixedPart(message, isRequest);
            if (input.length < Smb2Message.HEADER + fixed || !Smb2Layout.fits(message, isRequest)) {
                continue;
            }
            int data = data(message, isRequest);
            assertThat(data).isBetween(0, input.length);
        }
    }

    private static int data(Smb2Message message, boolean isRequest) {
        if (!isRequest && !message.isAnsweredInFull()) {
            return 0;
        }
        return switch (message.command()) {
            case Smb2Message.WRITE -> isRequest ? Smb2Layout.writeData(message) : 0;
            case Smb2Message.READ -> isRequest ? 0 : Smb2Layout.readData(message);
            case Smb2Message.SET_INFO -> isRequest ? Smb2Layout.setInfoBuffer(message) : 0;
            case Smb2Message.IOCTL -> isRequest ? Smb2Layout.ioctlInput(message) : Smb2Layout.ioctlOutput(message);
            default -> 0;
        };
    }
}
