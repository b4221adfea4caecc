package org.nsm.analyzers.smb1;

/** The blocks of TREE_CONNECT_ANDX (MS-CIFS, section 2.2.4.55; MS-SMB, section 2.2.4.7), from behind the AndX fields on. */
final class TreeConnect {

    /** How many words the AndX fields take. */
    private static final int ANDX_WORDS = 2;

    /**
     * A request.
     *
     * @param path    the share, as {@code \\server\share}
     * @param service the kind of share
     */
    record Request(String path, String service) {}

    /**
     * An answer.
     *
     * @param service    the kind of share
     * @param fileSystem its file system
     */
    record Answer(String service, String fileSystem) {}

    private TreeConnect() {}

    /** A request. */
    static Request request(Fields in) {
        in.skip(Short.BYTES);
        int passwordLength = in.u16();
        in.skip(Short.BYTES + passwordLength);
        String path = in.text(true);
        return new Request(path, in.oem(true));
    }

    /** An answer, with as many words behind the AndX fields as it says: none, the support bits, or rights as well. */
    static Answer answer(Fields in, int words) {
        in.skip(Math.max(0, words - ANDX_WORDS) * Short.BYTES);
        in.skip(Short.BYTES);
        String service = in.oem(true);
        return new Answer(service, in.text(true));
    }
}
