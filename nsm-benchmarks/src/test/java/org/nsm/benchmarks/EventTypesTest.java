package org.nsm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Event;

class EventTypesTest {

    @Test
    void namesTheEventsOfEachProtocolOnce() throws IOException, URISyntaxException {
        Stream<Class<? extends Event>> named = Stream.of(EventTypes.APPLICATION, EventTypes.TRANSPORT, EventTypes.OWN)
                .flatMap(List::stream);
        assertThat(named.map(Class::getSimpleName))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(declared());
    }

    private static Set<String> declared() throws IOException, URISyntaxException {
        URI classes =
                Event.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path location = Path.of(classes);
        if (Files.isDirectory(location)) {
            return interfaces(location);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + classes), Map.of())) {
            return interfaces(jar.getPath("/"));
        }
    }

    private static Set<String> interfaces(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("org/nsm/api/event"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Event.class") && !name.contains("$") && !name.equals("Event.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
