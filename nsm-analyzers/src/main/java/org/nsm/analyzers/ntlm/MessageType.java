package org.nsm.analyzers.ntlm;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three messages (MS-NLMP, section 2.2.1): how long the fixed part of each is, and where it keeps what. */
enum MessageType {
    NEGOTIATE(32, 12, List.of(Field.NEGOTIATE_DOMAIN, Field.NEGOTIATE_WORKSTATION)),
    CHALLENGE(48, 20, List.of(Field.CHALLENGE_TARGET_NAME, Field.CHALLENGE_TARGET_INFORMATION)),
    AUTHENTICATE(
            64,
            60,
            List.of(
                    Field.AUTHENTICATE_LM_RESPONSE,
                    Field.AUTHENTICATE_NT_RESPONSE,
                    Field.AUTHENTICATE_DOMAIN,
                    Field.AUTHENTICATE_USER,
                    Field.AUTHENTICATE_WORKSTATION,
                    Field.AUTHENTICATE_SESSION_KEY));

    /** "NTLMSSP" and a NUL. */
    private static final long SIGNATURE = 0x4e544c4d53535000L;

    private static final int TYPE = 8;
    private static final int HEADER = 12;
    private static final int VERSION = 8;
    private static final MessageType[] VALUES = values();

    private final int fixedLength;
    private final int flags;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Field> fields;

    MessageType(int fixedLength, int flags, List<Field> fields) {
        this.fixedLength = fixedLength;
        this.flags = flags;
        this.fields = fields;
    }

    /** The type of a message whose fixed part is there and whose payloads lie inside; null if it is no such message. */
    static @Nullable MessageType of(ByteBuf message) {
        int start = message.readerIndex();
        if (message.readableBytes() < HEADER || message.getLong(start) != SIGNATURE) {
            return null;
        }
        long number = message.getUnsignedIntLE(start + TYPE);
        if (number < 1 || number > VALUES.length) {
            return null;
        }
        MessageType type = VALUES[(int) number - 1];
        return type.fits(message) ? type : null;
    }

    private boolean fits(ByteBuf message) {
        if (message.readableBytes() < fixedLength) {
            return false;
        }
        int bits = flags(message);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.announced(bits) && !field.fits(message)) {
                return false;
            }
        }
        return true;
    }

    /** What both sides negotiate (MS-NLMP, section 2.2.2.5). */
    int flags(ByteBuf message) {
        return message.getIntLE(message.readerIndex() + flags);
    }

    /**
     * Where the version is in the buffer. It follows the fixed part, unless the first payload begins there, as with
     * clients that are older than it.
     *
     * @return the index, or -1 if the message has none
     */
    int version(ByteBuf message) {
        int bits = flags(message);
        int end = fixedLength + VERSION;
        if ((bits & Flags.VERSION) == 0 || message.readableBytes() < end) {
            return -1;
        }
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.announced(bits) && field.length(message) > 0 && field.offset(message) < end) {
                return -1;
            }
        }
        return message.readerIndex() + fixedLength;
    }
}
