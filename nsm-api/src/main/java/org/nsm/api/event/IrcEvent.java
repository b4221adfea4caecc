package org.nsm.api.event;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * Internet Relay Chat (RFC 1459; RFC 2812, whose sections are named below).
 *
 * <p>A message is a line: perhaps who it is from, a command or a number of three digits, and parameters. Client and
 * server use the same commands: {@code isOrig} tells a request from the news of it. Texts come without the colon that
 * marks a last parameter, unless said otherwise.
 */
public sealed interface IrcEvent extends Event {

    /**
     * The client sent a command that has no event of its own.
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param command    the command in upper case
     * @param arguments  the rest of the line
     */
    @Name("irc_request")
    record Request(Connection connection, boolean isOrig, String prefix, String command, String arguments)
            implements IrcEvent {}

    /**
     * The server answered with a number that has no event of its own (section 5).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param code       the number, 0 to 999
     * @param params     the rest of the line, the colon before the last parameter included
     */
    @Name("irc_reply")
    record Reply(Connection connection, boolean isOrig, String prefix, int code, String params) implements IrcEvent {}

    /**
     * The server sent a command that has no event of its own.
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param command    the command in upper case
     * @param message    the rest of the line, without the colon that a text begins with
     */
    @Name("irc_message")
    record Message(Connection connection, boolean isOrig, String prefix, String command, String message)
            implements IrcEvent {}

    /**
     * A user left the network (QUIT, section 3.1.7).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param nick       who left; empty if the message does not say
     * @param message    the words of parting; empty for none
     */
    @Name("irc_quit_message")
    record QuitMessage(Connection connection, boolean isOrig, String nick, String message) implements IrcEvent {}

    /**
     * A text for a user or a channel (PRIVMSG, section 3.3.1). One that agrees on a direct connection raises
     * {@link DccMessage} instead.
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param source     who it is from; empty if the message does not say
     * @param target     whom it is for: nicknames, channels, masks, with commas between them
     * @param message    the text, without the control character that a CTCP message begins with
     */
    @Name("irc_privmsg_message")
    record PrivmsgMessage(Connection connection, boolean isOrig, String source, String target, String message)
            implements IrcEvent {}

    /**
     * A text that nobody is to answer automatically (NOTICE, section 3.3.2).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param source     who it is from; empty if the message does not say
     * @param target     whom it is for: nicknames, channels, masks, with commas between them
     * @param message    the text
     */
    @Name("irc_notice_message")
    record NoticeMessage(Connection connection, boolean isOrig, String source, String target, String message)
            implements IrcEvent {}

    /**
     * A text for a service (SQUERY, section 3.5.2).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param source     who it is from; empty if the message does not say
     * @param target     the service
     * @param message    the text
     */
    @Name("irc_squery_message")
    record SqueryMessage(Connection connection, boolean isOrig, String source, String target, String message)
            implements IrcEvent {}

    /**
     * Users joined channels (JOIN, section 3.2.1; NJOIN, RFC 2813 section 4.2.2).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param infoList   who joined what; of a client's request one for each channel, without nickname
     */
    @Name("irc_join_message")
    record JoinMessage(Connection connection, boolean isOrig, Set<Irc.JoinInfo> infoList) implements IrcEvent {

        /** Makes the set unmodifiable, in its order. */
        public JoinMessage {
            infoList = Collections.unmodifiableSet(new LinkedHashSet<>(infoList));
        }
    }

    /**
     * A user left channels (PART, section 3.2.2).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param nick       who left; empty if the message does not say
     * @param channels   the channels
     * @param message    the words of parting; empty for none
     */
    @Name("irc_part_message")
    record PartMessage(
            Connection connection,
            boolean isOrig,
            String nick,
            @Name("chans") Set<String> channels,
            String message) implements IrcEvent {

        /** Makes the set unmodifiable, in its order. */
        public PartMessage {
            channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
        }
    }

    /**
     * A user took another nickname (NICK, section 3.1.2).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param who        who, before the change; empty if the message does not say
     * @param newNick    the new nickname
     */
    @Name("irc_nick_message")
    record NickMessage(
            Connection connection,
            boolean isOrig,
            String who,
            @Name("newnick") String newNick) implements IrcEvent {}

    /**
     * The server refused a nickname (replies 431, 432, 433 and 436).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     */
    @Name("irc_invalid_nick")
    record InvalidNick(Connection connection, boolean isOrig) implements IrcEvent {}

