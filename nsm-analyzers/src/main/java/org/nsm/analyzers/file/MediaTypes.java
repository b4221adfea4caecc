package org.nsm.analyzers.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.tika.detect.TextStatistics;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** Tells the media type of a file by its first octets. Reads the signatures, some 0.2 s of work, when first needed. */
final class MediaTypes {

    /** No type is known. */
    static final String UNKNOWN = "<unknown>";

    /** Names that the field knows better by another. */
    private static final Map<String, String> COMMON_NAMES =
            Map.of("application/octet-stream", UNKNOWN, "application/x-msdownload", "application/x-dosexec");

    /** XML 1.0, section 2.8. */
    private static final byte[] XML_DECLARATION = {'<', '?', 'x', 'm', 'l', ' '};

    private static final Beginnings BEGINNINGS = Beginnings.read();

    private MediaTypes() {}

    /**
     * The media type. Kinds of text that are not registered with IANA count as plain text.
     *
     * @param beginning the first octets, which stay as they are
     * @return such as {@code image/png}, or {@link #UNKNOWN}
     */
    static String of(ByteBuf beginning) {
        byte[] octets = ByteBufUtil.getBytes(beginning);
        try {
            MediaType type = type(octets);
            if (!type.getType().equals("text")) {
                return COMMON_NAMES.getOrDefault(type.toString(), type.toString());
            }
            if (startsWith(beginning, XML_DECLARATION)) {
                // The library takes XML that breaks off for plain text.
                return "application/xml";
            }
            return type.getSubtype().startsWith("x-") ? "text/plain" : type.toString();
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    private static MediaType type(byte[] beginning) throws IOException {
        return BEGINNINGS.mayBeRegistered(beginning)
                ? MimeTypes.getDefaultMimeTypes()
                        .detect(new ByteArrayInputStream(beginning), new Metadata())
                        .getBaseType()
                : unregistered(beginning);
    }

    /** The library's detector of text asks the same, but loads the calendars and languages of the JDK before. */
    private static MediaType unregistered(byte[] beginning) {
        TextStatistics octets = new TextStatistics();
        octets.addData(beginning, 0, beginning.length);
        return octets.isMostlyAscii() || octets.looksLikeUTF8() ? MediaType.TEXT_PLAIN : MediaType.OCTET_STREAM;
    }

    private static boolean startsWith(ByteBuf beginning, byte[] prefix) {
        return beginning.readableBytes() >= prefix.length
                && ByteBufUtil.equals(
                        beginning, beginning.readerIndex(), Unpooled.wrappedBuffer(prefix), 0, prefix.length);
    }
}
