package org.nsm.api;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;

/** Takes the recorded bytes of a connection, see {@link Connection#setContentsFile}. */
@FunctionalInterface
public interface ContentsSink {

    /**
     * Takes the next bytes of the stream.
     *
     * @param bytes what was delivered, valid during the call
     * @throws IOException if they could not be written
     */
    void write(ByteBuf bytes) throws IOException;

    /**
     * Records to a stream.
     *
     * @param out where the bytes go
     * @return the sink
     */
    static ContentsSink of(OutputStream out) {
        return bytes -> bytes.getBytes(bytes.readerIndex(), out, bytes.readableBytes());
    }
}
