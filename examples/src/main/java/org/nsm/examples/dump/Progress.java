package org.nsm.examples.dump;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nsm.reassembly.PcapFile;

/**
 * Tells on a terminal how far the dump is: packets, packets a second, and how long it may still take, judged by the sizes
 * of the captures. Silent where nobody looks. For the thread that reads packets; only {@link #erase()} is for any.
 */
final class Progress {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** The clock is looked at once in so many packets. */
    private static final int STRIDE = 1 << 10;

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream terminal;
    private final boolean shown;
    private final long totalBytes;
    private final long start = System.nanoTime();

    private long lastShown = start;
    private boolean onScreen;
    private long packets;
    private long finishedBytes;
    private @Nullable PcapFile current;

    /**
     * Starts the clock.
     *
     * @param terminal   where to tell
     * @param shown      whether somebody looks
     * @param totalBytes the sizes of all captures together
     */
    Progress(PrintStream terminal, boolean shown, long totalBytes) {
        this.terminal = terminal;
        this.shown = shown;
        this.totalBytes = totalBytes;
    }

    /** Whether standard error is a terminal, as the launcher saw it; without it, whether the JVM runs on one. */
    static boolean standardErrorIsTerminal() {
        String seen = System.getProperty("nsm.terminal");
        return seen != null ? Boolean.parseBoolean(seen) : consoleIsTerminal();
    }

    /** From JDK 22 on there is a console also where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // up to JDK 21 it is
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    void captureStarted(PcapFile capture) {
        current = capture;
    }

    void packet() {
        packets++;
        if (shown && packets % STRIDE == 0) {
            showWhenDue();
        }
    }

    /**
     * Counts a capture as done, whether it was read to its end or not.
     *
     * @param size its size
     */
    void captureEnded(long size) {
        current = null;
        finishedBytes += size;
        if (shown) {
            showWhenDue();
        }
    }

    /** Takes the line off the screen, before something else is written there. */
    synchronized void erase() {
        if (onScreen) {
            terminal.print(ERASE_LINE);
            terminal.flush();
            onScreen = false;
        }
    }

    long packets() {
        return packets;
    }

    double seconds() {
        return Math.max(1e-9, (System.nanoTime() - start) / 1e9);
    }

    private synchronized void showWhenDue() {
        long now = System.nanoTime();
        if (now - lastShown < INTERVAL_NANOS) {
            return;
        }
        lastShown = now;
        terminal.print(ERASE_LINE + line());
        terminal.flush();
        onScreen = true;
    }

    private String line() {
        double seconds = seconds();
        String line = String.format(Locale.ROOT, "%,d packets, %,.0f/s", packets, packets / seconds);
        long done = finishedBytes + (current == null ? 0 : current.bytesRead());
        if (done == 0 || done > totalBytes) {
            return line;
        }
        long left = Math.round(seconds * (totalBytes - done) / done);
        return line + String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60);
    }
}
