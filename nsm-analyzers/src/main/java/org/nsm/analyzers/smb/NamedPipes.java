package org.nsm.analyzers.smb;

import io.netty.buffer.ByteBuf;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Options;
import org.nsm.api.event.SmbEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Channel;

/** The named pipes that are open on one connection. Each carries a conversation of DCE-RPC of its own. */
public final class NamedPipes {

    /** A client has one pipe for each interface that it uses; more are made to be many. */
    private static final int MAX_PIPES = 256;

    private final AnalyzerContext context;
    private final Set<String> wellKnown;
    private final int longestName;
    private final Channel<SmbEvent.PipeConnectHeuristic> heuristic;
    private final Map<Long, ApplicationStage.@Nullable StreamSink> pipes = new LinkedHashMap<>(4, 0.75f, true);

    /**
     * Starts with none.
     *
     * @param context of the analyzer of SMB
     */
    public NamedPipes(AnalyzerContext context) {
        this.context = context;
        wellKnown = context.option(Options.SMB_PIPE_FILENAMES);
        longestName = longest(wellKnown);
        heuristic = context.channel(SmbEvent.PipeConnectHeuristic.class);
    }

    private static int longest(Set<String> names) {
        int longest = 0;
        for (String name : names) {
            longest = Math.max(longest, name.length());
        }
        return longest;
    }

    /**
     * Whether a name can be one that {@link #recognise} knows, so that longer ones need not be read.
     *
     * @param characters its length
     * @return false if it is empty or longer than any of them
     */
    public boolean mayRecognise(int characters) {
        return characters > 0 && characters <= longestName;
    }

    /**
     * Whether a file on a share whose kind is not known must be a pipe, by its name. If so, says it to the host.
     *
     * @param filename the name as it was sent
     * @return whether the name is one of {@link Options#SMB_PIPE_FILENAMES}
     */
    public boolean recognise(String filename) {
        boolean pipe = wellKnown.contains(filename);
        if (pipe && heuristic.wanted()) {
            heuristic.raise(new SmbEvent.PipeConnectHeuristic(context.connection()));
        }
        return pipe;
    }

    /**
     * Bytes were written to a pipe or read from it.
     *
     * @param pipe   which one, among those of the connection
     * @param fileId the number that events name it by
     * @param isOrig whether the originator of the connection sent them
     * @param data   its readable bytes are these bytes; its indices stay as they are
     */
    public void data(long pipe, long fileId, boolean isOrig, ByteBuf data) {
        if (!data.isReadable()) {
            return;
        }
        ApplicationStage.StreamSink sink = pipes.get(pipe);
        if (sink == null && !pipes.containsKey(pipe)) {
            sink = open(pipe, fileId);
        }
        if (sink != null && !sink.done()) {
            sink.data(isOrig, data);
        }
    }

    private ApplicationStage.@Nullable StreamSink open(long pipe, long fileId) {
        if (pipes.size() >= MAX_PIPES) {
            context.weird("smb_pipe_evicted", "");
            Iterator<ApplicationStage.@Nullable StreamSink> longestSilent =
                    pipes.values().iterator();
            end(longestSilent.next());
            longestSilent.remove();
        }
        ApplicationStage.StreamSink sink = context.streamChild(AnalyzerTag.DCE_RPC, fileId);
        pipes.put(pipe, sink);
        return sink;
    }

    /**
     * Bytes of a pipe are missing.
     *
     * @param pipe   which one; any number, known or not
     * @param isOrig whether the originator of the connection sent them
     * @param length how many
     */
    public void gap(long pipe, boolean isOrig, long length) {
        ApplicationStage.StreamSink sink = pipes.get(pipe);
        if (sink != null && !sink.done()) {
            sink.gap(isOrig, length);
        }
    }

    /**
     * A pipe was closed.
     *
     * @param pipe which one; any number, known or not
     */
    public void close(long pipe) {
        end(pipes.remove(pipe));
    }

    private static void end(ApplicationStage.@Nullable StreamSink sink) {
        if (sink != null) {
            sink.end();
        }
    }
}
