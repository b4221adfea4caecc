package org.nsm.benchmarks.peers;

import io.pkts.Pcap;
import io.pkts.packet.IPPacket;
import io.pkts.packet.TransportPacket;
import io.pkts.protocol.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Statistics;
import org.nsm.api.event.TcpEvent;
import org.nsm.benchmarks.CaptureRun;
import org.nsm.benchmarks.Measurement;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

/**
 * Who reads the capture, and what it does with each packet. The peers find the addresses and ports of each packet, and
 * that is all; nsm follows the connections and puts the streams together.
 */
enum Contestant {
    NSM("nsm, streams, checksums verified") {
        @Override
        Measurement.Volume read(Path capture) throws IOException {
            return analysed(capture, Analyzer.builder().withoutStandardProtocols());
        }
    },
    NSM_UNVERIFIED("nsm, streams, checksums ignored") {
        @Override
        Measurement.Volume read(Path capture) throws IOException {
            return analysed(capture, Analyzer.builder().withoutStandardProtocols().set(Options.IGNORE_CHECKSUMS, true));
        }
    },
    NSM_CONTENTS("nsm, streams to a handler, checksums verified") {
        @Override
        Measurement.Volume read(Path capture) throws IOException {
            long[] contents = new long[1];
            AnalyzerBuilder builder = Analyzer.builder().withoutStandardProtocols()
                    .on(TcpEvent.Contents.class, e -> contents[0] += e.contents().readableBytes());
            Measurement.Volume volume = analysed(capture, builder);
            sink += contents[0];
            return volume;
        }
    },
    PKTS("pkts 3.0.10, headers only") {
        @Override
        Measurement.Volume read(Path capture) throws IOException {
            long[] counts = new long[2];
            Pcap pcap = Pcap.openStream(capture.toFile());
            pcap.loop(packet -> {
                counts[0]++;
                io.pkts.packet.Packet transport = packet.getPacket(Protocol.TCP);
                if (transport == null) {
                    transport = packet.getPacket(Protocol.UDP);
                }
                if (transport instanceof TransportPacket segment) {
                    IPPacket ip = segment.getParentPacket();
                    sink += ip.getRawSourceIP()[3] + ip.getRawDestinationIP()[3];
                    sink += segment.getSourcePort() + segment.getDestinationPort();
                    counts[1] += ip.getTotalIPLength();
                }
                return true;
            });
            pcap.close();
            return new Measurement.Volume(counts[0], counts[1]);
        }
    },
    PCAP4J("pcap4j 1.8.2, headers only") {
        @Override
        Measurement.Volume read(Path capture) throws IOException {
            long packets = 0;
            long bytes = 0;
            try (PcapHandle handle = Pcaps.openOffline(capture.toString())) {
                for (; ; packets++) {
                    Packet packet = handle.getNextPacketEx();
                    bytes += packet.length();
                    IpPacket ip = packet.get(IpPacket.class);
                    if (ip == null) {
                        continue;
                    }
                    sink += ip.getHeader().getSrcAddr().getAddress()[3]
                            + ip.getHeader().getDstAddr().getAddress()[3];
                    if (ip.getPayload() instanceof TcpPacket tcp) {
                        sink += tcp.getHeader().getSrcPort().valueAsInt()
                                + tcp.getHeader().getDstPort().valueAsInt();
                    } else if (ip.getPayload() instanceof UdpPacket udp) {
                        sink += udp.getHeader().getSrcPort().valueAsInt()
                                + udp.getHeader().getDstPort().valueAsInt();
                    }
                }
            } catch (EOFException end) {
                return new Measurement.Volume(packets, bytes);
            } catch (PcapNativeException | NotOpenException | TimeoutException e) {
                throw new IOException(e);
            }
        }
    };

    /** What was read must be used, or it would not be read. */
    @SuppressWarnings("unused")
    private static volatile long published;

    private static long sink;

    private final String description;

    Contestant(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** Reads the whole capture. */
    abstract Measurement.Volume read(Path capture) throws IOException;

    /** Measures one reading. */
    Measurement measure(Path capture) throws IOException {
        Measurement measured = Measurement.of(() -> read(capture));
        published = sink;
        return measured;
    }

    private static Measurement.Volume analysed(Path capture, AnalyzerBuilder builder) throws IOException {
        Statistics statistics = CaptureRun.of(capture, builder);
        return new Measurement.Volume(statistics.packets(), statistics.bytes());
    }
}
