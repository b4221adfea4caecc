package org.nsm.fuzz;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nsm.api.Analyzer;
import org.nsm.api.Connection;
import org.nsm.api.Options;
import org.nsm.api.Packet;
import org.nsm.api.event.TcpEvent;
import org.nsm.api.event.UdpEvent;
import org.nsm.reassembly.PcapFile;

/**
 * Turns the conversations of captures into inputs of {@link ConversationTarget}: a file for each, named after the capture.
 *
 * <pre>{@code
 * SeedsOfCaptures DIRECTORY CAPTURE…
 * }</pre>
 */
final class SeedsOfCaptures {

    private static final int MAX_LENGTH = 3_000;
    private static final int MIN_LENGTH = 24;

    private SeedsOfCaptures() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            Path capture = Path.of(arguments[i]);
            int number = 0;
            for (ByteArrayOutputStream seed : conversations(capture).values()) {
                if (seed.size() >= MIN_LENGTH && number < 2) {
                    String name = capture.getFileName().toString().replace(".pcap", "") + "-" + number++;
                    Files.write(directory.resolve(name), seed.toByteArray());
                }
            }
        }
    }

    private static Map<Connection.Id, ByteArrayOutputStream> conversations(Path capture) throws IOException {
        Map<Connection.Id, ByteArrayOutputStream> seeds = new LinkedHashMap<>();
        try (Analyzer analyzer = Analyzer.builder()
                        .set(Options.IGNORE_CHECKSUMS, true)
                        .on(TcpEvent.Contents.class, e -> add(seeds, e.connection(), e.isOrig(), e.contents()))
                        .on(UdpEvent.Contents.class, e -> add(seeds, e.connection(), e.isOrig(), e.contents()))
                        .build();
                PcapFile source = PcapFile.open(capture)) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        }
        return seeds;
    }

    private static void add(
            Map<Connection.Id, ByteArrayOutputStream> seeds, Connection connection, boolean isOrig, ByteBuf bytes) {
        ByteArrayOutputStream seed = seeds.computeIfAbsent(connection.id(), id -> {
            ByteArrayOutputStream fresh = new ByteArrayOutputStream();
            fresh.write(0);
            return fresh;
        });
        int length = bytes.readableBytes();
        if (length == 0 || seed.size() + length > MAX_LENGTH) {
            return;
        }
        if (length <= 256) {
            seed.write(Conversation.SAY << 1 | (isOrig ? 0 : 1));
            seed.write(length - 1);
        } else {
            seed.write(Conversation.SAY_MUCH << 1 | (isOrig ? 0 : 1));
            seed.write(length >> 8);
            seed.write(length);
        }
        byte[] copy = new byte[length];
        bytes.getBytes(bytes.readerIndex(), copy);
        seed.writeBytes(copy);
    }
}
