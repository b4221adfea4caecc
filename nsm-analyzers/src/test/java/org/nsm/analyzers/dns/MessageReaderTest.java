package org.nsm.analyzers.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.dns.Messages.bytes;
import static org.nsm.analyzers.dns.Messages.name;
import static org.nsm.analyzers.dns.Messages.text;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

    private final MessageReader reader = new MessageReader();

    private MessageReader on(String hex) {
        reader.begin(bytes(hex), false);
        return reader;
    }

    @Test
    void joinsLabelsInLowerCase() {
        assertThat(on(name("WWW.Example.COM") + "ff").name()).isEqualTo("www.example.com");
        assertThat(reader.remaining()).isEqualTo(1);
        assertThat(reader.oddity()).isNull();
    }

    @Test
    void readsTheRootAsAnEmptyText() {
        assertThat(on("00").name()).isEmpty();
        assertThat(reader.oddity()).isNull();
    }

    @Test
    void keepsOctetsAsTheyAre() {
        assertThat(on("04" + "612e0041" + "01e9" + "00").name()).isEqualTo("a.\0a.é");
    }

    @Test
    void followsPointersToTheFront() {
        on(name("example.com") + "03777777c000" + "c00d");
        assertThat(reader.name()).isEqualTo("example.com");
        assertThat(reader.name()).isEqualTo("www.example.com");
        assertThat(reader.name()).isEqualTo("www.example.com");
        assertThat(reader.remaining()).isZero();
        assertThat(reader.oddity()).isNull();
    }

    @Test
    void followsAPointerIntoTheMiddleOfAName() {
        on(name("a.b.c") + "c002");
        reader.name();
        assertThat(reader.name()).isEqualTo("b.c");
    }

    @Test
    void endsANameAtAPointerThatDoesNotPointToTheFront() {
        assertThat(on("0161c002" + "ff").name()).isEqualTo("a");
        assertThat(reader.oddity()).isEqualTo("DNS_label_forward_compress_offset");
        assertThat(reader.remaining()).isEqualTo(1);
        assertThat(on("c0ff").name()).isEmpty();
        assertThat(reader.oddity()).isEqualTo("DNS_label_forward_compress_offset");
    }

    @Test
    void readsWhatAPointerLeadsToUpToThePointer() {
        assertThat(on("03616263c000").name()).isEqualTo("abc.abc");
    }

    @Test
    void doesNotRememberWhatAPointerCutShort() {
        on("0161" + "c000" + "c000");
        assertThat(reader.name()).isEqualTo("a.a");
        assertThat(reader.name()).isEqualTo("a.a");
        on("0161" + "c000" + "c000");
        reader.position(reader.position() + 2);
        assertThat(reader.name()).isEqualTo("a");
        assertThat(reader.name()).isEqualTo("a.a");
    }

    @Test
    void remembersNamesByWhereTheyBegin() {
        on(name("a") + name("b") + "c000" + "c003" + "c000" + "0163c000" + "c00c");
        reader.skipName();
        reader.skipName();
        assertThat(reader.name()).isEqualTo("a");
        assertThat(reader.name()).isEqualTo("b");
        assertThat(reader.name()).isEqualTo("a");
        assertThat(reader.name()).isEqualTo("c.a");
        assertThat(reader.name()).isEqualTo("c.a");
    }

    @Test
    void endsANameWithTheMessage() {
        assertThat(on("01610561").name()).isEqualTo("a");
        assertThat(reader.oddity()).isEqualTo("DNS_label_len_gt_pkt");
        assertThat(reader.remaining()).isZero();
        assertThat(on("0161c0").name()).isEqualTo("a");
        assertThat(reader.oddity()).isEqualTo("DNS_label_len_gt_pkt");
        assertThat(on("").name()).isEmpty();
    }

    @Test
    void endsANameAtALabelOfMoreThan63Octets() {
        assertThat(on("40" + "61".repeat(80)).name()).isEmpty();
        assertThat(reader.oddity()).isEqualTo("DNS_label_too_long");
        assertThat(reader.remaining()).isEqualTo(80);
        reader.begin(bytes("40" + "61".repeat(64) + "00"), true);
        assertThat(reader.name()).hasSize(64);
        assertThat(reader.oddity()).isNull();
    }

    @Test
    void takesTheLongestName() {
        String label = "3f" + "61".repeat(63);
        assertThat(on(label.repeat(3) + "3d" + "62".repeat(61) + "00").name()).hasSize(253);
        assertThat(reader.oddity()).isNull();
        assertThat(on(label.repeat(4) + "00").name()).hasSize(255);
        assertThat(reader.oddity()).isEqualTo("DNS_NAME_too_long");
    }

    @Test
    void cutsANameThatPointersMakeLonger() {
        String label = "3f" + "61".repeat(63);
        assertThat(on(label.repeat(20) + "00" + "ff").name()).hasSize(8 * 64 - 1);
        assertThat(reader.oddity()).isEqualTo("DNS_label_len_gt_name_len");
        assertThat(reader.remaining()).isEqualTo(1);
    }

    @Test
    void keepsANameOf512OctetsAsAWhole() {
        String most = ("3f" + "61".repeat(63)).repeat(6) + "3e" + "61".repeat(62) + "3f" + "61".repeat(63);
        assertThat(on(most + "0162" + "00").name()).hasSize(512).endsWith(".b");
        assertThat(reader.oddity()).isEqualTo("DNS_NAME_too_long");
        assertThat(on(most + "026262" + "00").name()).hasSize(510).endsWith("a");
        assertThat(reader.oddity()).isEqualTo("DNS_label_len_gt_name_len");
    }

    @Test
    void followsNoMorePointersThanThereAreLabels() {
        StringBuilder chain = new StringBuilder(name("a"));
        int at = 3;
        for (int i = 0; i < 200; i++, at += 2) {
            chain.append(Messages.u16(0xc000 | (i == 0 ? 0 : at - 2)));
        }
        on(chain.toString());
        reader.position(reader.position() + at - 2);
        assertThat(reader.name()).isEmpty();
        assertThat(reader.oddity()).isEqualTo("DNS_label_too_many_compress_offsets");
        on(chain.toString());
        reader.position(reader.position() + 3 + 2 * 126);
        assertThat(reader.name()).isEqualTo("a");
        on(chain.toString());
        reader.position(reader.position() + 3 + 2 * 127);
        assertThat(reader.name()).isEmpty();
    }

    @Test
    void passesOverExactlyWhatItReads() {
        for (String hex :
                new String[] {"", "00", "0161", "016100", "c0", "c000", "0161c000", "40", "80616263", "0561"}) {
            on(hex).skipName();
            int skipped = reader.remaining();
            on(hex).name();
            assertThat(reader.remaining()).as(hex).isEqualTo(skipped);
        }
    }

    @Test
    void readsNumbersBeyondTheEndAsZero() {
        on("01020304050607");
        assertThat(reader.u8()).isEqualTo(1);
        assertThat(reader.u16()).isEqualTo(0x0203);
        assertThat(reader.u32()).isEqualTo(0x04050607L);
        assertThat(reader.u8()).isZero();
        assertThat(on("ff").u16()).isZero();
        assertThat(reader.remaining()).isZero();
        assertThat(on("ffffff").u32()).isZero();
        assertThat(on("ffffffffff").u48()).isZero();
        assertThat(on("ffffffffffff").u48()).isEqualTo(0xffffffffffffL);
    }

    @Test
    void readsAPartOfABufferOfAnyKind() {
        var direct = Unpooled.directBuffer().writeBytes(bytes("ff" + name("a.b") + "ff"));
        direct.setIndex(1, direct.writerIndex() - 1);
        reader.begin(direct, false);
        assertThat(reader.name()).isEqualTo("a.b");
        direct.release();
        reader.begin(bytes("ff" + name("a.b") + "ff").slice(1, 5).asReadOnly(), false);
        assertThat(reader.name()).isEqualTo("a.b");
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void keepsAMappedAddressInIpv6() {
        on("00000000000000000000ffffc0000201");
        assertThat(reader.v6Suffix(0).getAddress()).hasSize(16);
        assertThat(on(text("abcd")).v4().getHostAddress()).isEqualTo("97.98.99.100");
    }
}
