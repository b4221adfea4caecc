package org.nsm.analyzers;

import static org.nsm.api.AnalyzerTag.FINGER;
import static org.nsm.api.AnalyzerTag.SMTP;
import static org.nsm.api.spi.Protocol.tcp;

import java.util.List;
import org.nsm.analyzers.finger.FingerAnalyzer;
import org.nsm.analyzers.smtp.SmtpAnalyzer;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.api.spi.Signature;

/** The table of the documented protocols: a line for each. */
public final class StandardProtocols implements ProtocolProvider {

    private static final List<Protocol> TABLE = List.of(
            tcp(FINGER).port(79).acceptsPartial().analyzer(FingerAnalyzer::new),
            tcp(SMTP)
                    .port(25, 587)
                    .signature(Signature.both("(?i)\\s*(EHLO|HELO)\\s", "\\s*220[ -]"))
                    .analyzer(SmtpAnalyzer::new));

    /** For the service loader. */
    public StandardProtocols() {}

    @Override
    public List<Protocol> protocols() {
        return TABLE;
    }
}
