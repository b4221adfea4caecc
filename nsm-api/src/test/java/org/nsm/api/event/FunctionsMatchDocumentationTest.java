package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.api.Connection;
import org.nsm.api.Option;
import org.nsm.api.Options;

/** Holds the options, the functions and {@code docs/functions.md} against the list of what is documented. */
class FunctionsMatchDocumentationTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path PAGE = MODULE.resolve("../docs/functions.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| `([A-Z]\\w*(?:\\.\\w+)+)` \\| \\S.* \\|");
    private static final Pattern DECLARATION =
            Pattern.compile("\\s*(?:@\\w+(?:\\([^)]*\\))?\\s+)*[^(){};=/]*?\\b(\\w+)\\s*\\(.*", Pattern.DOTALL);

    private final SoftAssertions softly = new SoftAssertions();

    @Test
    void everyDocumentedOptionExistsWithItsDefault() {
        Map<String, Option<?>> options = options();
        for (JsonNode documented : Documentation.read("events.json").get("options")) {
            check(options, documented.get("name").asText(), documentedDefault(documented));
        }
        softly.assertAll();
    }

    @Test
    void everyTunableOfTheEngineExistsWithItsDefault() {
        Map<String, Option<?>> options = options();
        Documentation.read("engine.json")
                .get("tunables")
                .properties()
                .forEach(tunable -> check(options, tunable.getKey(), tunableDefault(tunable.getValue())));
        softly.assertAll();
    }

    @Test
    void everyDocumentedFunctionIsNamedInTheJavadocOfItsMethod() {
        functionsOnThePage().forEach((function, method) -> {
            @Nullable Class<?> type = typeOf(method);
            String name = method.substring(method.lastIndexOf('.') + 1);
            softly.assertThat(type).as("the type of %s", method).isNotNull();
            if (type != null) {
                softly.assertThat(type.getMethods())
                        .as("the public methods of %s", type.getSimpleName())
                        .extracting(Method::getName)
                        .contains(name);
                softly.assertThat(javadocsOf(type, name))
                        .as("the Javadoc of %s", method)
                        .anyMatch(javadoc -> javadoc.matches("(?s).*\\b" + function + "\\b.*"));
            }
        });
        softly.assertAll();
    }

    @Test
    void thePageOfFunctionsIsComplete() {
        List<String> documented = new ArrayList<>();
        Documentation.read("events.json")
                .get("functions")
                .forEach(function -> documented.add(function.get("name").asText()));
        assertThat(functionsOnThePage().keySet()).containsExactlyInAnyOrderElementsOf(documented);
    }

    private void check(Map<String, Option<?>> options, String name, Object defaultValue) {
        @Nullable Option<?> option = options.get(name);
        softly.assertThat(option).as("the option %s", name).isNotNull();
        if (option != null) {
            softly.assertThat((Object) option.defaultValue())
                    .as("the default of %s", name)
                    .isEqualTo(defaultValue);
        }
    }

    private static Map<String, Option<?>> options() {
        Map<String, Option<?>> options = new LinkedHashMap<>();
        for (Field field : Options.class.getFields()) {
            try {
                if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof Option<?> option) {
                    assertThat(options.put(option.name(), option))
                            .as("another %s", option)
                            .isNull();
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return options;
    }

    private static Object documentedDefault(JsonNode option) {
        JsonNode value = option.get("default");
        return switch (option.get("type").asText()) {
            case "count" -> value.asLong();
            case "string" -> value.asText();
            case "set[string]" -> {
                Set<String> texts = new HashSet<>();
                value.forEach(text -> texts.add(text.asText()));
                yield texts;
            }
            default -> throw new IllegalStateException("no such option expected: " + option);
        };
    }

    /** A number, or a span of time such as {@code 5 min}, perhaps with a remark behind it. */
    private static Object tunableDefault(JsonNode value) {
        if (value.isNumber()) {
            return value.asLong();
        }
        String[] words = value.asText().split(" ", 3);
        long number = Long.parseLong(words[0]);
        return switch (words[1]) {
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            default -> throw new IllegalStateException("no such tunable expected: " + value);
        };
    }

    private static Map<String, String> functionsOnThePage() {
        Map<String, String> functions = new LinkedHashMap<>();
        for (String line : read(PAGE).lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(functions.put(row.group(1), row.group(2)))
                        .as("another row of %s", row.group(1))
                        .isNull();
            }
        }
        return functions;
    }

    private static @Nullable Class<?> typeOf(String method) {
        String type = method.substring(0, method.lastIndexOf('.')).replace('.', '$');
        for (Class<?> neighbour : List.of(Connection.class, Event.class)) {
            try {
                return Class.forName(neighbour.getPackageName() + "." + type);
            } catch (ClassNotFoundException e) {
                // Perhaps it is in the next package.
            }
        }
        return null;
    }

    /** The Javadoc of each method of that name in the file of the type. */
    private static List<String> javadocsOf(Class<?> type, String method) {
        String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return Arrays.stream(read(MODULE.resolve("src/main/java").resolve(file)).split("/\\*\\*", -1))
                .map(part -> part.split("\\*/", 2))
                .filter(part -> part.length == 2)
                .filter(part -> {
                    Matcher declaration = DECLARATION.matcher(part[1]);
                    return declaration.matches() && declaration.group(1).equals(method);
                })
                .map(part -> part[0])
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
