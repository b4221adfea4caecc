package org.nsm.api.event;

import java.lang.reflect.AnnotatedElement;
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
import org.nsm.api.Signed;

/**
 * What stands for a documented parameter or field: a component of a record, or a method of an interface.
 *
 * @param javaName  its name in Java
 * @param givenName the name that it is annotated with, null if the rule leads to the documented one
 * @param type      its type
 * @param nullable  whether it may be null
 * @param signed    whether it is marked as a signed number
 */
record DocumentedComponent(String javaName, @Nullable String givenName, Type type, boolean nullable, boolean signed) {

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
        return of(component.getName(), component, component.getAnnotatedType());
    }

    private static DocumentedComponent of(Method method) {
        return of(method.getName(), method, method.getAnnotatedReturnType());
    }

    private static DocumentedComponent of(String javaName, AnnotatedElement element, AnnotatedType type) {
        @Nullable Name name = element.getAnnotation(Name.class);
        return new DocumentedComponent(
                javaName,
                name == null ? null : name.value(),
                type.getType(),
                type.isAnnotationPresent(Nullable.class),
                element.isAnnotationPresent(Signed.class));
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
