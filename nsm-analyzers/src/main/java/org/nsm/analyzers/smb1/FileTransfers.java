package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.FilePaths;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.smb.OpenFile;
import org.nsm.analyzers.table.RecentTable;
import org.nsm.api.spi.AnalyzerContext;

/** Hands on what is read and written: on shares with pipes to the pipes, otherwise to the files. */
final class FileTransfers {

    /** In the place of a FID that is not known: no FID, since those have 16 bits. */
    static final int UNKNOWN_FILE = 0x10000;

    /** The number that events name all pipes by. */
    static final int PIPE_ID = 0;

    /** As many requests as a client may have pending in practice; servers allow 50 mostly. */
    private static final int MAX_PENDING = 256;

    /** As many files as a client has open in practice. */
    private static final int MAX_FILES = 1024;

    private final AnalyzerContext context;
    private final NamedPipes pipes;
    private final FileAccess files;
    private final Shares shares;

    /** The reads, opens and closes that are not answered yet, by exchange and command. */
    private final RecentTable<Pending> pending = new RecentTable<>(MAX_PENDING);

    /** The open files by FID; empty unless the host wants files. */
    private final RecentTable<OpenFile> open = new RecentTable<>(MAX_FILES);

    /**
     * What is remembered of a request.
     *
     * @param fileId the FID of a read or a close
     * @param offset the offset of a read
     * @param path   the path of an open
     */
    private record Pending(int fileId, long offset, String path) {}

    FileTransfers(AnalyzerContext context, NamedPipes pipes, FileAccess files, Shares shares) {
        this.context = context;
        this.pipes = pipes;
        this.files = files;
        this.shares = shares;
    }

    /** Whether the names of files are worth reading although no event shows them. */
    boolean wantsNames(int treeId) {
        return files.wanted() || !shares.isKnown(treeId);
    }

    private void remember(Smb1Message message, int command, Pending request) {
        if (pending.put(message.exchange(), command, request) != null) {
            context.weird("smb1_request_evicted", "");
        }
    }

    private @Nullable Pending answered(Smb1Message message, int command) {
        return pending.remove(message.exchange(), command);
    }

    /** Whether what is read and written is handed on to anybody. */
    boolean wantsData(Smb1Message message) {
        return files.wanted() || shares.havePipes(message.treeId());
    }

    /** The client wants to open a file. */
    void opening(Smb1Message message, String path) {
        shares.opening(message.treeId(), path);
        if (files.wanted() && !shares.havePipes(message.treeId())) {
            remember(message, Commands.NT_CREATE_ANDX, new Pending(UNKNOWN_FILE, 0, FilePaths.keptOnShare(path)));
        }
    }

    /** The server opened it. */
    void opened(Smb1Message message, int fileId) {
        if (shares.havePipes(message.treeId())) {
            pipes.close(fileId);
        } else if (files.wanted()) {
            Pending request = answered(message, Commands.NT_CREATE_ANDX);
            open(message, fileId, request == null ? "" : request.path);
        }
    }

    private OpenFile open(Smb1Message message, int fileId, String path) {
        close(open.remove(fileId, 0));
        OpenFile file = files.open(message.userId(), shares.path(message.treeId()), path);
        OpenFile evicted = open.put(fileId, 0, file);
        if (evicted != null) {
            context.weird("smb1_open_file_evicted", "");
            close(evicted);
        }
        return file;
    }

    private void close(@Nullable OpenFile file) {
        if (file != null) {
            files.closed(file);
        }
    }

    /** The client wants to close a file. */
    void closing(Smb1Message message, int fileId) {
        if (wantsData(message)) {
            remember(message, Commands.CLOSE, new Pending(fileId, 0, ""));
        }
    }

    /** The server answered that. */
    void closed(Smb1Message message) {
        Pending request = answered(message, Commands.CLOSE);
        if (request != null && message.successful()) {
            pipes.close(request.fileId);
            close(open.remove(request.fileId, 0));
        }
    }

    /** The client wants to read. */
    void reading(Smb1Message message, FileBlocks.Read read) {
        if (wantsData(message)) {
            remember(message, Commands.READ_ANDX, new Pending(read.fileId(), read.offset(), ""));
        }
    }

    /** The server returned what the client wanted to read. */
    void read(Smb1Message message, ByteBuf data) {
        if (wantsData(message)) {
            Pending request = answered(message, Commands.READ_ANDX);
            if (shares.havePipes(message.treeId())) {
                pipes.data(request == null ? UNKNOWN_FILE : request.fileId, PIPE_ID, message.isOrig(), data);
            } else if (request != null) {
                fileData(message, request.fileId, false, request.offset, data);
            }
        }
    }

    /** The client writes. */
    void writing(Smb1Message message, FileBlocks.Write write) {
        if (shares.havePipes(message.treeId())) {
            pipes.data(write.fileId(), PIPE_ID, message.isOrig(), write.data());
        } else if (files.wanted()) {
            fileData(message, write.fileId(), true, write.offset(), write.data());
        }
    }

    private void fileData(Smb1Message message, int fileId, boolean written, long offset, ByteBuf data) {
        OpenFile file = open.get(fileId, 0);
        files.data(file == null ? open(message, fileId, "") : file, written, offset, data);
    }

    /** A request failed. */
    void failed(Smb1Message message) {
        answered(message, message.command());
    }

    /** The connection is over. */
    void end() {
        open.drain(files::closed);
    }
}