    /**
     * The server told how large the network is (reply 251).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param users      how many users; 0 if the reply does not say
     * @param services   how many services; 0 if the reply does not say
     * @param servers    how many servers; 0 if the reply does not say
     */
    @Name("irc_network_info")
    record NetworkInfo(Connection connection, boolean isOrig, int users, int services, int servers)
            implements IrcEvent {}

    /**
     * The server told how many are connected to itself (reply 255).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param users      how many users; 0 if the reply does not say
     * @param services   how many services; 0 if the reply does not say
     * @param servers    how many servers; 0 if the reply does not say
     */
    @Name("irc_server_info")
    record ServerInfo(Connection connection, boolean isOrig, int users, int services, int servers)
            implements IrcEvent {}

    /**
     * The server told how many channels there are (reply 254).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param channels   how many channels
     */
    @Name("irc_channel_info")
    record ChannelInfo(
            Connection connection,
            boolean isOrig,
            @Name("chans") int channels) implements IrcEvent {}

    /**
     * The server described one user of those that WHO asked for (reply 352).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param targetNick who asked
     * @param channel    a channel that the user is on, or {@code *}
     * @param user       the user name, without the {@code ~} of names that were not verified
     * @param host       the user's host
     * @param server     the server that the user is connected to
     * @param nick       the user's nickname
     * @param params     {@code H} for here or {@code G} for gone, then {@code *} for an operator, and {@code @} or
     *                   {@code +} for the rank in the channel
     * @param hops       how many servers are in between
     * @param realName   the real name
     */
    @Name("irc_who_line")
    record WhoLine(
            Connection connection,
            boolean isOrig,
            String targetNick,
            String channel,
            String user,
            String host,
            String server,
            String nick,
            String params,
            int hops,
            String realName)
            implements IrcEvent {}

    /**
     * The server listed users of a channel (reply 353).
     *
     * @param connection  the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig      whether the originator, which is normally the client, sent it
     * @param channelType {@code =} public, {@code *} private or {@code @} secret
     * @param channel     the channel
     * @param users       nicknames, without the {@code @} of channel operators, with the {@code +} of those who may
     *                    speak
     */
    @Name("irc_names_info")
    record NamesInfo(
            Connection connection,
            boolean isOrig,
            @Name("c_type") String channelType,
            String channel,
            Set<String> users)
            implements IrcEvent {

        /** Makes the set unmodifiable, in its order. */
        public NamesInfo {
            users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
        }
    }

    /**
     * The server told that a user is an operator (reply 313).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param nick       the user's nickname
     */
    @Name("irc_whois_operator_line")
    record WhoisOperatorLine(Connection connection, boolean isOrig, String nick) implements IrcEvent {}

    /**
     * The server told which channels a user is on (reply 319).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param nick       the user's nickname
     * @param channels   the channels, with the sign of the user's rank in front
     */
    @Name("irc_whois_channel_line")
    record WhoisChannelLine(
            Connection connection,
            boolean isOrig,
            String nick,
            @Name("chans") Set<String> channels) implements IrcEvent {

        /** Makes the set unmodifiable, in its order. */
        public WhoisChannelLine {
            channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
        }
    }

    /**
     * The server told who a user is (reply 311).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param nick       the user's nickname
     * @param user       the user name
     * @param host       the user's host
     * @param realName   the real name
     */
    @Name("irc_whois_user_line")
    record WhoisUserLine(Connection connection, boolean isOrig, String nick, String user, String host, String realName)
            implements IrcEvent {}

    /**
     * The server answered who wanted to become an operator (replies 381 and 491).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param gotOper    whether it was granted
     */
    @Name("irc_oper_response")
    record OperResponse(Connection connection, boolean isOrig, boolean gotOper) implements IrcEvent {}

    /**
     * The server told how many users the network has (reply 266).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     the first parameter, normally who asked, with the blank behind it
     * @param message    the text
     */
    @Name("irc_global_users")
    record GlobalUsers(
            Connection connection,
            boolean isOrig,
            String prefix,
            @Name("msg") String message) implements IrcEvent {}

    /**
     * The server told the topic of a channel (reply 332).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param channel    the channel
     * @param topic      the topic
     */
    @Name("irc_channel_topic")
    record ChannelTopic(Connection connection, boolean isOrig, String channel, String topic) implements IrcEvent {}

