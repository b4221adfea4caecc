package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Opens tickets with the keys of services. Used by one thread. */
interface TicketDecryptor {

    /**
     * Finds out whose a ticket is.
     *
     * @param service        the principal that the ticket is for, with its realm: {@code cifs/host@EXAMPLE.COM}
     * @param encryptionType how it is encrypted; the unsigned value of the octets
     * @param ciphertext     the readable bytes are the encrypted part; left where they are
     * @return the principal of the client with its realm; null if no key opens the ticket
     */
    @Nullable String client(String service, long encryptionType, ByteBuf ciphertext);
}
