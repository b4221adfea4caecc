package org.nsm.reassembly;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Packet;

/** All packets of a file, and how it ended. */
record CaptureContents(List<Packet> packets, @Nullable CaptureFormatException damage) {

    /** Reads a file; an error other than damage fails the test, as any error of its header does. */
    static CaptureContents of(byte... file) throws IOException {
        try (PcapFile source = PcapFile.open(new ByteArrayInputStream(file))) {
            List<Packet> packets = new ArrayList<>();
            try {
                for (Packet packet; (packet = source.next()) != null; ) {
                    packets.add(packet.copy());
                }
                return new CaptureContents(packets, null);
            } catch (CaptureFormatException e) {
                return new CaptureContents(packets, e);
            }
        }
    }

    static byte[] bytes(Packet packet) {
        byte[] bytes = new byte[packet.data().readableBytes()];
        packet.data().getBytes(packet.data().readerIndex(), bytes);
        return bytes;
    }
}
