package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.Port;

/**
 * File sharing with BitTorrent (BEP 3): peers that exchange pieces, and trackers that tell a client over HTTP who its
 * peers are.
 */
public sealed interface BitTorrentEvent extends Event {

    /**
     * A peer opened the dialogue with the protocol's name and what it is about.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param reserved   8 bytes of flags, by which extensions are announced
     * @param infoHash   20 bytes, the SHA-1 of the torrent's info dictionary
     * @param peerId     20 bytes that name the peer, often beginning with its program and version
     */
    @Name("bittorrent_peer_handshake")
    record PeerHandshake(Connection connection, boolean isOrig, ByteBuf reserved, ByteBuf infoHash, ByteBuf peerId)
            implements BitTorrentEvent {}

    /**
     * A peer sent a message without content, so that the connection stays open.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     */
    @Name("bittorrent_peer_keep_alive")
    record PeerKeepAlive(Connection connection, boolean isOrig) implements BitTorrentEvent {}

    /**
     * A peer will not answer requests until it says otherwise.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     */
    @Name("bittorrent_peer_choke")
    record PeerChoke(Connection connection, boolean isOrig) implements BitTorrentEvent {}

    /**
     * A peer will answer requests from now on.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     */
    @Name("bittorrent_peer_unchoke")
    record PeerUnchoke(Connection connection, boolean isOrig) implements BitTorrentEvent {}

    /**
     * A peer wants pieces that the other side has.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     */
    @Name("bittorrent_peer_interested")
    record PeerInterested(Connection connection, boolean isOrig) implements BitTorrentEvent {}

    /**
     * A peer wants nothing of what the other side has.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     */
    @Name("bittorrent_peer_not_interested")
    record PeerNotInterested(Connection connection, boolean isOrig) implements BitTorrentEvent {}

    /**
     * A peer completed a piece.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param pieceIndex the index of the piece, 32 bits unsigned
     */
    @Name("bittorrent_peer_have")
    record PeerHave(Connection connection, boolean isOrig, long pieceIndex) implements BitTorrentEvent {}

    /**
     * A peer told which pieces it has, as its first message after the handshake.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param bitfield   a bit for each piece, the top bit of the first byte for piece 0; the bits left over are zero
     */
    @Name("bittorrent_peer_bitfield")
    record PeerBitfield(Connection connection, boolean isOrig, ByteBuf bitfield) implements BitTorrentEvent {}

    /**
     * A peer asked for a block.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param index      the index of the piece, 32 bits unsigned
     * @param begin      where in the piece the block begins, in bytes, 32 bits unsigned
     * @param length     how many bytes, normally 16384, 32 bits unsigned
     */
    @Name("bittorrent_peer_request")
    record PeerRequest(Connection connection, boolean isOrig, long index, long begin, long length)
            implements BitTorrentEvent {}

    /**
     * A peer sent a block.
     *
     * @param connection  the TCP connection
     * @param isOrig      whether the originator sent it
     * @param index       the index of the piece, 32 bits unsigned
     * @param begin       where in the piece the block begins, in bytes, 32 bits unsigned
     * @param pieceLength how many bytes it sent, 0 to 262135
     */
    @Name("bittorrent_peer_piece")
    record PeerPiece(Connection connection, boolean isOrig, long index, long begin, int pieceLength)
            implements BitTorrentEvent {}

    /**
     * A peer no longer wants a block that it asked for.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param index      the index of the piece, 32 bits unsigned
     * @param begin      where in the piece the block begins, in bytes, 32 bits unsigned
     * @param length     how many bytes, 32 bits unsigned
     */
    @Name("bittorrent_peer_cancel")
    record PeerCancel(Connection connection, boolean isOrig, long index, long begin, long length)
            implements BitTorrentEvent {}

    /**
     * A peer told where its node of the distributed hash table listens (BEP 5).
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param listenPort the UDP port
     */
    @Name("bittorrent_peer_port")
    record PeerPort(Connection connection, boolean isOrig, Port listenPort) implements BitTorrentEvent {}

    /**
     * A peer sent a message of another type.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param messageId  the type, 10 to 255; 20 is the extension protocol (BEP 10)
     * @param data       the message after its type
     */
    @Name("bittorrent_peer_unknown")
    record PeerUnknown(Connection connection, boolean isOrig, int messageId, ByteBuf data) implements BitTorrentEvent {}

    /**
     * A peer sent what cannot be read. That direction is not analysed any further.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param message    what is wrong
     */
    @Name("bittorrent_peer_weird")
    record PeerWeird(
            Connection connection,
            boolean isOrig,
            @Name("msg") String message) implements BitTorrentEvent {}

    /**
     * A client asked a tracker for peers, or for statistics.
     *
     * @param connection the TCP connection
     * @param uri        the target of the request, with the query that carries the parameters, still escaped
     * @param headers    the header fields of the request by their names, in their order
     */
    @Name("bt_tracker_request")
    record TrackerRequest(Connection connection, String uri, Map<String, String> headers) implements BitTorrentEvent {

        /** Makes the map unmodifiable. */
        public TrackerRequest {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A tracker answered with success. Raised when the whole answer was read.
     *
     * @param connection the TCP connection
     * @param status     the HTTP status code, 200
     * @param headers    the header fields of the response by their names, in their order
     * @param peers      the peers to connect to, from either form of the list (BEP 3, BEP 23); empty if there is none
     * @param values     the answer's dictionary by its keys, in their order, the list of peers left out
     */
    @Name("bt_tracker_response")
    record TrackerResponse(
            Connection connection,
            int status,
            Map<String, String> headers,
            Set<BitTorrent.Peer> peers,
            @Name("benc") Map<String, BitTorrent.BencodedValue> values)
            implements BitTorrentEvent {

        /** Makes the collections unmodifiable. */
        public TrackerResponse {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
            peers = Collections.unmodifiableSet(new LinkedHashSet<>(peers));
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A tracker answered with another status than 200.
     *
     * @param connection the TCP connection
     * @param status     the HTTP status code
     * @param headers    the header fields of the response by their names, in their order
     */
    @Name("bt_tracker_response_not_ok")
    record TrackerResponseNotOk(Connection connection, int status, Map<String, String> headers)
            implements BitTorrentEvent {

        /** Makes the map unmodifiable. */
        public TrackerResponseNotOk {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A dialogue with a tracker has a part that cannot be read.
     *
     * @param connection the TCP connection
     * @param isOrig     whether the originator sent it
     * @param message    what is wrong
     */
    @Name("bt_tracker_weird")
    record TrackerWeird(
            Connection connection,
            boolean isOrig,
            @Name("msg") String message) implements BitTorrentEvent {}
}
