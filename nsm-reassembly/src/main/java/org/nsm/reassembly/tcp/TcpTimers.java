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

    void startSession(long now) {
        if (!runs(session)) {
            session = new Session();
            wheel.start(session, now + settings.sessionTimer);
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

    /** Looks again and again whether anything is still to be expected of a half-closed connection. */
    private final class Session extends TimerWheel.Timer {

        @Override
        protected void expire(long now) {
            EndpointState originator = connection.originator().state();
            EndpointState responder = connection.responder().state();
            boolean over = connection.bothClosed()
                    || originator == EndpointState.RESET
                    || responder == EndpointState.RESET
                    || originator == EndpointState.INACTIVE
                    || responder == EndpointState.INACTIVE;
            if (over && connection.idle(now) > settings.linger) {
                connection.expired();
            } else {
                wheel.start(this, now + settings.sessionTimer);
            }
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