    /**
     * A user asked who matches a mask (WHO, section 3.6.1).
     *
     * @param connection    the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig        whether the originator, which is normally the client, sent it
     * @param mask          a mask or a channel; empty for everybody
     * @param operatorsOnly whether only operators were asked for
     */
    @Name("irc_who_message")
    record WhoMessage(
            Connection connection,
            boolean isOrig,
            String mask,
            @Name("oper") boolean operatorsOnly) implements IrcEvent {}

    /**
     * A user asked who somebody is (WHOIS, section 3.6.2).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param server     the server that is to answer; empty if not given
     * @param users      nicknames or masks, with commas between them
     */
    @Name("irc_whois_message")
    record WhoisMessage(Connection connection, boolean isOrig, String server, String users) implements IrcEvent {}

    /**
     * A user wanted to become an operator (OPER, section 3.1.4).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param user       the name of the operator
     * @param password   the password
     */
    @Name("irc_oper_message")
    record OperMessage(Connection connection, boolean isOrig, String user, String password) implements IrcEvent {}

    /**
     * Users were removed from channels (KICK, section 3.2.8).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param channels   the channels, with commas between them
     * @param users      who was removed, with commas between them
     * @param comment    the reason; empty for none
     */
    @Name("irc_kick_message")
    record KickMessage(
            Connection connection,
            boolean isOrig,
            String prefix,
            @Name("chans") String channels,
            String users,
            String comment)
            implements IrcEvent {}

    /**
     * The server reported an error, normally before it closes the connection (ERROR, section 3.7.4).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param message    what is wrong
     */
    @Name("irc_error_message")
    record ErrorMessage(Connection connection, boolean isOrig, String prefix, String message) implements IrcEvent {}

    /**
     * A user was invited to a channel (INVITE, section 3.2.7).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param nickname   who is invited
     * @param channel    the channel
     */
    @Name("irc_invite_message")
    record InviteMessage(Connection connection, boolean isOrig, String prefix, String nickname, String channel)
            implements IrcEvent {}

    /**
     * The modes of a user or a channel were changed or asked for (MODE, sections 3.1.5 and 3.2.3).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param params     the user or channel and the changes
     */
    @Name("irc_mode_message")
    record ModeMessage(Connection connection, boolean isOrig, String prefix, String params) implements IrcEvent {}

    /**
     * A link between servers was cut (SQUIT, section 3.1.8).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param prefix     who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param server     the server cut off
     * @param message    the reason; empty for none
     */
    @Name("irc_squit_message")
    record SquitMessage(Connection connection, boolean isOrig, String prefix, String server, String message)
            implements IrcEvent {}

    /**
     * Users agreed on a direct connection, past the server, for a file or a conversation (the DCC messages of CTCP,
     * inside PRIVMSG).
     *
     * @param connection      the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig          whether the originator, which is normally the client, sent it
     * @param prefix          who the message is from, a server or a user ({@code nick!user@host}); empty if not given
     * @param target          whom it is for
     * @param dccType         what is meant, {@code SEND} or {@code CHAT} for instance
     * @param argument        the name of the file, or {@code chat}
     * @param address         the address to connect to
     * @param destinationPort the TCP port to connect to; 0 for none
     * @param size            the length of the file in bytes, 64 bits unsigned; 0 if not given
     */
    @Name("irc_dcc_message")
    record DccMessage(
            Connection connection,
            boolean isOrig,
            String prefix,
            String target,
            String dccType,
            String argument,
            InetAddress address,
            @Name("dest_port") int destinationPort,
            long size)
            implements IrcEvent {}

    /**
     * A client said who its user is (USER, section 3.1.3).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param user       the user name
     * @param host       the second parameter: a host, or modes
     * @param server     the third parameter: a server, or {@code *}
     * @param realName   the real name
     */
    @Name("irc_user_message")
    record UserMessage(Connection connection, boolean isOrig, String user, String host, String server, String realName)
            implements IrcEvent {}

    /**
     * A client or server gave its password (PASS, section 3.1.1).
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     * @param isOrig     whether the originator, which is normally the client, sent it
     * @param password   the password
     */
    @Name("irc_password_message")
    record PasswordMessage(Connection connection, boolean isOrig, String password) implements IrcEvent {}

    /**
     * The server agreed to go on with TLS (reply 670); what follows on the connection is TLS.
     *
     * @param connection the TCP connection, normally to one of the ports 6666 to 6669
     */
    @Name("irc_starttls")
    record Starttls(Connection connection) implements IrcEvent {}
}
