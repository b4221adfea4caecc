package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.call;
import static org.nsm.analyzers.rpc.Xdr.record;
import static org.nsm.analyzers.rpc.Xdr.reply;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Memory;
import org.nsm.api.spi.AnalyzerContext;

class RecordStreamTest {

    private final List<String> messages = new ArrayList<>();
    private final RecordStream stream = stream(true);

    private RecordStream stream(boolean fromTheStart) {
        return stream(Memory.plenty(), fromTheStart);
    }

    private RecordStream stream(AnalyzerContext context, boolean fromTheStart) {
        return new RecordStream(
                context,
                fromTheStart,
                (bytes, length, start, last) ->
                        messages.add((bytes.readableBytes() > 16 ? "..." : ByteBufUtil.hexDump(bytes)) + " "
                                + bytes.readableBytes() + "/" + length + " " + start + "-" + last));
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replace(" ", "")));
    }

    @Test
    void handsOnWhatAMarkAnnounces() {
        stream.data(hex("80000002 0102 80000001 03"), 5);
        assertThat(messages).containsExactly("0102 2/2 5-5", "03 1/1 5-5");
    }

    @Test
    void joinsTheFragmentsOfARecord() {
        stream.data(hex("00000002 0102 00000000 00000001 03 80000002 0405 80000001 06"), 5);
        assertThat(messages).containsExactly("0102030405 5/5 5-5", "06 1/1 5-5");
    }

    @Test
    void knowsWhenTheFirstAndTheLastBytesCame() {
        byte[] bytes = ByteBufUtil.getBytes(hex("00000002 0102 80000001 03 80000001 04"));
        for (int i = 0; i < bytes.length; i++) {
            stream.data(Unpooled.wrappedBuffer(bytes, i, 1), i);
        }
        assertThat(messages).containsExactly("010203 3/3 0-10", "04 1/1 11-15");
    }

    @Test
    void keepsLessWhileTheAnalyzersHoldAsMuchAsTheyMay() {
        RecordStream poor = stream(Memory.of(1_000), true);
        ByteBuf whole = Unpooled.buffer().writeInt(0x8000_0000 | 20_000).writeZero(20_000);
        poor.data(whole.readSlice(5_000), 1);
        poor.data(whole.readSlice(5_000), 2);
        poor.data(whole.readSlice(10), 2);
        poor.data(whole, 3);
        poor.data(hex("00000001 07"), 4);
        poor.data(hex("80000001 08"), 4);
        assertThat(messages).containsExactly("... 4996/20000 1-3", "0708 2/2 4-4");
    }

    @Test
    void keepsTheBeginningOfALongMessage() {
        ByteBuf whole = Unpooled.buffer().writeInt(0x8000_0000 | 100_000).writeZero(100_000);
        stream.data(whole.duplicate(), 1);
        stream.data(whole.readSlice(50_000), 2);
        stream.data(whole, 3);
        stream.data(hex("80000001 07"), 4);
        assertThat(messages).containsExactly("... 65536/100000 1-1", "... 65536/100000 2-3", "07 1/1 4-4");
    }

    @Test
    void believesNoRecordBeyondTheLimit() {
        stream.data(hex("7fffffff 0102"), 1);
        stream.data(hex("80000001 07"), 2);
        assertThat(messages).isEmpty();
    }

    @Test
    void takesARecordOf64MebibytesAndLooksForTheNextBehindALongerOne() {
        ByteBuf piece = Unpooled.buffer().writeZero(1 << 20);
        stream.data(hex("84000000"), 0);
        for (int i = 1; i <= 64; i++) {
            stream.data(piece.duplicate(), i);
        }
        stream.data(hex("80000001 07"), 100);
        assertThat(messages).containsExactly("... 65536/67108864 0-64", "07 1/1 100-100");
        stream.data(hex("84000001 80000001 07"), 101);
        assertThat(messages).hasSize(2);
    }

    @Test
    void countsAllFragmentsTowardsTheLimit() {
        ByteBuf fragment = Unpooled.buffer().writeInt(1 << 20).writeZero(1 << 20);
        for (int i = 0; i < 64; i++) {
            stream.data(fragment.duplicate(), i);
        }
        stream.data(hex("80000001 07"), 100);
        assertThat(messages).isEmpty();
    }

    @Test
    void takesUpAgainAfterTwoMessagesWhereTheBeginningWasMissed() {
        RecordStream late = stream(false);
        ByteBuf record = record(call(1, 100_003, 3, 0, xdr()));
        for (int i = 0; i < 4; i++) {
            late.data(record.duplicate(), i);
        }
        assertThat(messages).containsExactly("... 72/72 2-2", "... 72/72 3-3");
    }

    @Test
    void takesUpAgainAfterTwoMessagesBehindAGap() {
        ByteBuf record = record(reply(1, xdr().u32(0)));
        stream.data(record.slice(0, 10), 0);
        stream.lose();
        stream.data(Unpooled.wrappedBuffer(record.slice(20, 8), record, record, record), 1);
        assertThat(messages).containsExactly("... 28/28 1-1");
    }

    @Test
    void findsARecordAmongOtherBytes() {
        RecordStream late = stream(false);
        ByteBuf record = record(call(1, 100_003, 3, 0, xdr()));
        ByteBuf noise = Unpooled.buffer().writeZero(1001);
        late.data(Unpooled.copiedBuffer(noise, record, record, record), 0);
        assertThat(messages).hasSize(1);
    }

    @Test
    void looksFurtherWhereTheNextMessageIsNone() {
        RecordStream late = stream(false);
        ByteBuf record = record(call(1, 100_003, 3, 0, xdr()));
        ByteBuf noise = Unpooled.buffer().writeInt(0x8000_0010).writeZero(16);
        late.data(Unpooled.copiedBuffer(record, noise, record, record), 0);
        assertThat(messages).isEmpty();
        late.data(record.duplicate(), 1);
        assertThat(messages).containsExactly("... 72/72 1-1");
    }

    @Test
    void recognisesTheHeadersOfAllMessages() {
        for (ByteBuf message : List.of(
                call(1, 100_003, 3, 0, 0, xdr(), xdr()),
                reply(1, xdr()),
                xdr().u32(1, 1, 1, 1, 5).bytes(),
                xdr().u32(1, 1, 1, 0, 2, 2).bytes())) {
            assertThat(RecordStart.find(record(message))).isZero();
        }
    }
}
