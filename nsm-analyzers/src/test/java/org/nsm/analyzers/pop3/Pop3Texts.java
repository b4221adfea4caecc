package org.nsm.analyzers.pop3;

import org.nsm.api.event.Pop3Event;

/** Events of POP3 as short texts. */
final class Pop3Texts {

    private Pop3Texts() {}

    static String text(Pop3Event event) {
        if (event instanceof Pop3Event.Request request) {
            return request.argument().isEmpty() ? request.command() : request.command() + " " + request.argument();
        }
        if (event instanceof Pop3Event.Reply reply) {
            return reply.message().isEmpty() ? reply.status() : reply.status() + " " + reply.message();
        }
        if (event instanceof Pop3Event.Data data) {
            return "data " + data.data();
        }
        if (event instanceof Pop3Event.Unexpected unexpected) {
            return "unexpected " + unexpected.message() + " " + unexpected.detail();
        }
        if (event instanceof Pop3Event.LoginSuccess login) {
            return "success " + login.user() + "/" + login.password();
        }
        if (event instanceof Pop3Event.LoginFailure login) {
            return "failure " + login.user() + "/" + login.password();
        }
        return "starttls";
    }
}
