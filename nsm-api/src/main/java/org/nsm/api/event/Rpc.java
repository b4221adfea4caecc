package org.nsm.api.event;

import org.nsm.api.Name;

/** What is common to all programs of ONC RPC (RFC 5531). */
public final class Rpc {

    private Rpc() {}

    /** How a call went (RFC 5531, section 9). */
    @Name("rpc_status")
    public enum Status {
        /** The procedure was executed. */
        RPC_SUCCESS,
        /** The server does not have the program. */
        RPC_PROG_UNAVAIL,
        /** The server does not have that version of the program. */
        RPC_PROG_MISMATCH,
        /** The program does not have the procedure. */
        RPC_PROC_UNAVAIL,
        /** The server could not decode the arguments. */
        RPC_GARBAGE_ARGS,
        /** The server failed for a reason of its own, such as lack of memory. */
        RPC_SYSTEM_ERR,
        /** There was no reply as long as the connection lasted. */
        RPC_TIMEOUT,
        /** The server does not speak that version of RPC. */
        RPC_VERS_MISMATCH,
        /** The server did not accept the credentials. */
        RPC_AUTH_ERROR,
        /** The reply has a code that RFC 5531 does not define. */
        RPC_UNKNOWN_ERROR
    }
}
