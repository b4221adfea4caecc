package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.api.Connection;
import org.nsm.api.EndpointState;
import org.nsm.api.Name;
import org.nsm.api.event.Documentation.Constant;
import org.nsm.api.event.Documentation.DocumentedEvent;
import org.nsm.api.event.Documentation.Field;

/** Holds the events and values against the list of what is documented: nothing missing, misnamed or made up. */
class ApiMatchesDocumentationTest {

    private static final List<Class<?>> CLASSES = classesOfThePackage();

    private final List<String> deviations = new ArrayList<>();

    @Test
    void everyDocumentedEventIsOneRecordOfTheInterfaceOfItsProtocol() {
        Map<String, List<Class<?>>> byName = byDocumentedName(CLASSES);
        for (DocumentedEvent event : Documentation.events()) {
            List<Class<?>> records = byName.getOrDefault(event.name(), List.of());
            if (records.size() != 1) {
                deviates(event.name(), "is " + (records.isEmpty() ? "missing" : "more than one record: " + records));
            }
            for (Class<?> type : records) {
                checkProtocol(event.name(), type);
                checkComponents(event.name(), type, event.parameters());
                if (type.isAnnotationPresent(Deprecated.class) != event.deprecated()) {
                    deviates(event.name(), event.deprecated() ? "must be @Deprecated" : "must not be @Deprecated");
                }
            }
        }
        assertNoDeviations();
    }

    @Test
    void everyDocumentedValueHasAllItsFields() {
        List<Class<?>> classes = new ArrayList<>(CLASSES);
        classes.addAll(List.of(Connection.class, Connection.Id.class, Connection.Endpoint.class));
        Map<String, List<Class<?>>> byName = byDocumentedName(classes);
        Documentation.records().forEach((name, fields) -> {
            @Nullable Class<?> type = only(name, byName);
            if (type == null) {
                return;
            }
            if (type.isRecord()) {
                checkComponents(name, type, fields);
            } else {
                checkMethods(name, type, fields);
            }
        });
        assertNoDeviations();
    }

    @Test
    void everyDocumentedEnumHasAllItsConstantsAndTheirNumbers() {
        Map<String, List<Class<?>>> byName = byDocumentedName(CLASSES);
        Documentation.enums().forEach((name, constants) -> {
            @Nullable Class<?> type = only(name, byName);
            if (type != null) {
                checkConstants(name, type, constants);
            }
        });
        assertNoDeviations();
    }

    @Test
    void nothingElseIsAnEventOrAValue() {
        Set<String> documented = new HashSet<>();
        Documentation.events().forEach(event -> documented.add(event.name()));
        documented.addAll(Documentation.records().keySet());
        documented.addAll(Documentation.enums().keySet());
        for (Class<?> type : CLASSES) {
            @Nullable String name = documentedName(type);
            @Nullable Class<?> protocol = type.getDeclaringClass();
            if (protocol != null && DeliberateDeviations.BEYOND_THE_DOCUMENTATION.contains(protocol)) {
                continue;
            }
            boolean isValue = type.isRecord() && type != Coded.class;
            if (name == null ? isValue : !documented.contains(name)) {
                deviates(type.getName(), name == null ? "has no @Name" : "stands for " + name + ", not documented");
            }
        }
        assertNoDeviations();
    }

    @Test
    void thePackageWasFound() {
        assertThat(CLASSES).contains(UdpEvent.class, UdpEvent.Request.class, Tunnel.Type.class);
    }

    private void checkProtocol(String name, Class<?> type) {
        @Nullable Class<?> protocol = type.getDeclaringClass();
        if (!type.isRecord()
                || protocol == null
                || !protocol.isSealed()
                || !Event.class.isAssignableFrom(protocol)
                || !protocol.isAssignableFrom(type)
                || !protocol.getSimpleName().endsWith("Event")) {
            deviates(name, type.getName() + " is no record inside the sealed …Event that it implements");
        }
    }

    private void checkComponents(String name, Class<?> type, List<Field> documented) {
        if (!type.isRecord()) {
            return;
        }
        List<DocumentedComponent> components = DocumentedComponent.of(type);
        List<String> actual =
                components.stream().map(DocumentedComponent::documentedName).toList();
        List<String> expected = documented.stream().map(Field::name).toList();
        if (!actual.equals(expected)) {
            deviates(name, "has " + actual + " instead of " + expected);
            return;
        }
        for (int i = 0; i < components.size(); i++) {
            checkComponent(name, components.get(i), documented.get(i));
        }
    }

