package org.nsm.api.event;

import org.nsm.api.Name;

/** What messages of Internet Relay Chat carry. */
public final class Irc {

    private Irc() {}

    /**
     * One user joining one channel.
     *
     * @param nick     who joined; empty if the message does not say
     * @param channel  the channel
     * @param password the key of the channel; empty if not given
     * @param usermode the rank in the channel, if a server told it in NJOIN: {@code none}, {@code voice},
     *                 {@code operator} or {@code creator}; otherwise empty
     */
    @Name("irc_join_info")
    public record JoinInfo(String nick, String channel, String password, String usermode) {}
}
