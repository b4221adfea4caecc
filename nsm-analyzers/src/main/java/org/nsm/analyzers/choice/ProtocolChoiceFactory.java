package org.nsm.analyzers.choice;

import org.nsm.api.spi.ApplicationStage;

/** The service through which the engine finds this stage. */
public final class ProtocolChoiceFactory implements ApplicationStage.Factory {

    /** For the service loader. */
    public ProtocolChoiceFactory() {}

    @Override
    public ApplicationStage create(ApplicationStage.Engine engine) {
        return new ProtocolChoice(engine).prepared();
    }
}
