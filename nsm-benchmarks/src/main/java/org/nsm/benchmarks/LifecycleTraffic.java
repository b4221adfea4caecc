package org.nsm.benchmarks;

import java.time.Duration;
import java.time.Instant;
import org.nsm.api.Analyzer;
import org.nsm.api.Options;
import org.nsm.api.Statistics;
import org.nsm.api.event.ConnectionEvent;
import org.nsm.api.event.TcpEvent;

/**
 * Connections are opened, closed, and removed some time later. A unit is a connection, with seven packets. Either each of them
 * is closed before the next one is opened, while others are open and silent; or all are opened before the first is closed.
 */
@SuppressWarnings("NullAway.Init") // set by open
final class LifecycleTraffic extends Traffic {

    private static final int FIN = 0x01;
    private static final int LENGTH = Frames.TCP_HEADERS;
    private static final long STEP_NANOS = 1_000;

    /** Between two that are opened, or closed: 50,000 a second are a lot already. */
    private static final long PACE_NANOS = 20_000;

    private static final Duration CLOSE_DELAY = Duration.ofMillis(10);

    /** After that the timers of a connection that began have expired. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /** How many are closed in a turn where others stay open. */
    private static final int IN_A_TURN = 1_000;

    private final int silent;
    private final boolean atOnce;
    private final Handshake handshake = new Handshake();
    private final byte[] frames = new byte[4 * LENGTH];
    private final SyntheticPacket packet = new SyntheticPacket(frames);
    private Analyzer analyzer;

    /**
     * Writes the packets.
     *
     * @param connections how many are open
     * @param atOnce      whether all of them are opened before the first is closed
     */
    LifecycleTraffic(int connections, boolean atOnce) {
        super(atOnce ? connections : IN_A_TURN);
        silent = atOnce ? 0 : connections;
        this.atOnce = atOnce;
        frame(0, true, FIN | Frames.ACK, 1, 1);
        frame(1, false, Frames.ACK, 1, 2);
        frame(2, false, FIN | Frames.ACK, 1, 2);
        frame(3, true, Frames.ACK, 2, 2);
        builder()
                .withoutStandardProtocols()
                .set(Options.TCP_CLOSE_DELAY, CLOSE_DELAY)
                .set(Options.TCP_INACTIVITY_TIMEOUT, Duration.ofDays(1));
        expect(TcpEvent.ConnectionEstablished.class, units());
        expect(TcpEvent.ConnectionFinished.class, units());
        expect(ConnectionEvent.StateRemove.class, units());
    }

    private void frame(int number, boolean isOrig, int flags, int seq, int ack) {
        int client = Frames.address(0);
        int at = number * LENGTH;
        if (isOrig) {
            Frames.tcp(frames, at, client, Handshake.CLIENT_PORT, Handshake.SERVER, Handshake.SERVER_PORT, flags, 0);
        } else {
            Frames.tcp(frames, at, Handshake.SERVER, Handshake.SERVER_PORT, client, Handshake.CLIENT_PORT, flags, 0);
        }
        Frames.sequence(frames, at, Handshake.INITIAL_SEQUENCE + seq, Handshake.INITIAL_SEQUENCE + ack);
    }

    @Override
    void open(Analyzer fresh) {
        analyzer = fresh;
        for (int i = 0; i < silent; i++) {
            handshake.open(fresh, i);
        }
        pause(SETTLING);
    }

    private void pause(Duration time) {
        handshake.pause(time.toNanos());
        analyzer.advanceTime(Instant.ofEpochSecond(0, handshake.timeNanos()));
    }

    @Override
    void turn() {
        for (int i = silent; i < silent + units(); i++) {
            handshake.open(analyzer, i);
            handshake.pause(PACE_NANOS);
            if (!atOnce) {
                close(i);
            }
        }
        for (int i = 0; i < units() && atOnce; i++) {
            close(i);
        }
        pause(CLOSE_DELAY.multipliedBy(2));
    }

    private void close(int client) {
        int address = Frames.address(client);
        Frames.tcpSource(frames, 0, address);
        Frames.tcpDestination(frames, LENGTH, address);
        Frames.tcpDestination(frames, 2 * LENGTH, address);
        Frames.tcpSource(frames, 3 * LENGTH, address);
        packet.next(0, 0, handshake.timeNanos() - packet.timeNanos());
        for (int at = 0; at < frames.length; at += LENGTH) {
            analyzer.feed(packet.next(at, LENGTH, STEP_NANOS));
        }
        handshake.pause(PACE_NANOS);
    }

    @Override
    void check(Statistics statistics, long turns) {
        Soundness.require(statistics.liveConnections() == silent, "other connections than planned", statistics);
    }
}
