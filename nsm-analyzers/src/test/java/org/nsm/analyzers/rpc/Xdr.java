package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes values in the External Data Representation, and messages of RPC. */
public final class Xdr {

    /** The name of the machine in {@link #call}. */
    public static final String MACHINE = "desk";

    private final ByteBuf bytes = Unpooled.buffer();

    private Xdr() {}

    /** Nothing yet. */
    public static Xdr xdr() {
        return new Xdr();
    }

    /** Numbers of 32 bits. */
    public Xdr u32(long... values) {
        for (long value : values) {
            bytes.writeInt((int) value);
        }
        return this;
    }

    /** Numbers of 64 bits. */
    public Xdr u64(long... values) {
        for (long value : values) {
            bytes.writeLong(value);
        }
        return this;
    }

    /** A string. */
    public Xdr text(String text) {
        return opaque(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    /** Opaque data of variable length. */
    public Xdr opaque(String hex) {
        return opaque(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    /** Opaque data of variable length. */
    public Xdr opaque(ByteBuf data) {
        int length = data.readableBytes();
        bytes.writeInt(length).writeBytes(data, data.readerIndex(), length).writeZero(-length & 3);
        return this;
    }

    /** What was written elsewhere. */
    public Xdr add(Xdr other) {
        bytes.writeBytes(other.bytes, other.bytes.readerIndex(), other.bytes.readableBytes());
        return this;
    }

    /** Everything that was written. */
    public ByteBuf bytes() {
        return bytes.duplicate();
    }

    /** A call with AUTH_SYS: stamp 7, the machine, user 1000, group 100, further groups 4 and 4294967295. */
    public static ByteBuf call(int xid, long program, long version, long procedure, Xdr arguments) {
        Xdr system = xdr().u32(7).text(MACHINE).u32(1000, 100, 2, 4, 0xffff_ffffL);
        return call(xid, program, version, procedure, 1, system, arguments);
    }

    /** A call with any credentials, and a verifier of AUTH_NONE. */
    public static ByteBuf call(
            int xid, long program, long version, long procedure, int flavor, Xdr credentials, Xdr arguments) {
        return xdr().u32(xid, 0, 2, program, version, procedure, flavor)
                .opaque(credentials.bytes())
                .u32(0, 0)
                .add(arguments)
                .bytes();
    }

    /** A successful reply. */
    public static ByteBuf reply(int xid, Xdr result) {
        return xdr().u32(xid, 1, 0, 0, 0, 0).add(result).bytes();
    }

    /** A record of one fragment. */
    public static ByteBuf record(ByteBuf message) {
        return Unpooled.buffer()
                .writeInt(0x8000_0000 | message.readableBytes())
                .writeBytes(message, message.readerIndex(), message.readableBytes());
    }
}
