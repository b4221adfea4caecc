package org.nsm.analyzers.mime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.HeldBytes;

/**
 * Takes entities with their parts apart as they stream by (RFC 2045, RFC 2046). Nothing of a body is kept but what may be
 * the beginning of a line between two parts, and the line end that belongs to that line if it is one.
 *
 * <p>An entity begins with {@link #begin} where its header is to be read, or with {@link #beginBody} where that was done
 * elsewhere; then come {@link #line} or {@link #data}; {@link #finish} ends it with all entities inside, after which the
 * next one can begin.
 */
public final class MimeParser {

    /** Mail that was forwarded a hundred times nests two entities each time. */
    private static final int MAX_DEPTH = 256;

    /** A line between parts, of which the text behind the delimiter is of no interest. */
    private static final int MAX_DELIMITER_LINE = 1_024;

    private static final byte[] NOTHING = {};

    /** How much of a line is looked at to see whether it separates parts; there once there may be parts. */
    private byte[] lineStart = NOTHING;

    private final MimeListener listener;
    private final HeaderReader header;
    private final BodyWriter body;
    private final List<MimeEntity> entities = new ArrayList<>(0);
    private @Nullable MimeEntity current;

    private final OpenDelimiters delimiters = new OpenDelimiters();

    /** The beginning of a line whose rest decides what it is. */
    private @Nullable ByteBuf held;

    private final HeldBytes heldBytes;

    /** What the entities that are open take. */
    private final HeldBytes nesting;

    private int nested;

    /** The beginning of the line was read as part of a body. */
    private boolean inBodyLine;

    /** The rest of the line is of no interest. */
    private boolean skipping;

    private boolean tooDeepReported;

    /** What happens to bodies. */
    public enum Bodies {
        /** They are handed on as they come, in place where nothing has to be decoded. */
        DIRECT,
        /** Pieces are gathered, since they come as single lines. */
        GATHERED
    }

    /**
     * Makes a parser that can parse one entity after the other.
     *
     * @param context  of the analyzer that finds the entities
     * @param listener takes what is found
     * @param bodies   how bodies are handed on
     */
    public MimeParser(AnalyzerContext context, MimeListener listener, Bodies bodies) {
        this.listener = listener;
        heldBytes = new HeldBytes(context);
        nesting = new HeldBytes(context);
        header = new HeaderReader(context, new Fields());
        body = new BodyWriter(listener, bodies == Bodies.GATHERED);
    }

    /** An entity begins with its header. */
    public void begin() {
        finish();
        beginEntity(ContentType.TEXT_PLAIN);
    }

    /**
     * The body begins of an entity that consists of others: its header was read elsewhere, and its beginning and end are
     * not told to the listener.
     *
     * @param type what it is
     */
    public void beginBody(ContentType type) {
        finish();
        MimeEntity outer = new MimeEntity(false, 0, type);
        outer.inHeader = false;
        push(outer);
        beginContent(outer);
    }

    /**
     * The next line.
     *
     * @param line the readable bytes are the line without its end, which counts as CR LF; left where they are
     */
    public void line(ByteBuf line) {
        if (current == null) {
            return;
        }
        int start = line.readerIndex();
        int end = line.writerIndex();
        wholeLine(line, start, end, LineEnd.CRLF);
        line.setIndex(start, end);
        body.endOfInput(delimiters.count() > 0);
    }

    /**
     * The next bytes, which need not be whole lines.
     *
     * @param data the readable bytes; left where they are
     */
    public void data(ByteBuf data) {
        int start = data.readerIndex();
        int end = data.writerIndex();
        int at = start;
        while (at < end && current != null) {
            if (nothingToLookFor()) {
                body.octets(data, at, end);
                break;
            }
            int lineFeed = data.indexOf(at, end, (byte) '\n');
            int next = lineFeed < 0 ? end : lineFeed + 1;
            piece(data, at, next, lineFeed >= 0);
            at = next;
        }
        body.endOfInput(delimiters.count() > 0);
        data.setIndex(start, end);
    }

    /** Whether all that comes is the body of one entity, to be taken as it is. */
    private boolean nothingToLookFor() {
        return current != null
                && !current.inHeader
                && delimiters.count() == 0
                && current.decoder == null
                && held == null
                && !skipping;
    }

