package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;

/** Recognises where a record begins, by the mark and the header of a message behind it. */
final class RecordStart {

    private static final int MARK_OCTETS = 4;

    /** The shortest message: a denial. */
    private static final int MIN_MESSAGE = 16;

    /** A call with all up to the length of its credentials, which cannot be shorter. */
    private static final int CALL_HEADER = 32;

    /** The largest flavor of credentials and verifiers that is in use on the wire: RPCSEC_GSS. */
    private static final int MAX_FLAVOR = 6;

    private static final int CALL = 0;
    private static final int REPLY = 1;
    private static final int RPC_VERSION = 2;

    private RecordStart() {}

    /**
     * Finds the first place where a record seems to begin.
     *
     * @param data the readable bytes are searched
     * @return its index, or -1
     */
    static int find(ByteBuf data) {
        int end = data.writerIndex();
        for (int at = data.readerIndex(); at + MARK_OCTETS + MIN_MESSAGE <= end; at++) {
            int length = data.getInt(at) & Integer.MAX_VALUE;
            if (length >= MIN_MESSAGE
                    && length <= RecordStream.MAX_RECORD
                    && isHeader(data, at + MARK_OCTETS, (int) Math.min(end, at + MARK_OCTETS + (long) length))) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Whether bytes look like the header of a call or a reply.
     *
     * @param bytes where they are
     * @param at    the index of the first
     * @param end   the index behind the last
     */
    static boolean isHeader(ByteBuf bytes, int at, int end) {
        if (end - at < MIN_MESSAGE) {
            return false;
        }
        int type = bytes.getInt(at + 4);
        int next = bytes.getInt(at + 8);
        if (type == CALL) {
            return next == RPC_VERSION && end - at >= CALL_HEADER && isAuthentication(bytes, at + 24);
        }
        if (type != REPLY) {
            return false;
        }
        boolean accepted = next == 0;
        boolean denied = next == 1;
        return denied && (bytes.getInt(at + 12) >>> 1) == 0
                || accepted && end - at >= 24 && isAuthentication(bytes, at + 12);
    }

    /** A flavor and a length. */
    private static boolean isAuthentication(ByteBuf bytes, int at) {
        int flavor = bytes.getInt(at);
        int length = bytes.getInt(at + 4);
        return flavor >= 0 && flavor <= MAX_FLAVOR && length >= 0 && length <= Credentials.MAX_OCTETS;
    }
}
