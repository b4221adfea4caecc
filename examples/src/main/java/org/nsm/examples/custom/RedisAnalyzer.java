package org.nsm.examples.custom;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.LineAnalyzer;
import org.nsm.api.spi.Protocol;
import org.nsm.api.spi.Signature;

/** Raises {@link RedisEvent}s. A message is a line, a string whose length is on a line, or an array of messages. */
final class RedisAnalyzer extends LineAnalyzer {

    static final Protocol PROTOCOL = Protocol.tcp(new AnalyzerTag("REDIS"))
            .port(6379)
            .signature(Signature.originator("\\*[1-9][0-9]{0,5}\\r\\n\\$[0-9]{1,9}\\r\\n"))
            .analyzer(RedisAnalyzer::new);

    /** How many strings of a message are kept, and how many bytes of each: enough to see what it is about. */
    private static final int KEPT = 64;

    private final Channel<RedisEvent.Command> commands;
    private final Channel<RedisEvent.Reply> replies;
    private final Message command = new Message();
    private final Message reply = new Message();

    private static final class Message {
        private final List<String> values = new ArrayList<>();
        private String string = "";
        private long missing = 1;
    }

    RedisAnalyzer(AnalyzerContext context) {
        super(context, 64 * 1024); // what the server allows a line; strings with a length are none
        commands = context.channel(RedisEvent.Command.class);
        replies = context.channel(RedisEvent.Reply.class);
    }

    @Override
    protected void originatorLine(ByteBuf line) {
        line(true, command, text(line));
    }

    @Override
    protected void responderLine(ByteBuf line) {
        line(false, reply, text(line));
    }

    private void line(boolean isOrig, Message message, String line) {
        if (line.matches("\\$[1-9][0-9]{0,8}")) {
            plainBytes(isOrig, Long.parseLong(line.substring(1)));
        } else if (line.matches("\\*[1-9][0-9]{0,6}")) {
            message.missing += Long.parseLong(line.substring(1)) - 1;
        } else if (line.matches("[+:-].*|[*$](-1|0)") || isOrig && line.matches("[A-Za-z].*")) {
            value(isOrig, message, line); // without a sign: a command as people type it
        } else if (!line.isEmpty()) { // which is what follows a string
            violation("not a RESP message");
        }
    }

    @Override
    protected void plain(boolean isOrig, ByteBuf data) {
        Message message = isOrig ? command : reply;
        message.string += text(data.readSlice(Math.min(data.readableBytes(), KEPT - message.string.length())));
    }

    @Override
    protected void plainEnd(boolean isOrig) {
        Message message = isOrig ? command : reply;
        value(isOrig, message, message.string);
        message.string = "";
    }

    private void value(boolean isOrig, Message message, String value) {
        if (message.values.size() < KEPT) {
            message.values.add(value.substring(0, Math.min(value.length(), KEPT)));
        }
        if (--message.missing == 0) {
            if (isOrig) {
                commands.raise(new RedisEvent.Command(connection(), List.copyOf(message.values)));
            } else {
                confirm();
                replies.raise(new RedisEvent.Reply(connection(), List.copyOf(message.values)));
            }
            message.values.clear();
            message.missing = 1;
        }
    }
}
