package org.nsm.reassembly.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nsm.api.Connection;
import org.nsm.api.ContentsDirection;
import org.nsm.api.ContentsSink;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.reassembly.traffic.Frames;
import org.nsm.reassembly.traffic.TcpTalk;
import org.nsm.reassembly.traffic.Wire;

/** Hosts that have the byte streams of connections written down. */
class ContentsRecordingTest {

    private static final Class<TcpEvent.ContentsFileWriteFailure> FAILURE = TcpEvent.ContentsFileWriteFailure.class;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ContentsSink sink = ContentsSink.of(file);

    @TempDir
    Path directory;

    private Wire recordingFromTheStart(ContentsDirection direction, ContentsSink to) {
        return new Wire(builder -> builder.on(
                ConnectionEvent.New.class,
                e -> assertThat(e.connection().setContentsFile(direction, to)).isTrue()));
    }

    private static TcpTalk smallTalk(Wire wire) {
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.says("one ");
        talk.server.says("two ");
        talk.client.says("three ");
        talk.server.says("four ");
        return talk;
    }

    @Test
    void theOriginatorIsRecorded() {
        smallTalk(recordingFromTheStart(ContentsDirection.ORIGINATOR, sink));

        assertThat(file).hasToString("one three ");
    }

    @Test
    void theResponderIsRecorded() {
        smallTalk(recordingFromTheStart(ContentsDirection.RESPONDER, sink));

        assertThat(file).hasToString("two four ");
    }

    @Test
    void bothAreRecordedInTheOrderOfDelivery() {
        smallTalk(recordingFromTheStart(ContentsDirection.BOTH, sink));

        assertThat(file).hasToString("one two three four ");
    }

    @Test
    void eachSideMayHaveAFileOfItsOwn() {
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        Wire wire = new Wire(builder -> builder.on(ConnectionEvent.New.class, e -> {
            e.connection().setContentsFile(ContentsDirection.ORIGINATOR, sink);
            e.connection().setContentsFile(ContentsDirection.RESPONDER, ContentsSink.of(other));
        }));
        smallTalk(wire);

        assertThat(file).hasToString("one three ");
        assertThat(other).hasToString("two four ");
    }

    @Test
    void theFilesCanBeAskedFor() {
        TcpTalk talk = smallTalk(new Wire());
        Connection c = talk.live();
        for (ContentsDirection direction : ContentsDirection.values()) {
            assertThat(c.contentsFile(direction)).isNull();
        }

        c.setContentsFile(ContentsDirection.RESPONDER, sink);
        assertThat(c.contentsFile(ContentsDirection.RESPONDER)).isSameAs(sink);
        assertThat(c.contentsFile(ContentsDirection.ORIGINATOR)).isNull();
        assertThat(c.contentsFile(ContentsDirection.BOTH)).isNull();

        c.setContentsFile(ContentsDirection.BOTH, sink);
        assertThat(c.contentsFile(ContentsDirection.ORIGINATOR)).isSameAs(sink);
        assertThat(c.contentsFile(ContentsDirection.BOTH)).isSameAs(sink);
        assertThat(c.contentsFile(ContentsDirection.NONE)).isNull();
        assertThat(c.snapshot().contentsFile(ContentsDirection.BOTH)).isNull();
    }

    @Test
    void recordingMayBeginAndEndInTheMiddle() {
        TcpTalk talk = smallTalk(new Wire());
        talk.live().setContentsFile(ContentsDirection.BOTH, sink);
        talk.client.says("five ");
        talk.server.says("six ");
        talk.live().setContentsFile(ContentsDirection.ORIGINATOR, null);
        talk.client.says("seven ");
        talk.server.says("eight ");
        talk.live().setContentsFile(ContentsDirection.NONE, null);
        talk.server.says("nine ");

        assertThat(file).hasToString("five six eight ");
    }

    @Test
    void segmentsOutOfOrderAreRecordedInOrderAndOnce() {
        Wire wire = recordingFromTheStart(ContentsDirection.ORIGINATOR, sink);
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.seq(4).says("def");
        talk.client.seq(1).says("abc");
        talk.client.seq(1).says("abcdef");

        assertThat(file).hasToString("abcdef");
    }

