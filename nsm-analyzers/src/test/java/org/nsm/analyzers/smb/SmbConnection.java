package org.nsm.analyzers.smb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.choice.ProtocolChoiceFactory;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.Subscription;
import org.nsm.events.EventDispatcher;
import org.nsm.events.EventRecorder;

/** A connection to port 445 whose bytes come from the test. Events are recorded with copies of their bytes. */
public final class SmbConnection implements ApplicationStage.Engine {

    public final FakeFlow flow;

    /** What an analyzer threw. */
    public @Nullable Throwable failure;

    private final EventRecorder recorder = new EventRecorder();
    private final AnalyzerConfiguration configuration;
    private final EventDispatcher dispatcher;
    private ApplicationStage.@Nullable StreamSink sink;

    /** Listens to everything. */
    public SmbConnection() {
        this(Event.class, FakeFlow.to(445, Transport.TCP));
    }

    /** Listens to everything, and has the test's own analyzers look at what SMB carries. */
    public SmbConnection(List<Protocol> protocols) {
        this(Event.class, FakeFlow.to(445, Transport.TCP), protocols);
    }

    /** Listens to everything on a connection that another test has, too. */
    public SmbConnection(FakeFlow flow) {
        this(Event.class, flow);
    }

    /** Listens to some events. */
    public SmbConnection(Class<? extends Event> wanted, FakeFlow flow) {
        this(wanted, flow, new StandardProtocols().protocols());
    }

    private SmbConnection(Class<? extends Event> wanted, FakeFlow flow, List<Protocol> protocols) {
        this.flow = flow;
        configuration = new AnalyzerConfiguration(
                List.of(subscription(wanted)), (event, error) -> failure = error, Map.of(), protocols, Set.of());
        dispatcher = new EventDispatcher(configuration, () -> 0);
    }

    private <E extends Event> Subscription<E> subscription(Class<E> wanted) {
        return new Subscription<>(wanted, recorder);
    }

    /** The next bytes. */
    public void send(boolean isOrig, ByteBuf bytes) {
        sink().data(isOrig, bytes);
    }

    /** The same bytes in pieces, in buffers that are worthless afterwards. */
    public void sendInPieces(boolean isOrig, ByteBuf bytes, int size) {
        ByteBuf rest = bytes.duplicate();
        while (rest.isReadable()) {
            byte[] piece = new byte[Math.min(size, rest.readableBytes())];
            rest.readBytes(piece);
            sink().data(isOrig, Unpooled.wrappedBuffer(piece));
            Arrays.fill(piece, (byte) 0xee);
        }
    }

    /** Missing bytes. */
    public void gap(boolean isOrig, long length) {
        flow.hasGap = true;
        sink().gap(isOrig, length);
    }

    /** The end. */
    public void end() {
        sink().end();
    }

    /** Whether nobody reads any more. */
    public boolean done() {
        return sink().done();
    }

    /** The events of one kind so far. */
    public <E extends Event> List<E> events(Class<E> type) {
        return recorder.events(type);
    }

    /** The names of the weirds so far. */
    public List<String> weirds() {
        return events(WeirdEvent.OfConnection.class).stream()
                .map(WeirdEvent.OfConnection::name)
                .toList();
    }

    private ApplicationStage.StreamSink sink() {
        ApplicationStage.StreamSink open = sink;
        if (open == null) {
            open = Objects.requireNonNull(new ProtocolChoiceFactory().create(this).stream(flow));
            sink = open;
        }
        return open;
    }

    @Override
    public AnalyzerConfiguration configuration() {
        return configuration;
    }

    @Override
    public long timeNanos() {
        return 0;
    }

    @Override
    public void analyzerFailed(Throwable error) {
        failure = error;
    }

    @Override
    public <E extends Event> Channel<E> channel(Class<E> type) {
        return dispatcher.channel(type);
    }
}
