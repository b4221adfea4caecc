package org.nsm.api.event;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What DCE/RPC messages hold (C706, chapter 12). */
public final class DceRpc {

    private DceRpc() {}

    /** The types of PDUs (C706, section 12.6.3; MS-RPCE, section 2.2.2). Some exist over datagrams only. */
    @Name("DCE_RPC::PType")
    public enum PduType {
        /** A call of an operation. */
        REQUEST(0),
        /** Datagrams: is the call still worked on? */
        PING(1),
        /** The result of an operation. */
        RESPONSE(2),
        /** An operation failed. */
        FAULT(3),
        /** Datagrams: the call is being worked on. */
        WORKING(4),
        /** Datagrams: the call is not known. */
        NOCALL(5),
        /** Datagrams: the call is refused. */
        REJECT(6),
        /** Datagrams: the response arrived. */
        ACK(7),
        /** Datagrams: the client cancels a call. */
        CL_CANCEL(8),
        /** Datagrams: fragments arrived. */
        FACK(9),
        /** Datagrams: a cancel arrived. */
        CANCEL_ACK(10),
        /** The client sets up an association. */
        BIND(11),
        /** The server accepts an association. */
        BIND_ACK(12),
        /** The server refuses an association. */
        BIND_NAK(13),
        /** The client asks for another interface. */
        ALTER_CONTEXT(14),
        /** The server answers that. */
        ALTER_CONTEXT_RESP(15),
        /** The third leg of an authentication. */
        AUTH3(16),
        /** The server wants the connection closed. */
        SHUTDOWN(17),
        /** The client cancels a call. */
        CO_CANCEL(18),
        /** The client is no longer interested in a call. */
        ORPHANED(19),
        /** Control of RPC over HTTP (MS-RPCH). */
        RTS(20);

        private static final PduType[] VALUES = values();

        private final int code;

        PduType(int code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public int code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable PduType of(long code) {
            for (PduType value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }
}
