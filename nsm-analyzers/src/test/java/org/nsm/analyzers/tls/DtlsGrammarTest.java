package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tls.Wire.hex;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Memory;

class DtlsGrammarTest {

    private static Fragment fragment(int offset, String bytes) {
        return new Fragment(11, 6, 2, offset, hex(bytes));
    }

    @Test
    void readsTheRecordsOfADatagram() {
        ByteBuf datagram = hex("16 fefd 0000 000000000001 0002 abcd" + "17 feff 0001 000000000000 0001 ee");
        assertThat(DtlsRecord.next(datagram, 0)).isEqualTo(new DtlsRecord(22, 0xfefd, 0, hex("abcd")));
        assertThat(DtlsRecord.next(datagram, 0)).isEqualTo(new DtlsRecord(23, 0xfeff, 1, hex("ee")));
        assertThat(datagram.isReadable()).isFalse();
    }

    @Test
    void readsRecordsWithConnectionIdentifiers() {
        ByteBuf datagram = hex("19 fefd 0001 000000000005 c1c2c3 0002 abcd");
        assertThat(DtlsRecord.next(datagram, 3)).isEqualTo(new DtlsRecord(25, 0xfefd, 1, hex("abcd")));
    }

    @Test
    void readsTheUnifiedHeader() {
        assertThat(DtlsRecord.next(hex("3e c1c2 0007 0002 abcd"), 2)).isEqualTo(new DtlsRecord(0, 0, 2, hex("abcd")));
        assertThat(DtlsRecord.next(hex("23 07 abcdef"), 2)).isEqualTo(new DtlsRecord(0, 0, 3, hex("abcdef")));
    }

    @Test
    void refusesWhatIsNoRecordAndLeavesItWhereItIs() {
        ByteBuf tooLong = hex("16 fefd 0000 000000000001 0003 abcd");
        assertThat(DtlsRecord.next(tooLong, 0)).isNull();
        assertThat(tooLong.readerIndex()).isZero();
        assertThat(DtlsRecord.next(hex("16 0303 0000 000000000001 0000"), 0)).isNull();
        assertThat(DtlsRecord.next(hex("1b fefd 0000 000000000001 0000"), 0)).isNull();
        assertThat(DtlsRecord.next(hex("2f"), 0)).isNull();
    }

    @Test
    void readsFragments() {
        Cursor cursor = new Cursor(hex("0b 000006 0002 000002 000003 cccccc"));
        assertThat(Fragment.next(cursor)).isEqualTo(fragment(2, "cccccc"));
        assertThat(Fragment.next(new Cursor(hex("0b 000006 0002 000004 000003 cccccc"))))
                .as("beyond the message")
                .isNull();
        assertThat(Fragment.next(new Cursor(hex("0b 000006 0002 000000 ffffff cccccc"))))
                .isNull();
    }

    @Test
    void joinsFragmentsOfAnyOrderOnce() {
        FragmentedMessage message = new FragmentedMessage(Memory.plenty(), fragment(4, "0506"), true);
        assertThat(message.add(fragment(4, "0506"))).isFalse();
        assertThat(message.add(fragment(2, "0304"))).isFalse();
        assertThat(message.add(fragment(2, "0304"))).isFalse();
        assertThat(message.add(fragment(0, "010203"))).isTrue();
        assertThat(message.content()).isEqualTo(hex("010203040506"));
    }

    @Test
    void followsAMessageThatNobodyReadsWithoutKeepingIt() {
        FragmentedMessage message = new FragmentedMessage(Memory.plenty(), fragment(0, "0102"), false);
        assertThat(message.add(fragment(3, "040506"))).isFalse();
        assertThat(message.add(fragment(0, "0102"))).isFalse();
        assertThat(message.add(fragment(2, "03"))).isTrue();
        assertThat(message.content()).isNull();
    }
}
