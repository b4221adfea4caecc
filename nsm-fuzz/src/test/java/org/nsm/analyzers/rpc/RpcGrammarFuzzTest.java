package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.nsm.fuzz.Input;
import org.nsm.fuzz.Memory;

class RpcGrammarFuzzTest {

    /**
     * Records come out the same however the stream is cut. Each fragment of it is a byte that says whether it is the last
     * of its record, a byte that says how long it is, and its content.
     */
    @FuzzTest
    void records(byte[] input) {
        Input fragments = new Input(input);
        ByteBuf stream = Unpooled.buffer();
        while (fragments.hasMore()) {
            boolean last = (fragments.u8() & 1) != 0;
            byte[] content = fragments.take(fragments.u8());
            stream.writeInt(content.length | (last ? Integer.MIN_VALUE : 0)).writeBytes(content);
        }
        byte[] bytes = ByteBufUtil.getBytes(stream);
        List<String> whole = records(bytes, Math.max(1, bytes.length));
        assertThat(records(bytes, 1)).isEqualTo(whole);
        assertThat(records(bytes, 7)).isEqualTo(whole);
    }

    /** Wherever a stream was met. */
    @FuzzTest
    void streams(byte[] input) {
        RecordStream stream = new RecordStream(
                Memory.plenty(),
                false,
                (bytes, length, start, last) ->
                        assertThat(bytes.readableBytes()).isLessThanOrEqualTo(length));
        for (int at = 0; at < input.length; at += 100) {
            stream.data(Unpooled.wrappedBuffer(input, at, Math.min(100, input.length - at)), 0);
        }
    }

    private static List<String> records(byte[] input, int size) {
        List<String> records = new ArrayList<>();
        RecordStream stream = new RecordStream(Memory.plenty(), true, (bytes, length, start, last) -> {
            assertThat(bytes.readableBytes()).isLessThanOrEqualTo(length);
            records.add(ByteBufUtil.hexDump(bytes) + " of " + length);
        });
        for (int at = 0; at < input.length; at += size) {
            ByteBuf piece = Unpooled.wrappedBuffer(input, at, Math.min(size, input.length - at));
            stream.data(piece, 0);
            assertThat(piece.isReadable()).isFalse();
        }
        return records;
    }

    @FuzzTest
    void calls(byte[] input) {
        ByteBuf bytes = Unpooled.wrappedBuffer(input);
        RpcMessage message = new RpcMessage().set(true, bytes, input.length, 0, 0);
        XdrReader reader = new XdrReader().reset(bytes, input.length);
        RpcCall call = RpcCall.read(message, reader, null);
        if (call != null) {
            assertThat(reader.failed()).isFalse();
            assertThat(call.program()).isBetween(0L, 0xffff_ffffL);
            assertThat(call.procedure()).isBetween(0L, 0xffff_ffffL);
        }
        ReplyHeader.read(new XdrReader().reset(bytes, input.length));
    }
}
