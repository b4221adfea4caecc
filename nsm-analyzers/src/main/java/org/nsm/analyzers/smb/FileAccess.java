package org.nsm.analyzers.smb;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.SmbFileEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;

/** Takes what is read from files and written to them on one connection to the host. */
public final class FileAccess {

    private final AnalyzerContext context;
    private final Channel<SmbFileEvent.Data> data;
    private final Channel<SmbFileEvent.Closed> closes;
    private long opened;

    /**
     * Starts with no open files.
     *
     * @param context of the analyzer of SMB
     */
    public FileAccess(AnalyzerContext context) {
        this.context = context;
        data = context.channel(SmbFileEvent.Data.class);
        closes = context.channel(SmbFileEvent.Closed.class);
    }

    /**
     * Whether the host wants any of it. If not, nothing else needs to be called.
     *
     * @return false if no event would be raised
     */
    public boolean wanted() {
        return data.wanted() || closes.wanted();
    }

    /**
     * A file is being opened.
     *
     * @param sessionId the session of the client
     * @param share     the share, as in {@code \\server\share}; empty if its connect was not seen
     * @param path      the path on the share; empty if the open was not seen
     * @return stands for the file in the other calls
     */
    public OpenFile open(long sessionId, String share, String path) {
        return new OpenFile(new SmbFileEvent.File(++opened, sessionId, share, path));
    }

    /**
     * Bytes of a file passed by.
     *
     * @param file    the file
     * @param written whether they are written to it, not read from it
     * @param offset  where in the file they belong
     * @param bytes   its readable bytes are these bytes; its indices stay as they are
     */
    public void data(OpenFile file, boolean written, long offset, ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length == 0) {
            return;
        }
        if (written) {
            file.bytesWritten += length;
        } else {
            file.bytesRead += length;
        }
        if (data.wanted()) {
            ByteBuf view = bytes.slice().asReadOnly();
            data.raise(new SmbFileEvent.Data(context.connection(), file.description, written, offset, view));
        }
    }

    /**
     * A file was closed, or nothing more will be seen of it. Only the first call counts.
     *
     * @param file the file
     */
    public void closed(OpenFile file) {
        if (!file.closed) {
            file.closed = true;
            if (closes.wanted()) {
                closes.raise(new SmbFileEvent.Closed(
                        context.connection(), file.description, file.bytesRead, file.bytesWritten));
            }
        }
    }
}
