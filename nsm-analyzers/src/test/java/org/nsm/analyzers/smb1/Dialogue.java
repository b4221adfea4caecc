package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.Transport;
import org.nsm.api.event.Event;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Smb1;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;
import org.nsm.api.spi.UdpAnalyzer;

/** A client and a server on one connection, and what is said of them. */
final class Dialogue {

    /** What was handed to the analyzers below, each piece as a word such as {@code >0102}. */
    final Map<AnalyzerTag, List<String>> below = new LinkedHashMap<>();

    final TestEngine engine;
    private final FakeFlow flow = FakeFlow.to(445, Transport.TCP);
    private final ApplicationStage.StreamSink sink;

    /** Stands in for the analyzer of what is in pipes. */
    private final class Pipe extends StreamAnalyzer {

        private final List<String> pieces = new ArrayList<>();

        Pipe(AnalyzerContext context) {
            super(context);
            pipes.add(pieces);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            pieces.add(word(isOrig, data));
        }

        @Override
        protected void end() {
            pieces.add("end");
        }
    }

    /** What came through each pipe. */
    final List<List<String>> pipes = new ArrayList<>();

    /** Stands in for the analyzers of tokens. */
    private final class Tokens extends UdpAnalyzer {

        Tokens(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf token) {
            below.computeIfAbsent(context().tag(), tag -> new ArrayList<>()).add(word(isOrig, token));
        }
    }

    private static String word(boolean isOrig, ByteBuf bytes) {
        return (isOrig ? ">" : "<") + Wire.hex(bytes);
    }

    Dialogue() {
        this(Options.MAX_ANALYZER_BYTES.defaultValue());
    }

    /** With a limit for what analyzers hold. */
    Dialogue(long maxAnalyzerBytes) {
        List<Protocol> protocols = new ArrayList<>();
        for (Protocol protocol : new StandardProtocols().protocols()) {
            if (protocol.tag() == AnalyzerTag.SMB) {
                protocols.add(protocol);
            }
        }
        protocols.add(Protocol.tcp(AnalyzerTag.DCE_RPC).analyzer(Pipe::new));
        protocols.add(Protocol.udp(AnalyzerTag.NTLM).analyzer(Tokens::new));
        protocols.add(Protocol.udp(AnalyzerTag.GSSAPI).analyzer(Tokens::new));
        engine = TestEngine.with(protocols.toArray(Protocol[]::new)).set(Options.MAX_ANALYZER_BYTES, maxAnalyzerBytes);
        flow.size = 100_000;
        sink = engine.stage().stream(flow);
    }

    /** The client sends a message. */
    Dialogue client(Message message) {
        return send(true, message.hex());
    }

    /** The server sends a message. */
    Dialogue server(Message message) {
        return send(false, message.hex());
    }

    /** Either of them sends something. */
    Dialogue send(boolean isOrig, String message) {
        sink.data(isOrig, Wire.bytes(String.format("%08x", Wire.length(message)) + message));
        assertThat(engine.failures).isEmpty();
        return this;
    }

    /** The connection ends. */
    Dialogue end() {
        sink.end();
        assertThat(engine.failures).isEmpty();
        return this;
    }

    /** The events but for those of each message, and forgets them. */
    List<Event> events() {
        List<Event> events = engine.events.stream()
                .filter(event ->
                        !(event instanceof Smb1Event.Message) && !(event instanceof ProtocolEvent.Confirmation))
                .toList();
        engine.events.clear();
        return events;
    }

    /** The only event of one kind among those that came. */
    <E extends Event> E only(Class<E> type) {
        assertThat(engine.events(type)).hasSize(1);
        return engine.events(type).get(0);
    }

    /** The kinds of events but for those of each message, and forgets them. */
    List<String> kinds() {
        return events().stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /** How many messages broke the rules. */
    int violations() {
        return engine.events(ProtocolEvent.Violation.class).size();
    }

    List<String> weirds() {
        return engine.events(WeirdEvent.OfConnection.class).stream()
                .map(WeirdEvent.OfConnection::name)
                .distinct()
                .toList();
    }

    /** A message, whose parts are chosen one after the other. */
    record Message(Smb1.Header header, String body) {

        /** A message of one command. */
        static Message of(int command, String... body) {
            return new Message(
                    new Smb1.Header(command, 0, 0x18, 0, 1, 0xfeff, 2, 7), String.join("", Arrays.asList(body)));
        }

        private Message with(long status, int flags2, int treeId, long processId, int multiplexId) {
            Smb1.Header changed = new Smb1.Header(
                    header.command(), status, header.flags(), flags2, treeId, processId, header.userId(), multiplexId);
            return new Message(changed, body);
        }

        Message status(long status) {
            return with(status, header.flags2(), header.treeId(), header.processId(), header.multiplexId());
        }

        Message unicode() {
            return with(header.status(), Wire.UNICODE, header.treeId(), header.processId(), header.multiplexId());
        }

        Message tree(int treeId) {
            return with(header.status(), header.flags2(), treeId, header.processId(), header.multiplexId());
        }

        Message process(long processId) {
            return with(header.status(), header.flags2(), header.treeId(), processId, header.multiplexId());
        }

        Message number(int multiplexId) {
            return with(header.status(), header.flags2(), header.treeId(), header.processId(), multiplexId);
        }

        String hex() {
            return "ff534d42" + Wire.u8(header.command()) + Wire.u32(header.status()) + Wire.u8(header.flags())
                    + Wire.u16(header.flags2()) + Wire.u16((int) (header.processId() >> 16)) + Wire.zeros(10)
                    + Wire.u16(header.treeId()) + Wire.u16((int) header.processId()) + Wire.u16(header.userId())
                    + Wire.u16(header.multiplexId()) + body;
        }
    }
}
