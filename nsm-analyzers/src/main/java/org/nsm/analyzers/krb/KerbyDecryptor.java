package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.crypto.EncTypeHandler;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.jspecify.annotations.Nullable;

/** Opens tickets by means of Apache Kerby. */
final class KerbyDecryptor implements TicketDecryptor {

    /** The key usage number of the encrypted part of tickets (RFC 4120, section 7.5.1). */
    private static final int TICKET_KEY_USAGE = 2;

    /** The application tag of what is in them (RFC 4120, section 5.3). */
    private static final int ENC_TICKET_PART = 3;

    /** How many keys are tried on one ticket: several services often share one account, but seldom more than these. */
    private static final int MAX_TRIES = 16;

    private final List<TicketKey> keys = new ArrayList<>();
    private final KrbReader reader = new KrbReader();

    private record TicketKey(Keytab.Key key, EncTypeHandler handler) {}

    /**
     * Makes a decryptor. Keys of encryption types that Kerby does not know open nothing.
     *
     * @param keytab the keys
     */
    KerbyDecryptor(List<Keytab.Key> keytab) {
        for (Keytab.Key key : keytab) {
            EncTypeHandler handler = handler(key.encryptionType());
            if (handler != null) {
                keys.add(new TicketKey(key, handler));
            }
        }
    }

    private static @Nullable EncTypeHandler handler(int encryptionType) {
        try {
            return EncryptionHandler.getEncHandler(encryptionType);
        } catch (KrbException e) {
            return null;
        }
    }

    /** Tries the keys of the service first. */
    @Override
    public @Nullable String client(String service, long encryptionType, ByteBuf ciphertext) {
        byte[] encrypted = ByteBufUtil.getBytes(ciphertext);
        int tries = 0;
        for (boolean ofService = true; ; ofService = false) {
            for (int i = 0; i < keys.size() && tries < MAX_TRIES; i++) {
                TicketKey key = keys.get(i);
                if (key.key.encryptionType() == encryptionType
                        && key.key.principal().equals(service) == ofService) {
                    tries++;
                    byte[] opened = decrypt(key, encrypted);
                    if (opened != null) {
                        return clientIn(opened);
                    }
                }
            }
            if (!ofService) {
                return null;
            }
        }
    }

    private static byte @Nullable [] decrypt(TicketKey key, byte[] encrypted) {
        try {
            return key.handler.decrypt(encrypted.clone(), key.key.secret(), TICKET_KEY_USAGE);
        } catch (KrbException | RuntimeException e) {
            return null; // another key, or less than a checksum, of which Kerby does not think
        }
    }

    private @Nullable String clientIn(byte[] ticket) {
        if (reader.begin(Unpooled.wrappedBuffer(ticket)) != ENC_TICKET_PART) {
            return null;
        }
        reader.make(true);
        String realm = null;
        String name = null;
        while (reader.nextField()) {
            switch (reader.number()) {
                case 2 -> realm = reader.text();
                case 3 -> name = reader.principal();
                default -> {}
            }
        }
        return realm == null || name == null ? null : name + "@" + realm;
    }
}
