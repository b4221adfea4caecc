package org.nsm.reassembly.tcp;

import org.nsm.api.Options;
import org.nsm.reassembly.flow.Core;

/** The options of TCP, in the units that packets are compared with. */
final class TcpSettings {

    final boolean verifyChecksums;
    final long attemptDelay;
    final long sessionTimer;
    final long linger;
    final long closeDelay;
    final long resetDelay;
    final long partialCloseDelay;
    final long inactivityTimeout;
    final long maxAboveHoleWithoutAcks;
    final long maxDataWithoutAcks;
    final long maxInitialWindow;
    final long maxOldSegments;
    final long stormThreshold;
    final long stormInterarrival;
    final long synTimeout;
    final long maxBufferedPerStream;
    final long maxBuffered;

    TcpSettings(Core core) {
        verifyChecksums = !core.configuration().option(Options.IGNORE_CHECKSUMS);
        attemptDelay = core.nanos(Options.TCP_ATTEMPT_DELAY);
        sessionTimer = core.nanos(Options.TCP_SESSION_TIMER);
        linger = core.nanos(Options.TCP_CONNECTION_LINGER);
        closeDelay = core.nanos(Options.TCP_CLOSE_DELAY);
        resetDelay = core.nanos(Options.TCP_RESET_DELAY);
        partialCloseDelay = core.nanos(Options.TCP_PARTIAL_CLOSE_DELAY);
        inactivityTimeout = core.nanos(Options.TCP_INACTIVITY_TIMEOUT);
        maxAboveHoleWithoutAcks =
                unlimitedIfZero(core.configuration().option(Options.TCP_MAX_ABOVE_HOLE_WITHOUT_ANY_ACKS));
        maxDataWithoutAcks =
                unlimitedIfZero(core.configuration().option(Options.TCP_EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS));
        maxInitialWindow = unlimitedIfZero(core.configuration().option(Options.TCP_MAX_INITIAL_WINDOW));
        maxOldSegments = core.configuration().option(Options.TCP_MAX_OLD_SEGMENTS);
        stormThreshold = core.configuration().option(Options.TCP_STORM_THRESH);
        stormInterarrival = core.nanos(Options.TCP_STORM_INTERARRIVAL_THRESH);
        synTimeout = core.nanos(Options.TCP_SYN_TIMEOUT);
        maxBufferedPerStream = core.configuration().option(Options.MAX_BUFFERED_BYTES_PER_STREAM);
        maxBuffered = core.configuration().option(Options.MAX_BUFFERED_BYTES);
    }

    private static long unlimitedIfZero(long limit) {
        return limit == 0 ? Long.MAX_VALUE : limit;
    }
}
