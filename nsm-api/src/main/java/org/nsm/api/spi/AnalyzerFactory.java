package org.nsm.api.spi;

import org.nsm.api.Analyzer;

/** Makes analyzers. The implementation is found as a service; hosts use {@link Analyzer#builder()}. */
public interface AnalyzerFactory {

    /**
     * Makes an analyzer.
     *
     * @param configuration what the host set up
     * @return a new analyzer
     */
    Analyzer create(AnalyzerConfiguration configuration);

    /**
     * Makes the function that assigns packets to the analyzers of a pool.
     *
     * @param configuration what the host set up
     * @return a new function, for one thread
     */
    FlowHash flowHash(AnalyzerConfiguration configuration);
}
