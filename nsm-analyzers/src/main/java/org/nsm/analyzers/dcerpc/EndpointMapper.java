package org.nsm.analyzers.dcerpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Recognises, on one association, the calls that ask where an interface can be reached, and reads what they return: towers
 * of protocols (C706, appendices L and O).
 */
final class EndpointMapper {

    /** Takes the places in a result. */
    interface EndpointListener {

        /**
         * An interface can be reached over TCP.
         *
         * @param address where, or null for the address of the endpoint mapper itself
         * @param port    at which port
         */
        void endpoint(@Nullable InetAddress address, int port);
    }

    /** Of ept_map, which looks an interface up (C706, appendix O). */
    static final int MAP = 3;

    /** e1af8308-5d1f-11c9-91a4-08002b14a0fa, in both representations of integers. */
    private static final ByteBuf INTERFACE_LE = octets("0883afe11f5dc91191a408002b14a0fa");

    private static final ByteBuf INTERFACE_BE = octets("e1af83085d1f11c991a408002b14a0fa");

    /** 71710533-beba-4937-8319-b5dbef9ccc36 (MS-RPCE, section 2.2.5); it exists in this representation only. */
    private static final ByteBuf NDR64 = octets("33057171babe37498319b5dbef9ccc36");

    /** Nobody needs the endpoint mapper under more numbers than one or two. */
    private static final int MAX_CONTEXTS = 8;

    /** An answer holds at most as many towers as were asked for, which is four with the clients there are. */
    private static final int MAX_TOWERS = 64;

    /** ID of the floors of a tower (C706, appendix I). */
    private static final int CONNECTION_ORIENTED = 0x0b;

    private static final int TCP = 0x07;
    private static final int IP = 0x09;

    private final int[] contexts = new int[MAX_CONTEXTS];
    private final boolean[] wide = new boolean[MAX_CONTEXTS];
    private int size;

    private static ByteBuf octets(String hex) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)))
                .asReadOnly();
    }

    /**
     * A number was bound to an interface.
     *
     * @param pdu     that asks for it
     * @param context where the element of the list begins there: number, count of syntaxes, interface, syntaxes
     */
    void bound(Pdu pdu, int context) {
        int id = pdu.uint16(context);
        forget(id);
        int index = context + 4;
        if (size < MAX_CONTEXTS && pdu.hasAt(index, pdu.littleEndian() ? INTERFACE_LE : INTERFACE_BE)) {
            contexts[size] = id;
            wide[size] = pdu.uint8(context + 2) > 0 && pdu.hasAt(index + 20, NDR64);
            size++;
        }
    }

    private void forget(int id) {
        int at = indexOf(id);
        if (at >= 0) {
            size--;
            contexts[at] = contexts[size];
            wide[at] = wide[size];
        }
    }

    private int indexOf(int id) {
        for (int i = 0; i < size; i++) {
            if (contexts[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a call of an operation under a number looks an interface up. */
    boolean isMap(int contextId, int operation) {
        return operation == MAP && indexOf(contextId) >= 0;
    }

    /**
     * Reads what a call returned. Where the bytes do not make sense, what was found before stays.
     *
     * @param contextId    under which number it was called
     * @param results      its readable bytes are the results
     * @param littleEndian how they represent integers
     * @param listener     told of each place where the interface can be reached over TCP
     */
    void mapped(int contextId, ByteBuf results, boolean littleEndian, EndpointListener listener) {
        int at = indexOf(contextId);
        Cursor cursor = new Cursor(results, littleEndian, at >= 0 && wide[at]);
        cursor.skip(20); // the handle of the look-up
        long towers = cursor.uint32();
        cursor.size();
        cursor.size();
        cursor.size();
        if (towers > MAX_TOWERS) {
            return;
        }
        for (int i = 0; i < towers; i++) {
            cursor.size(); // the pointers come before what they point to
        }
        for (int i = 0; i < towers && !cursor.failed; i++) {
            cursor.size();
            long length = cursor.uint32();
            ByteBuf tower = cursor.bytes(length);
            if (tower != null) {
                tower(tower, listener);
            }
        }
    }

    /** Goes up from floor to floor: each has an identifier with data, and an address, both behind a length (appendix L). */
    private static void tower(ByteBuf tower, EndpointListener listener) {
        if (tower.readableBytes() < 2) {
            return;
        }
        int floors = tower.readUnsignedShortLE();
        boolean connectionOriented = false;
        int port = 0;
        @Nullable InetAddress address = null;
        for (int i = 0; i < floors; i++) {
            ByteBuf protocol = part(tower);
            ByteBuf related = protocol == null ? null : part(tower);
            if (protocol == null || related == null || !protocol.isReadable()) {
                return;
            }
            int identifier = protocol.getUnsignedByte(protocol.readerIndex());
            if (identifier == CONNECTION_ORIENTED) {
                connectionOriented = true;
            } else if (identifier == TCP && related.readableBytes() == 2) {
                port = related.getUnsignedShort(related.readerIndex());
            } else if (identifier == IP && related.readableBytes() == 4) {
                address = address(related);
            }
        }
        if (connectionOriented && port != 0) {
            listener.endpoint(address, port);
        }
    }

    private static @Nullable ByteBuf part(ByteBuf tower) {
        if (tower.readableBytes() < 2) {
            return null;
        }
        int length = tower.readUnsignedShortLE();
        return length > tower.readableBytes() ? null : tower.readSlice(length);
    }

    private static @Nullable InetAddress address(ByteBuf octets) {
        if (octets.getInt(octets.readerIndex()) == 0) {
            return null;
        }
        byte[] address = new byte[4];
        octets.getBytes(octets.readerIndex(), address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets " + Arrays.toString(address), e);
        }
    }

    /** Reads values at their alignments (C706, section 14.2.2), of NDR64 as well (MS-RPCE, section 2.2.5). */
    private static final class Cursor {

        private final ByteBuf bytes;
        private final int start;
        private final int end;
        private final boolean littleEndian;
        private final int sizeOctets;
        private int at;
        private boolean failed;

        Cursor(ByteBuf bytes, boolean littleEndian, boolean wide) {
            this.bytes = bytes;
            this.littleEndian = littleEndian;
            start = bytes.readerIndex();
            end = bytes.writerIndex();
            at = start;
            sizeOctets = wide ? 8 : 4;
        }

        private boolean room(int octets, int alignment) {
            at += -(at - start) & alignment - 1;
            failed |= octets > end - at;
            return !failed;
        }

        void skip(int octets) {
            if (room(octets, 1)) {
                at += octets;
            }
        }

        /** 32 bits, unsigned; 0 if there are none. */
        long uint32() {
            if (!room(4, 4)) {
                return 0;
            }
            long value = littleEndian ? bytes.getUnsignedIntLE(at) : bytes.getUnsignedInt(at);
            at += 4;
            return value;
        }

        /** Passes over what is as wide as a pointer: a size, an offset, the number of something pointed to. */
        void size() {
            if (room(sizeOctets, sizeOctets)) {
                at += sizeOctets;
            }
        }

        /** That many octets; null if they are not there. */
        @Nullable ByteBuf bytes(long length) {
            if (failed || length > end - at) {
                failed = true;
                return null;
            }
            ByteBuf found = bytes.slice(at, (int) length);
            at += (int) length;
            return found;
        }
    }
}
