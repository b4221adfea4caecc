package org.nsm.benchmarks.peers;

import io.pkts.Pcap;
import io.pkts.packet.IPPacket;
import io.pkts.packet.Packet;
import io.pkts.packet.PacketParseException;
import io.pkts.packet.TransportPacket;
import io.pkts.protocol.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nsm.benchmarks.Measurement;
import org.nsm.benchmarks.Peer;

/** Finds the addresses and ports of each packet. */
public final class PktsPeer implements Peer {

    private long sink;

    /** For the service loader. */
    public PktsPeer() {}

    @Override
    public String description() {
        return "pkts 3.0.10, headers only";
    }

    @Override
    public Measurement.Volume read(Path capture) throws IOException {
        long[] counts = new long[2];
        Pcap pcap = Pcap.openStream(capture.toFile());
        pcap.loop(packet -> {
            counts[0]++;
            Packet transport = transport(packet);
            if (transport instanceof TransportPacket segment) {
                IPPacket ip = segment.getParentPacket();
                sink += ip.getRawSourceIP()[3] + ip.getRawDestinationIP()[3];
                sink += segment.getSourcePort() + segment.getDestinationPort();
                counts[1] += ip.getTotalIPLength();
            }
            return true;
        });
        pcap.close();
        Sink.publish(sink);
        return new Measurement.Volume(counts[0], counts[1]);
    }

    private static @Nullable Packet transport(Packet packet) throws IOException {
        try {
            Packet tcp = packet.getPacket(Protocol.TCP);
            return tcp != null ? tcp : packet.getPacket(Protocol.UDP);
        } catch (PacketParseException e) {
            return null; // it does not know ICMP
        }
    }
}
