package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;

/**
 * Understands a protocol in the datagrams of one flow.
 *
 * <p>{@link #datagram} is called with the payload of each datagram that was captured whole, in the order of their
 * arrival. The buffer is valid during the call. What an implementation throws ends it on this flow and is reported, on the
 * terms of {@link StreamAnalyzer}.
 */
public abstract non-sealed class UdpAnalyzer extends ProtocolAnalyzer {

    /**
     * Makes an analyzer for one flow.
     *
     * @param context what it knows of its surroundings
     */
    protected UdpAnalyzer(AnalyzerContext context) {
        super(context);
    }

    /**
     * The next datagram.
     *
     * @param isOrig  whether the originator sent it
     * @param payload its payload, perhaps empty
     */
    protected abstract void datagram(boolean isOrig, ByteBuf payload);

    /**
     * For whoever feeds this analyzer: hands on a datagram.
     *
     * @param isOrig  whether the originator sent it
     * @param payload the readable bytes
     */
    public final void deliver(boolean isOrig, ByteBuf payload) {
        if (context().active()) {
            try {
                datagram(isOrig, payload);
            } catch (Throwable error) {
                context().failed(error);
            }
        }
    }
}
