package org.nsm.analyzers.smb;

import io.netty.buffer.ByteBuf;

/** Understands the messages of one version of SMB on one connection. */
public interface SmbDialect {

    /**
     * The next message.
     *
     * @param isOrig  whether the originator of the connection sent it
     * @param message its readable bytes are the message from the protocol id on; valid during the call
     * @return false if it breaks the rules of the protocol
     */
    boolean message(boolean isOrig, ByteBuf message);
}
