package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Mime;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/**
 * Raises the {@link MimeEvent}s of the mail that a connection carries, one mail after the other. Nothing is parsed when
 * nobody listens.
 */
public final class MimeEvents {

    /**
     * How much of a mail is gathered for {@link MimeEvent.EntityData} and {@link MimeEvent.AllData}; what mail servers
     * accept by default is about the same or less.
     */
    private static final int MAX_GATHERED = 33_554_432;

    private static final int FIRST_CAPACITY = 1_024;

    private final AnalyzerContext context;
    private final MailChannels channels;
    private final List<Mime.Header> headers = new ArrayList<>(0);
    private @Nullable MimeParser parser;
    private @Nullable MessageDigest hash;
    private long hashed;

    /** All bodies so far if somebody wants them all, else that of the present entity. */
    private @Nullable ByteBuf gathered;

    private int reserved;

    /** Where in it the body of the present entity begins. */
    private int bodyStart;

    private boolean tooLargeReported;
    private boolean inMail;

    /** Nobody is to hear of the rest of the mail. */
    private boolean abandoned;

    /** The channels, found once. */
    private static final class MailChannels {

        final Channel<MimeEvent.BeginEntity> begins;
        final Channel<MimeEvent.EndEntity> ends;
        final Channel<MimeEvent.OneHeader> headers;
        final Channel<MimeEvent.AllHeaders> allHeaders;
        final Channel<MimeEvent.SegmentData> segments;
        final Channel<MimeEvent.EntityData> entities;
        final Channel<MimeEvent.AllData> allData;
        final Channel<MimeEvent.Problem> problems;
        final Channel<MimeEvent.ContentHash> hashes;
        final boolean anyWanted;
        final boolean dataWanted;

        MailChannels(Channels source) {
            begins = source.channel(MimeEvent.BeginEntity.class);
            ends = source.channel(MimeEvent.EndEntity.class);
            headers = source.channel(MimeEvent.OneHeader.class);
            allHeaders = source.channel(MimeEvent.AllHeaders.class);
            segments = source.channel(MimeEvent.SegmentData.class);
            entities = source.channel(MimeEvent.EntityData.class);
            allData = source.channel(MimeEvent.AllData.class);
            problems = source.channel(MimeEvent.Problem.class);
            hashes = source.channel(MimeEvent.ContentHash.class);
            dataWanted =
                    segments.wanted() || entities.wanted() || allData.wanted() || hashes.wanted() || problems.wanted();
            anyWanted = dataWanted || begins.wanted() || ends.wanted() || headers.wanted() || allHeaders.wanted();
        }
    }

    /**
     * Makes what one direction of a connection needs.
     *
     * @param context the surroundings of the analyzer that finds the mail
     */
    public MimeEvents(AnalyzerContext context) {
        this.context = context;
        channels = context.shared(MailChannels.class, MailChannels::new);
    }

    /** A mail begins; one that is under way ends before. */
    public void begin() {
        end();
        if (channels.anyWanted) {
            inMail = true;
            parser().begin();
        }
    }

    /** Made with the first mail: many connections carry none. */
    private MimeParser parser() {
        MimeParser made = parser;
        if (made == null) {
            made = new MimeParser(context, new Listener(), MimeParser.Bodies.GATHERED);
            parser = made;
        }
        return made;
    }

    /**
     * The next line of the mail, if one is under way.
     *
     * @param line the readable bytes are the line without its end and without dot-stuffing; left where they are
     */
    public void line(ByteBuf line) {
        if (inMail && !abandoned) {
            parser().line(line);
        }
    }

    /**
     * The next octets of the mail, if one is under way, for protocols that do not carry it as lines.
     *
     * @param data the readable bytes, not necessarily whole lines; left where they are
     */
    public void data(ByteBuf data) {
        if (inMail && !abandoned) {
            parser().data(data);
        }
    }

    /** The mail ends, if one is under way. */
    public void end() {
        if (!inMail) {
            return;
        }
        inMail = false;
        parser().finish();
        if (!abandoned) {
            endMail();
        }
        forget();
    }

    private void endMail() {
        if (channels.hashes.wanted()) {
            MessageDigest digest = digest();
            ByteBuf value = Unpooled.wrappedBuffer(digest.digest()).asReadOnly();
            channels.hashes.raise(new MimeEvent.ContentHash(context.connection(), hashed, value));
        }
        if (channels.allData.wanted()) {
            ByteBuf data = gathered(0);
            channels.allData.raise(new MimeEvent.AllData(context.connection(), data.readableBytes(), data));
        }
    }