    private void checkMethods(String name, Class<?> type, List<Field> documented) {
        List<DocumentedComponent> methods = DocumentedComponent.of(type);
        for (Field field : documented) {
            methods.stream()
                    .filter(method -> method.documentedName().equals(field.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            method -> checkComponent(name, method, field),
                            () -> deviates(name + "." + field.name(), "is missing in " + type.getName()));
        }
    }

    private void checkComponent(String owner, DocumentedComponent component, Field documented) {
        String name = owner + "." + documented.name();
        boolean isState = name.equals("endpoint.state") && component.type() == EndpointState.class;
        String type = DeliberateDeviations.MENDED_TYPES.getOrDefault(name, documented.type());
        if (!isState && !DocumentedTypes.matches(type, component.type())) {
            deviates(name, "is " + component.type().getTypeName() + ", which is no " + type);
        }
        boolean optional = DeliberateDeviations.PERHAPS_LEFT_OUT.contains(name)
                || (documented.optional() && !DeliberateDeviations.ALWAYS_PRESENT.contains(name));
        if (component.nullable() != optional) {
            deviates(name, optional ? "must be @Nullable" : "must not be @Nullable");
        }
        if (!optional && isBox(component)) {
            deviates(name, "is boxed though it is always there");
        }
        boolean isLong = component.type() == long.class || component.type() == Long.class;
        boolean signed = type.equals("int") && isLong;
        if (component.signed() != signed) {
            deviates(name, signed ? "must be @Signed" : "must not be @Signed");
        }
        if (component.nameByRule().equals(component.givenName())) {
            deviates(name, "needs no @Name, as the rule leads to it");
        }
    }

    private static boolean isBox(DocumentedComponent component) {
        return component.type() == Boolean.class
                || component.type() == Double.class
                || component.type() == Integer.class
                || component.type() == Long.class;
    }

    private void checkConstants(String name, Class<?> type, List<Constant> documented) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(constantName((Enum<?>) constant), constant);
        }
        for (Constant expected : documented) {
            @Nullable Object constant = constants.remove(expected.name());
            if (constant == null) {
                deviates(name, "lacks " + expected.name());
            } else if (expected.code() != null) {
                checkCode(name, constant, expected.code());
            }
        }
        if (!constants.isEmpty() && !DeliberateDeviations.ENUMS_WITH_MORE_CONSTANTS.contains(name)) {
            deviates(name, "has more constants: " + constants.keySet());
        }
    }

    private void checkCode(String name, Object constant, long code) {
        Class<?> type = constant.getClass();
        try {
            Object actual = type.getMethod("code").invoke(constant);
            if (((Number) actual).longValue() != code) {
                deviates(name, constant + " has code " + actual + " instead of " + code);
            }
            @Nullable Object found = constantOf(type, code);
            if (found != constant) {
                deviates(name, "of(" + code + ") is " + found + " instead of " + constant);
            }
        } catch (ReflectiveOperationException e) {
            deviates(name, "cannot tell the code of " + constant + ": " + e);
        }
    }

    private static @Nullable Object constantOf(Class<?> type, long code) throws ReflectiveOperationException {
        try {
            return type.getMethod("of", long.class).invoke(null, code);
        } catch (NoSuchMethodException e) {
            return type.getMethod("of", int.class).invoke(null, (int) code);
        }
    }

    private static String constantName(Enum<?> constant) {
        try {
            @Nullable Name name = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Name.class);
            return name == null
                    ? constant.name()
                    : name.value().substring(name.value().lastIndexOf(':') + 1);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Class<?> only(String name, Map<String, List<Class<?>>> byName) {
        List<Class<?>> types = byName.getOrDefault(name, List.of());
        if (types.size() == 1) {
            return types.get(0);
        }
        deviates(name, types.isEmpty() ? "is missing" : "is more than one type: " + types);
        return null;
    }

    private void deviates(String what, String how) {
        deviations.add(what + " " + how);
    }

    private void assertNoDeviations() {
        if (!deviations.isEmpty()) {
            fail(deviations.size() + " deviations from the documentation:\n  " + String.join("\n  ", deviations));
        }
    }

    private static Map<String, List<Class<?>>> byDocumentedName(Collection<Class<?>> classes) {
        return classes.stream()
                .filter(type -> documentedName(type) != null)
                .collect(Collectors.groupingBy(ApiMatchesDocumentationTest::documentedName));
    }

    private static @Nullable String documentedName(Class<?> type) {
        @Nullable Name name = type.getAnnotation(Name.class);
        return name == null ? null : name.value();
    }

    private static List<Class<?>> classesOfThePackage() {
        String packageName = Event.class.getPackageName();
        try {
            Path root = Path.of(Event.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                        .sorted()
                        .<Class<?>>map(file -> load(packageName + "." + file.substring(0, file.length() - 6)))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
