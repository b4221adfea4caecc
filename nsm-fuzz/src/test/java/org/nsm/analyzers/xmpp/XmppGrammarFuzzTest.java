package org.nsm.analyzers.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.nsm.fuzz.Input;

class XmppGrammarFuzzTest {

    /** The tags are the same however the bytes are cut. */
    @FuzzTest
    void tags(byte[] input) {
        Input choices = new Input(input);
        int piece = 1 + choices.u8();
        byte[] stream = choices.rest();
        List<String> inPieces = new ArrayList<>();
        XmlTags tags = new XmlTags();
        Input pieces = new Input(stream);
        while (pieces.hasMore()) {
            read(tags, pieces.take(piece), inPieces);
        }
        List<String> whole = new ArrayList<>();
        read(new XmlTags(), stream, whole);
        assertThat(inPieces).isEqualTo(whole);
    }

    private static void read(XmlTags tags, byte[] bytes, List<String> found) {
        ByteBuf data = Unpooled.wrappedBuffer(bytes);
        int before = data.readableBytes();
        while (tags.next(data)) {
            assertThat(data.readableBytes()).isLessThan(before);
            before = data.readableBytes();
            found.add(tags.name() + (tags.isEmptyElement() ? "/" : ""));
        }
        assertThat(data.isReadable()).isFalse();
    }
}
