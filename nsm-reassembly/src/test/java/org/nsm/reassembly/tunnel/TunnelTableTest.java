package org.nsm.reassembly.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nsm.api.Transport;
import org.nsm.api.event.Tunnel;
import org.nsm.api.event.Tunnel.EncapsulatingConnection;
import org.nsm.reassembly.ip.IpPacket;
import org.nsm.reassembly.ip.Packets;

class TunnelTableTest {

    private int named;
    private final TunnelTable table = new TunnelTable(2, () -> "C" + ++named);

    private static IpPacket packet(String source, String destination) {
        return Packets.decode(
                source.contains(":")
                        ? Packets.v6(source, destination, 41, new byte[0])
                        : Packets.v4(source, destination, 4, new byte[0]));
    }

    private List<EncapsulatingConnection> layers(String source, String destination) {
        return table.layers(packet(source, destination), Tunnel.Type.IP, List.of());
    }

    @Test
    void aTunnelIsAPairOfAddressesWithoutPorts() {
        List<EncapsulatingConnection> layers = layers("198.51.100.31", "198.51.100.32");
        assertThat(layers).hasSize(1);
        EncapsulatingConnection tunnel = layers.get(0);
        assertThat(tunnel.type()).isEqualTo(Tunnel.Type.IP);
        assertThat(tunnel.uid()).isEqualTo("C1");
        assertThat(tunnel.id().originatorAddress().getHostAddress()).isEqualTo("198.51.100.31");
        assertThat(tunnel.id().responderAddress().getHostAddress()).isEqualTo("198.51.100.32");
        assertThat(tunnel.id().originatorPort().toString()).isEqualTo("0/unknown");
        assertThat(tunnel.id().responderPort().transport()).isEqualTo(Transport.UNKNOWN);
        assertThatThrownBy(() -> layers.add(tunnel)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void bothDirectionsAreOneTunnelOfTheTypeOfTheFirstPacket() {
        List<EncapsulatingConnection> layers = layers("198.51.100.32", "198.51.100.31");
        assertThat(layers("198.51.100.31", "198.51.100.32")).isSameAs(layers);
        assertThat(table.layers(packet("198.51.100.31", "198.51.100.32"), Tunnel.Type.GRE, List.of()))
                .isSameAs(layers);
        assertThat(layers("2001:db8::1", "2001:db8::2")).isSameAs(layers("2001:db8::2", "2001:db8::1"));
    }

    @Test
    void ipv4AndItsMappedFormAreTwo() {
        assertThat(layers("10.0.0.1", "10.0.0.2")).isNotEqualTo(layers("::ffff:0a00:1:1", "::ffff:0a00:2:1"));
        assertThat(named).isEqualTo(2);
    }

    @Test
    void aTunnelInsideOthersComesLast() {
        List<EncapsulatingConnection> outer = layers("10.0.0.1", "10.0.0.2");
        IpPacket inner = packet("2001:db8::1", "2001:db8::2");
        List<EncapsulatingConnection> both = table.layers(inner, Tunnel.Type.GRE, outer);
        assertThat(both).hasSize(2).startsWith(outer.get(0));
        assertThat(both.get(1).type()).isEqualTo(Tunnel.Type.GRE);
        assertThat(table.layers(inner, Tunnel.Type.GRE, outer)).isSameAs(both);

        List<EncapsulatingConnection> alone = table.layers(inner, Tunnel.Type.GRE, List.of());
        assertThat(alone).containsExactly(both.get(1));
    }

    @Test
    void theTunnelThatWasSilentLongestIsForgotten() {
        List<EncapsulatingConnection> first = layers("10.0.0.1", "10.0.0.2");
        List<EncapsulatingConnection> second = layers("10.0.0.1", "10.0.0.3");
        assertThat(layers("10.0.0.1", "10.0.0.2")).isSameAs(first);
        layers("10.0.0.1", "10.0.0.4");
        assertThat(layers("10.0.0.1", "10.0.0.2")).isSameAs(first);
        assertThat(layers("10.0.0.1", "10.0.0.3")).isNotEqualTo(second);
    }
}