    @Test
    void aHoleIsMarked() {
        Wire wire = recordingFromTheStart(ContentsDirection.BOTH, sink);
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.says("before");
        talk.client.unseen().says("lost in between");
        talk.client.says("behind");
        talk.server.ack();

        assertThat(file.toString()).startsWith("before").endsWith("behind").contains("\n<15 bytes missing at 7>\n");
    }

    @Test
    void aFileThatIsFullIsToldOncePerFailedWriteAndTheAnalysisGoesOn() {
        ContentsSink full = bytes -> {
            if (file.size() + bytes.readableBytes() > 12) {
                throw new IOException("no space left");
            }
            sink.write(bytes);
        };
        Wire wire = recordingFromTheStart(ContentsDirection.BOTH, full);
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.says("0123456789");
        assertThat(wire.events(FAILURE)).isEmpty();

        talk.client.says("does not fit");
        TcpEvent.ContentsFileWriteFailure failure = wire.event(FAILURE);
        assertThat(failure.isOrig()).isTrue();
        assertThat(failure.message()).isEqualTo("no space left");

        talk.server.says("neither does this");
        assertThat(wire.events(FAILURE)).hasSize(2).last().matches(e -> !e.isOrig());

        talk.server.unseen().says("lost");
        talk.client.ack(); // a mark
        assertThat(wire.events(FAILURE)).hasSize(3);

        talk.server.says("ok");
        assertThat(wire.events(FAILURE)).hasSize(3);
        assertThat(file).hasToString("0123456789ok");
        assertThat(wire.contents(true)).isEqualTo("0123456789does not fit");
        assertThat(wire.analyzer().statistics().handlerErrors()).isZero();
    }

    @Test
    void aFileThatIsClosedIsToldOncePerFailedWrite() throws IOException {
        OutputStream stream = Files.newOutputStream(directory.resolve("contents"));
        Wire wire = recordingFromTheStart(ContentsDirection.ORIGINATOR, ContentsSink.of(stream));
        TcpTalk talk = new TcpTalk(wire).handshake();
        talk.client.says("written");
        stream.close();
        talk.client.says("not written");
        talk.client.says("not written either");

        assertThat(wire.events(FAILURE)).hasSize(2);
        assertThat(directory.resolve("contents")).hasContent("written");
    }

    @Test
    void aDeviceWithoutSpaceIsNothingElse() throws IOException {
        Path device = Path.of("/dev/full");
        assumeThat(device).isWritable();
        try (OutputStream stream = Files.newOutputStream(device)) {
            Wire wire = recordingFromTheStart(ContentsDirection.RESPONDER, ContentsSink.of(stream));
            TcpTalk talk = smallTalk(wire);
            talk.goodbye();

            assertThat(wire.events(FAILURE)).hasSize(2).allMatch(e -> !e.isOrig());
            assertThat(wire.story()).endsWith("connection_finished");
        }
    }

    @Test
    void aSinkThatFailsInAnyOtherWayDoesNoHarmEither() {
        Wire wire = recordingFromTheStart(ContentsDirection.ORIGINATOR, bytes -> {
            throw new IllegalStateException();
        });
        smallTalk(wire);

        assertThat(wire.events(FAILURE)).hasSize(2);
        assertThat(wire.contents(true)).isEqualTo("one three ");
    }

    @Test
    void datagramsAreNotRecorded() {
        Wire wire = new Wire();
        wire.frame(Frames.ethernet(
                Frames.udp(Frames.address("10.0.0.1"), 5000, Frames.address("10.0.0.2"), 53, new byte[20])));
        wire.analyzer().forEachConnection(c -> {
            assertThat(c.setContentsFile(ContentsDirection.BOTH, sink)).isFalse();
            assertThat(c.contentsFile(ContentsDirection.BOTH)).isNull();
        });
    }

    @Test
    void aConnectionThatIsOverIsNotRecorded() {
        Wire wire = new Wire();
        Connection c = smallTalk(wire).live();
        Connection detached = c.snapshot();
        wire.close();

        assertThat(c.setContentsFile(ContentsDirection.BOTH, sink)).isFalse();
        assertThat(detached.setContentsFile(ContentsDirection.BOTH, sink)).isFalse();
    }
}
