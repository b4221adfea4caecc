package org.nsm.analyzers;

import java.util.List;
import org.nsm.analyzers.mount.MountProgram;
import org.nsm.analyzers.nfs.NfsProgram;
import org.nsm.analyzers.portmapper.PortmapperProgram;
import org.nsm.analyzers.rpc.RpcPrograms;
import org.nsm.analyzers.rpc.RpcTcpAnalyzer;
import org.nsm.analyzers.rpc.RpcUdpAnalyzer;
import org.nsm.api.spi.AnalyzerContext;

/**
 * Makes the analyzers of ONC RPC. Each of them knows all programs: the number in a call says which one it is for, and
 * some servers have several on one port.
 */
final class RpcAnalyzers {

    private RpcAnalyzers() {}

    static RpcTcpAnalyzer stream(AnalyzerContext context) {
        return new RpcTcpAnalyzer(context, programs(context));
    }

    static RpcUdpAnalyzer datagrams(AnalyzerContext context) {
        return new RpcUdpAnalyzer(context, programs(context));
    }

    private static RpcPrograms programs(AnalyzerContext context) {
        return context.shared(
                RpcPrograms.class,
                channels -> new RpcPrograms(
                        channels,
                        List.of(
                                new PortmapperProgram(channels),
                                new NfsProgram(channels),
                                new MountProgram(channels))));
    }
}
