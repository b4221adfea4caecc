package org.nsm.analyzers.rpc;

import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;

/** A program that is understood. One object serves all connections of an analyzer. */
public interface RpcProgram {

    /**
     * Whether this is the program of a call.
     *
     * @param program the number of the program
     * @param version its version
     * @return true if calls of it are understood here
     */
    boolean speaks(long program, long version);

    /**
     * Whether anybody listens to events of the program.
     *
     * @return false if events would be raised in vain
     */
    boolean wanted();

    /**
     * Whether anybody listens to events of a procedure.
     *
     * @param procedure its number
     * @return false if calls of it need not be read
     */
    boolean wants(long procedure);

    /**
     * Reads the arguments of a call.
     *
     * @param procedure the number of the procedure
     * @param arguments stands in front of them
     * @return anything, which comes back with the reply; null if the arguments are not well formed
     */
    @Nullable Object arguments(long procedure, XdrReader arguments);

    /**
     * A reply came, or the call was given up.
     *
     * @param connection the connection
     * @param call       the call, with its status
     * @param result     stands in front of the result, which is empty for a call that was given up; afterwards behind
     *                   what was decoded, or failed
     */
    void finished(Connection connection, RpcCall call, XdrReader result);
}