    /** Octets are missing in the body: what was held back is of no use any more. */
    public void gap() {
        dropHeld();
        if (current != null && current.inHeader) {
            skipping = true;
        } else {
            inBodyLine = true;
        }
    }

    /** There is no more: ends all entities. */
    public void finish() {
        if (held != null) {
            readHeld(LineEnd.NONE);
        }
        body.endOfInput(delimiters.count() > 0);
        endEntities(0);
        inBodyLine = false;
        skipping = false;
    }

    /** A piece of a line, with its end if it is complete. */
    private void piece(ByteBuf data, int from, int next, boolean complete) {
        if (skipping) {
            skipping = !complete;
        } else if (inBodyLine) {
            inBodyLine = !complete;
            body.restOfLine(data, from, next);
        } else if (held != null || !complete && mustWait(data, from, next)) {
            hold(data, from, next, complete);
        } else {
            LineEnd lineEnd = LineEnd.of(data, from, next);
            inBodyLine = !complete;
            wholeLine(data, from, next - lineEnd.length(), lineEnd);
        }
    }

    /** Whether a line without end cannot be judged yet. */
    private boolean mustWait(ByteBuf data, int from, int to) {
        if (current == null || current.inHeader) {
            return true;
        }
        if (delimiters.count() == 0 || data.getByte(from) != '-' || to - from >= MAX_DELIMITER_LINE) {
            return false;
        }
        int length = to - from;
        readLineStart(data, from, length);
        for (int i = entities.size() - 1; i >= 0; i--) {
            if (entities.get(i).mayBeDelimiter(lineStart, length)) {
                return true;
            }
        }
        return false;
    }

    private void readLineStart(ByteBuf data, int from, int length) {
        if (lineStart.length < length) {
            lineStart = new byte[MAX_DELIMITER_LINE];
        }
        data.getBytes(from, lineStart, 0, length);
    }

    private void hold(ByteBuf data, int from, int next, boolean complete) {
        ByteBuf line = held;
        if (line == null) {
            line = Unpooled.buffer(Math.max(64, next - from), HeaderReader.MAX_FIELD);
            held = line;
        }
        int room = line.maxCapacity() - line.readableBytes();
        if (!heldBytes.mayBe(line.readableBytes() + Math.min(room, next - from))) {
            room = 0;
        }
        line.writeBytes(data, from, Math.min(room, next - from));
        boolean overflowed = room < next - from;
        if (complete || overflowed) {
            LineEnd lineEnd = LineEnd.of(line, 0, line.writerIndex());
            readHeld(lineEnd);
            skipping = !complete;
        } else if (!mustWait(line, 0, line.writerIndex())) {
            inBodyLine = true;
            readHeld(LineEnd.of(line, 0, line.writerIndex()));
        }
    }

    private void readHeld(LineEnd lineEnd) {
        ByteBuf line = held;
        if (line != null) {
            dropHeld();
            wholeLine(line, 0, line.writerIndex() - lineEnd.length(), lineEnd);
            body.endOfInput(true);
        }
    }

    private void dropHeld() {
        held = null;
        heldBytes.release();
    }

    /** A line from its beginning; of a line in a body perhaps only that, as its end tells. */
    private void wholeLine(ByteBuf data, int from, int to, LineEnd lineEnd) {
        MimeEntity entity = current;
        if (entity == null || delimiters.count() > 0 && delimiter(data, from, to, lineEnd)) {
            return;
        }
        if (entity.inHeader) {
            int end = data.writerIndex();
            data.setIndex(from, to);
            boolean more = header.line(data);
            data.setIndex(from, end);
            if (!more) {
                endHeader(entity);
            }
        } else if (entity.hasWantedBody) {
            body.line(data, from, to, lineEnd);
        }
    }

    /** Reads a line between parts. Returns false if it is none. */
    private boolean delimiter(ByteBuf data, int from, int to, LineEnd lineEnd) {
        if (to - from < 2 || data.getByte(from) != '-' || data.getByte(from + 1) != '-') {
            return false;
        }
        int length = Math.min(to - from, MAX_DELIMITER_LINE);
        readLineStart(data, from, length);
        MimeEntity multipart = delimiters.find(lineStart, length);
        if (multipart == null) {
            return false;
        }
        if (lineEnd == LineEnd.NONE || lineEnd == LineEnd.CR) {
            inBodyLine = false;
            skipping = true;
        }
        body.dropLineEnd();
        boolean closing = multipart.isClosing(lineStart, length);
        endEntities(multipart.level + 1);
        if (closing) {
            delimiters.remove(multipart);
            multipart.closeParts();
        } else {
            beginEntity(multipart.type.defaultOfParts());
        }
        return true;
    }

