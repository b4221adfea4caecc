package org.nsm.api.event;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Name;
import org.nsm.api.Port;

/** Which Java types may stand for a documented type. */
final class DocumentedTypes {

    private static final Map<String, Set<Class<?>>> SCALARS = Map.of(
            "bool", Set.of(Boolean.class),
            "count", Set.of(Integer.class, Long.class),
            "int", Set.of(Integer.class, Long.class),
            "double", Set.of(Double.class),
            "string", Set.of(String.class, ByteBuf.class),
            "time", Set.of(Instant.class),
            "interval", Set.of(Duration.class),
            "addr", Set.of(InetAddress.class),
            "port", Set.of(Port.class),
            "Analyzer::Tag", Set.of(AnalyzerTag.class));

    private static final Map<String, String> ALIASES = Documentation.aliases();

    private DocumentedTypes() {}

    /** Whether a Java type may stand for a documented one. Boxed numbers and truth values count as plain ones. */
    static boolean matches(String documented, Type java) {
        if (documented.equals("mime_header_list")) {
            // Documented as a table from 1 on, to be read in the order of its keys.
            return isGeneric(java, List.class, "mime_header_rec");
        }
        if (documented.startsWith("vector of ")) {
            return isGeneric(java, List.class, documented.substring("vector of ".length()));
        }
        if (documented.startsWith("set[")) {
            return isGeneric(java, Set.class, documented.substring("set[".length(), documented.length() - 1));
        }
        if (documented.startsWith("table[")) {
            int keyEnd = documented.indexOf("] of ");
            return isGeneric(
                    java,
                    Map.class,
                    documented.substring("table[".length(), keyEnd),
                    documented.substring(keyEnd + "] of ".length()));
        }
        @Nullable String aliased = ALIASES.get(documented);
        if (aliased != null) {
            return matches(aliased, java);
        }
        if (isGeneric(java, Coded.class, documented)) {
            return true;
        }
        if (!(java instanceof Class<?> type)) {
            return false;
        }
        @Nullable Set<Class<?>> scalar = SCALARS.get(documented);
        if (scalar != null) {
            return scalar.contains(MethodType.methodType(type).wrap().returnType());
        }
        @Nullable Name name = type.getAnnotation(Name.class);
        return name != null && name.value().equals(documented);
    }

    private static boolean isGeneric(Type java, Class<?> raw, String... arguments) {
        if (!(java instanceof ParameterizedType generic) || generic.getRawType() != raw) {
            return false;
        }
        Type[] actual = generic.getActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
            if (!matches(arguments[i], actual[i])) {
                return false;
            }
        }
        return true;
    }
}
