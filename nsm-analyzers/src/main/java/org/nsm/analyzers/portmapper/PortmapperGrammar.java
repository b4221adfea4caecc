package org.nsm.analyzers.portmapper;

import java.util.ArrayList;
import java.util.List;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.Port;
import org.nsm.api.event.Portmapper;

/** Arguments and results of the port mapper (RFC 1833, section 3.1). */
final class PortmapperGrammar {

    static final int MAX_PORT = 65_535;

    private static final long TCP = 6;

    private PortmapperGrammar() {}

    /**
     * A registration as it is on the wire.
     *
     * @param program  the number of the program
     * @param version  its version
     * @param protocol the number of the protocol over IP
     * @param port     the port, which may be none
     */
    record Mapping(long program, long version, long protocol, long port) {

        static Mapping read(XdrReader reader) {
            return new Mapping(reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned());
        }

        boolean isTcp() {
            return protocol == TCP;
        }

        Portmapper.Mapping event() {
            return new Portmapper.Mapping(program, version, validPort(port, isTcp()));
        }

        Portmapper.PortRequest portRequest() {
            return new Portmapper.PortRequest(program, version, isTcp());
        }
    }

    /** A port, number 0 for a number that is none. */
    static Port validPort(long number, boolean isTcp) {
        int valid = number > MAX_PORT ? 0 : (int) number;
        return isTcp ? Port.tcp(valid) : Port.udp(valid);
    }

    /** A list of registrations (RFC 1833, section 3.1, pmaplist). */
    static List<Mapping> list(XdrReader reader) {
        List<Mapping> mappings = new ArrayList<>();
        while (reader.flag()) {
            Mapping mapping = Mapping.read(reader);
            if (reader.failed()) {
                break;
            }
            mappings.add(mapping);
        }
        return mappings;
    }

    /** A call to be passed on (RFC 1833, section 3.1, call_args). */
    static Portmapper.CallitRequest call(XdrReader reader) {
        return new Portmapper.CallitRequest(
                reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.skipOpaque());
    }
}
