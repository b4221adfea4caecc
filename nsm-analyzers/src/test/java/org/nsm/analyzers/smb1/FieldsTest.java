package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Wire.ascii;
import static org.nsm.analyzers.smb1.Wire.fields;
import static org.nsm.analyzers.smb1.Wire.hex;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.utf16;

import org.junit.jupiter.api.Test;
import org.nsm.analyzers.smb.FilePaths;

class FieldsTest {

    @Test
    void numbersHaveTheirLowOctetFirstAndNoSign() {
        Fields in = fields("ff" + "feff" + "fcffffff" + "0807060504030201" + "ffff");
        assertThat(in.u8()).isEqualTo(0xff);
        assertThat(in.u16()).isEqualTo(0xfffe);
        assertThat(in.u32()).isEqualTo(0xfffffffcL);
        assertThat(in.u64()).isEqualTo(0x0102030405060708L);
        assertThat(in.s16()).isEqualTo(-1);
        assertThat(in.fit()).isTrue();
        assertThat(in.remaining()).isZero();
    }

    @Test
    void whatLiesBehindTheEndIsZeroAndIsTold() {
        Fields in = fields("01");
        assertThat(in.u16()).isZero();
        assertThat(in.fit()).isFalse();
        assertThat(in.u8()).isZero();
        assertThat(in.bytes(1).isReadable()).isFalse();
        assertThat(in.text(true)).isEmpty();
    }

    @Test
    void textsAreCutAtTheirTerminator() {
        Fields in = fields(oem("one") + oem("") + oem("three"));
        assertThat(in.text(true)).isEqualTo("one");
        assertThat(in.text(true)).isEmpty();
        assertThat(in.text(true)).isEqualTo("three");
        assertThat(in.text(true)).isEmpty();
        assertThat(in.fit()).isTrue();
    }

    @Test
    void aTextWithoutTerminatorRunsToTheEnd() {
        assertThat(fields(ascii("one")).text(true)).isEqualTo("one");
        assertThat(fields(true, 32, "6f006e006500").text(true)).isEqualTo("one");
        assertThat(fields(true, 32, "6f006e0065").text(true)).isEqualTo("one");
    }

    @Test
    void unicodeBeginsAtEvenOffsets() {
        Fields in = fields(true, 33, "ee" + utf16("\u20ac") + "ff");
        assertThat(in.text(true)).isEqualTo("\u20ac");
        assertThat(in.offset()).isEqualTo(38);
        assertThat(fields(true, 34, utf16("x")).text(true)).isEqualTo("x");
    }

    @Test
    void oemTextsAndSomeOthersBeginAnywhere() {
        assertThat(fields(false, 33, oem("x")).text(true)).isEqualTo("x");
        assertThat(fields(true, 33, oem("x")).oem(true)).isEqualTo("x");
        assertThat(fields(true, 33, utf16("x")).textHere(true)).isEqualTo("x");
    }

    @Test
    void oemTextsKeepTheirOctets() {
        assertThat(fields("63e9ff00").text(true)).isEqualTo("c\u00e9\u00ff");
    }

    @Test
    void anUnwantedTextIsPassedOver() {
        Fields in = fields(true, 32, utf16("left out") + utf16("next"));
        assertThat(in.text(false)).isEmpty();
        assertThat(in.text(true)).isEqualTo("next");
    }

    @Test
    void bytesAtAnOffsetMayHavePaddingInFront() {
        Fields in = fields("eeee" + "0102" + "03");
        assertThat(hex(in.bytesAt(35, 2))).isEqualTo("0102");
        assertThat(in.u8()).isEqualTo(3);
        assertThat(in.fit()).isTrue();
    }

    @Test
    void bytesAtAnOffsetBeforeOrBehindDoNotFit() {
        for (int offset : new int[] {0, 32, 35, 36, 65_535}) {
            Fields in = fields("010203");
            assertThat(in.bytesAt(offset, 2).isReadable()).isFalse();
            assertThat(in.fit()).as("offset %d", offset).isFalse();
        }
    }

    @Test
    void noBytesLieAnywhere() {
        Fields in = fields("01");
        assertThat(in.bytesAt(65_535, 0).isReadable()).isFalse();
        assertThat(in.bytesAt(0, 0).isReadable()).isFalse();
        assertThat(in.u8()).isEqualTo(1);
        assertThat(in.fit()).isTrue();
    }

    @Test
    void moreBytesThanThereAreDoNotFit() {
        assertThat(lengthThatDoesNotFit(4)).isTrue();
        assertThat(lengthThatDoesNotFit(0xffffffffL)).isTrue();
        assertThat(lengthThatDoesNotFit(Long.MAX_VALUE)).isTrue();
    }

    private static boolean lengthThatDoesNotFit(long length) {
        Fields in = fields("010203");
        return !in.bytes(length).isReadable() && !in.fit();
    }

    @Test
    void aPartKeepsTheOffsetsOfTheWhole() {
        Fields whole = fields(true, 32, "eeeeee" + "ee" + utf16("x") + "ffff");
        Fields part = new Fields();
        part.part(whole, 35, 5);
        assertThat(part.offset()).isEqualTo(35);
        assertThat(part.text(true)).isEqualTo("x");
        assertThat(part.remaining()).isZero();
        assertThat(part.u8()).isZero();
        assertThat(part.fit()).isFalse();
        assertThat(whole.fit()).isTrue();
    }

    @Test
    void noMoreThan1024CharactersOfAPathAreKept() {
        assertThat(FilePaths.kept("x".repeat(1024))).hasSize(1024);
        assertThat(FilePaths.kept("x".repeat(1025))).hasSize(1024);
    }
}
