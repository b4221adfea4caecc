package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Name;
import org.nsm.api.Port;
import org.nsm.api.Signed;

/** What trackers of BitTorrent say. */
public final class BitTorrent {

    private BitTorrent() {}

    /**
     * Where a peer listens.
     *
     * @param address its address
     * @param port    its TCP port
     */
    @Name("bittorrent_peer")
    public record Peer(
            @Name("h") InetAddress address, @Name("p") Port port) {}

    /**
     * A value of a tracker's answer (BEP 3, bencoding). One of the components is there, the others are null.
     *
     * @param number     an integer, 64 bits signed
     * @param string     a string; its bytes are text in UTF-8 or anything else
     * @param dictionary a dictionary, still bencoded
     * @param list       a list, still bencoded
     */
    @Name("bittorrent_benc_value")
    public record BencodedValue(
            @Name("i") @Signed @Nullable Long number,
            @Name("s") @Nullable ByteBuf string,
            @Name("d") @Nullable ByteBuf dictionary,
            @Name("l") @Nullable ByteBuf list) {}
}
