package org.nsm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;

class ProtocolTest {

    private static final Signature SOME = Signature.originator("FINGER ");

    @Test
    void aProtocolOverTcpHasTcpPortsInOrderAndMakesStreamAnalyzers() {
        Protocol.StreamFactory factory = Stream::new;
        Protocol protocol = Protocol.tcp(AnalyzerTag.HTTP).port(8080, 80, 80).analyzer(factory);
        assertThat(protocol.tag()).isEqualTo(AnalyzerTag.HTTP);
        assertThat(protocol.ports()).containsExactly(Port.tcp(80), Port.tcp(8080));
        assertThat(protocol.streamFactory()).isSameAs(factory);
        assertThat(protocol.udpFactory()).isNull();
    }

    @Test
    void aProtocolOverUdpHasUdpPortsAndMakesDatagramAnalyzers() {
        Protocol.UdpFactory factory = Datagrams::new;
        Protocol protocol = Protocol.udp(AnalyzerTag.SYSLOG).port(514).analyzer(factory);
        assertThat(protocol.ports()).containsExactly(Port.udp(514));
        assertThat(protocol.udpFactory()).isSameAs(factory);
        assertThat(protocol.streamFactory()).isNull();
    }

    @Test
    void isListedUnderTheNameOfItsTagUnlessItHasAnother() {
        assertThat(finger().analyzer(Stream::new).service()).isEqualTo("FINGER");
        assertThat(finger().service("finger").analyzer(Stream::new).service()).isEqualTo("finger");
    }

    @Test
    void startsAtTheBeginningAndByPortAloneUnlessToldOtherwise() {
        Protocol plain = finger().analyzer(Stream::new);
        assertThat(plain.acceptsPartial()).isFalse();
        assertThat(plain.signature()).isNull();
        Protocol other = finger().acceptsPartial().signature(SOME).analyzer(Stream::new);
        assertThat(other.acceptsPartial()).isTrue();
        assertThat(other.signature()).isSameAs(SOME);
    }

    @Test
    void preparesOnOtherPortsToo() {
        List<ProtocolContext> prepared = new ArrayList<>();
        Protocol protocol =
                finger().prepare(prepared::add).analyzer(Stream::new).withPorts(List.of(Port.tcp(7979)));
        ProtocolContext context = new FakeContext();
        protocol.preparation().accept(context);
        finger().analyzer(Stream::new).preparation().accept(context);
        assertThat(prepared).containsExactly(context);
    }

    @Test
    void withOtherPortsTheRestStays() {
        Protocol before = finger().port(79)
                .service("finger")
                .acceptsPartial()
                .signature(SOME)
                .analyzer(Stream::new);
        Protocol after = before.withPorts(List.of(Port.tcp(7979)));
        assertThat(after.ports()).containsExactly(Port.tcp(7979));
        assertThat(before.ports()).containsExactly(Port.tcp(79));
        assertThat(after).usingRecursiveComparison().ignoringFields("ports").isEqualTo(before);
    }

    @Test
    void portsCannotBeChangedBehindItsBack() {
        Protocol.TcpBuilder builder = finger().port(79);
        Protocol protocol = builder.analyzer(Stream::new);
        builder.port(80);
        assertThat(protocol.ports()).containsExactly(Port.tcp(79));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> protocol.ports().clear());
    }

    @Test
    void aPortThatDoesNotExistIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> finger().port(65536))
                .withMessageContaining("65536");
    }

    private static Protocol.TcpBuilder finger() {
        return Protocol.tcp(AnalyzerTag.FINGER);
    }

    private static final class Stream extends StreamAnalyzer {

        Stream(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void data(boolean isOrig, ByteBuf data) {}
    }

    private static final class Datagrams extends UdpAnalyzer {

        Datagrams(AnalyzerContext context) {
            super(context);
        }

        @Override
        protected void datagram(boolean isOrig, ByteBuf payload) {}
    }
}
