package org.nsm.reassembly.tcp;

import org.jspecify.annotations.Nullable;
import org.nsm.api.EndpointState;
import org.nsm.reassembly.flow.TimerWheel;

/** What happens to a connection by the passing of time alone, the inactivity timeout aside. Timers are made when needed. */
final class TcpTimers {

    private final TimerWheel wheel;
    private final TcpConnection connection;
    private final TcpSettings settings;
    private @Nullable Attempt attempt;
    private @Nullable PartialClose partialClose;
    private @Nullable Session session;
    private @Nullable Delete delete;

    TcpTimers(TimerWheel wheel, TcpConnection connection, TcpSettings settings) {
        this.wheel = wheel;
        this.connection = connection;
        this.settings = settings;
    }

    void cancelAll() {
        cancel(attempt);
        cancel(partialClose);
        cancel(session);
        cancel(delete);
    }

    private void cancel(TimerWheel.@Nullable Timer timer) {
        if (timer != null) {
            wheel.cancel(timer);
        }
    }

    private static boolean runs(TimerWheel.@Nullable Timer timer) {
        return timer != null && timer.isRunning();
    }

    /** The capture ends: what waits for an answer gets none any more. Returns whether that decided something. */
    boolean endOfCapture(long now) {
        if (attempt != null && runs(attempt)) {
            wheel.cancel(attempt);
            attempt.expire(now);
        }
        return connection.isRemoved();
    }

    void startAttempt(long now) {
        attempt = new Attempt();
        wheel.start(attempt, now + settings.attemptDelay);
    }

    void startPartialClose(long now) {
        if (partialClose == null) {
            partialClose = new PartialClose();
            wheel.start(partialClose, now + settings.partialCloseDelay);
        }
    }

    /** Looks first after a while, then again and again until both sides are open, or the connection is over. */
    void startSession(long now, long delay) {
        if (!runs(session)) {
            session = new Session();
            wheel.start(session, now + delay);
        }
    }

    void startDelete(long lastPacket, long delay) {
        if (!runs(delete)) {
            delete = new Delete();
            wheel.start(delete, lastPacket + delay);
        }
    }

    /** A SYN that nobody answers. */
    private final class Attempt extends TimerWheel.Timer {

        @Override
        protected void expire(long now) {
            attempt = null;
            EndpointState state = connection.originator().state();
            if ((state == EndpointState.SYN_SENT || state == EndpointState.SYN_ACK_SENT)
                    && connection.responder().state() == EndpointState.INACTIVE) {
                connection.attemptFailed();
            }
        }
    }

    /** A side closes with its first packet. */
    private final class PartialClose extends TimerWheel.Timer {

        @Override
        protected void expire(long now) {
            EndpointState originator = connection.originator().state();
            EndpointState responder = connection.responder().state();
            boolean bothKnown = originator != EndpointState.INACTIVE && responder != EndpointState.INACTIVE;
            boolean reset = originator == EndpointState.RESET || responder == EndpointState.RESET;
            if (bothKnown && !reset && !connection.bothClosed()) {
                connection.partiallyClosed();
            }
        }
    }

    /** Looks again and again whether anything is still to be expected, until both sides are open. */
    private final class Session extends TimerWheel.Timer {

        @Override
        protected void expire(long now) {
            boolean over = hasEnded() || nothingHappened();
            if (over && connection.idle(now) > settings.linger) {
                connection.expired();
            } else if (over || connection.isClosed() || isOpening()) {
                wheel.start(this, now + settings.sessionTimer);
            }
        }

        /** A side closed, and the other did, too, or broke off, or was never there. */
        private boolean hasEnded() {
            return connection.isClosed()
                    && (connection.bothClosed() || anySide(EndpointState.RESET) || anySide(EndpointState.INACTIVE));
        }

        private boolean nothingHappened() {
            return connection.originator().state() == EndpointState.INACTIVE
                    && connection.responder().state() == EndpointState.INACTIVE;
        }

        private boolean isOpening() {
            return anySide(EndpointState.SYN_SENT) || anySide(EndpointState.SYN_ACK_SENT);
        }

        private boolean anySide(EndpointState state) {
            return connection.originator().state() == state
                    || connection.responder().state() == state;
        }
    }

    /** A connection that is over was remembered long enough. */
    private final class Delete extends TimerWheel.Timer {

        @Override
        protected void expire(long now) {
            connection.expired();
        }
    }
}
