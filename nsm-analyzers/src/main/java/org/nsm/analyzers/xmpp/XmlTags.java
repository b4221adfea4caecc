package org.nsm.analyzers.xmpp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Finds the tags in a stream of XML, however it is cut. XMPP forbids comments, processing instructions and declarations of
 * types (RFC 6120, section 11.1); they are passed over like a tag.
 */
final class XmlTags {

    /** Longer than every name that matters. */
    private static final int MAX_NAME = 64;

    private final byte[] name = new byte[MAX_NAME];
    private int nameLength;
    private State state = State.TEXT;
    private byte quote;
    private boolean slashLast;

    private enum State {
        TEXT,
        NAME,
        ATTRIBUTES,
        QUOTED
    }

    /**
     * Reads up to behind the next tag.
     *
     * @param data its readable bytes are read up to there
     * @return whether a tag is complete, of which the other methods tell
     */
    boolean next(ByteBuf data) {
        while (data.isReadable()) {
            byte c = data.readByte();
            switch (state) {
                case TEXT -> {
                    if (c == '<') {
                        state = State.NAME;
                        nameLength = 0;
                        slashLast = false;
                    }
                }
                case NAME -> {
                    boolean endsName = isBlank(c) || c == '>' || c == '/' && nameLength > 0;
                    if (!endsName && nameLength < MAX_NAME) {
                        name[nameLength++] = c;
                    }
                    if (endsName) {
                        state = State.ATTRIBUTES;
                        if (inTag(c)) {
                            return true;
                        }
                    }
                }
                case ATTRIBUTES -> {
                    if (inTag(c)) {
                        return true;
                    }
                }
                case QUOTED -> {
                    if (c == quote) {
                        state = State.ATTRIBUTES;
                    }
                }
            }
        }
        return false;
    }

    private boolean inTag(byte c) {
        if (c == '>') {
            state = State.TEXT;
            return true;
        }
        slashLast = c == '/';
        if (c == '"' || c == '\'') {
            quote = c;
            state = State.QUOTED;
        }
        return false;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** The name with its prefix, behind a slash if the tag ends an element. */
    String name() {
        return new String(name, 0, nameLength, StandardCharsets.ISO_8859_1);
    }

    /** Whether the element has nothing in it. */
    boolean isEmptyElement() {
        return slashLast;
    }
}
