package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.nsm.api.Connection;
import org.nsm.api.event.Tunnel;

/** A connection as the engine shows it to the {@link ApplicationStage}. */
public interface Flow extends Connection {

    /**
     * The number of the responder's port, without making an object of it.
     *
     * @return 0 to 65535
     */
    default int responderPort() {
        return id().responderPort().number();
    }

    /**
     * Whether the connection was already under way when it was first seen.
     *
     * @return true for TCP without a handshake of both sides
     */
    boolean partial();

    /**
     * Whether bytes of either direction are missing.
     *
     * @return true after the first gap
     */
    boolean hasGap();

    /**
     * Lists a protocol in {@link #services()}.
     *
     * @param name its short name
     */
    void addService(String name);

    /**
     * Makes {@link #control} find something.
     *
     * @param type    the documented interface
     * @param control what carries it out
     * @param <T>     the type
     */
    <T> void offer(Class<T> type, T control);

    /**
     * Calls back once, unless the connection is gone by then.
     *
     * @param delay  after so much packet time
     * @param action what to do
     */
    void schedule(Duration delay, Runnable action);

    /**
     * Swaps the roles of the two sides, during the first datagram, because that turned out to be an answer. Does nothing
     * over TCP.
     */
    void reverse();

    /**
     * Changes after how much silence this connection is removed.
     *
     * @param timeout the time; zero for never
     */
    void inactivityTimeout(Duration timeout);

    /**
     * Analyses an IP packet that this connection carries.
     *
     * @param packet its readable bytes are the packet
     * @param type   how it is carried
     */
    void tunnelled(ByteBuf packet, Tunnel.Type type);
}
