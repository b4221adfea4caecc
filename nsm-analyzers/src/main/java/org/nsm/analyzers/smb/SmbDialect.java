package org.nsm.analyzers.smb;

import io.netty.buffer.ByteBuf;

/**
 * Understands the messages of one version of SMB on one connection. Who needs each message whole implements
 * {@link #message}. Who can do with less implements {@link #take}, so that the bytes of files, of which a message may hold
 * millions, need not be collected.
 */
public interface SmbDialect {

    /** A result of {@link #take}: there are too few bytes yet. */
    int MORE = 0;

    /**
     * The next message.
     *
     * @param isOrig  whether the originator of the connection sent it
     * @param message its readable bytes are the message from the protocol id on; valid during the call
     * @return false if it breaks the rules of the protocol
     */
    default boolean message(boolean isOrig, ByteBuf message) {
        return true;
    }

    /**
     * The next message, or the next one of several that came as one, from its beginning. Called again with more bytes
     * after {@link #MORE}.
     *
     * @param isOrig whether the originator of the connection sent it
     * @param bytes  its readable bytes are what is there of the {@code length} bytes, one or more; valid during the call
     * @param length how far the frame reaches that the message is in
     * @return of how many bytes, up to {@code length}, the message consists; negative if it breaks the rules of the
     *         protocol. Where this is more than there are, the others go to {@link #rest} when they come. {@link #MORE}
     *         only if there are fewer than {@code length}
     */
    default int take(boolean isOrig, ByteBuf bytes, int length) {
        if (bytes.readableBytes() < length) {
            return MORE;
        }
        return message(isOrig, bytes) ? length : -length;
    }

    /**
     * More bytes of the message that was last taken.
     *
     * @param isOrig whether the originator of the connection sent them
     * @param bytes  its readable bytes are these bytes, one or more; valid during the call
     */
    default void rest(boolean isOrig, ByteBuf bytes) {}

    /**
     * Bytes are missing of the message that was last taken.
     *
     * @param isOrig whether the originator of the connection sent them
     * @param length how many
     */
    default void missing(boolean isOrig, int length) {}

    /** The connection is over. */
    default void end() {}
}
