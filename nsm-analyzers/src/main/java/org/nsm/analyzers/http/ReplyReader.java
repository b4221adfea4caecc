package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.mime.Ascii;
import org.nsm.api.event.HttpEvent;

/** Reads replies. */
final class ReplyReader extends MessageReader {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;

    private final StatusLine line = new StatusLine();
    private final ExpectedReplies expected;
    private long count;
    private int version;
    private int code;
    private boolean simple;
    private @Nullable Expectation expectation;

    ReplyReader(HttpAnalyzer analyzer, HttpChannels channels, ExpectedReplies expected) {
        super(analyzer, channels, false);
        this.expected = expected;
    }

    /** The reply to a simple request need not be made of lines: looks at its bytes as they are. */
    void lookForSimpleReply() {
        if (isIdle() && expected.first() == Expectation.SIMPLE_REPLY) {
            analyzer.takePlain(isOrig, Long.MAX_VALUE);
        }
    }

    @Override
    void plainBetweenMessages(ByteBuf data) {
        if (hasStatusLine(data)) {
            analyzer.takePlain(isOrig, 0);
            return;
        }
        simple = true;
        version = HttpVersion.SIMPLE;
        expectation = Expectation.SIMPLE_REPLY;
        count++;
        analyzer.confirmed();
        beginMessage(0);
        skipHeader();
        plain(data);
    }

    private static boolean hasStatusLine(ByteBuf data) {
        String name = "HTTP/";
        for (int i = 0; i < Math.min(name.length(), data.readableBytes()); i++) {
            if (data.getByte(data.readerIndex() + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    void firstLine(byte[] bytes, int length) {
        StatusLine.Outcome outcome = line.parse(bytes, length);
        if (outcome != StatusLine.Outcome.OTHER) {
            version = line.version();
        }
        if (outcome != StatusLine.Outcome.GOOD) {
            if (channels.problems.wanted()) {
                boolean other = outcome == StatusLine.Outcome.OTHER;
                events.problem(other ? "bad_HTTP_reply" : "HTTP_reply_code_missing", Ascii.text(bytes, 0, length));
            }
            die();
            analyzer.notHttpAtAll("not a http reply line");
            return;
        }
        count++;
        code = line.code();
        simple = false;
        expectation = expected.first();
        if (expectation != null) {
            analyzer.confirmed();
        }
        if (version == HttpVersion.UNREADABLE) {
            events.problem("bad_HTTP_version", line.behindName());
        }
        if (line.reasonMissing()) {
            events.problem("HTTP_reply_reason_phrase_missing", Ascii.text(bytes, 0, length));
        }
        if (channels.replies.wanted()) {
            channels.replies.raise(new HttpEvent.Reply(
                    analyzer.surroundings().connection(), HttpVersion.text(version), code, line.reason()));
        }
        beginMessage(length);
    }

    @Override
    boolean isFirstLine(byte[] bytes, int length) {
        return line.parse(bytes, length) == StatusLine.Outcome.GOOD
                && line.version() != HttpVersion.UNREADABLE
                && line.code() >= 100;
    }

    /** RFC 9112, section 6.3. */
    @Override
    void beginBody() {
        if (simple) {
            bodyUntilClose();
            return;
        }
        if (hasNoBody()) {
            return;
        }
        if (fields.chunked && version >= HttpVersion.HTTP_1_1) {
            chunkedBody();
        } else if (fields.contentLength >= 0) {
            checkRange();
            countedBody(fields.contentLength);
        } else {
            bodyUntilClose();
        }
    }

    private boolean hasNoBody() {
        return isInterim()
                || code == SWITCHING_PROTOCOLS
                || code == NO_CONTENT
                || code == NOT_MODIFIED
                || expectation == Expectation.NO_BODY
                || opensTunnel();
    }

    /** Whether the real reply is still to come (RFC 9110, section 15.2). */
    private boolean isInterim() {
        return code >= 100 && code < 200 && !upgrades();
    }

    private boolean upgrades() {
        return code == SWITCHING_PROTOCOLS && fields.connectionUpgrade && fields.upgrade != null;
    }

    /** RFC 9110, section 9.3.6. */
    private boolean opensTunnel() {
        return expectation == Expectation.TUNNEL && code >= 200 && code < 300;
    }

    private void checkRange() {
        if (code == PARTIAL_CONTENT) {
            if (fields.unknownRangeUnit) {
                events.weird("HTTP_content_range_unknown_byte_unit", "");
            } else if (fields.rangeLength >= 0 && fields.rangeLength != fields.contentLength) {
                events.weird("HTTP_range_not_matching_len", "");
            }
        }
    }

    @Override
    void messageEnded(boolean interrupted) {
        if (simple || !isInterim()) {
            expected.remove();
        }
        lookForSimpleReply();
        if (interrupted || simple) {
            return;
        }
        if (opensTunnel()) {
            analyzer.tunnelBegins();
        } else if (upgrades() && fields.upgrade != null) {
            if (channels.upgrades.wanted()) {
                channels.upgrades.raise(
                        new HttpEvent.ConnectionUpgrade(analyzer.surroundings().connection(), fields.upgrade));
            }
            analyzer.tunnelBegins();
        }
    }

    long count() {
        return count;
    }

    double versionNumber() {
        return HttpVersion.number(version);
    }
}
