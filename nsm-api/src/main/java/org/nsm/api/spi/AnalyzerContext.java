package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.event.Tunnel;

/** What one analyzer on one connection knows of its surroundings, and can ask of them. */
public interface AnalyzerContext extends ProtocolContext {

    /**
     * The connection.
     *
     * @return the live connection
     */
    Connection connection();

    /**
     * The number of the responder's port, without making an object of it.
     *
     * @return 0 to 65535
     */
    default int responderPort() {
        return connection().id().responderPort().number();
    }

    /**
     * The analyzer that this is the context of.
     *
     * @return its tag
     */
    AnalyzerTag tag();

    /**
     * The present packet time.
     *
     * @return nanoseconds since the epoch
     */
    long timeNanos();

    /** Reports that the connection does speak this protocol. Only the first call counts. */
    void confirm();

    /**
     * Reports that the connection does not speak this protocol, and ends its analysis by this analyzer: it gets no more
     * bytes. Not reported, though still ended, for a connection that was not seen from its beginning or that
     * has gaps, since those explain it.
     *
     * @param reason what is wrong, in a few words
     */
    void violation(String reason);

    /**
     * Reports, in the same way, a message that breaks the rules of the protocol although the next one can be found. Ends
     * the analysis only where a wrong choice of protocol is likely: when the connection was confirmed before and carried
     * at most 10,240 bytes of payload so far. Otherwise the caller goes on with the next message.
     *
     * @param reason what is wrong, in a few words
     */
    void malformed(String reason);

    /**
     * Reports, in the same way, a message that breaks the rules of the protocol, and never ends the analysis.
     *
     * @param reason what is wrong, in a few words
     */
    void offence(String reason);

    /**
     * Reports something odd that does not end the analysis.
     *
     * @param name   its name, lower case with underscores
     * @param detail what exactly; empty if the name says all
     */
    void weird(String name, String detail);

    /**
     * Reports that this analyzer failed, by a fault of its own, and ends it on this connection. Throws the error again if
     * it is no fault of the analyzer: one that the host wants to come out, or a {@link VirtualMachineError} other than
     * {@link StackOverflowError}.
     *
     * @param error what was thrown
     */
    void failed(Throwable error);

    /**
     * Whether this analyzer still gets bytes.
     *
     * @return false after a violation, a failure or {@link #finish()}
     */
    boolean active();

    /** Ends this analyzer on this connection, without a word. */
    void finish();

    /**
     * Whether both directions were seen from their beginning and have no gaps so far.
     *
     * @return false if bytes are missing
     */
    boolean complete();

    /**
     * Makes an analyzer below this one, which this one feeds with the stream that it unwraps. It ends with this one at
     * the latest; calling {@code end} ends it earlier.
     *
     * @param child its tag
     * @return what takes the stream, or null if no protocol over a stream is registered under that tag, or if analyzers
     *         are nested too deeply
     */
    default ApplicationStage.@Nullable StreamSink streamChild(AnalyzerTag child) {
        return streamChild(child, 0);
    }

    /**
     * Makes an analyzer below this one for one of several streams that this one unwraps, such as a named pipe.
     *
     * @param child      its tag
     * @param subchannel by which number its events tell this stream from the others of the connection, unsigned
     * @return what takes the stream, or null as for {@link #streamChild(AnalyzerTag)}
     */
    ApplicationStage.@Nullable StreamSink streamChild(AnalyzerTag child, long subchannel);

    /**
     * Which of several streams inside the connection this analyzer reads.
     *
     * @return the number that the analyzer above gave it, unsigned; 0 where it gave none
     */
    long subchannel();

    /**
     * Whether this analyzer reads what another one unwraps.
     *
     * @return false if it reads what the connection itself carries
     */
    boolean nested();

    /**
     * Makes an analyzer below this one, which this one feeds with whole messages, such as the tokens of an
     * authentication. It ends with this one at the latest.
     *
     * @param child its tag
     * @return what takes the messages, or null if no protocol over datagrams is registered under that tag, or if
     *         analyzers are nested too deeply
     */
    ApplicationStage.@Nullable DatagramSink datagramChild(AnalyzerTag child);

    /**
     * Ends this analyzer and hands the rest of the stream to another one, or to detection by payload. The rest begins
     * with what is unread in the buffer that this analyzer is being given; of the other direction, with what comes next.
     * For datagrams it begins with the next one.
     *
     * @param next the analyzer, or null for whichever recognises the rest
     */
    void handOver(@Nullable AnalyzerTag next);

    /**
     * Announces connections that this one agreed on. Any number may come until the announcement runs out.
     *
     * @param originator who will open it, or null for anybody
     * @param responder  who will be addressed
     * @param port       at which port
     * @param analyzer   what will look at it
     * @param timeout    for how long the announcement holds
     */
    void expect(
            @Nullable InetAddress originator, InetAddress responder, Port port, AnalyzerTag analyzer, Duration timeout);

    /**
     * Asks for memory for bytes that this analyzer keeps, which all analyzers share
     * ({@link org.nsm.api.Options#MAX_ANALYZER_BYTES}). {@code LineAnalyzer} and {@code PduAnalyzer} do so by themselves.
     * What was not given back is free again when the analyzer ends.
     *
     * @param bytes how many more
     * @return false if there is not so much left; the first time on a connection is reported
     */
    default boolean reserve(int bytes) {
        return true;
    }

    /**
     * Gives back memory.
     *
     * @param bytes no more than was reserved
     */
    default void release(int bytes) {}

    /**
     * Lets the host steer this analyzer through {@link Connection#control}.
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
     * Swaps the roles of the two sides, because the first datagram of the flow turned out to be an answer. The datagram at
     * hand counts for the responder then, and the sender of it stays the responder. Does nothing on a connection whose
     * roles its transport has settled, as TCP has.
     */
    void reverse();

    /**
     * Changes after how much silence this connection is removed.
     *
     * @param timeout the time; zero for never
     */
    void inactivityTimeout(Duration timeout);

    /**
     * Analyses a packet that this connection carries. Its connection lists this one in {@link Connection#tunnel()}.
     *
     * @param packet its readable bytes are an IPv4 or IPv6 packet
     * @param type   how it is carried
     */
    void tunnelled(ByteBuf packet, Tunnel.Type type);
}
