package org.nsm.api.spi;

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
import org.nsm.api.event.Tunnel;

/** Notes what an analyzer reports. */
final class FakeContext implements AnalyzerContext {

    final List<String> log = new ArrayList<>();

    /** How much memory there is for what is held. */
    int freeBytes = Integer.MAX_VALUE;

    private boolean active = true;

    @Override
    public void violation(String reason) {
        log.add("violation " + reason);
        active = false;
    }

    @Override
    public void malformed(String reason) {
        log.add("malformed " + reason);
    }

    @Override
    public void offence(String reason) {
        log.add("offence " + reason);
    }

    @Override
    public void weird(String name, String detail) {
        log.add("weird " + name);
    }

    @Override
    public void failed(Throwable error) {
        throw new AssertionError(error);
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public void finish() {
        log.add("finish");
        active = false;
    }

    @Override
    public void handOver(@Nullable AnalyzerTag next) {
        log.add("hand over");
        active = false;
    }

    @Override
    public void confirm() {}

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public Connection connection() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AnalyzerTag tag() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <E extends Event> Channel<E> channel(Class<E> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T option(Option<T> option) {
        return option.defaultValue();
    }

    @Override
    public <T> T shared(Class<T> type, Function<? super ProtocolContext, ? extends T> create) {
        return create.apply(this);
    }

    @Override
    public long timeNanos() {
        return 0;
    }

    @Override
    public ApplicationStage.@Nullable StreamSink streamChild(AnalyzerTag child, long subchannel) {
        return null;
    }

    @Override
    public long subchannel() {
        return 0;
    }

    @Override
    public boolean nested() {
        return false;
    }

    @Override
    public ApplicationStage.@Nullable DatagramSink datagramChild(AnalyzerTag child) {
        return null;
    }

    @Override
    public void expect(
            @Nullable InetAddress originator,
            InetAddress responder,
            Port port,
            AnalyzerTag analyzer,
            Duration timeout) {}

    @Override
    public <T> void offer(Class<T> type, T control) {}

    @Override
    public void schedule(Duration delay, Runnable action) {}

    @Override
    public void reverse() {}

    @Override
    public void inactivityTimeout(Duration timeout) {}

    @Override
    public void tunnelled(ByteBuf packet, Tunnel.Type type) {}

    @Override
    public boolean reserve(int bytes) {
        boolean free = bytes <= freeBytes;
        freeBytes -= free ? bytes : 0;
        return free;
    }

    @Override
    public void release(int bytes) {
        freeBytes += bytes;
    }
}
