package org.nsm.examples.connections;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.reassembly.PcapFile;

/**
 * Prints a line for each connection of a capture when it has ended: start, addresses and ports, duration, protocols,
 * history, and the payload bytes of both sides.
 */
public final class ConnectionLogger {

    private ConnectionLogger() {}

    /**
     * Runs it.
     *
     * @param arguments one capture
     * @throws IOException if the capture cannot be read to its end
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: ConnectionLogger CAPTURE");
            System.exit(2);
        }
        log(Path.of(arguments[0]), System.out);
    }

    static void log(Path capture, PrintStream out) throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                        .on(ConnectionEvent.StateRemove.class, event -> out.println(line(event.connection())))
                        .build();
                PacketSource source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
    }

    private static String line(Connection connection) {
        return String.join(
                "  ",
                connection.startTime().toString(),
                connection.id().toString(),
                connection.duration().toMillis() + " ms",
                connection.services().isEmpty() ? "-" : String.join(",", connection.services()),
                connection.history().isEmpty() ? "-" : connection.history(),
                connection.originator().size() + " / " + connection.responder().size() + " bytes");
    }
}
