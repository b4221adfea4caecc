package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;

/** What the messages of the MOUNT protocol hold (RFC 1813, section 5). */
public final class Mount {

    private Mount() {}

    /**
     * How a call went and who made it. A message spans from the first of its packets to the last. Lengths count the
     * whole RPC message in bytes.
     *
     * @param rpcStatus        how the call went as far as RPC is concerned
     * @param mountStatus      the first word of the result; the number -1 without a constant where it has none,
     *                         {@code MNT3_OK} where RPC failed
     * @param requestStart     when the call started
     * @param requestDuration  how long it took to send
     * @param requestLength    its length
     * @param replyStart       when the reply started; without a reply, when the call was given up
     * @param replyDuration    how long it took to send; 0 without a reply
     * @param replyLength      its length; 0 without a reply
     * @param rpcUid           the user id that the client claims; 0 where it claims none
     * @param rpcGid           the group id that the client claims; 0 where it claims none
     * @param rpcStamp         an arbitrary number of the client; 0 where there is none
     * @param rpcMachineName   the name of the client, as it claims; empty where it claims none
     * @param rpcAuxiliaryGids further group ids that the client claims, at most 64
     */
    @Name("MOUNT3::info_t")
    public record Info(
            @Name("rpc_stat") Rpc.Status rpcStatus,
            @Name("mnt_stat") Coded<Status> mountStatus,
            @Name("req_start") Instant requestStart,
            @Name("req_dur") Duration requestDuration,
            @Name("req_len") int requestLength,
            @Name("rep_start") Instant replyStart,
            @Name("rep_dur") Duration replyDuration,
            @Name("rep_len") int replyLength,
            long rpcUid,
            long rpcGid,
            long rpcStamp,
            String rpcMachineName,
            @Name("rpc_auxgids") List<Long> rpcAuxiliaryGids) {

        /** Copies the list. */
        public Info {
            rpcAuxiliaryGids = List.copyOf(rpcAuxiliaryGids);
        }
    }

    /**
     * The argument of MNT, UMNT and UMNTALL (RFC 1813, section 5.2).
     *
     * @param directory the path of a directory
     */
    @Name("MOUNT3::dirmntargs_t")
    public record DirectoryArguments(@Name("dirname") String directory) {}

    /**
     * The result of MNT (RFC 1813, section 5.2.1). A call that failed leaves both null.
     *
     * @param directoryHandle the file handle of the directory
     * @param authFlavors     how calls with that handle may authenticate, the best first; at most 32
     */
    @Name("MOUNT3::mnt_reply_t")
    public record MountReply(
            @Name("dirfh") @Nullable ByteBuf directoryHandle,
            @Nullable List<Coded<AuthFlavor>> authFlavors) {

        /** Copies the list. */
        public MountReply {
            authFlavors = authFlavors == null ? null : List.copyOf(authFlavors);
        }
    }

    /** The outcome of MNT (RFC 1813, section 5.1.5). */
    @Name("MOUNT3::status_t")
    public enum Status {
        /** The directory may be mounted. */
        MNT3_OK(0),
        /** The client is not the owner. */
        MNT3ERR_PERM(1),
        /** There is no such directory. */
        MNT3ERR_NOENT(2),
        /** Reading or writing failed. */
        MNT3ERR_IO(5),
        /** Access is denied. */
        MNT3ERR_ACCES(13),
        /** It is not a directory. */
        MNT3ERR_NOTDIR(20),
        /** An argument is not valid. */
        MNT3ERR_INVAL(22),
        /** The path is too long. */
        MNT3ERR_NAMETOOLONG(63),
        /** The operation is not supported. */
        MNT3ERR_NOTSUPP(10004),
        /** The server failed for a reason of its own. */
        MNT3ERR_SERVERFAULT(10006),
        /** Stands for a status that is not known; no server sends it. */
        MOUNT3ERR_UNKNOWN(0xffffffffL);

        private static final Status[] VALUES = values();

        private final long code;

        Status(long code) {
            this.code = code;
        }

        /**
         * The number on the wire.
         *
         * @return the documented number, unsigned
         */
        public long code() {
            return code;
        }

        /**
         * Finds the constant of a number.
         *
         * @param code the number on the wire
         * @return the constant, or null for a number that is not documented
         */
        public static @Nullable Status of(long code) {
            for (Status value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }

    /** The procedures (RFC 1813, section 5.2). */
    @Name("MOUNT3::proc_t")
    public enum Procedure {
        /** Do nothing. */
        PROC_NULL(0),
        /** Get the file handle of a directory. */
        PROC_MNT(1),
        /** List what clients have mounted. */
        PROC_DUMP(2),
        /** Give a directory up. */
        PROC_UMNT(3),
        /** Give everything up. */
        PROC_UMNT_ALL(4),
        /** List what may be mounted. */
        PROC_EXPORT(5),
        /** One more than the last procedure. */
        PROC_END_OF_PROCS(6);

        private static final Procedure[] VALUES = values();

        private final int code;

        Procedure(int code) {
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
        public static @Nullable Procedure of(long code) {
            for (Procedure value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }

    /** How callers authenticate (RFC 5531, section 8.1). */
    @Name("MOUNT3::auth_flavor_t")
    public enum AuthFlavor {
        /** Not at all. */
        AUTH_NULL(0),
        /** By user and group ids that they claim. */
        AUTH_UNIX(1),
        /** By a short form that the server gave out for such ids. */
        AUTH_SHORT(2),
        /** By DES. */
        AUTH_DES(3);

        private static final AuthFlavor[] VALUES = values();

        private final int code;

        AuthFlavor(int code) {
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
        public static @Nullable AuthFlavor of(long code) {
            for (AuthFlavor value : VALUES) {
                if (value.code == code) {
                    return value;
                }
            }
            return null;
        }
    }
}
