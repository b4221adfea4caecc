package org.nsm.events;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.event.Coded;

/** Knows the JSON of every kind of value that an event may carry. Finds it out once per class. */
final class JsonValues {

    private static final ClassValue<ValueJson> FORMS = new ClassValue<>() {
        @Override
        protected ValueJson computeValue(Class<?> type) {
            return formOf(type);
        }
    };

    private JsonValues() {}

    /**
     * Appends a value.
     *
     * @param value null is written as such
     * @param out   where to
     * @throws IllegalArgumentException if it is of a kind that events do not carry
     */
    static void write(@Nullable Object value, JsonBuffer out) {
        if (value == null) {
            out.nothing();
        } else {
            FORMS.get(value.getClass()).write(value, out);
        }
    }

    private static ValueJson formOf(Class<?> type) {
        if (type == String.class) {
            return (value, out) -> out.text((String) value);
        }
        if (ByteBuf.class.isAssignableFrom(type)) {
            return (value, out) -> out.bytes((ByteBuf) value);
        }
        if (Connection.class.isAssignableFrom(type)) {
            return (value, out) -> out.connections().write((Connection) value, out);
        }
        if (InetAddress.class.isAssignableFrom(type)) {
            return (value, out) -> AddressJson.write((InetAddress) value, out);
        }
        if (type == Port.class) {
            return (value, out) -> writePort((Port) value, out);
        }
        if (type == Instant.class) {
            return (value, out) -> out.time((Instant) value);
        }
        if (type == Duration.class) {
            return (value, out) -> out.interval((Duration) value);
        }
        if (type == AnalyzerTag.class) {
            return (value, out) -> out.text(value.toString());
        }
        if (Enum.class.isAssignableFrom(type)) {
            return enumForm(type);
        }
        if (type == Coded.class) {
            return (value, out) -> writeCoded((Coded<?>) value, out);
        }
        if (type.isRecord()) {
            return RecordJson.of(type, false);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return (value, out) -> writeAll((Collection<?>) value, out);
        }
        if (Map.class.isAssignableFrom(type)) {
            return (value, out) -> writeMap((Map<?, ?>) value, out);
        }
        if (type == Boolean.class) {
            return (value, out) -> out.bool((Boolean) value);
        }
        if (type == Long.class) {
            return (value, out) -> out.unsigned((Long) value);
        }
        if (type == Double.class || type == Float.class) {
            return (value, out) -> out.real(((Number) value).doubleValue());
        }
        if (type == Integer.class || type == Short.class || type == Byte.class) {
            return (value, out) -> out.signed(((Number) value).longValue());
        }
        throw new IllegalArgumentException("events do not carry a " + type.getName());
    }

    private static void writePort(Port port, JsonBuffer out) {
        out.ascii('"');
        out.signed(port.number());
        out.ascii('/');
        String transport = port.transport().label();
        for (int i = 0; i < transport.length(); i++) {
            out.ascii(transport.charAt(i));
        }
        out.ascii('"');
    }

    private static void writeCoded(Coded<?> coded, JsonBuffer out) {
        if (coded.constant() == null) {
            out.signed(coded.code());
        } else {
            write(coded.constant(), out);
        }
    }

    private static void writeAll(Collection<?> values, JsonBuffer out) {
        out.ascii('[');
        for (Object value : values) {
            out.separate();
            write(value, out);
        }
        out.ascii(']');
    }

    private static void writeMap(Map<?, ?> map, JsonBuffer out) {
        out.ascii('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.separate();
            writeIndex(entry.getKey(), out);
            out.ascii(':');
            write(entry.getValue(), out);
        }
        out.ascii('}');
    }

    /**
     * A key has to be a string; numbers are put between quotes, and what else serves as an index is a string anyway.
     */
    private static void writeIndex(Object index, JsonBuffer out) {
        boolean number = index instanceof Number;
        if (number) {
            out.ascii('"');
        }
        write(index, out);
        if (number) {
            out.ascii('"');
        }
    }

    private static ValueJson enumForm(Class<?> type) {
        Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
        Object[] constants = declaring.getEnumConstants();
        byte[][] names = new byte[constants.length][];
        for (Enum<?> constant : (Enum<?>[]) constants) {
            String name = JsonBuffer.quoted(DocumentedNames.ofConstant(constant));
            names[constant.ordinal()] = name.getBytes(StandardCharsets.US_ASCII);
        }
        return (value, out) -> out.raw(names[((Enum<?>) value).ordinal()]);
    }
}
