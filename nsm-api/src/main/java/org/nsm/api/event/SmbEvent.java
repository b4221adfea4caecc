package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/** SMB, whatever its version. {@link Smb1Event} and {@link Smb2Event} hold what belongs to one of the two. */
public sealed interface SmbEvent extends Event {

    /**
     * A share whose connect was not seen is taken for the named pipes of the server, because the client opened a file
     * on it that is called like a well-known pipe ({@code srvsvc}, {@code samr} and so on). From then on the data of
     * that share are read as DCE/RPC.
     *
     * @param connection the connection
     */
    @Name("smb_pipe_connect_heuristic")
    record PipeConnectHeuristic(Connection connection) implements SmbEvent {}
}
