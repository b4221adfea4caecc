package org.nsm.api.spi;

import java.util.List;

/** Announces protocols. Implementations on the module or class path are found as services by every builder. */
public interface ProtocolProvider {

    /**
     * The protocols.
     *
     * @return one registration for each analyzer
     */
    List<Protocol> protocols();
}
