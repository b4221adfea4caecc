package org.nsm.api.event;

import java.util.List;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** The protocol between MySQL clients and servers, on TCP port 3306. Texts keep their bytes, a character each. */
public sealed interface MysqlEvent extends Event {

    /**
     * The client sent a command.
     *
     * @param connection the connection
     * @param command    the number of the command: 1 quit, 2 use a database, 3 query, 22 prepare, 23 execute and so on
     * @param argument   what follows the number: the text of a query, or binary fields; may be empty
     */
    @Name("mysql_command_request")
    record CommandRequest(
            Connection connection, int command, @Name("arg") String argument) implements MysqlEvent {}

    /**
     * The server reported a failure (ERR packet).
     *
     * @param connection the connection
     * @param code       the error code, such as 1064 for a syntax error
     * @param message    the message without the SQL state; may be empty
     */
    @Name("mysql_error")
    record Error(
            Connection connection, int code, @Name("msg") String message) implements MysqlEvent {}

    /**
     * The server reported success (OK packet), or the columns of a result are complete.
     *
     * @param connection   the connection
     * @param affectedRows how many rows were changed; unsigned; 0 for a result
     */
    @Name("mysql_ok")
    record Ok(Connection connection, long affectedRows) implements MysqlEvent {}

    /**
     * The server sent a row of a result.
     *
     * @param connection the connection
     * @param row        the columns; NULL is the empty string
     */
    @Name("mysql_result_row")
    record ResultRow(Connection connection, List<String> row) implements MysqlEvent {

        /** Copies the list. */
        public ResultRow {
            row = List.copyOf(row);
        }
    }

    /**
     * The server greeted the client.
     *
     * @param connection the connection
     * @param version    its version, as {@code 5.7.25-log}
     */
    @Name("mysql_server_version")
    record ServerVersion(Connection connection, @Name("ver") String version) implements MysqlEvent {}

    /**
     * The client answered the greeting with the user that logs on.
     *
     * @param connection the connection
     * @param username   the user
     */
    @Name("mysql_handshake")
    record Handshake(Connection connection, String username) implements MysqlEvent {}
}
