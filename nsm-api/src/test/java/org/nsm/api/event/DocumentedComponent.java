package org.nsm.api.event;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/**
 * What stands for a documented parameter or field: a component of a record, or a method of an interface.
 *
 * @param javaName  its name in Java
 * @param givenName the name that it is annotated with, null if the rule leads to the documented one
 * @param type      its type
 * @param nullable  whether it may be null
 */
record DocumentedComponent(String javaName, @Nullable String givenName, Type type, boolean nullable) {

    static List<DocumentedComponent> of(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(DocumentedComponent::of)
                    .toList();
        }
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .map(DocumentedComponent::of)
                .toList();
    }

    private static DocumentedComponent of(RecordComponent component) {
        return of(component.getName(), component.getAnnotation(Name.class), component.getAnnotatedType());
    }

    private static DocumentedComponent of(Method method) {
        return of(method.getName(), method.getAnnotation(Name.class), method.getAnnotatedReturnType());
    }

    private static DocumentedComponent of(String javaName, @Nullable Name name, AnnotatedType type) {
        return new DocumentedComponent(
                javaName, name == null ? null : name.value(), type.getType(), type.isAnnotationPresent(Nullable.class));
    }

    /** The documented name that this stands for. */
    String documentedName() {
        return givenName == null ? nameByRule() : givenName;
    }

    /** Camel case stands for lower case with underscores, and a connection for {@code c}. */
    String nameByRule() {
        return javaName.equals("connection") && type == Connection.class
                ? "c"
                : javaName.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
