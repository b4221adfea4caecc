package org.nsm.examples.smb;

import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.Krb;
import org.nsm.api.event.Ntlm;
import org.nsm.api.event.Smb2;
import org.nsm.api.event.SmbFileEvent;

/**
 * What one connection is up to. Requests wait here until their answers tell the outcome; sessions, shares and files have
 * numbers, whose meaning was told when they were opened.
 */
final class AuditedConnection {

    private static final long STATUS_PENDING = 0x103;
    private static final long STATUS_END_OF_FILE = 0xc000_0011L;
    private static final long STATUS_MORE_PROCESSING_REQUIRED = 0xc000_0016L;
    private static final long DELETE_ON_CLOSE = 0x1000;

    /** In a compound: the file that the request before it opens. */
    private static final Smb2.Guid OPENED_JUST_BEFORE = new Smb2.Guid(-1, -1);

    /** The usual reasons (MS-ERREF, section 2.3.1); others are printed as numbers. */
    private static final Map<Long, String> OUTCOMES = Map.of(
            0L, "done",
            0xc000_0022L, "access denied",
            0xc000_0034L, "no such file",
            0xc000_0035L, "exists already",
            0xc000_003aL, "no such path",
            0xc000_0043L, "in use",
            0xc000_006dL, "wrong user or password",
            0xc000_00baL, "is a directory",
            0xc000_00ccL, "no such share",
            0xc000_0101L, "directory not empty");

    /** Reads and writes that succeed are summed up when the file is closed. */
    private static final Object QUIET = new Object();

    private final String client;
    private final PrintStream out;
    private final Map<Long, String> users = new HashMap<>();
    private final Map<TreeKey, String> shares = new HashMap<>();
    private final Map<Smb2.Guid, OpenFile> files = new HashMap<>();
    private final Map<Long, Request> requests = new HashMap<>();
    private String authenticating = "?";
    private OpenFile latest = new OpenFile("?", false);
    private @Nullable Request answered;

    /** Tree ids belong to sessions. */
    private record TreeKey(long sessionId, long treeId) {}

    private record OpenFile(String path, boolean deletedOnClose) {}

    /**
     * A request without an answer.
     *
     * @param share  the share that it is about
     * @param action what it asks for
     * @param value  the user or file that has a number if it succeeds, {@link #QUIET} if success needs no line of its own
     */
    private record Request(
            String share, String action, @Nullable Object value) {}

    AuditedConnection(Connection.Id id, PrintStream out) {
        client = id.originatorAddress().getHostAddress();
        this.out = out;
    }

    void authenticates(Ntlm.Authenticate message) {
        authenticating = (message.domainName() == null ? "" : message.domainName() + "\\")
                + (message.userName() == null ? "(anonymous)" : message.userName());
    }

    /** Only a keytab of the server shows whose ticket it is. */
    void authenticates(Krb.Ticket ticket) {
        String user = ticket.authenticationInformation();
        authenticating = user == null || user.isEmpty() ? "(ticket for " + ticket.serviceName() + ")" : user;
    }

    void logsOn(Smb2.Header header) {
        requests.put(header.messageId(), new Request("-", "log on as " + authenticating, authenticating));
    }

    void connects(Smb2.Header header, String path) {
        requests.put(header.messageId(), new Request(path, "connect", null));
    }

    void opens(Smb2.Header header, Smb2.CreateRequest request) {
        String path = request.filename().isEmpty() ? "the root" : request.filename();
        latest = new OpenFile(path, (request.createOptions() & DELETE_ON_CLOSE) != 0);
        requests.put(header.messageId(), new Request(share(header), "open " + path, latest));
    }

    void renames(Smb2.Header header, Smb2.Guid fileId, String newName) {
        String action = "rename " + file(fileId).path() + " to " + newName;
        requests.put(header.messageId(), new Request(share(header), action, null));
    }

    void deletes(Smb2.Header header, Smb2.Guid fileId, boolean pending) {
        String action = (pending ? "delete " : "keep ") + file(fileId).path();
        requests.put(header.messageId(), new Request(share(header), action, null));
    }

    void closes(Smb2.Header header, Smb2.Guid fileId) {
        OpenFile file = file(fileId);
        files.remove(fileId);
        if (file.deletedOnClose()) {
            requests.put(header.messageId(), new Request(share(header), "delete " + file.path(), null));
        }
    }

    void reads(Smb2.Header header, Smb2.Guid fileId) {
        requests.put(
                header.messageId(),
                new Request(share(header), "read " + file(fileId).path(), QUIET));
    }

    void writes(Smb2.Header header, Smb2.Guid fileId) {
        requests.put(
                header.messageId(),
                new Request(share(header), "write " + file(fileId).path(), QUIET));
    }

    private OpenFile file(Smb2.Guid fileId) {
        return fileId.equals(OPENED_JUST_BEFORE) ? latest : files.getOrDefault(fileId, new OpenFile("?", false));
    }

    private String share(Smb2.Header header) {
        return shares.getOrDefault(new TreeKey(header.sessionId(), header.treeId()), "?");
    }

    /** An answer of any kind. What it holds besides the outcome is told next. */
    void answered(Instant time, Smb2.Header header) {
        long status = header.status();
        answered = null;
        if (status == STATUS_PENDING) {
            return;
        }
        Request request = requests.remove(header.messageId());
        if (request == null || status == STATUS_MORE_PROCESSING_REQUIRED) {
            return;
        }
        if (status == 0 && request.value() instanceof String user) {
            users.put(header.sessionId(), user);
        } else if (status == 0 && request.action().equals("connect")) {
            shares.put(new TreeKey(header.sessionId(), header.treeId()), request.share());
        } else if (status == 0 && request.value() instanceof OpenFile) {
            answered = request;
            return;
        } else if (request.value() == QUIET && (status == 0 || status == STATUS_END_OF_FILE)) {
            return;
        }
        print(time, header.sessionId(), request.share(), request.action() + ": " + outcome(status));
    }

    /** A file is open. Follows the call of {@link #answered(Instant, Smb2.Header)} for the same message. */
    void opened(Instant time, Smb2.Header header, Smb2.CreateResponse response) {
        if (answered != null && answered.value() instanceof OpenFile file) {
            files.put(response.fileId(), file);
            String action =
                    response.createAction() == 2 ? "create " : response.createAction() == 1 ? "open " : "replace ";
            print(time, header.sessionId(), answered.share(), action + file.path() + ": done");
        }
    }

    void transferred(Instant time, SmbFileEvent.Closed closed) {
        SmbFileEvent.File file = closed.file();
        if (closed.bytesRead() > 0) {
            print(time, file.sessionId(), file.share(), "read " + file.path() + ": " + closed.bytesRead() + " bytes");
        }
        if (closed.bytesWritten() > 0) {
            print(
                    time,
                    file.sessionId(),
                    file.share(),
                    "write " + file.path() + ": " + closed.bytesWritten() + " bytes");
        }
    }

    private static String outcome(long status) {
        return OUTCOMES.getOrDefault(status, String.format(Locale.ROOT, "0x%08x", status));
    }

    private void print(Instant time, long sessionId, String share, String what) {
        out.println(String.join("  ", time.toString(), client, users.getOrDefault(sessionId, "?"), share, what));
    }
}
