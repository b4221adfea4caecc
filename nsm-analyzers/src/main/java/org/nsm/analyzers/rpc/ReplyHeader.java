package org.nsm.analyzers.rpc;

import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Rpc;

/** The header of a reply (RFC 5531, section 9). */
final class ReplyHeader {

    private static final int ACCEPTED = 0;
    private static final int DENIED = 1;
    private static final int PROGRAM_MISMATCH = 2;
    private static final int RPC_MISMATCH = 0;
    private static final int AUTH_ERROR = 1;
    private static final int LOWEST_AND_HIGHEST = 8;

    private ReplyHeader() {}

    /**
     * Reads a header.
     *
     * @param reader stands behind the type of the message; in front of the result afterwards
     * @return how the call went, or null if the header is not well formed
     */
    static Rpc.@Nullable Status read(XdrReader reader) {
        int kind = reader.integer();
        Rpc.Status status = kind == ACCEPTED ? accepted(reader) : kind == DENIED ? denied(reader) : unknown(reader);
        return reader.failed() ? null : status;
    }

    private static Rpc.@Nullable Status accepted(XdrReader reader) {
        reader.skip(4);
        if (reader.skipOpaque() > Credentials.MAX_OCTETS) {
            return null;
        }
        int status = reader.integer();
        if (status == PROGRAM_MISMATCH) {
            reader.skip(LOWEST_AND_HIGHEST);
        }
        return switch (status) {
            case 0 -> Rpc.Status.RPC_SUCCESS;
            case 1 -> Rpc.Status.RPC_PROG_UNAVAIL;
            case PROGRAM_MISMATCH -> Rpc.Status.RPC_PROG_MISMATCH;
            case 3 -> Rpc.Status.RPC_PROC_UNAVAIL;
            case 4 -> Rpc.Status.RPC_GARBAGE_ARGS;
            case 5 -> Rpc.Status.RPC_SYSTEM_ERR;
            default -> unknown(reader);
        };
    }

    private static Rpc.Status denied(XdrReader reader) {
        int status = reader.integer();
        if (status == RPC_MISMATCH) {
            reader.skip(LOWEST_AND_HIGHEST);
            return Rpc.Status.RPC_VERS_MISMATCH;
        }
        if (status == AUTH_ERROR) {
            reader.skip(4);
            return Rpc.Status.RPC_AUTH_ERROR;
        }
        return unknown(reader);
    }

    /** What follows a code that nobody knows belongs to it. */
    private static Rpc.Status unknown(XdrReader reader) {
        if (!reader.failed()) {
            reader.skipRest();
        }
        return Rpc.Status.RPC_UNKNOWN_ERROR;
    }
}
