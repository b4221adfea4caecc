package org.nsm.analyzers;

import static org.nsm.api.AnalyzerTag.FINGER;
import static org.nsm.api.AnalyzerTag.HTTP;
import static org.nsm.api.spi.Protocol.tcp;

import java.util.List;
import org.nsm.analyzers.finger.FingerAnalyzer;
import org.nsm.analyzers.http.HttpAnalyzer;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.ProtocolProvider;
import org.nsm.api.spi.Signature;

/** The table of the documented protocols: a line for each. */
public final class StandardProtocols implements ProtocolProvider {

    private static final List<Protocol> TABLE = List.of(
            tcp(FINGER).port(79).acceptsPartial().analyzer(FingerAnalyzer::new),
            tcp(HTTP)
                    .port(80, 81, 631, 1080, 3128, 8000, 8080, 8888)
                    .signature(Signature.both(
                            "\\s*[!#-'*+.^_`|~A-Za-z0-9-]+[ \\t]+[^\\r\\n]*HTTP/[0-9]",
                            "HTTP/[0-9]\\.[0-9]+ +[1-5][0-9][0-9]"))
                    .analyzer(HttpAnalyzer::new));

    /** For the service loader. */
    public StandardProtocols() {}

    @Override
    public List<Protocol> protocols() {
        return TABLE;
    }
}
