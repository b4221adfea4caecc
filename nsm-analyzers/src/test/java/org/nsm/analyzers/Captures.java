package org.nsm.analyzers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.nsm.api.Analyzer;
import org.nsm.api.EventHandler;
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
        run(name, type, event -> recorder.handle(event, 0));
        return recorder.events(type);
    }

    /**
     * What is said of the events of a capture while their bytes are valid.
     *
     * @param name its path below {@code captures} in the test resources
     * @param type which events
     * @param text says it
     * @param <E>  the type of the events
     * @param <T>  what is said
     * @return what is said, in the order of the events
     */
    public static <E extends Event, T> List<T> textsOf(
            String name, Class<E> type, Function<? super E, ? extends T> text) {
        List<T> texts = new ArrayList<>();
        run(name, type, event -> texts.add(text.apply(event)));
        return texts;
    }

    private static <E extends Event> void run(String name, Class<E> type, EventHandler<E> handler) {
        try (Analyzer analyzer = Analyzer.builder().on(type, handler).build();
                PacketSource source = PcapFile.open(path(name))) {
            for (Packet packet; (packet = source.next()) != null; ) {
                analyzer.feed(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
