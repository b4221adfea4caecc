package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Wire.counted;
import static org.nsm.analyzers.smb1.Wire.fields;
import static org.nsm.analyzers.smb1.Wire.hex;
import static org.nsm.analyzers.smb1.Wire.oem;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u32;
import static org.nsm.analyzers.smb1.Wire.u64;
import static org.nsm.analyzers.smb1.Wire.utf16;
import static org.nsm.analyzers.smb1.Wire.zeros;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Smb;
import org.nsm.api.event.Smb1;

/** The blocks of commands but for NEGOTIATE and SESSION_SETUP. Those of AndX commands begin at 37, behind the AndX fields. */
class BlocksTest {

    private static Fields andx(String hex) {
        return fields(false, 37, hex);
    }

    private static Fields unicodeAndx(String hex) {
        return fields(true, 37, hex);
    }

    @Nested
    class OfShares {

        @Test
        void aConnectHasThePathBehindThePassword() {
            Fields in = unicodeAndx(u16(8) + u16(1) + counted("aa" + utf16("\\\\FS\\\u00dc") + oem("?????")));
            // 37 + 6 + 1 bytes: no padding
            assertThat(TreeConnect.request(in)).isEqualTo(new TreeConnect.Request("\\\\FS\\\u00dc", "?????"));
            assertThat(in.fit()).isTrue();
        }

        @Test
        void anAnswerWithoutFurtherWords() {
            assertThat(TreeConnect.answer(andx(counted(oem("IPC"))), 2)).isEqualTo(new TreeConnect.Answer("IPC", ""));
        }

        @Test
        void anAnswerWithSupportBits() {
            Fields in = unicodeAndx(u16(1) + counted(oem("A:") + utf16("NTFS")));
            assertThat(TreeConnect.answer(in, 3)).isEqualTo(new TreeConnect.Answer("A:", "NTFS"));
            assertThat(in.fit()).isTrue();
        }

        @Test
        void anAnswerWithAccessRights() {
            Fields in = andx(u16(1) + u32(0x1ff) + u32(0x1ff) + counted(oem("A:") + oem("FAT")));
            assertThat(TreeConnect.answer(in, 7)).isEqualTo(new TreeConnect.Answer("A:", "FAT"));
        }
    }

    @Nested
    class OfFiles {

        @Test
        void aPath() {
            assertThat(FileBlocks.path(fields(counted("04" + oem("\\DOS"))), true))
                    .isEqualTo("\\DOS");
            assertThat(FileBlocks.path(fields(true, 33, counted("04" + utf16("\\DOS"))), true))
                    .isEqualTo("\\DOS");
        }

        @Test
        void aClose() {
            Fields in = fields(u16(0xfffe) + u32(0) + u16(0));
            assertThat(FileBlocks.closed(in)).isEqualTo(0xfffe);
            assertThat(in.remaining()).isZero();
            assertThat(in.fit()).isTrue();
        }

        @Test
        void anOpen() {
            String words = "00" + u16(8) + zeros(41);
            assertThat(FileBlocks.open(andx(words + counted(oem("\\f.txt"))), true))
                    .isEqualTo("\\f.txt");
            // 37 + 46 bytes: a byte of padding
            assertThat(FileBlocks.open(unicodeAndx(words + counted("ee" + utf16("\\f"))), true))
                    .isEqualTo("\\f");
        }

        @Test
        void anOpenedFile() {
            long second = 10_000_000L;
            long epoch = 11_644_473_600L * second;
            Fields in = andx("02" + u16(0x1234) + u32(1) + u64(epoch + second) + u64(epoch + 2 * second)
                    + u64(epoch + 3 * second) + u64(0) + u32(0x20) + u64(4096) + u64(0xffff_ffff_ffff_fffeL) + u16(0)
                    + u16(0) + "00" + u16(0));
            FileBlocks.Opened opened = FileBlocks.opened(in);
            assertThat(in.fit()).isTrue();
            assertThat(in.remaining()).isZero();
            assertThat(opened.fileId()).isEqualTo(0x1234);
            assertThat(opened.fileSize()).isEqualTo(-2);
            assertThat(opened.times())
                    .isEqualTo(new Smb.MacTimes(
                            Instant.ofEpochSecond(3),
                            Instant.ofEpochSecond(2),
                            Instant.ofEpochSecond(1),
                            Instant.parse("1601-01-01T00:00:00Z")));
        }

        @Test
        void aRead() {
            String words = u16(7) + u32(0xffff_fff0L) + u16(0xf000) + u16(0);
            assertThat(FileBlocks.read(andx(words + u32(0) + u16(0) + u16(0)), 10))
                    .isEqualTo(new FileBlocks.Read(7, 0xffff_fff0L, 0xf000));
            assertThat(FileBlocks.read(andx(words + u32(1) + u16(0) + u32(2) + u16(0)), 12))
                    .isEqualTo(new FileBlocks.Read(7, 0x2_ffff_fff0L, 0x1_f000));
        }

