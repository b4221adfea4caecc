package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the codings gzip (RFC 1952, also several members one after the other) and deflate (RFC 1950, or RFC 1951 alone
 * as some servers send it) as the octets come. Whatever comes behind the end of the coded data is ignored.
 */
final class ContentDecoder {

    /** So much may be decoded at whatever ratio. */
    private static final long FREE = 16_777_216;

    /** Beyond that, data that shrinks to less than this part is meant to exhaust whoever decodes it. */
    private static final int MAX_RATIO = 256;

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final Output output;
    private final byte[] piece;
    private final ByteBuf view;
    private @Nullable Inflater inflater;
    private State state;
    private boolean anyMember;

    /** How far the header of a gzip member, or the first octet of a deflate body, is. */
    private int position;

    private int flags;
    private int extra;
    private int firstOctet;
    private long consumed;
    private long produced;

    /** Takes what is decoded. */
    interface Output {

        /** A piece is decoded; its readable bytes are valid during the call. */
        void decoded(ByteBuf data);

        /** The data cannot be decoded further. */
        void undecodable(String weird);
    }

    private enum State {
        GZIP_FIXED,
        GZIP_EXTRA_LENGTH,
        GZIP_EXTRA,
        GZIP_NAME,
        GZIP_COMMENT,
        GZIP_HEADER_CRC,
        DEFLATE_FIRST,
        INFLATING,
        GZIP_TRAILER,
        ENDED
    }

    private final boolean gzip;

    private ContentDecoder(boolean gzip, Output output, byte[] piece) {
        this.gzip = gzip;
        this.output = output;
        this.piece = piece;
        view = Unpooled.wrappedBuffer(piece);
        state = gzip ? State.GZIP_FIXED : State.DEFLATE_FIRST;
    }

    /** The decoder of a coding, or null for one that is handed on as it is. */
    static @Nullable ContentDecoder of(@Nullable String coding, Output output, byte[] piece) {
        if (coding == null) {
            return null;
        }
        return switch (coding) {
            case "gzip", "x-gzip" -> new ContentDecoder(true, output, piece);
            case "deflate" -> new ContentDecoder(false, output, piece);
            default -> null;
        };
    }

    /** The next octets; left where they are. */
    void data(ByteBuf data) {
        int at = data.readerIndex();
        int end = data.writerIndex();
        consumed += end - at;
        while (at < end && state != State.ENDED) {
            if (state == State.INFLATING) {
                at = inflate(data, at, end);
            } else {
                framing(data.getByte(at) & 0xff);
                at++;
            }
        }
    }

    /** Octets are missing, so that the rest cannot be decoded. */
    void stop() {
        state = State.ENDED;
        Inflater present = inflater;
        if (present != null) {
            inflater = null;
            present.end();
        }
    }

    private void fail(String weird) {
        stop();
        output.undecodable(weird);
    }

    private void framing(int octet) {
        switch (state) {
            case GZIP_FIXED -> fixed(octet);
            case GZIP_EXTRA_LENGTH -> {
                extra |= octet << 8 * position;
                if (++position == 2) {
                    enter(extra > 0 ? State.GZIP_EXTRA : State.GZIP_NAME);
                }
            }
            case GZIP_EXTRA -> {
                if (++position == extra) {
                    enter(State.GZIP_NAME);
                }
            }
            case GZIP_NAME -> {
                if (octet == 0) {
                    enter(State.GZIP_COMMENT);
                }
            }
            case GZIP_COMMENT -> {
                if (octet == 0) {
                    enter(State.GZIP_HEADER_CRC);
                }
            }
            case GZIP_HEADER_CRC -> {
                if (++position == 2) {
                    begin(true);
                }
            }
            case DEFLATE_FIRST -> deflateHeader(octet);
            case GZIP_TRAILER -> {
                if (++position == GZIP_TRAILER) {
                    anyMember = true;
                    enter(State.GZIP_FIXED);
                }
            }
            default -> throw new IllegalStateException(state.name());
        }
    }

    /** Enters a state, or the one behind it where the member has nothing for it. */
    private void enter(State next) {
        position = 0;
        State actual = next;
        if (actual == State.GZIP_EXTRA_LENGTH && (flags & FLAG_EXTRA) == 0) {
            actual = State.GZIP_NAME;
        }
        if (actual == State.GZIP_NAME && (flags & FLAG_NAME) == 0) {
            actual = State.GZIP_COMMENT;
        }
        if (actual == State.GZIP_COMMENT && (flags & FLAG_COMMENT) == 0) {
            actual = State.GZIP_HEADER_CRC;
        }
        if (actual == State.GZIP_HEADER_CRC && (flags & FLAG_HEADER_CRC) == 0) {
            begin(true);
        } else {
            state = actual;
        }
    }

    /** The ten octets that each gzip member begins with (RFC 1952, section 2.3). */
    private void fixed(int octet) {
        boolean good = switch (position) {
            case 0 -> octet == 0x1f;
            case 1 -> octet == 0x8b;
            case 2 -> octet == 8;
            default -> true;
        };
        if (!good) {
            if (anyMember) {
                stop();
            } else {
                fail("inflate_failed");
            }
            return;
        }
        if (position == 3) {
            flags = octet;
        }
        if (++position == GZIP_HEADER) {
            extra = 0;
            enter(State.GZIP_EXTRA_LENGTH);
        }
    }

    /** Tells by the first two octets whether there is a header (RFC 1950, section 2.2). */
    private void deflateHeader(int octet) {
        if (position++ == 0) {
            firstOctet = octet;
            return;
        }
        boolean zlib = (firstOctet & 0x0f) == 8 && firstOctet >> 4 <= 7 && (firstOctet << 8 | octet) % 31 == 0;
        begin(!zlib);
        ByteBuf both = Unpooled.wrappedBuffer(new byte[] {(byte) firstOctet, (byte) octet});
        int at = 0;
        while (at < 2 && state == State.INFLATING) {
            at = inflate(both, at, 2);
        }
    }

    private void begin(boolean raw) {
        Inflater present = inflater;
        if (present == null) {
            inflater = new Inflater(raw);
        } else {
            present.reset();
        }
        state = State.INFLATING;
    }

    /** Inflates, and tells how far. */
    private int inflate(ByteBuf data, int from, int end) {
        Inflater present = inflater;
        if (present == null) {
            return end;
        }
        present.setInput(data.nioBuffer(from, end - from));
        try {
            while (state == State.INFLATING && !present.needsInput() && !present.finished()) {
                int count = present.inflate(piece);
                if (count == 0 && (present.needsDictionary() || !present.finished() && !present.needsInput())) {
                    fail("inflate_failed");
                    return end;
                }
                produced += count;
                if (produced > FREE && produced > consumed * MAX_RATIO) {
                    fail("decompression_bomb");
                    return end;
                }
                if (count > 0) {
                    view.setIndex(0, count);
                    output.decoded(view);
                }
            }
            if (state != State.INFLATING) {
                return end;
            }
            int next = end - present.getRemaining();
            if (present.finished()) {
                if (gzip) {
                    position = 0;
                    state = State.GZIP_TRAILER;
                } else {
                    stop();
                }
            }
            return next;
        } catch (DataFormatException e) {
            fail("inflate_failed");
            return end;
        }
    }
}
