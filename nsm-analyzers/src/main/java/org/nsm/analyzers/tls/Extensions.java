package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Ssl.SignatureAndHashAlgorithm;

/**
 * The contents of the extensions that have events of their own. Each reads the data of one extension and returns null if
 * they are malformed.
 */
final class Extensions {

    static final int SERVER_NAME = 0;
    static final int SUPPORTED_GROUPS = 10;
    static final int EC_POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int APPLICATION_LAYER_PROTOCOLS = 16;
    static final int SIGNED_CERTIFICATE_TIMESTAMPS = 18;

    /** What became number 51 with draft 23 of TLS 1.3. */
    static final int DRAFT_KEY_SHARE = 40;

    static final int SUPPORTED_VERSIONS = 43;
    static final int PSK_KEY_EXCHANGE_MODES = 45;
    static final int KEY_SHARE = 51;
    static final int CONNECTION_ID = 54;

    /** The only type of name there is (RFC 6066, section 3). */
    private static final int HOST_NAME = 0;

    private Extensions() {}

    /** The host names (RFC 6066, section 3). */
    static @Nullable List<String> serverNames(ByteBuf data) {
        Cursor outer = new Cursor(data);
        Cursor list = new Cursor(outer.vector16());
        List<String> names = new ArrayList<>(1);
        while (list.hasMore()) {
            int type = list.u8();
            ByteBuf name = list.vector16();
            if (type == HOST_NAME && !list.failed()) {
                names.add(name.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return outer.failed() || list.failed() ? null : names;
    }

    /** The groups, or any list of two-octet numbers behind two octets of length (RFC 8446, section 4.2.7). */
    static @Nullable List<Integer> groups(ByteBuf data) {
        Cursor cursor = new Cursor(data);
        ByteBuf list = cursor.vector16();
        return cursor.failed() ? null : numbers16(list);
    }

    /** The point formats, or any list of octets behind one octet of length (RFC 8422, section 5.1.2). */
    static @Nullable List<Integer> octets(ByteBuf data) {
        Cursor cursor = new Cursor(data);
        ByteBuf list = cursor.vector8();
        return cursor.failed() ? null : numbers8(list);
    }

    /** The signature algorithms (RFC 5246, section 7.4.1.4.1). */
    static @Nullable List<SignatureAndHashAlgorithm> signatureAlgorithms(ByteBuf data) {
        Cursor outer = new Cursor(data);
        Cursor list = new Cursor(outer.vector16());
        List<SignatureAndHashAlgorithm> algorithms = new ArrayList<>(list.remaining() / 2);
        while (list.remaining() >= 2) {
            algorithms.add(new SignatureAndHashAlgorithm(list.u8(), list.u8()));
        }
        return outer.failed() || !list.complete() ? null : algorithms;
    }

    /** The names of application protocols (RFC 7301, section 3.1). */
    static @Nullable List<String> applicationProtocols(ByteBuf data) {
        Cursor outer = new Cursor(data);
        Cursor list = new Cursor(outer.vector16());
        List<String> names = new ArrayList<>();
        while (list.hasMore()) {
            ByteBuf name = list.vector8();
            if (!list.failed()) {
                names.add(name.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return outer.failed() || list.failed() ? null : names;
    }

    /**
     * The groups of the key shares (RFC 8446, section 4.2.8).
     *
     * @param data   the extension
     * @param client whether a client sent it, that is, a list; a server sends one share, or the group that it wants one of
     */
    static @Nullable List<Integer> keyShares(ByteBuf data, boolean client) {
        Cursor outer = new Cursor(data);
        if (!client) {
            int group = outer.u16();
            return outer.failed() ? null : List.of(group);
        }
        Cursor list = new Cursor(outer.vector16());
        List<Integer> groups = new ArrayList<>();
        while (list.hasMore()) {
            int group = list.u16();
            list.vector16();
            if (!list.failed()) {
                groups.add(group);
            }
        }
        return outer.failed() || list.failed() ? null : groups;
    }

    /**
     * The versions (RFC 8446, section 4.2.1).
     *
     * @param data   the extension
     * @param client whether a client sent it, that is, a list; a server sends the one that it chose
     */
    static @Nullable List<Integer> supportedVersions(ByteBuf data, boolean client) {
        Cursor cursor = new Cursor(data);
        if (!client) {
            int version = cursor.u16();
            return cursor.failed() ? null : List.of(version);
        }
        ByteBuf list = cursor.vector8();
        return cursor.failed() ? null : numbers16(list);
    }

    /** The version that a server chose, or 0 if that is not to be had. */
    static int selectedVersion(ByteBuf data) {
        return new Cursor(data).u16();
    }

    /** How many octets the connection identifiers have that the peer is to send (RFC 9146, section 3). */
    static int connectionIdLength(ByteBuf data) {
        return new Cursor(data).vector8().readableBytes();
    }

    private static @Nullable List<Integer> numbers16(ByteBuf list) {
        Cursor cursor = new Cursor(list);
        List<Integer> numbers = new ArrayList<>(list.readableBytes() / 2);
        while (cursor.remaining() >= 2) {
            numbers.add(cursor.u16());
        }
        return cursor.complete() ? numbers : null;
    }

    /** Each octet of a list as a number. */
    static List<Integer> numbers8(ByteBuf list) {
        Cursor cursor = new Cursor(list);
        List<Integer> numbers = new ArrayList<>(list.readableBytes());
        while (cursor.hasMore()) {
            numbers.add(cursor.u8());
        }
        return numbers;
    }

    /** The cipher suites of a hello. */
    static List<Integer> suites16(ByteBuf list) {
        List<Integer> suites = numbers16(list);
        return suites == null ? List.of() : suites;
    }

    /** The cipher suites of a hello of SSL 2.0. */
    static List<Integer> suites24(ByteBuf list) {
        Cursor cursor = new Cursor(list);
        List<Integer> suites = new ArrayList<>(list.readableBytes() / 3);
        while (cursor.remaining() >= 3) {
            suites.add(cursor.u24());
        }
        return suites;
    }
}
