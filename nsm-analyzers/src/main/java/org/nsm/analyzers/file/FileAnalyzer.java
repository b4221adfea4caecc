package org.nsm.analyzers.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.FileEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.StreamAnalyzer;

/** Raises {@link FileEvent}s for the data connections of FTP and IRC: one for each, by its first octets. */
public final class FileAnalyzer extends StreamAnalyzer {

    /** As documented for the event. */
    private static final int PREFIX = 1024;

    private final Channel<FileEvent.Transferred> transfers;
    private @Nullable ByteBuf held;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public FileAnalyzer(AnalyzerContext context) {
        super(context);
        transfers = context.channel(FileEvent.Transferred.class);
        if (!transfers.wanted()) {
            context.finish();
        }
    }

    @Override
    protected void data(boolean isOrig, ByteBuf data) {
        if (held == null && data.readableBytes() >= PREFIX) {
            raise(data.slice(data.readerIndex(), PREFIX));
            context().finish();
            return;
        }
        ByteBuf prefix = held == null ? Unpooled.buffer(data.readableBytes(), PREFIX) : held;
        held = prefix;
        prefix.writeBytes(data, Math.min(data.readableBytes(), PREFIX - prefix.readableBytes()));
        if (prefix.readableBytes() == PREFIX) {
            context().finish();
        }
    }

    /** What is known of the beginning ends here. */
    @Override
    protected void gap(boolean isOrig, long length) {
        context().finish();
    }

    @Override
    protected void end() {
        if (held != null) {
            raise(held);
            held = null;
        }
    }

    private void raise(ByteBuf prefix) {
        if (transfers.wanted()) {
            transfers.raise(new FileEvent.Transferred(
                    connection(), prefix.asReadOnly(), MediaTypes.UNKNOWN, MediaTypes.of(prefix)));
        }
    }
}
