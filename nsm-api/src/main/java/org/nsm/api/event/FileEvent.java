package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Files on connections that carry nothing else, as FTP (RFC 959) and IRC open them. */
public sealed interface FileEvent extends Event {

    /**
     * The first 1024 octets of a data connection are there, or it ended before. Not raised for a connection that
     * carried none.
     *
     * @param connection  the data connection
     * @param prefix      the first octets, 1 to 1024
     * @param description {@code <unknown>}
     * @param mimeType    the media type that the first octets suggest, such as {@code image/png}; {@code <unknown>} if
     *                    none
     */
    @Name("file_transferred")
    record Transferred(
            Connection connection,
            ByteBuf prefix,
            @Name("descr") String description,
            String mimeType) implements FileEvent {}
}
