package org.nsm.analyzers.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class WindowsTextTest {

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(octets.replace(" ", "")));
    }

    @Test
    void readsUnicodeUpToTheFirstNul() {
        assertThat(WindowsText.unicode(hex("4100 e400 ac20 0000 4200"), 0, 10)).isEqualTo("Aä€");
        assertThat(WindowsText.unicode(hex("ff 4100 4200"), 1, 4)).isEqualTo("AB");
    }

    @Test
    void takesAnOddLastOctetForACharacter() {
        assertThat(WindowsText.unicode(hex("4100 42"), 0, 3)).isEqualTo("AB");
    }

    @Test
    void keepsHalvesOfSurrogatePairs() {
        assertThat(WindowsText.unicode(hex("3dd8 4100"), 0, 4)).isEqualTo("\ud83dA");
        assertThat(WindowsText.unicode(hex("3dd8 00de"), 0, 4)).isEqualTo("\ud83d\ude00");
    }

    @Test
    void readsOemTextOctetByOctetUpToTheFirstNul() {
        assertThat(WindowsText.oem(hex("41 84 00 42"), 0, 4)).isEqualTo("A\u0084");
        assertThat(WindowsText.oem(hex("41 84"), 0, 2)).isEqualTo("A\u0084");
    }

    @Test
    void findsTheTerminatorWithinItsBounds() {
        ByteBuf text = hex("4100 0042 0000 43");
        assertThat(WindowsText.unicodeEnd(text, 0, 7)).isEqualTo(4);
        assertThat(WindowsText.unicodeEnd(text, 0, 4)).isEqualTo(4);
        assertThat(WindowsText.oemEnd(text, 0, 7)).isEqualTo(1);
        assertThat(WindowsText.oemEnd(text, 6, 7)).isEqualTo(7);
    }
}
