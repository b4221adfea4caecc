package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;

/**
 * Understands a protocol in the two byte streams of one connection.
 *
 * <p>For each direction, {@link #data} is called with the bytes in their order, without repetition, in pieces as they
 * arrived; {@link #gap} takes the place of bytes that were never seen; {@link #endOfStream} comes once after the last of
 * them, if the end was seen. The directions alternate as the packets did. {@link #end} comes last. After
 * {@link AnalyzerContext#violation} or {@link AnalyzerContext#finish} only {@code end} is called.
 *
 * <p>The buffer belongs to the engine: its readable bytes are valid during the call, they may be read in any way, and
 * what is to be kept must be copied, in bounded memory. The sizes of the pieces mean nothing. Where the protocol is made
 * of lines or of messages with a length in front, extend {@code LineAnalyzer} or {@code PduAnalyzer} instead.
 *
 * <p>What an implementation throws ends it on this connection and is reported; the rest of the analysis goes on. That
 * holds for errors as well, such as a failed assertion or a class that is missing, except for {@link VirtualMachineError}s
 * other than {@link StackOverflowError}: such a one ends it, and then leaves {@link org.nsm.api.Analyzer#feed}.
 */
public abstract non-sealed class StreamAnalyzer extends ProtocolAnalyzer {

    private long originatorBytes;
    private long responderBytes;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    protected StreamAnalyzer(AnalyzerContext context) {
        super(context);
    }

    /**
     * The next bytes of a direction.
     *
     * @param isOrig whether the originator sent them
     * @param data   one or more readable bytes
     */
    protected abstract void data(boolean isOrig, ByteBuf data);

    /**
     * Bytes of a direction are missing. By default this ends the analyzer, since most protocols lose their footing.
     *
     * @param isOrig whether the originator sent them
     * @param length how many
     */
    protected void gap(boolean isOrig, long length) {
        context().finish();
    }

    /**
     * A direction was closed in good order.
     *
     * @param isOrig whether it is the originator's
     */
    protected void endOfStream(boolean isOrig) {}

    /**
     * How far a direction is.
     *
     * @param isOrig whether the originator's is meant
     * @return how many of its bytes were delivered or missing before the present call
     */
    protected final long position(boolean isOrig) {
        return isOrig ? originatorBytes : responderBytes;
    }

    private void advance(boolean isOrig, long length) {
        if (isOrig) {
            originatorBytes += length;
        } else {
            responderBytes += length;
        }
    }

    /**
     * For whoever feeds this analyzer: hands on bytes.
     *
     * @param isOrig whether the originator sent them
     * @param data   the readable bytes
     */
    public final void deliver(boolean isOrig, ByteBuf data) {
        if (context().active() && data.isReadable()) {
            int length = data.readableBytes();
            try {
                data(isOrig, data);
            } catch (Throwable error) {
                context().failed(error);
            }
            advance(isOrig, length);
        }
    }

    /**
     * For whoever feeds this analyzer: tells of missing bytes.
     *
     * @param isOrig whether the originator sent them
     * @param length how many
     */
    public final void deliverGap(boolean isOrig, long length) {
        if (context().active()) {
            try {
                gap(isOrig, length);
            } catch (Throwable error) {
                context().failed(error);
            }
            advance(isOrig, length);
        }
    }

    /**
     * For whoever feeds this analyzer: tells that a direction was closed.
     *
     * @param isOrig whether it is the originator's
     */
    public final void deliverEndOfStream(boolean isOrig) {
        if (context().active()) {
            try {
                endOfStream(isOrig);
            } catch (Throwable error) {
                context().failed(error);
            }
        }
    }
}
