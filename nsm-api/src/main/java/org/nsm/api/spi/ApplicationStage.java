package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What comes after reassembly: chooses the analyzers of each connection and feeds them. The engine finds the
 * implementation as a service ({@link Factory}); without one, events end at the transport.
 */
public interface ApplicationStage {

    /**
     * A TCP connection began.
     *
     * @param flow the connection
     * @return what takes its streams, or null if nobody will
     */
    @Nullable StreamSink stream(Flow flow);

    /**
     * A UDP flow began.
     *
     * @param flow the flow
     * @return what takes its datagrams, or null if nobody will
     */
    @Nullable DatagramSink datagrams(Flow flow);

    /** Takes the two streams of a connection, on the terms of {@link StreamAnalyzer}. */
    interface StreamSink {

        /**
         * The next bytes of a direction.
         *
         * @param isOrig whether the originator sent them
         * @param data   one or more readable bytes, valid during the call; its indices are afterwards what they were
         */
        void data(boolean isOrig, ByteBuf data);

        /**
         * Bytes of a direction are missing.
         *
         * @param isOrig whether the originator sent them
         * @param length how many
         */
        void gap(boolean isOrig, long length);

        /**
         * A direction was closed in good order.
         *
         * @param isOrig whether it is the originator's
         */
        void endOfStream(boolean isOrig);

        /** The connection is about to be removed. */
        void end();

        /**
         * Whether nobody wants more of this connection.
         *
         * @return true if the other methods need not be called any more
         */
        boolean done();
    }

    /** Takes the datagrams of a flow. */
    interface DatagramSink {

        /**
         * The next datagram.
         *
         * @param isOrig  whether the originator sent it
         * @param payload its payload, valid during the call; its indices are afterwards what they were
         */
        void datagram(boolean isOrig, ByteBuf payload);

        /** The flow is about to be removed. */
        void end();

        /**
         * Whether nobody wants more of this flow.
         *
         * @return true if the other methods need not be called any more
         */
        boolean done();
    }

    /** Makes the stage of an analyzer. */
    interface Factory {

        /**
         * Makes the stage.
         *
         * @param engine what the stage can ask of the engine
         * @return a new stage
         */
        ApplicationStage create(Engine engine);
    }

    /** What the stage can ask of the engine. */
    interface Engine extends Channels {

        /**
         * What the host set up.
         *
         * @return the configuration
         */
        AnalyzerConfiguration configuration();

        /**
         * The present packet time.
         *
         * @return nanoseconds since the epoch
         */
        long timeNanos();

        /**
         * Counts an analyzer that failed. Throws the error again if it is no fault of the analyzer: one that the host
         * wants to come out, or a {@link VirtualMachineError} other than {@link StackOverflowError}.
         *
         * @param error what it threw
         */
        void analyzerFailed(Throwable error);
    }
}
