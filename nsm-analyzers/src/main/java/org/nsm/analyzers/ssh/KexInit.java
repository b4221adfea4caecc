package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Ssh;

/** The message SSH_MSG_KEXINIT (RFC 4253, section 7.1). A view of the bytes it was read from. */
final class KexInit {

    private static final int COOKIE_OCTETS = 16;
    private static final int LISTS = 10;

    private static final int KEX = 0;
    private static final int HOST_KEY = 1;
    private static final int ENCRYPTION = 2;
    private static final int MAC = 4;
    private static final int COMPRESSION = 6;
    private static final int LANGUAGES = 8;

    private final ByteBuf message;
    private final ByteBuf lists;
    private final boolean guessFollows;

    private KexInit(ByteBuf message, ByteBuf lists, boolean guessFollows) {
        this.message = message;
        this.lists = lists;
        this.guessFollows = guessFollows;
    }

    /**
     * Reads the message.
     *
     * @param message what follows the octet of the message type
     * @return the message, or null if it is malformed
     */
    static @Nullable KexInit parse(ByteBuf message) {
        int start = message.readerIndex() + COOKIE_OCTETS;
        int end = start;
        for (int i = 0; i < LISTS && end >= 0; i++) {
            end = SshFields.end(message, end);
        }
        if (end < 0 || end >= message.writerIndex()) {
            return null;
        }
        return new KexInit(message, message.slice(start, end - start), message.getByte(end) != 0);
    }

    /** 16 random octets. */
    ByteBuf cookie() {
        return message.slice(message.readerIndex(), COOKIE_OCTETS).asReadOnly();
    }

    /** Whether a message of the method that this side guesses comes before the peer's message of this kind. */
    boolean guessFollows() {
        return guessFollows;
    }

    /** The methods of key exchange, in order of preference. */
    List<String> methods() {
        return names(KEX);
    }

    /** The kinds of host key, in order of preference. */
    List<String> hostKeyKinds() {
        return names(HOST_KEY);
    }

    /** The methods as they came. */
    ByteBuf methodList() {
        return list(KEX);
    }

    /** The kinds of host key as they came. */
    ByteBuf hostKeyList() {
        return list(HOST_KEY);
    }

    /** All lists. */
    Ssh.Capabilities capabilities(boolean isServer) {
        Ssh.AlgorithmPrefs languages = prefs(LANGUAGES);
        boolean noLanguage = languages.clientToServer() == null && languages.serverToClient() == null;
        return new Ssh.Capabilities(
                methods(),
                hostKeyKinds(),
                prefs(ENCRYPTION),
                prefs(MAC),
                prefs(COMPRESSION),
                noLanguage ? null : languages,
                isServer);
    }

    private Ssh.AlgorithmPrefs prefs(int first) {
        return new Ssh.AlgorithmPrefs(nullIfEmpty(names(first)), nullIfEmpty(names(first + 1)));
    }

    private static @Nullable List<String> nullIfEmpty(List<String> names) {
        return names.isEmpty() ? null : names;
    }

    private List<String> names(int list) {
        return SshFields.names(list(list));
    }

    private ByteBuf list(int index) {
        ByteBuf field = SshFields.field(lists, index);
        return field == null ? Unpooled.EMPTY_BUFFER : field;
    }
}
