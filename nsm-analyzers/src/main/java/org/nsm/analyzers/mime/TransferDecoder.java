package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Undoes a Content-Transfer-Encoding (RFC 2045, section 6). */
interface TransferDecoder {

    /** Takes what is wrong with an encoding. */
    interface Problems {

        /** Something that must not occur. */
        void illegalEncoding(String detail);

        /** Something that is to be ignored, yet odd. */
        void illegalBase64(String detail);
    }

    /**
     * Decodes a piece of a line.
     *
     * @param data the bytes, line ends not among them
     * @param from the first
     * @param to   behind the last
     * @param out  what takes the octets, never more than twice as many as there are bytes, and {@link #MOST_HELD}
     */
    void text(ByteBuf data, int from, int to, ByteBuf out);

    /** How much a decoder may hold back and write later, in octets. */
    int MOST_HELD = 256;

    /**
     * The line ends.
     *
     * @param lineEnd how
     * @param out     what takes it, if it belongs to the text
     */
    void lineEnd(LineEnd lineEnd, ByteBuf out);

    /**
     * The body ends.
     *
     * @param out what takes the last octets
     */
    void end(ByteBuf out);

    /** The decoder of an encoding, or null if the octets are to be taken as they are. */
    static @Nullable TransferDecoder of(String encoding, Problems problems) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "BASE64" -> new Base64Decoder(problems);
            case "QUOTED-PRINTABLE" -> new QuotedPrintableDecoder(problems);
            default -> null;
        };
    }
}
