package org.nsm.analyzers.smtp;

import java.util.Arrays;

/** The commands that wait for their replies, in a ring that grows up to a limit. */
final class UnansweredCommands {

    /** A client that sends the shortest commands as fast as windows allow waits for fewer. */
    static final int LIMIT = 4096;

    private static final SmtpCommand[] COMMANDS = SmtpCommand.values();

    private byte[] ring = new byte[16];
    private int first;
    private int count;

    /**
     * Adds a command.
     *
     * @return false if the oldest one had to give way
     */
    boolean add(SmtpCommand command) {
        boolean room = count < LIMIT;
        if (!room) {
            poll();
        } else if (count == ring.length) {
            byte[] larger = Arrays.copyOf(ring, 2 * count);
            for (int i = 0; i < count; i++) {
                larger[i] = ring[first + i & count - 1];
            }
            ring = larger;
            first = 0;
        }
        ring[first + count & ring.length - 1] = (byte) command.ordinal();
        count++;
        return room;
    }

    /** Takes the oldest command; {@link SmtpCommand#UNKNOWN} if there is none. */
    SmtpCommand poll() {
        if (count == 0) {
            return SmtpCommand.UNKNOWN;
        }
        SmtpCommand oldest = COMMANDS[ring[first]];
        first = first + 1 & ring.length - 1;
        count--;
        return oldest;
    }

    void clear() {
        count = 0;
    }
}
