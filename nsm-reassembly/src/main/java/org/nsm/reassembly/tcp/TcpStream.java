package org.nsm.reassembly.tcp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nsm.api.ContentsSink;
import org.nsm.api.EndpointState;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.reassembly.flow.ByteViews;
import org.nsm.reassembly.flow.Core;

/** The bytes that one side of a connection sends: puts them into order and hands them to whoever wants them. */
final class TcpStream implements StreamReassembler.Policy {

    private final Core core;
    private final TcpLayer layer;
    private final TcpConnection connection;
    private final StreamReassembler reassembler = new StreamReassembler(this);
    private @Nullable UnacknowledgedData unacknowledged;
    private @Nullable ContentsSink recording;
    private String flagsAtHand = "";
    private int heldCost;
    private boolean fullReported;

    TcpStream(Core core, TcpLayer layer, TcpConnection connection) {
        this.core = core;
        this.layer = layer;
        this.connection = connection;
    }

    /** The number of the next byte. */
    long delivered() {
        return reassembler.delivered();
    }

    boolean isDead() {
        return reassembler.isDead();
    }

    /** Takes the payload of a segment. */
    void segment(long seq, TcpSegment segment) {
        byte[] bytes = segment.bytes();
        int offset = segment.payloadOffset();
        int length = segment.payloadLength();
        if (layer.channels.inconsistency.wanted()) {
            flagsAtHand = segment.flagLetters();
            if (unacknowledged != null && seq < delivered()) {
                unacknowledged.compare(seq, bytes, offset, length, this);
            }
        }
        reassembler.segment(seq, bytes, offset, length);
        if (reassembler.held() > 0) {
            giveUpIfHopeless();
        }
    }

    /** Without acknowledgements a hole stays forever; whoever sends on is not heard by its peer, or the peer not by us. */
    private void giveUpIfHopeless() {
        boolean neverAcknowledged = side().acknowledged() <= 1;
        if (neverAcknowledged && reassembler.held() > layer.settings.maxAboveHoleWithoutAcks) {
            connection.weird("above_hole_data_without_any_acks", "");
            giveUp();
        } else if (reassembler.held() > layer.settings.maxDataWithoutAcks) {
            connection.weird("excessive_data_without_further_acks", "");
            giveUp();
        }
    }

    private void giveUp() {
        core.counters.droppedBytes += reassembler.held();
        reassembler.kill();
    }

    /** The peer has everything below this number. */
    void acknowledged(long ack) {
        if (unacknowledged != null) {
            unacknowledged.acknowledged(ack);
        }
        if (ack <= delivered()) {
            return;
        }
        if (connection.partial() && ack <= 2) {
            // What was taken for the first byte may have been a probe for it (RFC 9293, section 3.8.4).
            return;
        }
        // The FIN takes a number of its own, which is no byte of the stream.
        long finEnd = side().finEnd();
        reassembler.acknowledged(finEnd > 0 && ack >= finEnd ? finEnd - 1 : ack);
    }

    private TcpEndpoint side() {
        return connection.sideOf(this);
    }

    private boolean isOrig() {
        return connection.originator() == side();
    }

    // ------------------------------------------------------------------ what reassembly tells

    @Override
    public void deliver(long seq, byte[] bytes, int offset, int length) {
        if (layer.channels.contents.wanted()) {
            layer.channels.contents.raise(new TcpEvent.Contents(
                    connection, isOrig(), seq, core.views().ofPacket(bytes, offset, length)));
        }
        if (recording != null) {
            record(recording, ByteViews.forEvent(bytes, offset, length));
        }
        if (layer.channels.inconsistency.wanted()) {
            keepForComparison(seq, bytes, offset, length);
        }
        ApplicationStage.StreamSink analyzers = connection.analyzers();
        if (analyzers != null) {
            analyzers.data(isOrig(), core.views().forAnalyzer(bytes, offset, length));
            if (analyzers.done()) {
                connection.releaseAnalyzers();
            }
        }
    }

    private void keepForComparison(long seq, byte[] bytes, int offset, int length) {
        if (unacknowledged == null) {
            unacknowledged = new UnacknowledgedData(layer.settings.maxOldSegments, core.counters);
        }
        boolean neverAcknowledged = side().acknowledged() <= 1;
        if (neverAcknowledged && seq + length > layer.settings.maxInitialWindow) {
            // So much cannot be under way: the peer's acknowledgements are not seen.
            unacknowledged.clear();
        } else {
            unacknowledged.add(seq, bytes, offset, length);
        }
    }

    @Override
    public void gap(long seq, long length) {
        core.counters.gapBytes += length;
        connection.noteGap();
        boolean bothEstablished = connection.originator().state() == EndpointState.ESTABLISHED
                && connection.responder().state() == EndpointState.ESTABLISHED;
        if (bothEstablished && layer.channels.contentGap.wanted()) {
            layer.channels.contentGap.raise(new ConnectionEvent.ContentGap(connection, isOrig(), seq, length));
        }
        if (recording != null) {
            String mark = "\n<" + length + " bytes missing at " + seq + ">\n";
            byte[] text = mark.getBytes(StandardCharsets.US_ASCII);
            record(recording, ByteViews.forEvent(text, 0, text.length));
        }
        if (connection.analyzers() != null) {
            connection.analyzers().gap(isOrig(), length);
        }
    }

    @Override
    public void inconsistent(byte[] old, int oldOffset, byte[] fresh, int freshOffset, int length) {
        // A probe of one byte need not repeat what was sent (RFC 9293, section 3.8.4).
        boolean probe = length == 1 && !connection.peerOf(side()).heard();
        if (!probe && layer.channels.inconsistency.wanted()) {
            layer.channels.inconsistency.raise(new ConnectionEvent.RexmitInconsistency(
                    connection,
                    ByteViews.forEvent(old, oldOffset, length),
                    ByteViews.forEvent(fresh, freshOffset, length),
                    flagsAtHand));
        }
    }

    @Override
    public boolean mayHold(int bytes) {
        if (heldCost + (long) bytes > layer.settings.maxBufferedPerStream
                || core.counters.bufferedBytes + bytes > layer.settings.maxBuffered) {
            if (!fullReported) {
                fullReported = true;
                connection.weird("reassembly_buffer_full", "");
            }
            return false;
        }
        heldCost += bytes;
        core.counters.bufferedBytes += bytes;
        return true;
    }

    @Override
    public void released(int bytes) {
        heldCost -= bytes;
        core.counters.bufferedBytes -= bytes;
    }

    /** Frees what is held, at the end of the connection. */
    void clear() {
        reassembler.clear();
        if (unacknowledged != null) {
            unacknowledged.clear();
        }
    }

    // ------------------------------------------------------------------ recording

    @Nullable ContentsSink recording() {
        return recording;
    }

    void recording(@Nullable ContentsSink sink) {
        recording = sink;
    }

    private void record(ContentsSink sink, ByteBuf bytes) {
        try {
            sink.write(bytes);
        } catch (Throwable failure) {
            if (Core.isFatal(failure)) {
                Core.rethrow(failure);
            }
            if (layer.channels.writeFailure.wanted()) {
                layer.channels.writeFailure.raise(new TcpEvent.ContentsFileWriteFailure(
                        connection, isOrig(), String.valueOf(failure.getMessage())));
            }
        }
    }
}
