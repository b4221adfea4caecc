package org.nsm.reassembly.engine;

import org.nsm.api.Analyzer;
import org.nsm.api.Options;
import org.nsm.api.spi.AnalyzerConfiguration;
import org.nsm.api.spi.AnalyzerFactory;
import org.nsm.api.spi.FlowHash;
import org.nsm.reassembly.flow.PacketFlowHash;

/** Makes the engine; found as a service by {@link org.nsm.api.AnalyzerBuilder#build()}. */
public final class EngineFactory implements AnalyzerFactory {

    /** For the service loader. */
    public EngineFactory() {}

    @Override
    public Analyzer create(AnalyzerConfiguration configuration) {
        return new Engine(configuration);
    }

    @Override
    public FlowHash flowHash(AnalyzerConfiguration configuration) {
        return new PacketFlowHash(Math.toIntExact(configuration.option(Options.MAX_TUNNEL_DEPTH)));
    }
}