        @Test
        void theUpperHalfOfTheLengthOfAReadMayBeATimeout() {
            String words = u16(7) + u32(0) + u16(5) + u16(0);
            assertThat(FileBlocks.read(andx(words + "ffffffff" + u16(0) + u16(0)), 10)
                            .length())
                    .isEqualTo(5);
            assertThat(FileBlocks.read(andx(words + "feffffff" + u16(0) + u16(0)), 10)
                            .length())
                    .isEqualTo(0xffff_fffe_0005L);
        }

        @Test
        void anAnswerToARead() {
            // 37 + 20 + 2 bytes and one of padding
            Fields in = andx(
                    u16(0xffff) + u16(0) + u16(0) + u16(3) + u16(60) + u16(0) + zeros(8) + counted("ee" + "a1a2a3"));
            assertThat(hex(FileBlocks.returned(in, true).data())).isEqualTo("a1a2a3");
            assertThat(in.fit()).isTrue();
        }

        @Test
        void unwantedDataAreCountedAndPassedOver() {
            Fields in = andx(zeros(6) + u16(3) + u16(60) + u16(0) + zeros(8) + counted("ee" + "a1a2a3" + "ff"));
            FileBlocks.Returned returned = FileBlocks.returned(in, false);
            assertThat(returned.length()).isEqualTo(3);
            assertThat(returned.data().isReadable()).isFalse();
            assertThat(in.offset()).isEqualTo(63);
        }

        @Test
        void theDataOfAReadMayBeLong() {
            String data = "5a".repeat(0x1_0002);
            Fields in = andx(zeros(6) + u16(2) + u16(59) + u16(1) + zeros(8) + u16(2) + data);
            assertThat(FileBlocks.returned(in, true).data().readableBytes()).isEqualTo(0x1_0002);
        }

        @Test
        void dataThatTheMessageDoesNotHoldDoNotFit() {
            for (int offset : new int[] {0, 58, 60, 65_535}) {
                Fields in = andx(zeros(6) + u16(2) + u16(offset) + u16(0) + zeros(8) + counted("a1a2"));
                FileBlocks.returned(in, offset == 60);
                assertThat(in.fit()).as("offset %d", offset).isFalse();
            }
        }

        @Test
        void aWrite() {
            String words = u16(7) + u32(0xffff_fff0L) + u32(0) + u16(8) + u16(0) + u16(0) + u16(3);
            FileBlocks.Write write = FileBlocks.write(andx(words + u16(59) + counted("a1a2a3")), 12, true);
            assertThat(write.fileId()).isEqualTo(7);
            assertThat(write.offset()).isEqualTo(0xffff_fff0L);
            assertThat(hex(write.data())).isEqualTo("a1a2a3");
            // OffsetHigh is the upper half of 64 bits
            write = FileBlocks.write(andx(words + u16(63) + u32(0x8000_0001L) + counted("a1a2a3")), 14, true);
            assertThat(write.offset()).isEqualTo(0x8000_0001_ffff_fff0L);
            assertThat(hex(write.data())).isEqualTo("a1a2a3");
        }

        @Test
        void anAnswerToAWrite() {
            Fields in = andx(u16(0x1000) + u16(0xffff) + u16(1) + u16(0) + u16(0));
            assertThat(FileBlocks.written(in)).isEqualTo(0x1_1000);
            assertThat(in.remaining()).isZero();
        }
    }

    @Nested
    class OfTransactions {

        private static String request(String setup, int parameters, int data, String rest) {
            return u16(parameters) + u16(data + 5) + u16(10) + u16(20) + "01" + "00" + u16(2) + u32(5000) + u16(0)
                    + rest.replace("SETUP", Wire.u8(setup.length() / 4) + "00" + setup);
        }

        @Test
        void aRequest() {
            // 33 + 28 + 4 + 2 bytes, the name and the padding in front of it
            String name = "00" + utf16("\\PIPE\\");
            Fields in = fields(
                    true,
                    33,
                    request("2600" + "3412", 2, 3, u16(2) + u16(83) + u16(3) + u16(86) + "SETUP")
                            + counted(name + "ee" + "a1a2" + "ee" + "b1b2b3"));
            TransactionBlocks.Request request = TransactionBlocks.request(in);
            assertThat(in.fit()).isTrue();
            assertThat(request.name()).isEqualTo("\\PIPE\\");
            assertThat(request.subcommand()).isEqualTo(0x26);
            assertThat(request.fileId()).isEqualTo(0x1234);
            assertThat(request.totalParameters()).isEqualTo(2);
            assertThat(request.totalData()).isEqualTo(8);
            assertThat(hex(request.parameters())).isEqualTo("a1a2");
            assertThat(hex(request.data())).isEqualTo("b1b2b3");
        }

