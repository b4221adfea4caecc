package org.nsm.events;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Name;

/** Leads from Java names to the documented ones, by the rule of {@link Name}. */
final class DocumentedNames {

    private DocumentedNames() {}

    /**
     * The name of an event.
     *
     * @throws IllegalArgumentException if it has none
     */
    static String ofEvent(Class<?> type) {
        @Nullable Name name = type.getAnnotation(Name.class);
        if (name == null) {
            throw new IllegalArgumentException("an event without @Name: " + type.getName());
        }
        return name.value();
    }

    /** The name of a parameter of an event, or of a field of a value. */
    static String ofComponent(RecordComponent component) {
        @Nullable Name name = component.getAnnotation(Name.class);
        if (name != null) {
            return name.value();
        }
        if (component.getName().equals("connection") && component.getType() == Connection.class) {
            return "c";
        }
        return snakeCase(component.getName());
    }

    /** The name of a constant, behind the namespace of its type if that has one. */
    static String ofConstant(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        @Nullable Name typeName = type.getAnnotation(Name.class);
        String namespace = "";
        if (typeName != null) {
            int end = typeName.value().lastIndexOf("::");
            namespace = end < 0 ? "" : typeName.value().substring(0, end + 2);
        }
        return namespace + nameOf(type, constant.name());
    }

    private static String nameOf(Class<?> enumType, String constant) {
        try {
            @Nullable Name name = enumType.getField(constant).getAnnotation(Name.class);
            return name == null ? constant : name.value();
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError("an enum without its constant", impossible);
        }
    }

    private static String snakeCase(String camelCase) {
        StringBuilder name = new StringBuilder(camelCase.length() + 4);
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(c);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
