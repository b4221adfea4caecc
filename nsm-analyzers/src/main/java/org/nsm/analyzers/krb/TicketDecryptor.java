package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Options;

/** Opens tickets with the keys of services. Used by one thread. */
interface TicketDecryptor {

    /**
     * Makes a decryptor with the keys of a file. Only this touches what it takes: Apache Kerby is an optional dependency.
     *
     * @param keytab the value of the option {@link Options#KRB_KEYTAB}
     * @return the decryptor, or null if the option is not set
     * @throws IllegalArgumentException if the file cannot be read, or Kerby is missing
     */
    static @Nullable TicketDecryptor of(String keytab) {
        if (keytab.isEmpty()) {
            return null;
        }
        try {
            return new KerbyDecryptor(Keytab.parse(Files.readAllBytes(Path.of(keytab))));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "option " + Options.KRB_KEYTAB + ": " + keytab + " cannot be read: " + e, e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException(
                    "option " + Options.KRB_KEYTAB + ": org.apache.kerby:kerb-crypto is missing", e);
        }
    }

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
