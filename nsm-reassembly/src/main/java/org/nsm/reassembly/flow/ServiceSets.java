package org.nsm.reassembly.flow;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sets of protocols that connections speak. There are few, so that connections share them. */
final class ServiceSets {

    /** Names of analyzers that a host brings are not bounded by anything else. */
    private static final int MAX_SHARED = 1 << 10;

    private final Map<Set<String>, Map<String, Set<String>>> extensions = new HashMap<>();
    private int shared;

    /** A set with a name more, or the set itself if it has the name. Both are in order and cannot be changed. */
    Set<String> with(Set<String> present, String name) {
        if (present.contains(name)) {
            return present;
        }
        Map<String, Set<String>> byName = extensions.get(present);
        Set<String> known = byName == null ? null : byName.get(name);
        if (known != null) {
            return known;
        }
        TreeSet<String> names = new TreeSet<>(present);
        names.add(name);
        Set<String> extended = Collections.unmodifiableSet(names);
        if (shared < MAX_SHARED) {
            shared++;
            extensions.computeIfAbsent(present, p -> new HashMap<>()).put(name, extended);
        }
        return extended;
    }
}
