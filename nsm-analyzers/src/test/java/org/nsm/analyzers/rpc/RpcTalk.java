package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.MountEvent;
import org.nsm.api.event.NfsEvent;
import org.nsm.api.event.PortmapperEvent;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

/** A flow over UDP whose datagrams a test writes. */
public final class RpcTalk {

    /** Stands in for the engine. */
    public final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));

    private final ApplicationStage.DatagramSink sink;
    private int xid = 1;

    /** A flow to a port. */
    public RpcTalk(int port) {
        sink = Objects.requireNonNull(engine.stage().datagrams(FakeFlow.to(port, Transport.UDP)));
    }

    /** The originator sends something. */
    public RpcTalk send(ByteBuf message) {
        sink.datagram(true, message);
        return this;
    }

    /** The responder sends something. */
    public RpcTalk receive(ByteBuf message) {
        sink.datagram(false, message);
        return this;
    }

    /** A call and its reply; its events are then the only ones. */
    public RpcTalk exchange(long program, long version, long procedure, Xdr arguments, Xdr result) {
        engine.events.clear();
        xid++;
        send(Xdr.call(xid, program, version, procedure, arguments));
        return receive(Xdr.reply(xid, result));
    }

    /** The flow ends. */
    public RpcTalk end() {
        sink.end();
        return this;
    }

    /** Time passes. */
    public RpcTalk later(long nanos) {
        engine.timeNanos += nanos;
        return this;
    }

    /** The only event of a kind. */
    public <E extends Event> E only(Class<E> type) {
        List<E> events = engine.events(type);
        if (events.size() != 1) {
            throw new AssertionError(events.size() + " of " + type.getSimpleName() + " in " + engine.events);
        }
        return events.get(0);
    }

    /** The names of the events of RPC and its programs, in their order. */
    public List<String> names() {
        return engine.events.stream()
                .filter(event -> event instanceof RpcEvent
                        || event instanceof PortmapperEvent
                        || event instanceof NfsEvent
                        || event instanceof MountEvent)
                .map(event -> Objects.requireNonNull(event.getClass().getAnnotation(org.nsm.api.Name.class))
                        .value())
                .toList();
    }

    /** The names of what was odd. */
    public List<String> weirds() {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .map(WeirdEvent.OfConnection::name)
                .toList();
    }
}
