package org.nsm.api.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.Port;

/**
 * The port mapper: program 100000, version 2, on port 111 over TCP and UDP (RFC 1833, section 3). A call that succeeds
 * raises the event called a request, any other the event called an attempt. All of them are raised when the reply was
 * seen, or when none came as long as the connection lasted.
 */
public sealed interface PortmapperEvent extends Event {

    /**
     * A client called the procedure that does nothing, with success.
     *
     * @param connection the connection
     */
    @Name("pm_request_null")
    record RequestNull(@Name("r") Connection connection) implements PortmapperEvent {}

    /**
     * A program registered a port, and the port mapper answered.
     *
     * @param connection the connection
     * @param mapping    what is to be registered
     * @param success    whether it was
     */
    @Name("pm_request_set")
    record RequestSet(
            @Name("r") Connection connection, @Name("m") Portmapper.Mapping mapping, boolean success)
            implements PortmapperEvent {}

    /**
     * A program withdrew its ports, and the port mapper answered.
     *
     * @param connection the connection
     * @param mapping    what is to be withdrawn; the port does not matter
     * @param success    whether it was
     */
    @Name("pm_request_unset")
    record RequestUnset(
            @Name("r") Connection connection, @Name("m") Portmapper.Mapping mapping, boolean success)
            implements PortmapperEvent {}

    /**
     * A client asked for the port of a program, and the port mapper answered.
     *
     * @param connection the connection
     * @param request    the program
     * @param port       its port; number 0 for one that is not registered or not valid
     */
    @Name("pm_request_getport")
    record RequestGetport(
            @Name("r") Connection connection,
            @Name("pr") Portmapper.PortRequest request,
            @Name("p") Port port) implements PortmapperEvent {}

    /**
     * A client asked for everything that is registered, and the port mapper answered.
     *
     * @param connection the connection
     * @param mappings   the registrations in their order, numbered from 1
     */
    @Name("pm_request_dump")
    record RequestDump(
            @Name("r") Connection connection, @Name("m") Map<Integer, Portmapper.Mapping> mappings)
            implements PortmapperEvent {

        /** Copies the map. */
        public RequestDump {
            mappings = Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
        }
    }

    /**
     * A client had the port mapper call another program, and that program answered.
     *
     * @param connection the connection
     * @param call       what was called
     * @param port       the UDP port of that program; number 0 for one that is not valid
     */
    @Name("pm_request_callit")
    record RequestCallit(
            @Name("r") Connection connection,
            Portmapper.CallitRequest call,
            @Name("p") Port port) implements PortmapperEvent {}

    /**
     * A client called the procedure that does nothing, without success.
     *
     * @param connection the connection
     * @param status     why
     */
    @Name("pm_attempt_null")
    record AttemptNull(@Name("r") Connection connection, Rpc.Status status) implements PortmapperEvent {}

    /**
     * A program tried to register a port, without success.
     *
     * @param connection the connection
     * @param status     why
     * @param mapping    what was to be registered
     */
    @Name("pm_attempt_set")
    record AttemptSet(
            @Name("r") Connection connection,
            Rpc.Status status,
            @Name("m") Portmapper.Mapping mapping) implements PortmapperEvent {}

    /**
     * A program tried to withdraw its ports, without success.
     *
     * @param connection the connection
     * @param status     why
     * @param mapping    what was to be withdrawn
     */
    @Name("pm_attempt_unset")
    record AttemptUnset(
            @Name("r") Connection connection,
            Rpc.Status status,
            @Name("m") Portmapper.Mapping mapping) implements PortmapperEvent {}

    /**
     * A client asked for the port of a program, without success.
     *
     * @param connection the connection
     * @param status     why
     * @param request    the program
     */
    @Name("pm_attempt_getport")
    record AttemptGetport(
            @Name("r") Connection connection,
            Rpc.Status status,
            @Name("pr") Portmapper.PortRequest request) implements PortmapperEvent {}

    /**
     * A client asked for everything that is registered, without success.
     *
     * @param connection the connection
     * @param status     why
     */
    @Name("pm_attempt_dump")
    record AttemptDump(@Name("r") Connection connection, Rpc.Status status) implements PortmapperEvent {}

    /**
     * A client tried to have the port mapper call another program, without success. As a port mapper stays silent when
     * such a call fails, this is the normal outcome of a failure.
     *
     * @param connection the connection
     * @param status     why
     * @param call       what was to be called
     */
    @Name("pm_attempt_callit")
    record AttemptCallit(@Name("r") Connection connection, Rpc.Status status, Portmapper.CallitRequest call)
            implements PortmapperEvent {}

    /**
     * A call or a reply holds a port number above 65535. The event that it belongs to follows, with port 0.
     *
     * @param connection the connection
     * @param badPort    the number; unsigned 32 bits
     */
    @Name("pm_bad_port")
    record BadPort(
            @Name("r") Connection connection, @Name("bad_p") long badPort) implements PortmapperEvent {}
}
