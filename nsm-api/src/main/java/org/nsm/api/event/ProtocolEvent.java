package org.nsm.api.event;

import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Which protocols the connections turn out to speak. */
public sealed interface ProtocolEvent extends Event {

    /**
     * A connection opened that another one had announced, such as the data connection of FTP, and gets the analyzer
     * that was named then.
     *
     * @param connection the connection that opened
     * @param analyzer   the analyzer
     */
    @Name("scheduled_analyzer_applied")
    record ScheduledAnalyzerApplied(
            Connection connection, @Name("a") AnalyzerTag analyzer) implements ProtocolEvent {}

    /**
     * An analyzer has seen enough to be sure that the connection speaks its protocol. Raised once per analyzer at most.
     *
     * @param connection the connection
     * @param analyzer   the analyzer
     * @param analyzerId a number that tells this analyzer on this connection from any other
     */
    @Name("protocol_confirmation")
    record Confirmation(
            Connection connection,
            @Name("atype") AnalyzerTag analyzer,
            @Name("aid") int analyzerId) implements ProtocolEvent {}

    /**
     * An analyzer met what its protocol forbids. Not raised for a TCP connection whose beginning was missed or that has
     * gaps, since these explain it.
     *
     * @param connection the connection
     * @param analyzer   the analyzer
     * @param analyzerId a number that tells this analyzer on this connection from any other, the same as in its
     *                   {@link Confirmation}
     * @param reason     what is wrong, in a few words
     */
    @Name("protocol_violation")
    record Violation(
            Connection connection,
            @Name("atype") AnalyzerTag analyzer,
            @Name("aid") int analyzerId,
            String reason) implements ProtocolEvent {}
}
