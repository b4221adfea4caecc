package org.nsm.analyzers;

import static org.nsm.api.AnalyzerTag.AYIYA;
import static org.nsm.api.AnalyzerTag.FINGER;
import static org.nsm.api.AnalyzerTag.GTPV1;
import static org.nsm.api.AnalyzerTag.TEREDO;
import static org.nsm.api.spi.Protocol.tcp;
import static org.nsm.api.spi.Protocol.udp;

import java.util.List;
import org.nsm.analyzers.ayiya.AyiyaAnalyzer;
import org.nsm.analyzers.finger.FingerAnalyzer;
import org.nsm.analyzers.gtpv1.Gtpv1Analyzer;
import org.nsm.analyzers.teredo.TeredoAnalyzer;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.api.spi.Signature;

/** The table of the documented protocols: a line for each. */
public final class StandardProtocols implements ProtocolProvider {

    /** Forwarding with a signature of the usual kind, and an IPv6 packet behind it. */
    private static final Signature AYIYA_PACKET = Signature.either("..\\x11\\x29");

    /** An indication, or an IPv6 header with a Teredo address (RFC 4380, section 2.6) on either side. */
    private static final Signature TEREDO_PACKET = Signature.either(
            "\\x00[\\x00\\x01]|[\\x60-\\x6f].{7}(\\x20\\x01\\x00\\x00.{28}|.{16}\\x20\\x01\\x00\\x00.{12})");

    /** A packet of a subscriber, without extension headers. */
    private static final Signature GTPV1_PACKET =
            Signature.either("\\x30\\xff.{6}[\\x45-\\x4f\\x60-\\x6f]|[\\x31-\\x33]\\xff.{10}[\\x45-\\x4f\\x60-\\x6f]");

    private static final List<Protocol> TABLE = List.of(
            udp(AYIYA).port(5072).signature(AYIYA_PACKET).analyzer(AyiyaAnalyzer::new),
            tcp(FINGER).port(79).acceptsPartial().analyzer(FingerAnalyzer::new),
            udp(GTPV1).port(2152, 2123).signature(GTPV1_PACKET).analyzer(Gtpv1Analyzer::new),
            udp(TEREDO).port(3544).signature(TEREDO_PACKET).analyzer(TeredoAnalyzer::new));

    /** For the service loader. */
    public StandardProtocols() {}

    @Override
    public List<Protocol> protocols() {
        return TABLE;
    }
}
