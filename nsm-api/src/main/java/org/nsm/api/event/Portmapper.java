package org.nsm.api.event;

import org.nsm.api.Name;
import org.nsm.api.Port;

/** What the messages of the port mapper hold (RFC 1833, section 3). */
public final class Portmapper {

    private Portmapper() {}

    /**
     * A registration (RFC 1833, section 3.1).
     *
     * @param program the number of the program
     * @param version its version
     * @param port    its port; TCP for protocol 6, UDP for any other
     */
    @Name("pm_mapping")
    public record Mapping(
            long program, long version, @Name("p") Port port) {}

    /**
     * The question for a port (RFC 1833, section 3.2).
     *
     * @param program the number of the program
     * @param version its version
     * @param isTcp   whether the TCP port is asked for; otherwise the UDP port
     */
    @Name("pm_port_request")
    public record PortRequest(long program, long version, boolean isTcp) {}

    /**
     * A call to be passed on (RFC 1833, section 3.2).
     *
     * @param program      the number of the program
     * @param version      its version
     * @param procedure    the number of the procedure
     * @param argumentSize the length of the arguments in bytes
     */
    @Name("pm_callit_request")
    public record CallitRequest(
            long program,
            long version,
            @Name("proc") long procedure,
            @Name("arg_size") long argumentSize) {}
}
