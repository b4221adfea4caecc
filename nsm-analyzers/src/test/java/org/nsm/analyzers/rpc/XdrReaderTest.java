package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class XdrReaderTest {

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replace(" ", "")));
    }

    private static XdrReader reader(String digits) {
        ByteBuf bytes = hex(digits);
        return new XdrReader().reset(bytes, bytes.readableBytes());
    }

    @Test
    void readsNumbersWithoutSign() {
        XdrReader reader = reader("ffffffff 00000000 80000000 fffffffffffffffe");
        assertThat(reader.unsigned()).isEqualTo(0xffff_ffffL);
        assertThat(reader.flag()).isFalse();
        assertThat(reader.flag()).isTrue();
        assertThat(reader.hyper()).isEqualTo(-2);
        assertThat(reader.remaining()).isZero();
        assertThat(reader.failed()).isFalse();
    }

    @Test
    void failsBehindTheEndAndStaysFailed() {
        XdrReader reader = reader("00000001 000000");
        assertThat(reader.integer()).isEqualTo(1);
        assertThat(reader.integer()).isZero();
        assertThat(reader.failed()).isTrue();
        assertThat(reader.remaining()).isZero();
        assertThat(reader.hyper()).isZero();
        assertThat(reader.text(10)).isEmpty();
    }

    @Test
    void readsOpaqueDataWithWhatFillsThemUp() {
        XdrReader reader = reader("00000005 0102030405 000000 00000001 ff000000 00000007");
        assertThat(ByteBufUtil.hexDump(reader.opaque(64))).isEqualTo("0102030405");
        assertThat(reader.text(1)).isEqualTo("\u00ff");
        assertThat(reader.unsigned()).isEqualTo(7);
    }

    @Test
    void takesNoMoreOpaqueDataThanAllowed() {
        XdrReader reader = reader("00000005 0102030405 000000");
        assertThat(reader.opaque(4).isReadable()).isFalse();
        assertThat(reader.failed()).isTrue();
    }

    @Test
    void takesNoLengthThatLeadsOutside() {
        for (String length : new String[] {"00000009", "7fffffff", "80000000", "fffffffd", "ffffffff"}) {
            XdrReader opaque = reader(length + "0102030405060708");
            opaque.opaque(Integer.MAX_VALUE - 3);
            assertThat(opaque.failed()).as(length).isTrue();
            XdrReader skipped = reader(length + "0102030405060708");
            assertThat(skipped.skipOpaque()).isZero();
            assertThat(skipped.failed()).as(length).isTrue();
        }
    }

    @Test
    void wantsTheOctetsThatFillUp() {
        XdrReader reader = reader("00000005 0102030405");
        reader.opaque(64);
        assertThat(reader.failed()).isTrue();
    }

    @Test
    void opaqueDataAreACopyThatCannotBeChanged() {
        ByteBuf bytes = hex("00000004 01020304");
        ByteBuf opaque = new XdrReader().reset(bytes, 8).opaque(64);
        bytes.setInt(4, 0);
        assertThat(ByteBufUtil.hexDump(opaque)).isEqualTo("01020304");
        assertThat(opaque.isReadOnly()).isTrue();
    }

    @Test
    void readsTimesWithNanoseconds() {
        assertThat(reader("ffffffff 3b9ac9ff").time()).isEqualTo(Instant.ofEpochSecond(0xffff_ffffL, 999_999_999));
        assertThat(reader("00000001 ffffffff").time()).isEqualTo(Instant.ofEpochSecond(5, 294_967_295));
    }

    @Test
    void passesOverWhatWasNotKept() {
        XdrReader reader = new XdrReader().reset(hex("00000000 0000000a 0102"), 8 + 12 + 4);
        reader.skip(4);
        assertThat(reader.remaining()).isEqualTo(4 + 12 + 4);
        assertThat(reader.skipOpaque()).isEqualTo(10);
        assertThat(reader.remaining()).isEqualTo(4);
        assertThat(reader.failed()).isFalse();
        reader.integer();
        assertThat(reader.failed()).as("reading it is another matter").isTrue();
    }

    @Test
    void leavesTheBufferAsItIs() {
        ByteBuf bytes = hex("00000000 00000001 02000000").skipBytes(4);
        new XdrReader().reset(bytes, 8).opaque(8);
        assertThat(bytes.readerIndex()).isEqualTo(4);
    }
}
