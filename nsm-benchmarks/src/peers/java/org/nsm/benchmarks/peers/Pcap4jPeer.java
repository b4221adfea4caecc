package org.nsm.benchmarks.peers;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.nsm.benchmarks.Measurement;
import org.nsm.benchmarks.Peer;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

/** Finds the addresses and ports of each packet. */
public final class Pcap4jPeer implements Peer {

    private long sink;

    /** For the service loader. */
    public Pcap4jPeer() {}

    @Override
    public String description() {
        return "pcap4j 1.8.2, headers only";
    }

    @Override
    public Measurement.Volume read(Path capture) throws IOException {
        long packets = 0;
        long bytes = 0;
        try (PcapHandle handle = Pcaps.openOffline(capture.toString())) {
            for (; ; packets++) {
                Packet packet = handle.getNextPacketEx();
                bytes += packet.length();
                IpPacket ip = packet.get(IpPacket.class);
                if (ip != null) {
                    sum(ip);
                }
            }
        } catch (EOFException end) {
            Sink.publish(sink);
            return new Measurement.Volume(packets, bytes);
        } catch (PcapNativeException | NotOpenException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private void sum(IpPacket ip) {
        sink += ip.getHeader().getSrcAddr().getAddress()[3] + ip.getHeader().getDstAddr().getAddress()[3];
        if (ip.getPayload() instanceof TcpPacket tcp) {
            sink += tcp.getHeader().getSrcPort().valueAsInt()
                    + tcp.getHeader().getDstPort().valueAsInt();
        } else if (ip.getPayload() instanceof UdpPacket udp) {
            sink += udp.getHeader().getSrcPort().valueAsInt()
                    + udp.getHeader().getDstPort().valueAsInt();
        }
    }
}
