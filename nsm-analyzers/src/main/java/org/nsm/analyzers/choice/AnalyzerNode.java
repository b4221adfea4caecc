package org.nsm.analyzers.choice;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Option;
import org.nsm.api.Port;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Tunnel;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Flow;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolAnalyzer;
import org.nsm.api.spi.ProtocolContext;

/** One analyzer on one connection: what it may ask for, what became of it, and the analyzers below it. */
final class AnalyzerNode implements AnalyzerContext {

    /** Real protocols nest four or five deep. */
    private static final int MAX_DEPTH = 16;

    /** After so much payload an offence says less about the choice of protocol than about a single message. */
    private static final long TRIAL_BYTES = 10_240;

    private final ProtocolChoice choice;
    private final Flow flow;
    private final Protocol protocol;
    private final int id;
    private final int depth;
    private final long subchannel;
    private List<Lane> children = List.of();
    private @Nullable ProtocolAnalyzer analyzer;
    private boolean active = true;
    private boolean stopped;
    private boolean confirmed;
    private boolean handedOver;
    private int reservedBytes;
    private boolean memoryReported;
    private @Nullable AnalyzerTag next;

    AnalyzerNode(ProtocolChoice choice, Flow flow, Protocol protocol, int depth, long subchannel) {
        this.choice = choice;
        this.flow = flow;
        this.protocol = protocol;
        this.depth = depth;
        this.subchannel = subchannel;
        id = choice.nextAnalyzerId();
    }

    Protocol protocol() {
        return protocol;
    }

    int depth() {
        return depth;
    }

    boolean confirmed() {
        return confirmed;
    }

    /** Whether the rest of the stream goes to {@link #next}. */
    boolean handedOver() {
        return handedOver;
    }

    @Nullable AnalyzerTag next() {
        return next;
    }

    /** Ends the analyzer and those below it, once. */
    void stop() {
        if (!stopped) {
            stopped = true;
            try {
                if (analyzer != null) {
                    analyzer.deliverEnd();
                }
            } finally {
                // Also when an error is to come out.
                active = false;
                endChildren();
            }
        }
    }

    private void endChildren() {
        List<Lane> last = children;
        children = List.of();
        choice.releaseAnalyzerBytes(reservedBytes);
        reservedBytes = 0;
        Lane.endAll(last, 0);
    }

    /** The analyzer was made. Not in the constructor, since it wants this as its context. */
    void run(ProtocolAnalyzer made) {
        analyzer = made;
    }

    @Override
    public Connection connection() {
        return flow;
    }

    @Override
    public int responderPort() {
        return flow.responderPort();
    }

    @Override
    public AnalyzerTag tag() {
        return protocol.tag();
    }

    @Override
    public <E extends Event> Channel<E> channel(Class<E> type) {
        return choice.channel(type);
    }

    @Override
    public <T> T option(Option<T> option) {
        return choice.option(option);
    }

    @Override
    public <T> T shared(Class<T> type, Function<? super ProtocolContext, ? extends T> create) {
        return choice.shared(type, create);
    }

    @Override
    public long timeNanos() {
        return choice.engine().timeNanos();
    }

    @Override
    public void confirm() {
        if (!confirmed && active) {
            confirmed = true;
            flow.addService(protocol.service());
            if (choice.confirmations().wanted()) {
                choice.confirmations().raise(new ProtocolEvent.Confirmation(flow, protocol.tag(), id));
            }
        }
    }

    @Override
    public void violation(String reason) {
        if (active) {
            active = false;
            if (complete()) {
                raiseViolation(reason);
            }
        }
    }

    @Override
    public void malformed(String reason) {
        if (active && complete()) {
            active = !confirmed || payloadBytes() > TRIAL_BYTES;
            raiseViolation(reason);
        }
    }

    @Override
    public void offence(String reason) {
        if (active && complete()) {
            raiseViolation(reason);
        }
    }

    private void raiseViolation(String reason) {
        if (choice.violations().wanted()) {
            choice.violations().raise(new ProtocolEvent.Violation(flow, protocol.tag(), id, reason));
        }
    }

    private long payloadBytes() {
        return flow.originator().size() + flow.responder().size();
    }

    @Override
    public void weird(String name, String detail) {
        if (choice.weirds().wanted()) {
            choice.weirds().raise(new WeirdEvent.OfConnection(name, flow, detail));
        }
    }

    @Override
    public void failed(Throwable error) {
        active = false;
        handedOver = false;
        choice.engine().analyzerFailed(error);
        weird("analyzer_failed", protocol.tag().name() + ": " + error.getClass().getName());
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public void finish() {
        active = false;
    }

    @Override
    public boolean complete() {
        return !flow.partial() && !flow.hasGap();
    }

    @Override
    public ApplicationStage.@Nullable StreamSink streamChild(AnalyzerTag child, long number) {
        Protocol wanted = choice.streamProtocol(child);
        if (wanted == null || !mayHaveChild()) {
            return null;
        }
        StreamLane lane = new StreamLane(choice, flow, wanted, depth + 1, number, 0);
        addChild(lane);
        return lane;
    }

    @Override
    public long subchannel() {
        return subchannel;
    }

    @Override
    public boolean nested() {
        return depth > 0;
    }

    @Override
    public ApplicationStage.@Nullable DatagramSink datagramChild(AnalyzerTag child) {
        Protocol wanted = choice.datagramProtocol(child);
        if (wanted == null || !mayHaveChild()) {
            return null;
        }
        DatagramLane lane = new DatagramLane(choice, flow, wanted, depth + 1, 0);
        addChild(lane);
        return lane;
    }

    private void addChild(Lane lane) {
        if (children.isEmpty()) {
            children = new ArrayList<>(1);
        }
        children.add(lane);
    }

    private boolean mayHaveChild() {
        if (depth == MAX_DEPTH) {
            weird("analyzers_nested_too_deeply", protocol.tag().name());
            return false;
        }
        for (int i = children.size() - 1; i >= 0; i--) {
            if (children.get(i).done()) {
                children.remove(i);
            }
        }
        return !stopped;
    }

    @Override
    public void handOver(@Nullable AnalyzerTag to) {
        if (active) {
            active = false;
            handedOver = true;
            next = to;
        }
    }

    @Override
    public void expect(
            @Nullable InetAddress originator,
            InetAddress responder,
            Port port,
            AnalyzerTag expected,
            Duration timeout) {
        choice.expectations().add(originator, responder, port, expected, timeout, timeNanos());
    }

    @Override
    public boolean reserve(int bytes) {
        if (!stopped && choice.reserveAnalyzerBytes(bytes)) {
            reservedBytes += bytes;
            return true;
        }
        if (!memoryReported) {
            memoryReported = true;
            weird("analyzer_memory_full", protocol.tag().name());
        }
        return false;
    }

    @Override
    public void release(int bytes) {
        int released = Math.min(bytes, reservedBytes);
        reservedBytes -= released;
        choice.releaseAnalyzerBytes(released);
    }

    @Override
    public <T> void offer(Class<T> type, T control) {
        flow.offer(type, control);
    }

    @Override
    public void schedule(Duration delay, Runnable action) {
        flow.schedule(delay, () -> {
            if (active) {
                try {
                    action.run();
                } catch (Throwable error) {
                    failed(error);
                }
            }
        });
    }

    @Override
    public void reverse() {
        flow.reverse();
    }

    @Override
    public void inactivityTimeout(Duration timeout) {
        flow.inactivityTimeout(timeout);
    }

    @Override
    public void tunnelled(ByteBuf packet, Tunnel.Type type) {
        flow.tunnelled(packet, type);
    }
}
