package org.nsm.analyzers;

import static org.nsm.api.AnalyzerTag.DNS;
import static org.nsm.api.AnalyzerTag.FINGER;
import static org.nsm.api.AnalyzerTag.HTTP;
import static org.nsm.api.AnalyzerTag.IDENT;
import static org.nsm.api.AnalyzerTag.IMAP;
import static org.nsm.api.AnalyzerTag.POP3;
import static org.nsm.api.AnalyzerTag.SMTP;
import static org.nsm.api.AnalyzerTag.XMPP;
import static org.nsm.api.spi.Protocol.tcp;
import static org.nsm.api.spi.Protocol.udp;

import java.util.List;
import org.nsm.analyzers.dns.DnsTcpAnalyzer;
import org.nsm.analyzers.dns.DnsUdpAnalyzer;
import org.nsm.analyzers.finger.FingerAnalyzer;
import org.nsm.analyzers.http.HttpAnalyzer;
import org.nsm.analyzers.ident.IdentAnalyzer;
import org.nsm.analyzers.imap.ImapAnalyzer;
import org.nsm.analyzers.pop3.Pop3Analyzer;
import org.nsm.analyzers.smtp.SmtpAnalyzer;
import org.nsm.analyzers.xmpp.XmppAnalyzer;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.api.spi.Signature;

/** The table of the documented protocols: a line for each. */
public final class StandardProtocols implements ProtocolProvider {

    private static final List<Protocol> TABLE = List.of(
            tcp(DNS).port(53).analyzer(DnsTcpAnalyzer::new),
            udp(DNS).port(53, 137, 5353, 5355).analyzer(DnsUdpAnalyzer::new),
            tcp(FINGER).port(79).acceptsPartial().analyzer(FingerAnalyzer::new),
            tcp(HTTP)
                    .port(80, 81, 631, 1080, 3128, 8000, 8080, 8888)
                    .signature(Signature.both(
                            "\\s*[!#-'*+.^_`|~A-Za-z0-9-]+[ \\t]+[^\\r\\n]*HTTP/[0-9]",
                            "HTTP/[0-9]\\.[0-9]+ +[1-5][0-9][0-9]"))
                    .analyzer(HttpAnalyzer::new),
            tcp(IDENT).acceptsPartial().analyzer(IdentAnalyzer::new),
            tcp(IMAP).port(143).analyzer(ImapAnalyzer::new),
            tcp(POP3)
                    .signature(Signature.both("(?i)\\s*(APOP|AUTH|CAPA|STLS|USER)\\s", "\\+OK"))
                    .analyzer(Pop3Analyzer::new),
            tcp(SMTP)
                    .port(25, 587)
                    .signature(Signature.both("(?i)\\s*(EHLO|HELO)\\s", "\\s*220[ -]"))
                    .analyzer(SmtpAnalyzer::new),
            tcp(XMPP)
                    .port(5222, 5269)
                    .signature(Signature.either("(<\\?xml[^>]*>)?\\s*<stream:stream\\s"))
                    .analyzer(XmppAnalyzer::new));

    /** For the service loader. */
    public StandardProtocols() {}

    @Override
    public List<Protocol> protocols() {
        return TABLE;
    }
}