        @Test
        void aRequestWithOneSetupWordOrNone() {
            Fields one = fields(request("5300", 0, 0, zeros(8) + "SETUP") + counted(oem("\\PIPE\\x")));
            TransactionBlocks.Request request = TransactionBlocks.request(one);
            assertThat(request.subcommand()).isEqualTo(0x53);
            assertThat(request.fileId()).isNegative();
            Fields none = fields(request("", 0, 0, zeros(8) + "SETUP") + counted(oem("\\PIPE\\x")));
            request = TransactionBlocks.request(none);
            assertThat(request.subcommand()).isZero();
            assertThat(request.fileId()).isNegative();
            assertThat(request.name()).isEqualTo("\\PIPE\\x");
        }

        @Test
        void anAnswer() {
            // 33 + 20 + 2 + 2 bytes
            Fields in = fields(u16(1) + u16(9) + u16(0) + u16(1) + u16(57) + u16(0) + u16(2) + u16(60) + u16(7) + "0100"
                    + "ffff" + counted("a1" + "eeee" + "b1b2"));
            TransactionBlocks.Answer answer = TransactionBlocks.answer(in);
            assertThat(in.fit()).isTrue();
            assertThat(answer.totalParameters()).isEqualTo(1);
            assertThat(answer.totalData()).isEqualTo(9);
            assertThat(answer.dataDisplacement()).isEqualTo(7);
            assertThat(hex(answer.parameters())).isEqualTo("a1");
            assertThat(hex(answer.data())).isEqualTo("b1b2");
        }

        @Test
        void aRequestOfTheSecondKind() {
            Fields in = fields(request("0100", 2, 1, u16(2) + u16(68) + u16(1) + u16(72) + "SETUP")
                    + counted("000000" + "a1a2" + "eeee" + "b1"));
            TransactionBlocks.Request2 request = TransactionBlocks.request2(in);
            assertThat(in.fit()).isTrue();
            assertThat(request.subcommand()).isEqualTo(1);
            assertThat(hex(request.parameters())).isEqualTo("a1a2");
            assertThat(request.arguments())
                    .isEqualTo(new Smb1.Transaction2Arguments(2, 6, 10, 20, 1, 2, 5000, 2, 68, 1, 72, 1));
        }

        @Test
        void furtherParts() {
            String words = u16(8) + u16(200) + u16(2) + u16(52) + u16(4) + u16(1) + u16(54) + u16(60);
            TransactionBlocks.Part part = TransactionBlocks.part(fields(words + counted("00" + "a1a2" + "b1")));
            assertThat(part.arguments()).isEqualTo(new Smb1.TransactionSecondaryArguments(8, 200, 2, 52, 4, 1, 54, 60));
            assertThat(hex(part.parameters())).isEqualTo("a1a2");
            assertThat(hex(part.data())).isEqualTo("b1");
        }

        @Test
        void furtherPartsOfTheSecondKindNameAFile() {
            String words = u16(8) + u16(200) + u16(2) + u16(54) + u16(4) + u16(0) + u16(0) + u16(60) + u16(0xffff);
            TransactionBlocks.Part part = TransactionBlocks.part2(fields(words + counted("00" + "a1a2")));
            assertThat(part.fileId()).isEqualTo(0xffff);
            assertThat(hex(part.parameters())).isEqualTo("a1a2");
            assertThat(part.data().isReadable()).isFalse();
        }

        @Test
        void partsOutsideTheMessageDoNotFit() {
            for (int offset : new int[] {0, 50, 54, 65_535}) {
                String words = u16(8) + u16(8) + u16(2) + u16(offset) + u16(0) + u16(0) + u16(0) + u16(0);
                Fields in = fields(words + counted("a1a2"));
                ByteBuf parameters = TransactionBlocks.part(in).parameters();
                assertThat(in.fit()).as("offset %d", offset).isFalse();
                assertThat(parameters.isReadable()).isFalse();
            }
        }

        @Test
        void theParametersOfASearch() {
            Fields in = fields(true, 34, u16(0x16) + u16(512) + u16(6) + u16(0x104) + u32(0xffff_ffffL) + utf16("\\*"));
            assertThat(Trans2Parameters.findFirst2(in))
                    .isEqualTo(new Smb1.FindFirst2Arguments(0x16, 512, 6, 0x104, 0xffff_ffffL, "\\*"));
        }

        @Test
        void theParametersOfAQuery() {
            assertThat(Trans2Parameters.queryPathInformation(fields(true, 34, u16(1) + u32(0) + utf16("\\a\\b"))))
                    .isEqualTo("\\a\\b");
        }

        @Test
        void thePathOfAReferralIsNotAligned() {
            String referral = u16(3) + utf16("\\fs\\dfs");
            assertThat(Trans2Parameters.dfsReferral(fields(true, 34, referral))).isEqualTo("\\fs\\dfs");
            assertThat(Trans2Parameters.dfsReferral(fields(true, 35, referral))).isEqualTo("\\fs\\dfs");
        }
    }
}
