package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.AnalyzerContext;

/** Puts one handshake message of DTLS together from parts that come in any order, repeat and overlap. */
final class FragmentedMessage {

    /** How many parts may wait for one before them. Peers send them in order; the network seldom changes that. */
    private static final int MAX_WAITING = 16;

    private final int type;
    private final int length;
    private final int sequence;
    private final AnalyzerContext context;
    private final @Nullable ByteBuf collected;
    private final List<Part> waiting = new ArrayList<>(0);

    /** How much memory it has asked for. */
    private int reserved;

    /** How much of the message is there without a hole. */
    private int reached;

    /** A part that came too early. Its bytes are a copy, or nothing where the content is not needed. */
    private record Part(int offset, int end, ByteBuf bytes) {}

    /**
     * Begins.
     *
     * @param context  of the analyzer
     * @param fragment any part of the message
     * @param wanted   whether the content is needed; otherwise, and if there is no memory for it, only its completeness is
     *                 followed
     */
    FragmentedMessage(AnalyzerContext context, Fragment fragment, boolean wanted) {
        this.context = context;
        type = fragment.type();
        length = fragment.length();
        sequence = fragment.sequence();
        collected = wanted && reserve(length) ? Unpooled.buffer(Math.min(length, 256), length) : null;
    }

    private boolean reserve(int bytes) {
        boolean free = context.reserve(bytes);
        if (free) {
            reserved += bytes;
        }
        return free;
    }

    /** It is not needed any more: gives its memory back. */
    void release() {
        context.release(reserved);
        reserved = 0;
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
        if (waiting.size() == MAX_WAITING) {
            return;
        }
        if (collected == null) {
            waiting.add(new Part(fragment.offset(), fragment.end(), Unpooled.EMPTY_BUFFER));
        } else if (reserve(fragment.bytes().readableBytes())) {
            waiting.add(new Part(fragment.offset(), fragment.end(), Unpooled.copiedBuffer(fragment.bytes())));
        }
    }

    /** The message, read-only; null if its content was not collected. */
    @Nullable ByteBuf content() {
        return collected == null ? null : collected.asReadOnly();
    }
}
