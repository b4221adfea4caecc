package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mime.ContentType;
import org.nsm.analyzers.mime.HeaderField;
import org.nsm.analyzers.mime.MimeListener;
import org.nsm.analyzers.mime.MimeParser;
import org.nsm.api.spi.AnalyzerContext;

/** The body of a message: undoes its codings, takes its parts apart, hands on its octets and counts them. */
final class MessageBody {

    private final AnalyzerContext context;
    private final HttpChannels channels;
    private final EntityEvents events;
    private @Nullable ContentDecoder transferDecoder;
    private @Nullable ContentDecoder contentDecoder;
    private @Nullable MimeParser parser;
    private boolean parsing;
    private boolean skipped;
    private long length;
    private long gaps;

    MessageBody(AnalyzerContext context, HttpChannels channels, EntityEvents events) {
        this.context = context;
        this.channels = channels;
        this.events = events;
    }

    /** A body begins, if only an empty one. */
    void begin(MessageFields fields, ContentType type, boolean expected) {
        skipped = false;
        length = 0;
        gaps = 0;
        parsing = false;
        if (!expected) {
            return;
        }
        if (channels.entitiesWanted || channels.messages.wanted()) {
            contentDecoder = ContentDecoder.of(fields.contentCoding, new Decoded(false), channels.decoded[0]);
            transferDecoder = ContentDecoder.of(fields.transferCoding, new Decoded(true), channels.decoded[1]);
        }
        if (channels.entitiesWanted && (type.isMultipart() || type.isMessage())) {
            parsing = true;
            parser().beginBody(type);
        }
    }

    private MimeParser parser() {
        MimeParser made = parser;
        if (made == null) {
            made = new MimeParser(context, new Parts(), MimeParser.Bodies.DIRECT);
            parser = made;
        }
        return made;
    }

    /** Octets of the body, without the framing of chunks. */
    void data(ByteBuf data) {
        ContentDecoder transfer = transferDecoder;
        if (transfer != null) {
            transfer.data(data);
        } else {
            transferred(data);
        }
    }

    /** Octets without transfer coding. */
    private void transferred(ByteBuf data) {
        ContentDecoder content = contentDecoder;
        if (content != null) {
            content.data(data);
        } else {
            plain(data);
        }
    }

    private void plain(ByteBuf data) {
        length += data.readableBytes();
        if (skipped) {
            return;
        }
        MimeParser present = parser;
        if (parsing && present != null) {
            present.data(data);
        } else if (!parsing) {
            events.data(data);
        }
    }

    /** Octets of the body are missing. */
    void gap(long count) {
        stopDecoders();
        length += count;
        gaps += count;
        if (parsing && parser != null) {
            parser.gap();
        }
    }

    /** Spares the rest of the body. */
    void skip() {
        skipped = true;
        dropDecoders();
    }

    void end() {
        dropDecoders();
        if (parsing && parser != null) {
            parsing = false;
            parser.finish();
        }
    }

    private void stopDecoders() {
        if (contentDecoder != null) {
            contentDecoder.stop();
        }
        if (transferDecoder != null) {
            transferDecoder.stop();
        }
    }

    private void dropDecoders() {
        stopDecoders();
        contentDecoder = null;
        transferDecoder = null;
    }

    long length() {
        return length;
    }

    long gaps() {
        return gaps;
    }

    /** Takes what a layer of coding hid. */
    private final class Decoded implements ContentDecoder.Output {

        private final boolean transfer;

        Decoded(boolean transfer) {
            this.transfer = transfer;
        }

        @Override
        public void decoded(ByteBuf data) {
            if (transfer) {
                transferred(data);
            } else {
                plain(data);
            }
        }

        @Override
        public void undecodable(String weird) {
            events.weird(weird, "");
        }
    }

    /** Nested entities raise the same events as the message. */
    private final class Parts implements MimeListener {

        @Override
        public void beginEntity() {
            events.begin();
        }

        @Override
        public void field(HeaderField field) {
            events.field(field);
        }

        @Override
        public boolean keepsFields() {
            return events.keepsFields();
        }

        @Override
        public void endHeader(ContentType type) {
            events.endHeader(type);
        }

        @Override
        public boolean wantsData() {
            return !skipped && (channels.data.wanted() || channels.problems.wanted());
        }

        @Override
        public void data(ByteBuf data) {
            events.data(data);
        }

        @Override
        public void endEntity() {
            events.end();
        }

        @Override
        public void problem(String type, String detail) {
            events.problem(type, detail);
        }

        @Override
        public void weird(String name, String detail) {
            events.weird(name, detail);
        }
    }
}
