package org.nsm.analyzers.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.RpcEvent;
import org.nsm.api.event.WeirdEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/** What the RPC analyzers of all connections share: the programs, the channels, and what serves one message at a time. */
public final class RpcPrograms {

    final Channel<RpcEvent.Call> call;
    final Channel<RpcEvent.Reply> reply;
    final Channel<RpcEvent.Dialogue> dialogue;
    final RpcMessage message = new RpcMessage();
    final XdrReader reader = new XdrReader();

    /** Whether nobody listens to anything that could come of a call. */
    final boolean idle;

    /** Whether every call is decoded, because what is left over or malformed is to be told. */
    private final boolean decodeAll;

    private final List<RpcProgram> programs;

    /**
     * Sets the programs.
     *
     * @param channels where the events go
     * @param programs those that are understood
     */
    public RpcPrograms(Channels channels, List<RpcProgram> programs) {
        call = channels.channel(RpcEvent.Call.class);
        reply = channels.channel(RpcEvent.Reply.class);
        dialogue = channels.channel(RpcEvent.Dialogue.class);
        this.programs = List.copyOf(programs);
        decodeAll = dialogue.wanted()
                || channels.channel(WeirdEvent.OfConnection.class).wanted();
        boolean wanted = decodeAll || call.wanted() || reply.wanted();
        for (RpcProgram program : programs) {
            wanted |= program.wanted();
        }
        idle = !wanted;
    }

    /** Who decodes calls of a procedure: nobody if nobody wants to know. */
    @Nullable RpcProgram decoder(long program, long version, long procedure) {
        for (int i = 0; i < programs.size(); i++) {
            RpcProgram candidate = programs.get(i);
            if (candidate.speaks(program, version)) {
                return decodeAll || candidate.wants(procedure) ? candidate : null;
            }
        }
        return null;
    }
}
