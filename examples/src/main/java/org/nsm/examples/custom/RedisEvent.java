package org.nsm.examples.custom;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.event.Event;

/** What clients of Redis ask for and hear, in the Redis serialization protocol (RESP, version 2). */
public sealed interface RedisEvent extends Event {

    /**
     * A client sent a command.
     *
     * @param connection the connection
     * @param words      the command and its arguments, the first 64 of each 64 bytes
     */
    @Name("redis_command")
    record Command(Connection connection, List<String> words) implements RedisEvent {}

    /**
     * The server replied.
     *
     * @param connection the connection
     * @param values     status, error and number with their sign ({@code +OK}), strings as they are, arrays laid flat
     */
    @Name("redis_reply")
    record Reply(Connection connection, List<String> values) implements RedisEvent {}
}
