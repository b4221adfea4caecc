package org.nsm.analyzers.portmapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.portmapper.PortmapperGrammar.Mapping;
import org.nsm.analyzers.rpc.RpcCall;
import org.nsm.analyzers.rpc.RpcProgram;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.event.Portmapper;
import org.nsm.api.event.PortmapperEvent;
import org.nsm.api.event.Rpc;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** Raises {@link PortmapperEvent}s. */
public final class PortmapperProgram implements RpcProgram {

    private static final long PROGRAM = 100_000;
    private static final long VERSION = 2;

    private static final int NULL = 0;
    private static final int SET = 1;
    private static final int UNSET = 2;
    private static final int GETPORT = 3;
    private static final int DUMP = 4;
    private static final int CALLIT = 5;

    /** The arguments of a procedure that has none, or is not known. */
    private static final Object NO_ARGUMENTS = "";

    private final Channel<PortmapperEvent.RequestNull> requestNull;
    private final Channel<PortmapperEvent.RequestSet> requestSet;
    private final Channel<PortmapperEvent.RequestUnset> requestUnset;
    private final Channel<PortmapperEvent.RequestGetport> requestGetport;
    private final Channel<PortmapperEvent.RequestDump> requestDump;
    private final Channel<PortmapperEvent.RequestCallit> requestCallit;
    private final Channel<PortmapperEvent.AttemptNull> attemptNull;
    private final Channel<PortmapperEvent.AttemptSet> attemptSet;
    private final Channel<PortmapperEvent.AttemptUnset> attemptUnset;
    private final Channel<PortmapperEvent.AttemptGetport> attemptGetport;
    private final Channel<PortmapperEvent.AttemptDump> attemptDump;
    private final Channel<PortmapperEvent.AttemptCallit> attemptCallit;
    private final Channel<PortmapperEvent.BadPort> badPort;
    private final boolean[] wantedByProcedure;
    private final boolean wanted;

    /**
     * Resolves the channels.
     *
     * @param channels where the events go
     */
    public PortmapperProgram(Channels channels) {
        requestNull = channels.channel(PortmapperEvent.RequestNull.class);
        requestSet = channels.channel(PortmapperEvent.RequestSet.class);
        requestUnset = channels.channel(PortmapperEvent.RequestUnset.class);
        requestGetport = channels.channel(PortmapperEvent.RequestGetport.class);
        requestDump = channels.channel(PortmapperEvent.RequestDump.class);
        requestCallit = channels.channel(PortmapperEvent.RequestCallit.class);
        attemptNull = channels.channel(PortmapperEvent.AttemptNull.class);
        attemptSet = channels.channel(PortmapperEvent.AttemptSet.class);
        attemptUnset = channels.channel(PortmapperEvent.AttemptUnset.class);
        attemptGetport = channels.channel(PortmapperEvent.AttemptGetport.class);
        attemptDump = channels.channel(PortmapperEvent.AttemptDump.class);
        attemptCallit = channels.channel(PortmapperEvent.AttemptCallit.class);
        badPort = channels.channel(PortmapperEvent.BadPort.class);
        wantedByProcedure = new boolean[] {
            requestNull.wanted() || attemptNull.wanted(),
            requestSet.wanted() || attemptSet.wanted() || badPort.wanted(),
            requestUnset.wanted() || attemptUnset.wanted() || badPort.wanted(),
            requestGetport.wanted() || attemptGetport.wanted() || badPort.wanted(),
            requestDump.wanted() || attemptDump.wanted() || badPort.wanted(),
            requestCallit.wanted() || attemptCallit.wanted() || badPort.wanted()
        };
        boolean any = false;
        for (boolean one : wantedByProcedure) {
            any |= one;
        }
        wanted = any;
    }

    @Override
    public boolean speaks(long program, long version) {
        return program == PROGRAM && version == VERSION;
    }

    @Override
    public boolean wanted() {
        return wanted;
    }

    @Override
    public boolean wants(long procedure) {
        return procedure < wantedByProcedure.length && wantedByProcedure[(int) procedure];
    }

    @Override
    public @Nullable Object arguments(long procedure, XdrReader arguments) {
        Object read = NO_ARGUMENTS;
        if (procedure == SET || procedure == UNSET || procedure == GETPORT) {
            read = Mapping.read(arguments);
        } else if (procedure == CALLIT) {
            read = PortmapperGrammar.call(arguments);
        }
        return arguments.failed() ? null : read;
    }

    @Override
    public void finished(Connection connection, RpcCall call, XdrReader result) {
        if (call.status() == Rpc.Status.RPC_SUCCESS) {
            request(connection, call, result);
        } else {
            attempt(connection, call);
        }
    }

