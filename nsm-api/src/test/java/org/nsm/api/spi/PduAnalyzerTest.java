package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PduAnalyzerTest {

    private static final int MAX_LENGTH = 16;

    /** PDUs of one octet of length, or of 00 and two octets of length, and so many octets. */
    private static class Pdus extends PduAnalyzer {

        private final FakeContext context;

        Pdus(FakeContext context) {
            super(context, 1, MAX_LENGTH);
            this.context = context;
        }

        @Override
        protected long length(boolean isOrig, ByteBuf header) {
            int first = header.getByte(header.readerIndex()) & 0xff;
            if (first == 0xff) {
                return VIOLATION;
            }
            if (first != 0) {
                return 1 + first;
            }
            return header.readableBytes() < 3 ? MORE : 3 + header.getUnsignedShort(header.readerIndex() + 1);
        }

        @Override
        protected void pdu(boolean isOrig, ByteBuf pdu) {
            context.log.add((isOrig ? ">" : "<") + ByteBufUtil.hexDump(pdu));
        }
    }

    private static final class Skipping extends Pdus {

        Skipping(FakeContext context) {
            super(context);
        }

        @Override
        protected void oversized(boolean isOrig, ByteBuf header, long length) {
            weird("oversized_" + length + "_" + ByteBufUtil.hexDump(header), "");
        }

        @Override
        protected int resynchronise(boolean isOrig, ByteBuf data) {
            return data.bytesBefore((byte) 2);
        }
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    private static List<String> readInEveryWay(boolean skipping, String hex) {
        List<String> whole = readPieces(skipping, List.of(hex));
        List<String> bytes = new ArrayList<>();
        for (int i = 0; i < hex.length(); i += 2) {
            bytes.add(hex.substring(i, i + 2));
            if (i > 0) {
                assertThat(readPieces(skipping, List.of(hex.substring(0, i), hex.substring(i))))
                        .as("split at " + i / 2)
                        .isEqualTo(whole);
            }
        }
        assertThat(readPieces(skipping, bytes)).as("byte by byte").isEqualTo(whole);
        return whole;
    }

    private static List<String> readPieces(boolean skipping, List<String> pieces) {
        FakeContext context = new FakeContext();
        PduAnalyzer pdus = skipping ? new Skipping(context) : new Pdus(context);
        pieces.forEach(piece -> pdus.deliver(true, hex(piece)));
        return context.log;
    }

    @Test
    void findsThePdusHoweverTheyArrive() {
        assertThat(readInEveryWay(false, "01aa" + "03010203" + "000001ff" + "000000" + "02bbcc" + "09"))
                .containsExactly(">01aa", ">03010203", ">000001ff", ">000000", ">02bbcc");
    }

    @Test
    void allowsPdusUpToTheLimit() {
        String longest = "00000d" + "11".repeat(13);
        assertThat(readInEveryWay(false, longest + "0122")).containsExactly(">" + longest, ">0122");
    }

    @Test
    void takesALongerPduForAViolation() {
        assertThat(readInEveryWay(false, "01aa" + "00000e" + "11".repeat(14) + "0122"))
                .containsExactly(">01aa", "violation a PDU of 17 bytes");
    }

    @Test
    void skipsALongerPduWhereThatIsAllowed() {
        assertThat(readInEveryWay(true, "00000e" + "11".repeat(14) + "0122" + "000064" + "00".repeat(100) + "0133"))
                .containsExactly("weird oversized_17_00000e", ">0122", "weird oversized_103_000064", ">0133");
    }

    @Test
    void takesALengthThatIsNoneForAViolation() {
        assertThat(readInEveryWay(false, "01aaff01aa")).containsExactly(">01aa", "violation no PDU");
    }

    @Test
    void takesAHeaderThatNeverEndsForAViolation() {
        FakeContext context = new FakeContext();
        PduAnalyzer pdus = new PduAnalyzer(context, 1, MAX_LENGTH) {
            @Override
            protected long length(boolean isOrig, ByteBuf header) {
                return MORE;
            }

            @Override
            protected void pdu(boolean isOrig, ByteBuf pdu) {}
        };
        for (int i = 0; i < 100; i++) {
            pdus.deliver(true, hex("00"));
        }
        assertThat(context.log).containsExactly("violation no PDU");
    }

    @Test
    void dropsThePduThatAGapIsIn() {
        FakeContext context = new FakeContext();
        Pdus pdus = new Pdus(context);
        pdus.deliver(true, hex("01aa08010203"));
        pdus.deliverGap(true, 3);
        pdus.deliver(true, hex("0708" + "01bb"));
        pdus.deliver(true, hex("0401"));
        pdus.deliverGap(true, 3);
        pdus.deliver(true, hex("01cc"));
        assertThat(context.log).containsExactly(">01aa", ">01bb", ">01cc");
    }

    @Test
    void endsBehindAGapThatHidesWhereAPduBegins() {
        FakeContext context = new FakeContext();
        Pdus pdus = new Pdus(context);
        pdus.deliver(true, hex("01aa040102"));
        pdus.deliverGap(true, 3);
        pdus.deliver(true, hex("01bb"));
        assertThat(context.log).containsExactly(">01aa", "finish");
    }

    @Test
    void goesOnBehindAGapWhereAPduIsRecognised() {
        FakeContext context = new FakeContext();
        Skipping pdus = new Skipping(context);
        pdus.deliver(true, hex("01aa"));
        pdus.deliverGap(true, 300);
        pdus.deliver(true, hex("090909"));
        pdus.deliver(true, hex("0902bbcc"));
        pdus.deliver(false, hex("01dd"));
        assertThat(context.log).containsExactly(">01aa", ">02bbcc", "<01dd");
    }

    /** Loses its footing at a PDU that begins with ff, at one with aa in it, and at one that is too long. */
    private static final class Losing extends Pdus {

        Losing(FakeContext context, boolean fromTheBeginning) {
            super(context);
            if (fromTheBeginning) {
                lose(true);
            }
        }

        @Override
        protected long length(boolean isOrig, ByteBuf header) {
            if (header.getByte(header.readerIndex()) == (byte) 0xff) {
                lose(isOrig);
                return MORE;
            }
            return super.length(isOrig, header);
        }

        @Override
        protected void oversized(boolean isOrig, ByteBuf header, long length) {
            lose(isOrig);
        }

        @Override
        protected void pdu(boolean isOrig, ByteBuf pdu) {
            super.pdu(isOrig, pdu);
            if (pdu.bytesBefore((byte) 0xaa) >= 0) {
                lose(isOrig);
            }
        }

        @Override
        protected int resynchronise(boolean isOrig, ByteBuf data) {
            return data.bytesBefore((byte) 2);
        }
    }

    @Test
    void findsTheFirstPduWhereTheBeginningWasNotSeen() {
        FakeContext context = new FakeContext();
        Losing pdus = new Losing(context, true);
        pdus.deliver(true, hex("01bb"));
        pdus.deliver(true, hex("0902ccdd01ee"));
        pdus.deliver(false, hex("01ff"));
        assertThat(context.log).containsExactly(">02ccdd", ">01ee", "<01ff");
    }

    @Test
    void findsTheNextPduInALaterDeliveryAfterLosingOne() {
        for (List<String> pieces : List.of(
                List.of("01bb" + "ff" + "02ccdd", "0902ddee"),
                List.of("01bb" + "00", "0064" + "02ccdd", "02ddee"),
                List.of("01bb" + "000064" + "02ccdd", "02ddee"))) {
            FakeContext context = new FakeContext();
            Losing pdus = new Losing(context, false);
            pieces.forEach(piece -> pdus.deliver(true, hex(piece)));
            assertThat(context.log).as("%s", pieces).containsExactly(">01bb", ">02ddee");
        }
        for (List<String> pieces :
                List.of(List.of("01aa" + "02ccdd", "02ddee"), List.of("01", "aa" + "02ccdd", "02ddee"))) {
            FakeContext context = new FakeContext();
            Losing pdus = new Losing(context, false);
            pieces.forEach(piece -> pdus.deliver(true, hex(piece)));
            assertThat(context.log).as("%s", pieces).containsExactly(">01aa", ">02ddee");
        }
    }

    @Test
    void handsOnWhatTheEndOfADirectionLeavesOfAPdu() {
        FakeContext context = new FakeContext();
        Pdus pdus = new Pdus(context) {
            @Override
            protected void unfinished(boolean isOrig, ByteBuf beginning) {
                context.log.add((isOrig ? ">" : "<") + "unfinished " + ByteBufUtil.hexDump(beginning));
            }
        };
        pdus.deliver(true, hex("01aa04bb"));
        pdus.deliver(true, hex("cc"));
        pdus.deliver(false, hex("01dd"));
        pdus.deliverEndOfStream(false);
        pdus.deliverEndOfStream(true);
        pdus.deliverEndOfStream(true);
        assertThat(context.log).containsExactly(">01aa", "<01dd", ">unfinished 04bbcc");
    }

    @Test
    void handsOnAPduOfOneDeliveryWithoutCopyingIt() {
        List<ByteBuf> seen = new ArrayList<>();
        PduAnalyzer pdus = new Pdus(new FakeContext()) {
            @Override
            protected void pdu(boolean isOrig, ByteBuf pdu) {
                seen.add(pdu);
            }
        };
        ByteBuf data = hex("01aa02bbcc");
        pdus.deliver(true, data);
        assertThat(seen).hasSize(2).allSatisfy(pdu -> assertThat(pdu).isSameAs(data));
    }

    @Test
    void refusesHeadersLongerThanPdus() {
        assertThatThrownBy(() -> new PduAnalyzer(new FakeContext(), 5, 4) {
                    @Override
                    protected long length(boolean isOrig, ByteBuf header) {
                        return VIOLATION;
                    }

                    @Override
                    protected void pdu(boolean isOrig, ByteBuf pdu) {}
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header of 5 bytes in a PDU of up to 4");
    }
}
