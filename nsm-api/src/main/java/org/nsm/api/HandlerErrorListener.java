package org.nsm.api;

import org.nsm.api.event.Event;

/** Decides what happens when a handler of the host throws. */
@FunctionalInterface
public interface HandlerErrorListener {

    /**
     * A handler threw, anything but a {@link VirtualMachineError} other than {@link StackOverflowError}. The other
     * handlers of the event are still called, and the analysis goes on, unless this method throws in turn: then its
     * exception leaves {@link Analyzer#feed}.
     *
     * @param event the event that was handled
     * @param error what was thrown
     */
    void handlerFailed(Event event, Throwable error);
}
