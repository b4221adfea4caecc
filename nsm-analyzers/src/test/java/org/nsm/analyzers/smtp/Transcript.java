package org.nsm.analyzers.smtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.nsm.api.event.Event;
import org.nsm.api.event.MimeEvent;
import org.nsm.api.event.SmtpEvent;

/** Events of SMTP and of mail as short texts, made while their bytes are valid. */
final class Transcript {

    private Transcript() {}

    static String text(Event event) {
        if (event instanceof SmtpEvent.Request request) {
            return side(request.isOrig(), "C", "S") + " " + (request.command() + " " + request.argument()).strip();
        }
        if (event instanceof SmtpEvent.Reply reply) {
            return side(reply.isOrig(), "C", "S") + " " + reply.code() + (reply.continued() ? "-" : " ")
                    + reply.message() + " [" + reply.command() + "]";
        }
        if (event instanceof SmtpEvent.Unexpected unexpected) {
            return side(unexpected.isOrig(), "C", "S") + " " + unexpected.message() + ": " + unexpected.detail();
        }
        if (event instanceof SmtpEvent.Data data) {
            return "data " + text(data.data());
        }
        if (event instanceof SmtpEvent.Starttls) {
            return "starttls";
        }
        if (event instanceof MimeEvent.OneHeader header) {
            return "header " + header.header().name() + "=" + header.header().value();
        }
        if (event instanceof MimeEvent.EntityData data) {
            return "entity " + text(data.data());
        }
        if (event instanceof MimeEvent.Problem problem) {
            return problem.type() + ": " + problem.detail();
        }
        if (event instanceof MimeEvent.ContentHash hash) {
            return "hash of " + hash.contentLength();
        }
        return event.getClass().getSimpleName();
    }

    private static String side(boolean isOrig, String originator, String responder) {
        return isOrig ? originator : responder;
    }

    private static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
