package org.nsm.api;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns packets into events.
 *
 * <p>A host builds one with its handlers, feeds it packets in the order of their time, and closes it. Handlers run inside
 * {@link #feed}, {@link #advanceTime} and {@link #close}, on the calling thread.
 *
 * <pre>{@code
 * try (Analyzer analyzer = Analyzer.builder()
 *         .on(DnsEvent.AReply.class, e -> blocklist.check(e.answer().query(), e.address()))
 *         .build();
 *      PacketSource source = PcapFile.open(path)) {
 *     for (Packet packet; (packet = source.next()) != null; ) {
 *         analyzer.feed(packet);
 *     }
 * }
 * }</pre>
 *
 * <p>An analyzer belongs to one thread at a time; for several cores there is {@code org.nsm.events.AnalyzerPool}. Nothing
 * that a packet contains makes a method of this class throw.
 *
 * <p><b>Faults.</b> What the analyzer of a protocol throws, an exception or an error such as a failed assertion or a class
 * that is missing, takes that analyzer off the connection, and is counted ({@link Statistics#analyzerErrors()}). What a
 * handler throws is counted ({@link Statistics#handlerErrors()}), and the {@link HandlerErrorListener} is told. Two things
 * leave the method that was called, wherever they were thrown: what the {@code HandlerErrorListener} throws, and
 * {@link VirtualMachineError}s other than {@link StackOverflowError}, such as an {@link OutOfMemoryError}. The analyzers
 * that they pass through are off the connection then, and the rest of the packet may be lost; everything else stays as
 * it is, so that the host may feed the next packet, and should close the analyzer in any case.
 */
public interface Analyzer extends AutoCloseable {

    /**
     * Starts a new analyzer.
     *
     * @return a builder with the documented defaults and no handlers
     */
    static AnalyzerBuilder builder() {
        return new AnalyzerBuilder();
    }

    /**
     * Analyses a packet. Timers that are due by the packet's time run first. A packet older than its predecessor keeps
     * its time, but timers do not run backwards.
     *
     * @param packet the packet; it and its bytes are used during the call only
     * @throws IllegalStateException if the analyzer is closed
     */
    void feed(Packet packet);

    /**
     * Lets time pass on a quiet link: runs the timers that are due by then. Time never goes back; an earlier instant than
     * the one reached is ignored.
     *
     * @param time packet time
     * @throws IllegalStateException if the analyzer is closed
     */
    void advanceTime(Instant time);

    /**
     * The time reached, of the last packet or {@link #advanceTime}.
     *
     * @return packet time; the epoch before the first packet
     */
    Instant time();

    /**
     * What was done so far.
     *
     * @return the counters at this moment
     */
    Statistics statistics();

    /**
     * Finds a live connection.
     *
     * @param id its addresses and ports, in either order of the two sides
     * @return the connection, or null if none is alive
     */
    @Nullable Connection connection(Connection.Id id);

    /**
     * Visits the live connections, in no order. The visitor must not feed packets.
     *
     * @param visitor called with each
     */
    void forEachConnection(Consumer<? super Connection> visitor);

    /**
     * Ends every connection, raises what is still due, and frees the memory. Does nothing the second time. Whatever is
     * thrown meanwhile, no connection is left; the last of it comes out in the end.
     */
    @Override
    void close();
}