    private void forget() {
        if (hash != null) {
            hash.reset();
        }
        hashed = 0;
        headers.clear();
        gathered = null;
        context.release(reserved);
        reserved = 0;
        bodyStart = 0;
        tooLargeReported = false;
        abandoned = false;
    }

    /** No more is said of the mail that is under way, not even its end. A handler of its events may call this, too. */
    public void abandon() {
        abandoned = inMail;
    }

    private MessageDigest digest() {
        MessageDigest digest = hash;
        if (digest == null) {
            try {
                digest = MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has MD5", e);
            }
            hash = digest;
        }
        return digest;
    }

    private ByteBuf gathered(int from) {
        ByteBuf data = gathered;
        return data == null
                ? Unpooled.EMPTY_BUFFER
                : data.slice(from, data.writerIndex() - from).asReadOnly();
    }

    private void gather(ByteBuf data) {
        ByteBuf target = gathered;
        if (target == null) {
            target = Unpooled.buffer(Math.max(FIRST_CAPACITY, data.readableBytes()), MAX_GATHERED);
            gathered = target;
        }
        int length = Math.min(data.readableBytes(), MAX_GATHERED - target.writerIndex());
        int more = target.writerIndex() + length - reserved;
        if (more > 0) {
            if (context.reserve(more)) {
                reserved += more;
            } else {
                length = Math.min(length, reserved - target.writerIndex());
            }
        }
        target.writeBytes(data, data.readerIndex(), length);
        if (length < data.readableBytes() && !tooLargeReported) {
            tooLargeReported = true;
            context.weird("mime_data_too_large", "");
        }
    }

    private void startBody() {
        if (gathered == null) {
            return;
        }
        if (!channels.allData.wanted()) {
            gathered.clear();
        }
        bodyStart = gathered.writerIndex();
    }

    private final class Listener implements MimeListener {

        @Override
        public void beginEntity() {
            if (!abandoned && channels.begins.wanted()) {
                channels.begins.raise(new MimeEvent.BeginEntity(context.connection()));
            }
            startBody();
        }

        @Override
        public void field(HeaderField field) {
            boolean one = !abandoned && channels.headers.wanted();
            boolean all = !abandoned && channels.allHeaders.wanted();
            if (one || all) {
                Mime.Header made = new Mime.Header(field.name(), field.mailValue());
                if (all) {
                    headers.add(made);
                }
                if (one) {
                    channels.headers.raise(new MimeEvent.OneHeader(context.connection(), made));
                }
            }
        }

        @Override
        public boolean keepsFields() {
            return channels.allHeaders.wanted();
        }

        @Override
        public void endHeader(ContentType type) {
            if (!abandoned && channels.allHeaders.wanted()) {
                channels.allHeaders.raise(new MimeEvent.AllHeaders(context.connection(), headers));
                headers.clear();
            }
        }

        @Override
        public boolean wantsData() {
            return channels.dataWanted;
        }

        @Override
        public void data(ByteBuf data) {
            if (abandoned) {
                return;
            }
            if (channels.segments.wanted()) {
                ByteBuf piece = data.slice().asReadOnly();
                channels.segments.raise(new MimeEvent.SegmentData(context.connection(), piece.readableBytes(), piece));
            }
            if (channels.hashes.wanted()) {
                digest().update(data.nioBuffer());
                hashed += data.readableBytes();
            }
            if (channels.entities.wanted() || channels.allData.wanted()) {
                gather(data);
            }
        }

        @Override
        public void endEntity() {
            if (!abandoned && channels.entities.wanted()) {
                ByteBuf body = gathered(bodyStart);
                channels.entities.raise(new MimeEvent.EntityData(context.connection(), body.readableBytes(), body));
            }
            startBody();
            if (!abandoned && channels.ends.wanted()) {
                channels.ends.raise(new MimeEvent.EndEntity(context.connection()));
            }
        }

        @Override
        public void problem(String type, String detail) {
            if (!abandoned && channels.problems.wanted()) {
                channels.problems.raise(new MimeEvent.Problem(context.connection(), type, detail));
            }
        }

        @Override
        public void weird(String name, String detail) {
            context.weird(name, detail);
        }
    }
}
