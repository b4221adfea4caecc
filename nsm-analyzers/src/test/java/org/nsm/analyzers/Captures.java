package org.nsm.analyzers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.nsm.api.Analyzer;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;
import org.nsm.api.event.Event;
import org.nsm.events.EventRecorder;
import org.nsm.reassembly.PcapFile;

/** Runs recorded conversations through the whole analysis. */
public final class Captures {

    private Captures() {}

    /**
     * The events of a capture, detached from the analysis.
     *
     * @param name its path below {@code captures} in the test resources
     * @param type which events
     * @param <E>  the same
     * @return the events in their order
     */
    public static <E extends Event> List<E> eventsOf(String name, Class<E> type) {
        EventRecorder recorder = new EventRecorder();
        try (Analyzer analyzer = Analyzer.builder()
                        .on(type, event -> recorder.handle(event, 0))
                        .build();
                PacketSource source = PcapFile.open(path(name))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorder.events(type);
    }

    private static Path path(String name) {
        URL resource = Objects.requireNonNull(Captures.class.getResource("/captures/" + name), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
