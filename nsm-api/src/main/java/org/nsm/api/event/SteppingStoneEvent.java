package org.nsm.api.event;

import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Interactive sessions (SSH, Telnet, rlogin) that wake up together, as those of somebody do who passes through one host
 * to reach another. Each side of a session is an endpoint with a number of its own, counted over the whole analysis.
 */
public sealed interface SteppingStoneEvent extends Event {

    /**
     * A session opened and one of its sides got its number. Raised for the originator, then for the responder.
     *
     * @param connection the session
     * @param endpoint   the number of the side
     * @param isOrig     whether the originator is that side
     * @deprecated The documentation announces its end and names nothing in its place.
     */
    @Deprecated
    @Name("stp_create_endp")
    record CreateEndp(Connection connection, @Name("e") int endpoint, boolean isOrig) implements SteppingStoneEvent {}

    /**
     * An endpoint sent its first data, or data after half a second of silence or more.
     *
     * @param endpoint its number
     */
    @Name("stp_resume_endp")
    record ResumeEndp(@Name("e") int endpoint) implements SteppingStoneEvent {}

    /**
     * Two endpoints of different sessions resumed within 80 milliseconds. Raised again each time that they do.
     *
     * @param first  the number of the endpoint that resumed first
     * @param second the number of the endpoint that resumed now
     */
    @Name("stp_correlate_pair")
    record CorrelatePair(@Name("e1") int first, @Name("e2") int second) implements SteppingStoneEvent {}

    /**
     * Two endpoints that were correlated no longer are a pair, because one of them is removed.
     *
     * @param first  the number of the endpoint that resumed first
     * @param second the number of the other endpoint
     */
    @Name("stp_remove_pair")
    record RemovePair(@Name("e1") int first, @Name("e2") int second) implements SteppingStoneEvent {}

    /**
     * An endpoint is forgotten: its session is gone, and no other endpoint can be correlated with it any more.
     *
     * @param endpoint its number, which is not given again
     */
    @Name("stp_remove_endp")
    record RemoveEndp(@Name("e") int endpoint) implements SteppingStoneEvent {}
}
