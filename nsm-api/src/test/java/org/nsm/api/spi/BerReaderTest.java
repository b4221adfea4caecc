package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BerReaderTest {

    private static BerReader ber(String hex) {
        return new BerReader(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", ""))));
    }

    private static BerReader forgiving(String hex) {
        BerReader ber = BerReader.forgiving();
        ber.reset(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", ""))));
        return ber;
    }

    private static BerReader on(String hex) {
        BerReader ber = ber(hex);
        assertThat(ber.next()).isTrue();
        return ber;
    }

    @Test
    void readsTags() {
        BerReader ber = on("bf 8148 00");
        assertThat(ber.tagClass()).isEqualTo(BerReader.CONTEXT);
        assertThat(ber.tagNumber()).isEqualTo(200);
        assertThat(ber.constructed()).isTrue();
        assertThat(on("41 00").is(BerReader.APPLICATION, 1)).isTrue();
        assertThat(on("41 00").is(BerReader.UNIVERSAL, 1)).isFalse();
    }

    @Test
    void refusesTagNumbersBeyondItsRange() {
        assertThat(on("1f ffffff7f 00").tagNumber()).isEqualTo((1 << 28) - 1);
        BerReader ber = ber("1f ffffffff7f 00");
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isTrue();
    }

    @Test
    void readsLengthsOfEveryForm() {
        assertThat(on("04 02 aabb").contentLength()).isEqualTo(2);
        assertThat(on("04 81 02 aabb").contentLength()).isEqualTo(2);
        assertThat(on("04 84 00000002 aabb").contentLength()).isEqualTo(2);
        assertThat(on("04 8a 00000000000000000002 aabb").contentLength()).isEqualTo(2);
        assertThat(on("24 80 0401aa 0000").contentLength()).isEqualTo(3);
    }

    @Test
    void refusesLengthsBeyondTheInput() {
        for (String hex : new String[] {
            "04 03 aabb",
            "04 84 ffffffff aa",
            "04 84 7fffffff aa",
            "04 88 ffffffffffffffff aa",
            "04 82 00",
            "04",
            "04 ff",
            "1f",
            "1f80"
        }) {
            BerReader ber = ber(hex);
            assertThat(ber.next()).as(hex).isFalse();
            assertThat(ber.failed()).as(hex).isTrue();
            assertThat(ber.next()).as(hex).isFalse();
        }
    }

    @Test
    void refusesAnIndefiniteLengthOfAPrimitive() {
        BerReader ber = ber("04 80 aa 0000");
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isTrue();
    }

    @Test
    void refusesContentsWithoutEnd() {
        BerReader ber = on("30 80 0401aa 00");
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isTrue();
    }

    @Test
    void refusesAnElementLongerThanWhatEnclosesIt() {
        BerReader ber = on("30 03 0402aa bb");
        assertThat(ber.enter()).isTrue();
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isTrue();
    }

    @Test
    void walksThroughNestedElements() {
        BerReader ber = ber("30 0a 020101 3003 0201 02 0500 020103");
        assertThat(ber.next(BerReader.SEQUENCE)).isTrue();
        assertThat(ber.enter()).isTrue();
        assertThat(ber.next(BerReader.INTEGER)).isTrue();
        assertThat(ber.integer()).isEqualTo(1);
        assertThat(ber.next(BerReader.SEQUENCE)).isTrue();
        assertThat(ber.enter()).isTrue();
        assertThat(ber.leave()).isTrue();
        assertThat(ber.next(BerReader.NULL)).isTrue();
        assertThat(ber.next()).isFalse();
        assertThat(ber.leave()).isTrue();
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(3);
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isFalse();
    }

    @Test
    void passesOverAndLeavesIndefiniteLengths() {
        BerReader ber = ber("30 80 30 80 020101 3080 0000 0000 020102 0000 020103");
        assertThat(ber.next()).isTrue();
        assertThat(ber.enter()).isTrue();
        assertThat(ber.next(BerReader.SEQUENCE)).isTrue();
        assertThat(ber.next(BerReader.INTEGER)).isTrue();
        assertThat(ber.integer()).isEqualTo(2);
        assertThat(ber.next()).isFalse();
        assertThat(ber.leave()).isTrue();
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(3);
        assertThat(ber.failed()).isFalse();
    }

    @Test
    void leavesAnIndefiniteLengthFromItsMiddle() {
        BerReader ber = ber("30 80 020101 3080 0000 020102 0000 020103");
        assertThat(ber.next()).isTrue();
        assertThat(ber.enter()).isTrue();
        assertThat(ber.next()).isTrue();
        assertThat(ber.leave()).isTrue();
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(3);
    }

    @Test
    void neitherEntersPrimitivesNorLeavesTheOutermostLevel() {
        BerReader ber = on("020101");
        assertThat(ber.enter()).isFalse();
        assertThat(ber.leave()).isFalse();
        assertThat(ber.failed()).isFalse();
    }

    @Test
    void nestsAsDeepAsItsLimit() {
        BerReader definite = on("30 80".repeat(33));
        for (int i = 0; i < 32; i++) {
            assertThat(definite.enter()).isTrue();
            assertThat(definite.next()).isTrue();
        }
        assertThat(definite.enter()).isFalse();
        assertThat(definite.failed()).isTrue();

        BerReader skipped = on("30 80".repeat(100_000));
        assertThat(skipped.next()).isFalse();
        assertThat(skipped.failed()).isTrue();
    }

    @Test
    void readsIntegers() {
        assertThat(on("02 01 00").integer()).isZero();
        assertThat(on("02 01 ff").integer()).isEqualTo(-1);
        assertThat(on("02 02 0080").integer()).isEqualTo(128);
        assertThat(on("02 08 8000000000000000").integer()).isEqualTo(Long.MIN_VALUE);
        assertThat(on("46 09 00ffffffffffffffff").integer()).isEqualTo(-1);
        for (String none :
                new String[] {"02 00", "02 09 01ffffffffffffffff", "02 0a 00000000000000000000", "22 03 020101"}) {
            BerReader ber = on(none);
            assertThat(ber.integer()).isZero();
            assertThat(ber.failed()).as(none).isTrue();
        }
    }

    @Test
    void readsTruthValues() {
        assertThat(on("01 01 00").bool()).isFalse();
        assertThat(on("01 01 01").bool()).isTrue();
        BerReader ber = on("01 00");
        assertThat(ber.bool()).isFalse();
        assertThat(ber.failed()).isTrue();
    }

    @Test
    void readsObjectIdentifiers() {
        assertThat(on("06 05 2b06010201").objectIdentifier()).isEqualTo("1.3.6.1.2.1");
        assertThat(on("06 03 883703").objectIdentifier()).isEqualTo("2.999.3");
        assertThat(on("06 01 00").objectIdentifier()).isEqualTo("0.0");
        assertThat(on("06 14 69 83ffffffffffffffffffffffffffffffffff7f").objectIdentifier())
                .isEqualTo("2.25." + java.math.BigInteger.TWO.pow(128).subtract(java.math.BigInteger.ONE));
    }

    @Test
    void refusesObjectIdentifiersWithoutEndAndThoseTooLarge() {
        for (String none :
                new String[] {"06 00", "06 02 2b86", "06 15 2b" + "ff".repeat(19) + "7f", "06 8180 " + "01".repeat(128)
                }) {
            BerReader ber = on(none);
            assertThat(ber.objectIdentifier()).as(none).isEmpty();
            assertThat(ber.failed()).as(none).isTrue();
        }
        assertThat(on("06 7f " + "01".repeat(127)).objectIdentifier())
                .startsWith("0.1.1.")
                .hasSize(2 * 128 - 1);
        assertThat(on("06 14 2b" + "ff".repeat(18) + "7f").objectIdentifier())
                .isEqualTo("1.3." + BigInteger.TWO.pow(19 * 7).subtract(BigInteger.ONE));
    }

    @Test
    void putsConstructedStringsTogether() {
        BerReader ber = on("24 80 0402 6162 2405 0403 636465 0400 0000 020107");
        assertThat(ByteBufUtil.hexDump(ber.octets())).isEqualTo("6162636465");
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(7);
        assertThat(ByteBufUtil.hexDump(on("04 02 aabb").octets())).isEqualTo("aabb");
    }

    @Test
    void leavesTheIndicesOfTheBufferAlone() {
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("ffff020105ff"));
        bytes.setIndex(2, 5);
        BerReader ber = new BerReader(bytes);
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(5);
        assertThat(ber.next()).isFalse();
        assertThat(bytes.readerIndex()).isEqualTo(2);
        assertThat(bytes.writerIndex()).isEqualTo(5);
    }

    @Test
    void readsIntegersWithoutASign() {
        assertThat(on("02 01 ff").unsignedInteger()).isEqualTo(255);
        assertThat(on("02 02 ff7b").unsignedInteger()).isEqualTo(65403);
        assertThat(on("02 05 00ffffffff").unsignedInteger()).isEqualTo(0xffffffffL);
        assertThat(on("02 04 ffffffff").unsignedInteger()).isEqualTo(0xffffffffL);
        assertThat(on("02 08 ffffffffffffffff").unsignedInteger()).isEqualTo(-1);
        BerReader empty = on("02 00");
        assertThat(empty.unsignedInteger()).isZero();
        assertThat(empty.failed()).isTrue();
    }

    @Test
    void readsElementsInsideAnOctetString() {
        BerReader ber = on("30 08 0403020107 020108");
        assertThat(ber.enter()).isTrue();
        assertThat(ber.next(BerReader.OCTET_STRING)).isTrue();
        assertThat(ber.enter()).isFalse();
        assertThat(ber.enterOctets()).isTrue();
        assertThat(ber.next(BerReader.INTEGER)).isTrue();
        assertThat(ber.integer()).isEqualTo(7);
        assertThat(ber.next()).isFalse();
        assertThat(ber.leave()).isTrue();
        assertThat(ber.next(BerReader.INTEGER)).isTrue();
        assertThat(ber.integer()).isEqualTo(8);
    }

    @Test
    void leavesSeveralLevelsAtOnce() {
        BerReader ber = on("30 05 3003 020101");
        assertThat(ber.depth()).isZero();
        assertThat(ber.enter() && ber.next() && ber.enter() && ber.next()).isTrue();
        assertThat(ber.depth()).isEqualTo(2);
        assertThat(ber.leaveTo(3)).isFalse();
        assertThat(ber.leaveTo(0)).isTrue();
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isFalse();
    }

    @Test
    void endsElementsWithTheirLevelWhereItForgives() {
        BerReader ber = forgiving("30 7f 300a 020101");
        assertThat(ber.next() && ber.enter() && ber.next()).isTrue();
        assertThat(ber.contentLength()).isEqualTo(3);
        assertThat(ber.enter() && ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(1);
        assertThat(ber.leaveTo(0)).isTrue();
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isFalse();

        BerReader primitive = forgiving("30 03 0402aa");
        assertThat(primitive.next() && primitive.enter()).isTrue();
        assertThat(primitive.next()).isFalse();
        assertThat(primitive.failed()).isTrue();
    }

    @Test
    void goesOnBehindAnElementThatClaimsTooLittle() {
        BerReader ber = forgiving("30 08 3003 020101 020102");
        assertThat(ber.next() && ber.enter() && ber.next() && ber.enterOpen()).isTrue();
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(1);
        assertThat(ber.next()).isTrue();
        assertThat(ber.integer()).isEqualTo(2);
        assertThat(ber.next()).isFalse();
        assertThat(ber.failed()).isFalse();
    }

    @Test
    void startsAnewOnOtherBytes() {
        BerReader ber = on("30 03 0402aa");
        assertThat(ber.enter() && ber.next()).isFalse();
        ber.reset(Unpooled.wrappedBuffer(new byte[] {2, 1, 9}));
        assertThat(ber.failed()).isFalse();
        assertThat(ber.next(BerReader.INTEGER)).isTrue();
        assertThat(ber.integer()).isEqualTo(9);
    }

    @Test
    void survivesAnyInput() {
        Random random = new Random(1);
        for (int run = 0; run < 50_000; run++) {
            byte[] input = new byte[random.nextInt(40)];
            random.nextBytes(input);
            for (int i = 0; i < input.length; i++) {
                if (random.nextInt(3) == 0) {
                    input[i] = (byte) new int[] {0x30, 0x80, 0, 2, 0x24, 6}[random.nextInt(6)];
                }
            }
            BerReader ber = random.nextBoolean() ? new BerReader(Unpooled.EMPTY_BUFFER) : BerReader.forgiving();
            ber.reset(Unpooled.wrappedBuffer(input));
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> ber.next();
                    case 3 -> ber.enter();
                    case 4 -> ber.leave();
                    case 5 -> ber.integer();
                    case 6 -> ber.objectIdentifier();
                    case 7 -> ber.enterOpen();
                    case 8 -> ber.enterOctets();
                    case 9 -> ber.leaveTo(random.nextInt(4));
                    case 10 -> ber.unsignedInteger();
                    default -> assertThat(ber.octets().readableBytes()).isLessThanOrEqualTo(input.length);
                }
            }
        }
    }
}
