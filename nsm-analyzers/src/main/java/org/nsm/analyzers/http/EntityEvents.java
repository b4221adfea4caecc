package org.nsm.analyzers.http;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.nsm.analyzers.mime.ContentType;
import org.nsm.analyzers.mime.HeaderField;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.Mime;
import org.nsm.api.spi.AnalyzerContext;

/** Raises what messages and nested entities have in common, for one direction of a connection. */
final class EntityEvents {

    private final AnalyzerContext context;
    private final HttpChannels channels;
    private final boolean isOrig;
    private final List<Mime.Header> headers = new ArrayList<>(0);

    EntityEvents(AnalyzerContext context, HttpChannels channels, boolean isOrig) {
        this.context = context;
        this.channels = channels;
        this.isOrig = isOrig;
    }

    void begin() {
        if (channels.begins.wanted()) {
            channels.begins.raise(new HttpEvent.BeginEntity(context.connection(), isOrig));
        }
    }

    /** Whether fields are kept until their header ends. */
    boolean keepsFields() {
        return channels.allHeaders.wanted();
    }

    void field(HeaderField field) {
        boolean all = channels.allHeaders.wanted();
        if (!all && !channels.headers.wanted()) {
            return;
        }
        String name = field.name();
        String value = field.value();
        if (all) {
            headers.add(new Mime.Header(name, value));
        }
        raiseHeader(name, value);
    }

    /** A field behind the body (RFC 9112, section 7.1.2). */
    void trailer(HeaderField field) {
        if (channels.headers.wanted()) {
            raiseHeader(field.name(), field.value());
        }
    }

    private void raiseHeader(String name, String value) {
        if (channels.headers.wanted()) {
            channels.headers.raise(new HttpEvent.Header(context.connection(), isOrig, name, value));
        }
    }

    void endHeader(ContentType type) {
        if (channels.allHeaders.wanted()) {
            channels.allHeaders.raise(new HttpEvent.AllHeaders(context.connection(), isOrig, headers));
            headers.clear();
        }
        if (channels.contentTypes.wanted()) {
            channels.contentTypes.raise(
                    new HttpEvent.ContentType(context.connection(), isOrig, type.type(), type.subtype()));
        }
    }

    void data(ByteBuf data) {
        if (channels.data.wanted()) {
            ByteBuf piece = data.slice().asReadOnly();
            channels.data.raise(new HttpEvent.EntityData(context.connection(), isOrig, piece.readableBytes(), piece));
        }
    }

    void end() {
        if (channels.ends.wanted()) {
            channels.ends.raise(new HttpEvent.EndEntity(context.connection(), isOrig));
        }
    }

    void problem(String type, String detail) {
        if (channels.problems.wanted()) {
            channels.problems.raise(new HttpEvent.Problem(context.connection(), type, detail));
        }
    }

    void weird(String name, String detail) {
        context.weird(name, detail);
    }
}