    private void push(MimeEntity entity) {
        entities.add(entity);
        current = entity;
    }

    private void beginEntity(ContentType defaultType) {
        push(new MimeEntity(true, entities.size(), defaultType));
        listener.beginEntity();
    }

    private void endHeader(MimeEntity entity) {
        entity.inHeader = false;
        listener.endHeader(entity.type);
        entity.type = entity.type.cut();
        beginContent(entity);
    }

    private void beginContent(MimeEntity entity) {
        boolean composite = entity.type.isMultipart() || entity.type.isMessage();
        if (composite && entities.size() >= MAX_DEPTH) {
            composite = false;
            if (!tooDeepReported) {
                tooDeepReported = true;
                listener.weird("mime_nested_too_deeply", "");
            }
        }
        composite = composite && mayNest(entity);
        if (!composite) {
            entity.hasWantedBody = listener.wantsData();
            entity.decoder = entity.hasWantedBody ? TransferDecoder.of(entity.encoding, new EncodingProblems()) : null;
            body.begin(entity.decoder, entity.hasWantedBody);
        } else if (entity.type.isMultipart()) {
            body.begin(null, false);
            entity.openParts();
            delimiters.add(entity);
        } else {
            beginEntity(ContentType.TEXT_PLAIN);
        }
        entity.encoding = "";
    }

    private boolean mayNest(MimeEntity entity) {
        int cost = entity.nestingCost();
        if (!nesting.mayBe(nested + cost)) {
            return false;
        }
        nested += cost;
        entity.cost = cost;
        return true;
    }

    /** Ends the entities from a level on, the innermost first. */
    private void endEntities(int level) {
        for (int i = entities.size() - 1; i >= level; i--) {
            MimeEntity entity = entities.remove(i);
            endEntity(entity);
            nested -= entity.cost;
        }
        nesting.shrink(nested);
        current = entities.isEmpty() ? null : entities.get(entities.size() - 1);
        body.begin(null, false);
    }

    private void endEntity(MimeEntity entity) {
        if (entity.inHeader) {
            current = entity;
            header.end();
            entity.inHeader = false;
            listener.endHeader(entity.type);
            listener.problem("illegal format", "entity body missing");
        }
        if (entity.hasWantedBody) {
            body.end();
        }
        if (entity.partsOpen()) {
            delimiters.remove(entity);
            listener.problem("illegal format", "multipart closing boundary delimiter missing");
        }
        if (entity.reported) {
            listener.endEntity();
        }
    }

    /** Picks up what the header says of the body. */
    private final class Fields implements HeaderReader.Listener {

        @Override
        public void field(HeaderField field) {
            listener.field(field);
            MimeEntity entity = current;
            HeaderName name = field.known();
            if (entity == null || name == null) {
                return;
            }
            if (name == HeaderName.CONTENT_TYPE) {
                ContentType type = ContentType.parse(field.value(), this::illegalFormat);
                if (type != null) {
                    entity.type = type;
                }
            } else if (name == HeaderName.CONTENT_TRANSFER_ENCODING) {
                entity.encoding = field.firstWord();
                if (entity.encoding.isEmpty()) {
                    illegalFormat("encoding type not found in content encoding");
                }
            }
        }

        private void illegalFormat(String detail) {
            listener.problem("illegal format", detail);
        }

        @Override
        public void continuationOfNothing() {
            illegalFormat("first header line starts with linear whitespace");
        }

        @Override
        public void headerTooLarge() {
            listener.weird("mime_header_too_large", "");
        }

        @Override
        public boolean keepsFields() {
            return listener.keepsFields();
        }
    }

    private final class EncodingProblems implements TransferDecoder.Problems {

        @Override
        public void illegalEncoding(String detail) {
            listener.problem("illegal encoding", detail);
        }

        @Override
        public void illegalBase64(String detail) {
            listener.weird("base64_illegal_encoding", detail);
        }
    }
}
