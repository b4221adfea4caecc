package org.nsm.analyzers.http;

import org.nsm.api.event.Http;
import org.nsm.api.event.HttpEvent;

/** Reads requests. */
final class RequestReader extends MessageReader {

    private final RequestLine line = new RequestLine();
    private long count;
    private int version;

    RequestReader(HttpAnalyzer analyzer, HttpChannels channels) {
        super(analyzer, channels, true);
    }

    @Override
    void firstLine(byte[] bytes, int length) {
        if (isBlankLine(bytes, length)) {
            events.weird("empty_http_request", "");
            return;
        }
        if (!line.parse(bytes, length)) {
            events.weird("bad_HTTP_request", "");
            die();
            analyzer.notHttp("not a http request line");
            return;
        }
        count++;
        version = line.version();
        reportOddities();
        analyzer.requestBegins(expectation());
        if (channels.requests.wanted()) {
            String target = line.target();
            channels.requests.raise(new HttpEvent.Request(
                    analyzer.surroundings().connection(),
                    line.method(),
                    target,
                    Http.unescapeUri(target),
                    HttpVersion.text(version)));
        }
        beginMessage(length);
        if (version == HttpVersion.SIMPLE) {
            skipHeader();
        }
    }

    private Expectation expectation() {
        if (version == HttpVersion.SIMPLE) {
            return Expectation.SIMPLE_REPLY;
        }
        if (line.isMethod(Methods.HEAD)) {
            return Expectation.NO_BODY;
        }
        return line.isMethod(Methods.CONNECT) ? Expectation.TUNNEL : Expectation.REPLY;
    }

    private void reportOddities() {
        if (version == HttpVersion.UNREADABLE) {
            events.problem("bad_HTTP_version", line.unreadableVersion());
        } else if (line.hasCrudBehindVersion()) {
            events.problem("crud after HTTP version is ignored", line.behindMethod());
        }
        if (!line.hasTarget()) {
            events.weird("missing_HTTP_uri", "");
        }
    }

    @Override
    boolean isFirstLine(byte[] bytes, int length) {
        return line.parse(bytes, length)
                && line.version() != HttpVersion.SIMPLE
                && line.version() != HttpVersion.UNREADABLE
                && line.hasTarget();
    }

    /** RFC 9112, section 6.3. */
    @Override
    void beginBody() {
        if (version == HttpVersion.SIMPLE) {
            return;
        }
        if (fields.chunked && version >= HttpVersion.HTTP_1_1) {
            chunkedBody();
        } else if (fields.contentLength > 0) {
            countedBody(fields.contentLength);
        }
    }

    @Override
    void messageEnded(boolean interrupted) {}

    long count() {
        return count;
    }

    double versionNumber() {
        return HttpVersion.number(version);
    }
}
