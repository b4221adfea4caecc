package org.nsm.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is documented, as the lists in {@code org/nsm/api/spec} say it. */
final class Documentation {

    /** A parameter of an event, or a field of a record. */
    record Field(String name, String type, boolean optional) {}

    /** An event. */
    record DocumentedEvent(String name, List<Field> parameters, boolean deprecated) {}

    /** A constant of an enum; the code is null where the documentation numbers nothing. */
    record Constant(String name, @Nullable Long code) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documentation() {}

    /** Reads one of the lists. */
    static JsonNode read(String file) {
        try (InputStream in =
                Objects.requireNonNull(Documentation.class.getResourceAsStream("/org/nsm/api/spec/" + file))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<DocumentedEvent> events() {
        List<DocumentedEvent> events = new ArrayList<>();
        for (JsonNode event : read("events.json").get("events")) {
            List<Field> parameters = new ArrayList<>();
            for (JsonNode parameter : event.get("params")) {
                parameters.add(
                        new Field(parameter.get(0).asText(), parameter.get(1).asText(), false));
            }
            events.add(new DocumentedEvent(
                    event.get("name").asText(),
                    parameters,
                    event.get("deprecated").asBoolean()));
        }
        return events;
    }

    /** The documented records by their names. */
    static Map<String, List<Field>> records() {
        Map<String, List<Field>> records = new LinkedHashMap<>();
        types("record").forEach((name, type) -> {
            List<Field> fields = new ArrayList<>();
            for (JsonNode field : type.get("fields")) {
                fields.add(new Field(
                        field.get("name").asText(),
                        field.get("type").asText(),
                        field.get("optional").asBoolean()));
            }
            records.put(name, fields);
        });
        return records;
    }

    /** The documented enums by their names. */
    static Map<String, List<Constant>> enums() {
        Map<String, List<Constant>> enums = new LinkedHashMap<>();
        types("enum").forEach((name, type) -> {
            List<Constant> constants = new ArrayList<>();
            for (JsonNode value : type.get("values")) {
                constants.add(constant(value.asText()));
            }
            enums.put(name, constants);
        });
        return enums;
    }

    /** Reads a name, or a name and its number as in {@code PROC_MNT = 1}. */
    private static Constant constant(String text) {
        int equals = text.indexOf(" = ");
        return equals < 0
                ? new Constant(text, null)
                : new Constant(text.substring(0, equals), Long.decode(text.substring(equals + 3)));
    }

    /** The types that only are another name of a type. */
    static Map<String, String> aliases() {
        Map<String, String> aliases = new LinkedHashMap<>();
        types("alias")
                .forEach((name, type) -> aliases.put(name, type.get("type").asText()));
        return aliases;
    }

    private static Map<String, JsonNode> types(String kind) {
        Map<String, JsonNode> types = new LinkedHashMap<>();
        read("types.json").properties().forEach(entry -> {
            if (entry.getValue().get("kind").asText().equals(kind)) {
                types.put(entry.getKey(), entry.getValue());
            }
        });
        return types;
    }
}
