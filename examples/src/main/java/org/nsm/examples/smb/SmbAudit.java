package org.nsm.examples.smb;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.event.NtlmEvent;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbFileEvent;
import org.nsm.reassembly.PcapFile;

/**
 * Prints who logged on to a file server with SMB 2 or 3, and who opened, read, wrote, renamed or deleted which file on which
 * share, with the outcome:
 *
 * <pre>
 * 2026-11-20T13:38:11.052097Z  192.0.2.10  EXAMPLE\alice  \\192.0.2.80\docs  rename plans\draft.txt to plans\budget.txt: done
 * </pre>
 */
public final class SmbAudit {

    private final PrintStream out;
    private final Map<String, AuditedConnection> connections = new HashMap<>();

    private SmbAudit(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param arguments one capture
     * @throws IOException if the capture cannot be read to its end
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: SmbAudit CAPTURE");
            System.exit(2);
        }
        audit(Path.of(arguments[0]), System.out);
    }

    static void audit(Path capture, PrintStream out) throws IOException {
        try (Analyzer analyzer = new SmbAudit(out).analyzer();
                PacketSource source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
    }

    private Analyzer analyzer() {
        return Analyzer.builder()
                .on(NtlmEvent.Authenticate.class, e -> of(e.connection()).authenticates(e.request()))
                .on(KrbEvent.ApRequest.class, e -> of(e.connection()).authenticates(e.ticket()))
                .on(Smb2Event.SessionSetupRequest.class, e -> of(e.connection()).logsOn(e.header()))
                .on(Smb2Event.TreeConnectRequest.class, e -> of(e.connection()).connects(e.header(), e.path()))
                .on(Smb2Event.CreateRequest.class, e -> of(e.connection()).opens(e.header(), e.request()))
                .on(Smb2Event.ReadRequest.class, e -> of(e.connection()).reads(e.header(), e.fileId()))
                .on(Smb2Event.WriteRequest.class, e -> of(e.connection()).writes(e.header(), e.fileId()))
                .on(Smb2Event.FileRename.class, e -> of(e.connection()).renames(e.header(), e.fileId(), e.newName()))
                .on(
                        Smb2Event.FileDelete.class,
                        e -> of(e.connection()).deletes(e.header(), e.fileId(), e.deletePending()))
                .on(Smb2Event.CloseRequest.class, e -> of(e.connection()).closes(e.header(), e.fileId()))
                .onTimed(Smb2Event.Message.class, (e, time) -> {
                    if (!e.isOrig()) {
                        of(e.connection()).answered(instant(time), e.header());
                    }
                })
                .onTimed(
                        Smb2Event.CreateResponse.class,
                        (e, time) -> of(e.connection()).opened(instant(time), e.header(), e.response()))
                .onTimed(
                        SmbFileEvent.Closed.class,
                        (e, time) -> of(e.connection()).transferred(instant(time), e))
                .on(
                        ConnectionEvent.StateRemove.class,
                        e -> connections.remove(e.connection().uid()))
                .build();
    }

    private AuditedConnection of(Connection connection) {
        return connections.computeIfAbsent(connection.uid(), uid -> new AuditedConnection(connection.id(), out));
    }

    private static Instant instant(long timeNanos) {
        return Instant.ofEpochSecond(0, timeNanos);
    }
}
