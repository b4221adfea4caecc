package org.nsm.analyzers;

import static org.nsm.api.AnalyzerTag.DNS;
import static org.nsm.api.AnalyzerTag.FINGER;
import static org.nsm.api.spi.Protocol.tcp;
import static org.nsm.api.spi.Protocol.udp;

import java.util.List;
import org.nsm.analyzers.dns.DnsTcpAnalyzer;
import org.nsm.analyzers.dns.DnsUdpAnalyzer;
import org.nsm.analyzers.finger.FingerAnalyzer;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;

/** The table of the documented protocols: a line for each. */
public final class StandardProtocols implements ProtocolProvider {

    private static final List<Protocol> TABLE = List.of(
            tcp(DNS).port(53).analyzer(DnsTcpAnalyzer::new),
            udp(DNS).port(53, 137, 5353, 5355).analyzer(DnsUdpAnalyzer::new),
            tcp(FINGER).port(79).acceptsPartial().analyzer(FingerAnalyzer::new));

    /** For the service loader. */
    public StandardProtocols() {}

    @Override
    public List<Protocol> protocols() {
        return TABLE;
    }
}