    private void request(Connection connection, RpcCall call, XdrReader result) {
        switch (call.procedureIndex()) {
            case NULL -> {
                result.skipRest();
                if (requestNull.wanted()) {
                    requestNull.raise(new PortmapperEvent.RequestNull(connection));
                }
            }
            case SET -> {
                boolean success = result.flag();
                if (!result.failed()) {
                    set(connection, call.arguments(Mapping.class), success);
                }
            }
            case UNSET -> {
                boolean success = result.flag();
                if (!result.failed()) {
                    unset(connection, call.arguments(Mapping.class), success);
                }
            }
            case GETPORT -> {
                long port = result.unsigned();
                if (!result.failed()) {
                    getport(connection, call.arguments(Mapping.class), port);
                }
            }
            case DUMP -> {
                List<Mapping> mappings = PortmapperGrammar.list(result);
                if (!result.failed()) {
                    dump(connection, mappings);
                }
            }
            case CALLIT -> {
                long port = result.unsigned();
                result.skipOpaque();
                if (!result.failed()) {
                    callit(connection, call.arguments(Portmapper.CallitRequest.class), port);
                }
            }
            default -> result.skipRest();
        }
    }

    private void set(Connection connection, Mapping mapping, boolean success) {
        checkPort(connection, mapping.port());
        if (requestSet.wanted()) {
            requestSet.raise(new PortmapperEvent.RequestSet(connection, mapping.event(), success));
        }
    }

    private void unset(Connection connection, Mapping mapping, boolean success) {
        checkPort(connection, mapping.port());
        if (requestUnset.wanted()) {
            requestUnset.raise(new PortmapperEvent.RequestUnset(connection, mapping.event(), success));
        }
    }

    private void getport(Connection connection, Mapping question, long port) {
        checkPort(connection, port);
        if (requestGetport.wanted()) {
            Port answer = PortmapperGrammar.validPort(port, question.isTcp());
            requestGetport.raise(new PortmapperEvent.RequestGetport(connection, question.portRequest(), answer));
        }
    }

    private void dump(Connection connection, List<Mapping> mappings) {
        Map<Integer, Portmapper.Mapping> table = new LinkedHashMap<>();
        for (Mapping mapping : mappings) {
            checkPort(connection, mapping.port());
            if (requestDump.wanted()) {
                table.put(table.size() + 1, mapping.event());
            }
        }
        if (requestDump.wanted()) {
            requestDump.raise(new PortmapperEvent.RequestDump(connection, table));
        }
    }

    private void callit(Connection connection, Portmapper.CallitRequest call, long port) {
        checkPort(connection, port);
        if (requestCallit.wanted()) {
            requestCallit.raise(
                    new PortmapperEvent.RequestCallit(connection, call, PortmapperGrammar.validPort(port, false)));
        }
    }

    private void attempt(Connection connection, RpcCall call) {
        Rpc.Status status = call.status();
        switch (call.procedureIndex()) {
            case NULL -> {
                if (attemptNull.wanted()) {
                    attemptNull.raise(new PortmapperEvent.AttemptNull(connection, status));
                }
            }
            case SET -> {
                Mapping mapping = call.arguments(Mapping.class);
                checkPort(connection, mapping.port());
                if (attemptSet.wanted()) {
                    attemptSet.raise(new PortmapperEvent.AttemptSet(connection, status, mapping.event()));
                }
            }
            case UNSET -> {
                Mapping mapping = call.arguments(Mapping.class);
                checkPort(connection, mapping.port());
                if (attemptUnset.wanted()) {
                    attemptUnset.raise(new PortmapperEvent.AttemptUnset(connection, status, mapping.event()));
                }
            }
            case GETPORT -> {
                if (attemptGetport.wanted()) {
                    Portmapper.PortRequest question =
                            call.arguments(Mapping.class).portRequest();
                    attemptGetport.raise(new PortmapperEvent.AttemptGetport(connection, status, question));
                }
            }
            case DUMP -> {
                if (attemptDump.wanted()) {
                    attemptDump.raise(new PortmapperEvent.AttemptDump(connection, status));
                }
            }
            case CALLIT -> {
                if (attemptCallit.wanted()) {
                    attemptCallit.raise(new PortmapperEvent.AttemptCallit(
                            connection, status, call.arguments(Portmapper.CallitRequest.class)));
                }
            }
            default -> {} // only the call itself is reported
        }
    }

    private void checkPort(Connection connection, long port) {
        if (port > PortmapperGrammar.MAX_PORT && badPort.wanted()) {
            badPort.raise(new PortmapperEvent.BadPort(connection, port));
        }
    }
}
