package org.nsm.analyzers.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, as the caller claims (RFC 5531, section 8.2). Every flavor is taken; only AUTH_SYS tells anything.
 */
public final class Credentials {

    /** How the arguments and the result of a call are wrapped (RFC 2203, section 5.3.2.3). */
    enum Wrapping {
        /** They stand as they are. */
        NONE,
        /** They are opaque data behind a sequence number, with a checksum behind them. */
        INTEGRITY,
        /** They are encrypted, or something else. */
        OPAQUE
    }

    /** The most that credentials and verifiers hold (RFC 5531, section 8.2). */
    static final int MAX_OCTETS = 400;

    /** RFC 5531 allows 16, some implementations have more. */
    private static final int MAX_GIDS = 64;

    private static final int AUTH_SYS = 1;
    private static final int RPCSEC_GSS = 6;
    private static final int GSS_DATA = 0;
    private static final int GSS_NONE = 1;
    private static final int GSS_INTEGRITY = 2;

    private final byte[] wire;
    private long stamp;
    private String machineName = "";
    private long uid;
    private long gid;
    private List<Long> gids = List.of();
    private Wrapping wrapping = Wrapping.NONE;

    private Credentials(byte[] wire) {
        this.wire = wire;
    }

    /**
     * Reads credentials.
     *
     * @param reader   stands in front of them, and behind them afterwards
     * @param previous those of another call, which are often the same
     * @return the credentials, or null for none that are well formed
     */
    static @Nullable Credentials read(XdrReader reader, ByteBuf message, @Nullable Credentials previous) {
        int start = reader.position();
        int flavor = reader.integer();
        long length = reader.skipOpaque();
        if (reader.failed() || length > MAX_OCTETS || start + 8 + length > message.writerIndex()) {
            return null;
        }
        int octets = 8 + (int) length;
        if (previous != null && previous.isAt(message, start, octets)) {
            return previous;
        }
        byte[] wire = ByteBufUtil.getBytes(message, start, octets);
        Credentials credentials = new Credentials(wire);
        XdrReader body = new XdrReader().reset(Unpooled.wrappedBuffer(wire, 8, (int) length), length);
        if (flavor == AUTH_SYS && !credentials.readSystem(body)) {
            return null;
        } else if (flavor == RPCSEC_GSS) {
            credentials.readGss(body);
        }
        return credentials;
    }

    private boolean isAt(ByteBuf message, int start, int octets) {
        return octets == wire.length && ByteBufUtil.equals(message, start, Unpooled.wrappedBuffer(wire), 0, octets);
    }

    /** The parameters of AUTH_SYS (RFC 5531, appendix A). */
    private boolean readSystem(XdrReader body) {
        stamp = body.unsigned();
        machineName = body.text(MAX_OCTETS);
        uid = body.unsigned();
        gid = body.unsigned();
        long count = body.unsigned();
        if (body.failed() || count > MAX_GIDS) {
            return false;
        }
        List<Long> list = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            list.add(body.unsigned());
        }
        gids = List.copyOf(list);
        return !body.failed();
    }

    /** The parameters of RPCSEC_GSS (RFC 2203, section 5). */
    private void readGss(XdrReader body) {
        body.skip(4);
        int procedure = body.integer();
        body.skip(4);
        int service = body.integer();
        if (body.failed() || procedure != GSS_DATA || service > GSS_INTEGRITY || service < GSS_NONE) {
            wrapping = Wrapping.OPAQUE;
        } else if (service == GSS_INTEGRITY) {
            wrapping = Wrapping.INTEGRITY;
        }
    }

    /**
     * An arbitrary number of the caller.
     *
     * @return the number, 0 where there is none
     */
    public long stamp() {
        return stamp;
    }

    /**
     * The name of the caller's machine.
     *
     * @return the name, empty where there is none
     */
    public String machineName() {
        return machineName;
    }

    /**
     * The caller's user id.
     *
     * @return the number, 0 where there is none
     */
    public long uid() {
        return uid;
    }

    /**
     * The caller's group id.
     *
     * @return the number, 0 where there is none
     */
    public long gid() {
        return gid;
    }

    /**
     * Further group ids.
     *
     * @return at most 64
     */
    public List<Long> gids() {
        return gids;
    }

    Wrapping wrapping() {
        return wrapping;
    }
}
