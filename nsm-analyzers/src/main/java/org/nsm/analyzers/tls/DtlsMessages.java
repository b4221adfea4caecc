package org.nsm.analyzers.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.nsm.api.spi.AnalyzerContext;

/**
 * The handshake messages of a flow of datagrams. Parts are put together, each message counts once although it may be
 * sent repeatedly, and a message that never becomes complete does not hold up those behind it.
 */
final class DtlsMessages {

    /** Handshakes have a dozen messages in clear; the numbers begin anew with each. */
    private static final int MAX_SEQUENCE = Long.SIZE;

    /** How many messages of a side may be incomplete at once: one, and the next where parts change places. */
    private static final int MAX_INCOMPLETE = 2;

    /** Where the random value of a client hello lies. */
    private static final int RANDOM_AT = 2;

    private static final int RANDOM_LENGTH = 32;

    private final AnalyzerContext context;
    private final TlsSession session;
    private final Side originator = new Side();
    private final Side responder = new Side();

    /** How far one direction is. */
    private static final class Side {

        private final List<FragmentedMessage> incomplete = new ArrayList<>(1);

        /** A bit for the number of each message that is done with. */
        private long done;

        /** What tells the last client hello from others. */
        private int helloRandom;

        private int helloContent;

        void reset() {
            incomplete.forEach(FragmentedMessage::release);
            incomplete.clear();
            done = 0;
        }
    }

    DtlsMessages(AnalyzerContext context, TlsSession session) {
        this.context = context;
        this.session = session;
    }

    /** Takes the content of a handshake record in clear. */
    void record(boolean isOrig, int recordVersion, ByteBuf content) {
        Cursor cursor = new Cursor(content);
        while (cursor.hasMore() && context.active()) {
            Fragment fragment = Fragment.next(cursor);
            if (fragment == null || fragment.sequence() >= MAX_SEQUENCE) {
                context.malformed("a malformed handshake message");
                return;
            }
            fragment(isOrig, recordVersion, fragment);
        }
    }

    private void fragment(boolean isOrig, int recordVersion, Fragment fragment) {
        Side side = isOrig ? originator : responder;
        boolean news = (side.done & 1L << fragment.sequence()) == 0;
        if (fragment.type() == HandshakeType.CLIENT_HELLO && fragment.offset() == 0) {
            news = clientHello(side, fragment, news);
        }
        if (!news) {
            return;
        }
        if (fragment.whole()) {
            ByteBuf body = wanted(fragment) ? fragment.bytes().asReadOnly() : null;
            done(side, fragment);
            session.message(isOrig, recordVersion, fragment.type(), fragment.length(), body);
            return;
        }
        FragmentedMessage message = incomplete(side, fragment);
        if (message.add(fragment)) {
            done(side, fragment);
            session.message(isOrig, recordVersion, fragment.type(), fragment.length(), message.content());
        }
    }

    /**
     * Tells a repeated client hello from one that begins another handshake, or that answers a request for a cookie
     * although it has the number of the first. Returns whether it is to be read.
     */
    private boolean clientHello(Side side, Fragment fragment, boolean news) {
        ByteBuf bytes = fragment.bytes();
        if (bytes.readableBytes() < RANDOM_AT + RANDOM_LENGTH) {
            return news;
        }
        int random = bytes.slice(bytes.readerIndex() + RANDOM_AT, RANDOM_LENGTH).hashCode();
        int content = fragment.whole() ? ByteBufUtil.hashCode(bytes) : 0;
        boolean read = news;
        if (!news && random != side.helloRandom) {
            originator.reset();
            responder.reset();
            session.restart();
            read = true;
        } else if (!news && content != 0 && content != side.helloContent) {
            read = true;
        }
        side.helloRandom = random;
        side.helloContent = content;
        return read;
    }

    private boolean wanted(Fragment fragment) {
        return session.reads(fragment.type()) && fragment.length() <= MessageAssembler.MAX_MESSAGE;
    }

    private static void done(Side side, Fragment fragment) {
        side.done |= 1L << fragment.sequence();
        for (int i = side.incomplete.size() - 1; i >= 0; i--) {
            if (side.incomplete.get(i).sequence() == fragment.sequence()) {
                side.incomplete.remove(i).release();
            }
        }
    }

    private FragmentedMessage incomplete(Side side, Fragment fragment) {
        for (int i = 0; i < side.incomplete.size(); i++) {
            if (side.incomplete.get(i).matches(fragment)) {
                return side.incomplete.get(i);
            }
        }
        if (side.incomplete.size() == MAX_INCOMPLETE) {
            side.incomplete.remove(0).release();
        }
        FragmentedMessage message = new FragmentedMessage(context, fragment, wanted(fragment));
        side.incomplete.add(message);
        return message;
    }
}
