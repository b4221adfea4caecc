package org.nsm.analyzers.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Rpc;

/** A call (RFC 5531, section 9), and what became of it. Its lengths leave out the transaction id and the type. */
public final class RpcCall {

    /** What every message has in front of the rest: the transaction id and the type. */
    static final int PREFIX = 8;

    /** What it takes besides the arguments. */
    private static final int COST = 256;

    private static final int RPC_VERSION = 2;
    private static final long NANOS = 1_000_000_000L;

    final int transactionId;
    final boolean isOrig;
    final int length;

    /** What the bytes of the call come to, for telling a call that is sent again from another one. */
    final int hash;

    /** What the program made of the arguments; null if that is nothing. */
    @Nullable Object arguments;

    /** Who understands the arguments and the result; null if nobody does. */
    @Nullable RpcProgram decoder;

    /** The next one in the same place of the table. */
    @Nullable RpcCall next;

    /** The call that came before this one, among those without a reply. */
    @Nullable RpcCall older;

    /** The call that came after this one, among those without a reply. */
    @Nullable RpcCall newer;

    private final long program;
    private final long version;
    private final long procedure;
    private final Credentials credentials;
    private final long startNanos;
    private final long lastNanos;

    private Rpc.Status status = Rpc.Status.RPC_TIMEOUT;
    private long replyStartNanos;
    private long replyLastNanos;
    private int replyLength;

    private RpcCall(Header header, RpcMessage message, Credentials credentials) {
        transactionId = message.transactionId();
        isOrig = message.isOrig();
        length = message.length() - PREFIX;
        hash = message.hash();
        startNanos = message.startNanos();
        lastNanos = message.lastNanos();
        program = header.program;
        version = header.version;
        procedure = header.procedure;
        this.credentials = credentials;
    }

    /** What stands in front of the credentials. */
    private record Header(long program, long version, long procedure) {}

    /**
     * Reads the header of a call.
     *
     * @param message  the message
     * @param reader   stands behind its type; behind the verifier afterwards
     * @param previous the credentials of another call, which are often the same
     * @return the call, or null if it is not well formed
     */
    static @Nullable RpcCall read(RpcMessage message, XdrReader reader, @Nullable Credentials previous) {
        if (reader.integer() != RPC_VERSION) {
            return null;
        }
        Header header = new Header(reader.unsigned(), reader.unsigned(), reader.unsigned());
        Credentials credentials = Credentials.read(reader, message.bytes(), previous);
        if (credentials == null) {
            return null;
        }
        reader.skip(4);
        if (reader.skipOpaque() > Credentials.MAX_OCTETS || reader.failed()) {
            return null;
        }
        return new RpcCall(header, message, credentials);
    }

    /** The reply came. */
    void replied(Rpc.Status how, RpcMessage reply) {
        status = how;
        replyStartNanos = reply.startNanos();
        replyLastNanos = reply.lastNanos();
        replyLength = reply.length() - PREFIX;
    }

    /** No reply will come. */
    void givenUp(long nowNanos) {
        status = Rpc.Status.RPC_TIMEOUT;
        replyStartNanos = nowNanos;
        replyLastNanos = nowNanos;
        replyLength = 0;
    }

    /** About how many bytes it takes as long as it waits. */
    int cost() {
        return arguments == null ? COST : COST + length;
    }

    /** Whether another call is this one, sent again. */
    boolean isSameAs(RpcCall other) {
        return length == other.length && hash == other.hash;
    }

    long program() {
        return program;
    }

    long version() {
        return version;
    }

    /**
     * What is called.
     *
     * @return the number of the procedure, unsigned 32 bits
     */
    public long procedure() {
        return procedure;
    }

    /**
     * What is called, as an index.
     *
     * @return the number of the procedure; a large one stands for all that are larger
     */
    public int procedureIndex() {
        return (int) Math.min(procedure, Integer.MAX_VALUE);
    }

    /**
     * Who calls.
     *
     * @return the credentials
     */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * What the program made of the arguments.
     *
     * @param type what it must have been
     * @param <T>  the same
     * @return the arguments
     * @throws NullPointerException if the program made nothing of them
     * @throws ClassCastException   if it made something else of them
     */
    public <T> T arguments(Class<T> type) {
        return type.cast(Objects.requireNonNull(arguments));
    }

    /**
     * How the call went.
     *
     * @return the status; that of a timeout without a reply
     */
    public Rpc.Status status() {
        return status;
    }

    /**
     * When the call started.
     *
     * @return the time of its first bytes
     */
    public Instant start() {
        return instant(startNanos);
    }

    /**
     * How long it took to send the call.
     *
     * @return the time from its first bytes to its last
     */
    public Duration duration() {
        return Duration.ofNanos(lastNanos - startNanos);
    }

    /**
     * The length of the call.
     *
     * @return in bytes, without the transaction id and the type
     */
    public int length() {
        return length;
    }

    /**
     * When the reply started.
     *
     * @return the time of its first bytes, or when the call was given up
     */
    public Instant replyStart() {
        return instant(replyStartNanos);
    }

    /**
     * How long it took to send the reply.
     *
     * @return the time from its first bytes to its last; 0 without a reply
     */
    public Duration replyDuration() {
        return Duration.ofNanos(replyLastNanos - replyStartNanos);
    }

    /**
     * The length of the reply.
     *
     * @return in bytes, without the transaction id and the type; 0 without a reply
     */
    public int replyLength() {
        return replyLength;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
