package org.nsm.analyzers.krb;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keytab files of version 2, as MIT Kerberos, Heimdal, Java and Windows write them. */
final class Keytab {

    private static final int VERSION_2 = 0x0502;

    private Keytab() {}

    /**
     * A key of a service.
     *
     * @param principal      whose it is, with the realm: {@code cifs/host@EXAMPLE.COM}
     * @param encryptionType what it encrypts with
     * @param secret         the key itself
     */
    record Key(String principal, int encryptionType, byte[] secret) {}

    /**
     * Reads a file.
     *
     * @param file what is in it
     * @return the keys in their order
     * @throws IOException if it is no keytab, or one of another version
     */
    static List<Key> parse(byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (bytes.remaining() < 2 || bytes.getShort() != VERSION_2) {
            throw new IOException("not a keytab of version 2");
        }
        List<Key> keys = new ArrayList<>();
        try {
            while (bytes.remaining() >= Integer.BYTES) {
                int length = bytes.getInt();
                // A deleted entry leaves a hole, whose length is negative. A length of zero ends the file.
                if (length == 0) {
                    break;
                }
                int present = (int) Math.min(Math.abs((long) length), bytes.remaining());
                ByteBuffer entry = bytes.slice(bytes.position(), present);
                bytes.position(bytes.position() + entry.limit());
                if (length > 0) {
                    keys.add(entry(entry));
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("an entry of the keytab breaks off", e);
        }
        return keys;
    }

    private static Key entry(ByteBuffer entry) {
        int components = Short.toUnsignedInt(entry.getShort());
        String realm = text(entry);
        StringBuilder principal = new StringBuilder();
        for (int i = 0; i < components; i++) {
            principal.append(i == 0 ? "" : "/").append(text(entry));
        }
        entry.getInt(); // the type of the name
        entry.getInt(); // when it was written
        entry.get(); // the version of the key
        int encryptionType = Short.toUnsignedInt(entry.getShort());
        return new Key(principal.append('@').append(realm).toString(), encryptionType, octets(entry));
    }

    private static String text(ByteBuffer entry) {
        return new String(octets(entry), StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(ByteBuffer entry) {
        int length = Short.toUnsignedInt(entry.getShort());
        if (length > entry.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] octets = new byte[length];
        entry.get(octets);
        return octets;
    }
}
