package org.nsm.examples.dump;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nsm.api.Name;
import org.nsm.api.event.Event;

/** The event types of the library, found by their documented names. */
final class EventTypes {

    private static final String PACKAGE = Event.class.getPackageName();

    private EventTypes() {}

    /**
     * Selects event types.
     *
     * @param pattern what is to be found in the documented name
     * @return the types, in the order of their protocols' names
     */
    static List<Class<? extends Event>> named(Pattern pattern) {
        return all().stream()
                .filter(type -> pattern.matcher(nameOf(type)).find())
                .toList();
    }

    /** Every record below the sealed interfaces of the protocols. */
    static List<Class<? extends Event>> all() {
        List<Class<? extends Event>> records = new ArrayList<>();
        for (Class<?> protocol : protocols()) {
            collectRecords(protocol, records);
        }
        return records;
    }

    private static String nameOf(Class<? extends Event> type) {
        Name name = type.getAnnotation(Name.class);
        return name == null ? type.getSimpleName() : name.value();
    }

    private static void collectRecords(Class<?> type, List<Class<? extends Event>> into) {
        if (type.isRecord()) {
            into.add(type.asSubclass(Event.class));
        } else if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collectRecords(permitted, into);
            }
        }
    }

    /** {@link Event} is open, so the protocols are found by looking where it lies, in a jar or a directory. */
    private static List<Class<?>> protocols() {
        try {
            Path home = Path.of(Event.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return protocolsIn(home);
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return protocolsIn(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException("the event types cannot be listed", e);
        }
    }

    private static List<Class<?>> protocolsIn(Path root) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.list(root.resolve(PACKAGE.replace('.', '/')))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Event.class") && name.indexOf('$') < 0)
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
        List<Class<?>> protocols = new ArrayList<>(names.size());
        for (String name : names) {
            protocols.add(Class.forName(PACKAGE + "." + name));
        }
        return protocols;
    }
}
