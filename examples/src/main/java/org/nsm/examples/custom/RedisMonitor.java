package org.nsm.examples.custom;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.reassembly.PcapFile;

/** Prints what the clients of Redis ask for and hear, from a capture: {@code > GET greeting}, {@code < hello}. */
public final class RedisMonitor {

    private RedisMonitor() {}

    /**
     * Runs it.
     *
     * @param arguments one capture
     * @throws IOException if the capture cannot be read to its end
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: RedisMonitor CAPTURE");
            System.exit(2);
        }
        monitor(Path.of(arguments[0]), System.out);
    }

    static void monitor(Path capture, PrintStream out) throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                        .protocol(RedisAnalyzer.PROTOCOL)
                        .on(RedisEvent.Command.class, e -> out.println("> " + String.join(" ", e.words())))
                        .on(RedisEvent.Reply.class, e -> out.println("< " + String.join(" ", e.values())))
                        .build();
                PacketSource source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
    }
}
