package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.TestEngine.ascii;
import static org.nsm.analyzers.tls.Wire.clientHello;
import static org.nsm.analyzers.tls.Wire.hex;
import static org.nsm.analyzers.tls.Wire.record;
import static org.nsm.analyzers.tls.Wire.serverHello;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Transport;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.SslEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.StreamAnalyzer;

class TlsInsideOtherProtocolsTest {

    private static final String CLIENT = record(22, 0x0301, clientHello(""));
    private static final String SERVER = record(22, 0x0303, serverHello(0xc02f, ""));

    private static TestEngine engineWith(Protocol outer) {
        List<Protocol> protocols = new ArrayList<>(new StandardProtocols().protocols());
        protocols.add(outer);
        return TestEngine.with(protocols.toArray(Protocol[]::new));
    }

    /** Says two octets in clear, then TLS. */
    private static final class Switching extends StreamAnalyzer {

        Switching(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            if (!isOrig) {
                data.skipBytes(2);
                context().handOver(AnalyzerTag.SSL);
            }
        }
    }

    /** Wraps TLS in messages with an octet of length. */
    private static final class Wrapping extends StreamAnalyzer {

        private ApplicationStage.@Nullable StreamSink inner;

        Wrapping(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {
            if (inner == null) {
                inner = context().streamChild(AnalyzerTag.SSL);
            }
            while (data.isReadable() && inner != null) {
                inner.data(isOrig, data.readSlice(data.readUnsignedByte()));
            }
        }
    }

    @Test
    void takesOverAStreamBehindASwitch() {
        TestEngine engine = engineWith(Protocol.tcp(AnalyzerTag.SMTP).port(25).analyzer(Switching::new));
        FakeFlow flow = FakeFlow.to(25, Transport.TCP);
        ApplicationStage.StreamSink sink = engine.stage().stream(flow);
        sink.data(true, ascii("STARTTLS\r\n"));
        sink.data(false, ascii("OK"));
        sink.data(true, hex(CLIENT));
        sink.data(false, hex(SERVER));
        assertThat(engine.events(SslEvent.HandshakeMessage.class))
                .extracting(SslEvent.HandshakeMessage::type)
                .containsExactly(1, 2);
        assertThat(flow.services()).contains("SSL");
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
    }

    @Test
    void readsAStreamThatAnotherAnalyzerUnwraps() {
        TestEngine engine =
                engineWith(Protocol.tcp(AnalyzerTag.SOCKS).port(1080).analyzer(Wrapping::new));
        ApplicationStage.StreamSink sink = engine.stage().stream(FakeFlow.to(1080, Transport.TCP));
        ByteBuf hello = hex(CLIENT);
        sink.data(
                true,
                Unpooled.wrappedBuffer(
                        hex("05"), hello.slice(0, 5), hex("2f"), hello.slice(5, hello.readableBytes() - 5)));
        assertThat(engine.events(SslEvent.ClientHello.class)).hasSize(1);
        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty();
    }
}
