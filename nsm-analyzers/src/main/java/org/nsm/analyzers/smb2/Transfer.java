package org.nsm.analyzers.smb2;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.NamedPipes;

/** The data of one message of one direction on their way to a pipe or a file, as they come. */
final class Transfer {

    private final boolean isOrig;
    private final NamedPipes pipes;
    private final FileAccess files;
    private long remaining;
    private boolean toPipe;
    private long pipe;
    private long fileId;
    private @Nullable Handle file;
    private long offset;

    Transfer(boolean isOrig, NamedPipes pipes, FileAccess files) {
        this.isOrig = isOrig;
        this.pipes = pipes;
        this.files = files;
    }

    /** Nothing more belongs to the last message. */
    void stop() {
        remaining = 0;
        file = null;
    }

    void beginPipe(long persistentId, long volatileId, long length) {
        remaining = length;
        toPipe = true;
        pipe = pipeOf(persistentId, volatileId);
        fileId = persistentId + volatileId;
    }

    void beginFile(Handle handle, long position, long length) {
        remaining = length;
        toPipe = false;
        file = handle;
        offset = position;
    }

    /** Tells pipes apart whose ids have the same sum. */
    static long pipeOf(long persistentId, long volatileId) {
        return persistentId * 0x9e3779b97f4a7c15L + volatileId;
    }

    /**
     * The next bytes of the message.
     *
     * @param bytes its readable bytes are data, and what may follow behind the last of them; its indices stay as they are
     */
    void data(ByteBuf bytes) {
        int end = bytes.writerIndex();
        int length = (int) Math.min(remaining, bytes.readableBytes());
        if (length == 0) {
            return;
        }
        remaining -= length;
        bytes.writerIndex(bytes.readerIndex() + length);
        if (toPipe) {
            pipes.data(pipe, fileId, isOrig, bytes);
        } else if (file != null) {
            files.data(file.file, isOrig, offset, bytes);
            offset += length;
        }
        bytes.writerIndex(end);
    }

    /** Bytes of the message are missing. */
    void missing(int length) {
        long missed = Math.min(remaining, length);
        remaining -= missed;
        offset += missed;
        if (toPipe && missed > 0) {
            pipes.gap(pipe, isOrig, missed);
        }
    }
}
