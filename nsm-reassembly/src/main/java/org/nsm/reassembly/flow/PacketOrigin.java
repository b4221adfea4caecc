package org.nsm.reassembly.flow;

import java.util.List;
import org.nsm.api.event.Tunnel;

/** What the link and the tunnels around a packet say of it. One object is used again and again. */
public final class PacketOrigin {

    /** Stands for no VLAN and for no address. */
    public static final int NONE = -1;

    private int vlan = NONE;
    private int innerVlan = NONE;
    private long sourceMac = NONE;
    private List<Tunnel.EncapsulatingConnection> tunnel = List.of();

    /** Nothing known. */
    public PacketOrigin() {}

    /**
     * Takes over what the link says of a packet that came as it is.
     *
     * @param outerVlan the outer VLAN or {@link #NONE}
     * @param secondVlan the inner VLAN or {@link #NONE}
     * @param sender the sender's link address or {@link #NONE}
     */
    public void link(int outerVlan, int secondVlan, long sender) {
        vlan = outerVlan;
        innerVlan = secondVlan;
        sourceMac = sender;
        tunnel(List.of());
    }

    /**
     * Takes over what carries the packet.
     *
     * @param layers the encapsulations, outermost first
     */
    public void tunnel(List<Tunnel.EncapsulatingConnection> layers) {
        if (tunnel != layers) {
            tunnel = layers; // a reference that is stored costs the collector's bookkeeping
        }
    }

    /** What carries the packet, outermost first. */
    public List<Tunnel.EncapsulatingConnection> tunnel() {
        return tunnel;
    }

    int vlan() {
        return vlan;
    }

    int innerVlan() {
        return innerVlan;
    }

    long sourceMac() {
        return sourceMac;
    }
}
