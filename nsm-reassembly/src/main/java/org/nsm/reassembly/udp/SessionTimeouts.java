package org.nsm.reassembly.udp;

import org.nsm.api.Options;
import org.nsm.reassembly.flow.Core;

/**
 * How long a question over UDP waits for its answer, by the responder's port. Such flows end sooner than others, and end
 * with the capture.
 */
final class SessionTimeouts {

    private final long dns;
    private final long ntp;
    private final long rpc;
    private final long netbiosDatagram;

    SessionTimeouts(Core core) {
        dns = core.nanos(Options.DNS_SESSION_TIMEOUT);
        ntp = core.nanos(Options.NTP_SESSION_TIMEOUT);
        rpc = core.nanos(Options.RPC_TIMEOUT);
        netbiosDatagram = core.nanos(Options.NETBIOS_SSN_SESSION_TIMEOUT);
    }

    /** The time for flows to a port in nanoseconds, 0 for those that have none. */
    long nanos(int responderPort) {
        return switch (responderPort) {
            case 53, 137, 5353, 5355 -> dns;
            case 123 -> ntp;
            case 111, 635, 2049, 20048 -> rpc;
            case 138 -> netbiosDatagram;
            default -> 0;
        };
    }
}
