package org.nsm.reassembly.udp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.nsm.api.Option;
import org.nsm.api.Options;
import org.nsm.reassembly.flow.Core;

/**
 * How long a question over UDP waits for its answer, by the responder's port. Such flows end sooner than others, and end
 * with the capture.
 */
final class SessionTimeouts {

    private static final int[] DNS = {53, 137, 5353, 5355};
    private static final int[] NTP = {123};
    private static final int[] RPC = {111, 635, 2049, 20048};
    private static final int[] NETBIOS_DATAGRAM = {138};

    private final Map<Integer, Long> nanosByPort = new HashMap<>();

    SessionTimeouts(Core core) {
        put(core, Options.DNS_SESSION_TIMEOUT, DNS);
        put(core, Options.NTP_SESSION_TIMEOUT, NTP);
        put(core, Options.RPC_TIMEOUT, RPC);
        put(core, Options.NETBIOS_SSN_SESSION_TIMEOUT, NETBIOS_DATAGRAM);
    }

    private void put(Core core, Option<Duration> option, int[] ports) {
        for (int port : ports) {
            nanosByPort.put(port, core.nanos(option));
        }
    }

    /** The time for flows to a port in nanoseconds, 0 for those that have none. */
    long nanos(int responderPort) {
        return nanosByPort.getOrDefault(responderPort, 0L);
    }
}
