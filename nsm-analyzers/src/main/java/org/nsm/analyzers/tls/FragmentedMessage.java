package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts one handshake message of DTLS together from parts that come in any order, repeat and overlap. */
final class FragmentedMessage {

    /** How many parts may wait for one before them. Peers send them in order; the network seldom changes that. */
    private static final int MAX_WAITING = 16;

    private final int type;
    private final int length;
    private final int sequence;
    private final @Nullable ByteBuf collected;
    private final List<Part> waiting = new ArrayList<>(0);

    /** How much of the message is there without a hole. */
    private int reached;

    /** A part that came too early. Its bytes are a copy, or nothing where the content is not needed. */
    private record Part(int offset, int end, ByteBuf bytes) {}

    /**
     * Begins.
     *
     * @param fragment any part of the message
     * @param collect  whether the content is needed; otherwise only its completeness is followed
     */
    FragmentedMessage(Fragment fragment, boolean collect) {
        type = fragment.type();
        length = fragment.length();
        sequence = fragment.sequence();
        collected = collect ? Unpooled.buffer(Math.min(length, 256), length) : null;
    }

    int sequence() {
        return sequence;
    }

    /** Whether a part claims to be of this message. */
    boolean matches(Fragment fragment) {
        return fragment.sequence() == sequence && fragment.type() == type && fragment.length() == length;
    }

    /** Takes a part. Returns whether the message is complete now. */
    boolean add(Fragment fragment) {
        if (fragment.offset() > reached) {
            keep(fragment);
            return false;
        }
        append(fragment.end(), fragment.bytes());
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = waiting.size() - 1; i >= 0; i--) {
                if (waiting.get(i).offset() <= reached) {
                    Part part = waiting.remove(i);
                    append(part.end(), part.bytes());
                    moved = true;
                }
            }
        }
        return reached == length;
    }

    private void append(int end, ByteBuf bytes) {
        int news = end - reached;
        if (news > 0) {
            if (collected != null) {
                collected.writeBytes(bytes, bytes.writerIndex() - news, news);
            }
            reached += news;
        }
    }

    private void keep(Fragment fragment) {
        if (waiting.size() < MAX_WAITING) {
            ByteBuf bytes = collected == null ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer(fragment.bytes());
            waiting.add(new Part(fragment.offset(), fragment.end(), bytes));
        }
    }

    /** The message, read-only; null if its content was not collected. */
    @Nullable ByteBuf content() {
        return collected == null ? null : collected.asReadOnly();
    }
}
