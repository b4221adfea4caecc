package org.nsm.analyzers.ntlm;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.windows.WindowsText;
import org.nsm.api.event.Ntlm;

/** Reads messages that {@link MessageType#of} found to be whole. */
final class NtlmMessage {

    private NtlmMessage() {}

    /** The first message. Its texts are always OEM (MS-NLMP, section 2.2.1.1). */
    static Ntlm.Negotiate negotiate(ByteBuf message) {
        int flags = MessageType.NEGOTIATE.flags(message);
        return new Ntlm.Negotiate(
                Flags.of(flags),
                textIfAnnounced(message, Field.NEGOTIATE_DOMAIN, flags, 0),
                textIfAnnounced(message, Field.NEGOTIATE_WORKSTATION, flags, 0),
                version(message, MessageType.NEGOTIATE));
    }

    /** Whether the second message announces information about the server that is no list of pairs. */
    static boolean hasMalformedInformation(ByteBuf message) {
        Field information = Field.CHALLENGE_TARGET_INFORMATION;
        return information.announced(MessageType.CHALLENGE.flags(message))
                && !AttributePairs.fit(message, information.index(message), information.length(message));
    }

    /** The second message (MS-NLMP, section 2.2.1.2). */
    static Ntlm.Challenge challenge(ByteBuf message) {
        int flags = MessageType.CHALLENGE.flags(message);
        Field information = Field.CHALLENGE_TARGET_INFORMATION;
        return new Ntlm.Challenge(
                Flags.of(flags),
                textIfAnnounced(message, Field.CHALLENGE_TARGET_NAME, flags, flags & Flags.UNICODE),
                version(message, MessageType.CHALLENGE),
                information.announced(flags)
                        ? AttributePairs.read(message, information.index(message), information.length(message))
                        : null);
    }

    /** The third message (MS-NLMP, section 2.2.1.3). */
    static Ntlm.Authenticate authenticate(ByteBuf message) {
        int flags = MessageType.AUTHENTICATE.flags(message);
        Field key = Field.AUTHENTICATE_SESSION_KEY;
        return new Ntlm.Authenticate(
                Flags.of(flags),
                textIfAny(message, Field.AUTHENTICATE_DOMAIN, flags),
                textIfAny(message, Field.AUTHENTICATE_USER, flags),
                textIfAny(message, Field.AUTHENTICATE_WORKSTATION, flags),
                key.length(message) == 0
                        ? null
                        : message.slice(key.index(message), key.length(message)).asReadOnly(),
                version(message, MessageType.AUTHENTICATE));
    }

    private static @Nullable String textIfAnnounced(ByteBuf message, Field field, int flags, int unicode) {
        return field.announced(flags) ? text(message, field, unicode) : null;
    }

    private static @Nullable String textIfAny(ByteBuf message, Field field, int flags) {
        return field.length(message) == 0 ? null : text(message, field, flags & Flags.UNICODE);
    }

    private static String text(ByteBuf message, Field field, int unicode) {
        return unicode == 0
                ? WindowsText.oem(message, field.index(message), field.length(message))
                : WindowsText.unicode(message, field.index(message), field.length(message));
    }

    /** The version of Windows (MS-NLMP, section 2.2.2.10). */
    private static Ntlm.@Nullable Version version(ByteBuf message, MessageType type) {
        int at = type.version(message);
        return at < 0
                ? null
                : new Ntlm.Version(
                        message.getUnsignedByte(at),
                        message.getUnsignedByte(at + 1),
                        message.getUnsignedShortLE(at + 2),
                        message.getUnsignedByte(at + 7));
    }
}
