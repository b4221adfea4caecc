package org.nsm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.Tunnel;

/**
 * The two JSON forms of a connection: its name and addresses, which nearly all events have, and all that is known of
 * it.
 */
final class ConnectionJson {

    private static final byte[] UID = JsonBuffer.key("uid");
    private static final byte[] ID = JsonBuffer.key("id");
    private static final byte[] ORIGINATOR = JsonBuffer.key("orig");
    private static final byte[] RESPONDER = JsonBuffer.key("resp");
    private static final byte[] START_TIME = JsonBuffer.key("start_time");
    private static final byte[] DURATION = JsonBuffer.key("duration");
    private static final byte[] SERVICE = JsonBuffer.key("service");
    private static final byte[] HISTORY = JsonBuffer.key("history");
    private static final byte[] TUNNEL = JsonBuffer.key("tunnel");
    private static final byte[] VLAN = JsonBuffer.key("vlan");
    private static final byte[] INNER_VLAN = JsonBuffer.key("inner_vlan");
    private static final byte[] SIZE = JsonBuffer.key("size");
    private static final byte[] STATE = JsonBuffer.key("state");
    private static final byte[] PACKETS = JsonBuffer.key("num_pkts");
    private static final byte[] IP_BYTES = JsonBuffer.key("num_bytes_ip");
    private static final byte[] FLOW_LABEL = JsonBuffer.key("flow_label");
    private static final byte[] L2_ADDRESS = JsonBuffer.key("l2_addr");

    private ConnectionJson() {}

    static void writeShort(Connection.Id id, String uid, JsonBuffer out) {
        out.ascii('{');
        out.member(UID);
        out.text(uid);
        out.member(ID);
        JsonValues.write(id, out);
        out.ascii('}');
    }

    static void writeFull(Connection connection, JsonBuffer out) {
        out.ascii('{');
        out.member(ID);
        JsonValues.write(connection.id(), out);
        out.member(ORIGINATOR);
        writeEndpoint(connection.originator(), out);
        out.member(RESPONDER);
        writeEndpoint(connection.responder(), out);
        out.member(START_TIME);
        out.time(connection.startTime());
        out.member(DURATION);
        out.interval(connection.duration());
        out.member(SERVICE);
        JsonValues.write(connection.services(), out);
        out.member(HISTORY);
        out.text(connection.history());
        out.member(UID);
        out.text(connection.uid());
        List<Tunnel.EncapsulatingConnection> tunnel = connection.tunnel();
        if (!tunnel.isEmpty()) {
            out.member(TUNNEL);
            JsonValues.write(tunnel, out);
        }
        writeVlan(VLAN, connection.vlan(), out);
        writeVlan(INNER_VLAN, connection.innerVlan(), out);
        out.ascii('}');
    }

    private static void writeVlan(byte[] key, @Nullable Integer vlan, JsonBuffer out) {
        if (vlan != null) {
            out.member(key);
            out.signed(vlan);
        }
    }

    private static void writeEndpoint(Connection.Endpoint endpoint, JsonBuffer out) {
        out.ascii('{');
        out.member(SIZE);
        out.unsigned(endpoint.size());
        out.member(STATE);
        out.signed(endpoint.state().code());
        out.member(PACKETS);
        out.unsigned(endpoint.packets());
        out.member(IP_BYTES);
        out.unsigned(endpoint.ipBytes());
        out.member(FLOW_LABEL);
        out.signed(endpoint.flowLabel());
        @Nullable String l2Address = endpoint.l2Addr();
        if (l2Address != null) {
            out.member(L2_ADDRESS);
            out.text(l2Address);
        }
        out.ascii('}');
    }
}
