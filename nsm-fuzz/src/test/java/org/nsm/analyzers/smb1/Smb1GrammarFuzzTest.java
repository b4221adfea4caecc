package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;

class Smb1GrammarFuzzTest {

    /** The blocks of transactions; the first byte says whether texts are UTF-16. */
    @FuzzTest
    void transactions(byte[] input) {
        Fields in = fields(input);
        TransactionBlocks.Request request = TransactionBlocks.request(in);
        if (in.fit()) {
            assertThat(request.data().readableBytes() + request.parameters().readableBytes())
                    .isLessThan(input.length);
        }
        in = fields(input);
        TransactionBlocks.Answer answer = TransactionBlocks.answer(in);
        if (in.fit()) {
            assertThat(answer.data().readableBytes() + answer.parameters().readableBytes())
                    .isLessThan(input.length);
        }
        in = fields(input);
        TransactionBlocks.Request2 second = TransactionBlocks.request2(in);
        assertThat(second.parameters().readableBytes()).isLessThanOrEqualTo(input.length);
        TransactionBlocks.part(fields(input));
        TransactionBlocks.part2(fields(input));
    }

    @FuzzTest
    void parameters(byte[] input) {
        Trans2Parameters.findFirst2(fields(input));
        Trans2Parameters.queryPathInformation(fields(input));
        Trans2Parameters.dfsReferral(fields(input));
    }

    private static Fields fields(byte[] input) {
        Fields fields = new Fields();
        int choice = input.length == 0 ? 0 : 1;
        fields.reset(Unpooled.wrappedBuffer(input, choice, input.length - choice), choice == 1 && (input[0] & 1) != 0);
        return fields;
    }
}
