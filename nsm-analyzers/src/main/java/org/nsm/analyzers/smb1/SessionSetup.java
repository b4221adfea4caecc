package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Smb1;

/** The blocks of SESSION_SETUP_ANDX (MS-CIFS, section 2.2.4.53; MS-SMB, section 2.2.4.6), from behind the AndX fields on. */
final class SessionSetup {

    /** The numbers of words of the three kinds of requests. */
    private static final int BEFORE_NT = 10;

    private static final int EXTENDED = 12;
    private static final int NT = 13;

    /** The numbers of words of the two kinds of answers. */
    private static final int ANSWER = 3;

    private static final int EXTENDED_ANSWER = 4;

    /** In the action of an answer: the user is taken for a guest. */
    private static final int GUEST = 1;

    private static final int UNICODE = 1 << 2;
    private static final int LARGE_FILES = 1 << 3;
    private static final int NT_SMBS = 1 << 4;
    private static final int STATUS32 = 1 << 6;
    private static final int LEVEL_2_OPLOCKS = 1 << 7;
    private static final int NT_FIND = 1 << 9;

    /**
     * A request and the security token in it.
     *
     * @param request what the event shows; null if it is not wanted
     * @param token   the token; empty if there is none
     */
    record Request(Smb1.@Nullable SessionSetupAndxRequest request, ByteBuf token) {}

    /**
     * An answer and the security token in it.
     *
     * @param response what the event shows; null if it is not wanted
     * @param token    the token; empty if there is none
     */
    record Answer(Smb1.@Nullable SessionSetupAndxResponse response, ByteBuf token) {}

    private SessionSetup() {}

    /** Whether there is a request with so many words. */
    static boolean isRequest(int words) {
        return words == BEFORE_NT || words == EXTENDED || words == NT;
    }

    /** Whether an answer with so many words has fields that are known. */
    static boolean isAnswer(int words) {
        return words == ANSWER || words == EXTENDED_ANSWER;
    }

    /** A request of one of the three kinds. */
    static Request request(Fields in, int words, boolean wanted) {
        int maxBufferSize = in.u16();
        int maxMpxCount = in.u16();
        int vcNumber = in.u16();
        long sessionKey = in.u32();
        int firstLength = in.u16();
        int secondLength = words == NT ? in.u16() : 0;
        in.skip(Integer.BYTES);
        int capabilities = words == BEFORE_NT ? 0 : (int) in.u32();
        in.skip(Short.BYTES);
        ByteBuf first = in.bytes(firstLength);
        ByteBuf second = in.bytes(secondLength);
        boolean named = words != EXTENDED;
        String account = named ? in.text(wanted) : "";
        String domain = named ? in.text(wanted) : "";
        String nativeOs = in.text(wanted);
        String nativeLanman = in.text(wanted);
        ByteBuf token = named ? Unpooled.EMPTY_BUFFER : first;
        if (!wanted) {
            return new Request(null, token);
        }
        return new Request(
                new Smb1.SessionSetupAndxRequest(
                        words,
                        maxBufferSize,
                        maxMpxCount,
                        vcNumber,
                        sessionKey,
                        nativeOs,
                        nativeLanman,
                        named ? account : null,
                        words == BEFORE_NT ? first : null,
                        named ? domain : null,
                        words == NT ? first : null,
                        words == NT ? second : null,
                        null,
                        words == BEFORE_NT ? null : capabilities(capabilities)),
                token);
    }

    private static Smb1.SessionSetupAndxCapabilities capabilities(int bits) {
        return new Smb1.SessionSetupAndxCapabilities(
                (bits & UNICODE) != 0,
                (bits & LARGE_FILES) != 0,
                (bits & NT_SMBS) != 0,
                (bits & STATUS32) != 0,
                (bits & LEVEL_2_OPLOCKS) != 0,
                (bits & NT_FIND) != 0);
    }

    /** An answer of one of the two kinds. */
    static Answer answer(Fields in, int words, boolean wanted) {
        boolean guest = (in.u16() & GUEST) != 0;
        int tokenLength = words == EXTENDED_ANSWER ? in.u16() : 0;
        boolean texts = in.u16() > 0 || words == EXTENDED_ANSWER;
        ByteBuf token = in.bytes(tokenLength);
        String nativeOs = texts ? in.text(wanted) : "";
        String nativeLanman = texts ? in.text(wanted) : "";
        String domain = texts && words == ANSWER ? in.text(wanted) : "";
        if (!wanted) {
            return new Answer(null, token);
        }
        return new Answer(
                new Smb1.SessionSetupAndxResponse(
                        words, guest, nativeOs, nativeLanman, words == ANSWER ? domain : null, null),
                token);
    }

    /** What is said of an answer whose fields are not known. */
    static Smb1.SessionSetupAndxResponse unknown(int words) {
        return new Smb1.SessionSetupAndxResponse(words, null, null, null, null, null);
    }
}
