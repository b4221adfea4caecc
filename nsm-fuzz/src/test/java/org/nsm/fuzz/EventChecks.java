package org.nsm.fuzz;

import io.netty.buffer.ByteBuf;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.Signed;
import org.nsm.api.event.Event;
import org.nsm.api.event.WeirdEvent;

/**
 * Holds every value of an event against what its declaration promises: nothing is null that may not be, counts are not
 * negative, buffers can be read and not written, a connection is in order.
 */
public final class EventChecks {

    private static final int MAX_HISTORY = 1 << 10;
    private static final String HISTORY = "SsHhAaDdFfRrIiQqCcTtWw^";

    /** What may be below 0, since that means something or since it is a count of 64 bits. */
    private static final Set<String> BELOW_ZERO = Set.of(
            "SynPacket.windowScale",
            "Authentication.nonce",
            "Rexmit.seq",
            "Packet.seq",
            "Coded.code",
            "IdentLine.serverPort",
            "IdentLine.clientPort",
            "SignedCertificateTimestamp.timestamp",
            "ExtensionSignedCertificateTimestamp.timestamp");

    /** Protocols with counts of 64 bits on the wire, any of which may look negative. */
    private static final Pattern WIDE = Pattern.compile("org\\.nsm\\.api\\.event\\.(Krb|MobileIp|Nfs|Ntlm|Smb).*");

    private record Shape(String name, boolean published, RecordComponent[] components, AnnotatedType[] types) {}

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            AnnotatedType[] types = new AnnotatedType[components.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = components[i].getAnnotatedType();
                components[i].getAccessor().trySetAccessible();
            }
            boolean published = Modifier.isPublic(type.getModifiers());
            return new Shape(type.getSimpleName(), published, components, types);
        }
    };

    private EventChecks() {}

    /** Checks an event while its bytes are valid. */
    public static void check(Event event) {
        if (event instanceof WeirdEvent.OfConnection weird && weird.name().equals("analyzer_failed")) {
            throw new AssertionError("an analyzer failed: " + weird.detail());
        }
        record(event);
    }

    /** Checks something that a grammar returned; null is fine. */
    public static void checkValue(@Nullable Object value) {
        if (value instanceof Record) {
            record(value);
        } else if (value instanceof ByteBuf bytes) {
            require(bytes.refCnt() > 0, "was released");
        } else if (value instanceof Number number) {
            require(number.longValue() >= 0, "is " + value);
        }
    }

    private static void record(Object record) {
        Shape shape = SHAPES.get(record.getClass());
        for (int i = 0; i < shape.components.length; i++) {
            RecordComponent component = shape.components[i];
            Object value = read(component, record);
            try {
                value(value, shape.types[i], mayBeNegative(shape, component));
                if (value instanceof ByteBuf bytes && shape.published) {
                    require(bytes.isReadOnly() || bytes.capacity() == 0, "can be written");
                }
            } catch (AssertionError wrong) {
                throw new AssertionError(
                        record.getClass().getName() + "." + component.getName() + " " + wrong.getMessage(), wrong);
            }
        }
    }

    private static boolean mayBeNegative(Shape shape, RecordComponent component) {
        return component.isAnnotationPresent(Signed.class)
                || (component.getType() == long.class || component.getType() == Long.class)
                        && WIDE.matcher(component.getDeclaringRecord().getName())
                                .matches()
                || BELOW_ZERO.contains(shape.name + "." + component.getName());
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(component + " cannot be read", e);
        }
    }

    private static void value(@Nullable Object value, AnnotatedType type, boolean mayBeNegative) {
        if (value == null) {
            require(type.isAnnotationPresent(Nullable.class), "is null");
        } else if (value instanceof Integer || value instanceof Long) {
            require(mayBeNegative || ((Number) value).longValue() >= 0, "is " + value);
        } else if (value instanceof Double number) {
            require(Double.isFinite(number), "is " + value);
        } else if (value instanceof ByteBuf bytes) {
            buffer(bytes);
        } else if (value instanceof Connection connection) {
            connection(connection);
        } else if (value instanceof Collection<?> values) {
            AnnotatedType elements = argument(type, 0);
            values.forEach(element -> value(element, elements, mayBeNegative));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, mapped) -> {
                value(key, argument(type, 0), mayBeNegative);
                value(mapped, argument(type, 1), mayBeNegative);
            });
        } else if (value instanceof Duration duration) {
            require(mayBeNegative || !duration.isNegative(), "is " + value);
        } else if (value instanceof Record && !(value instanceof Port || value instanceof AnalyzerTag)) {
            record(value);
        } else {
            require(
                    value instanceof String
                            || value instanceof Boolean
                            || value instanceof Enum
                            || value instanceof InetAddress
                            || value instanceof Instant
                            || value instanceof Record,
                    "is of an unexpected " + value.getClass());
        }
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return type instanceof AnnotatedParameterizedType generic
                ? generic.getAnnotatedActualTypeArguments()[index]
                : type;
    }

    private static void buffer(ByteBuf bytes) {
        require(bytes.refCnt() > 0, "was released");
        int length = bytes.readableBytes();
        if (length > 0) {
            bytes.getByte(bytes.readerIndex());
            bytes.getByte(bytes.readerIndex() + length - 1);
        }
    }

    private static void connection(Connection connection) {
        require(connection.id().originatorPort().transport() == connection.transport(), "has two transports");
        endpoint(connection.originator());
        endpoint(connection.responder());
        require(!connection.duration().isNegative(), "lasts " + connection.duration());
        require(!connection.uid().isEmpty(), "has no name");
        require(connection.startTime().isAfter(Instant.MIN), "has no beginning");
        vlan(connection.vlan());
        vlan(connection.innerVlan());
        require(connection.services().stream().noneMatch(String::isEmpty), "has a service without a name");
        require(
                connection.tunnel().size() <= 1 << 4,
                "is in " + connection.tunnel().size() + " tunnels");
        String history = connection.history();
        require(history.length() <= MAX_HISTORY, "has a history of " + history.length());
        for (int i = 0; i < history.length(); i++) {
            require(HISTORY.indexOf(history.charAt(i)) >= 0, "has the history " + history);
        }
    }

    private static void endpoint(Connection.Endpoint endpoint) {
        require(endpoint.size() >= 0, "size " + endpoint.size());
        require(endpoint.packets() >= 0, "packets " + endpoint.packets());
        require(endpoint.ipBytes() >= 0, "bytes " + endpoint.ipBytes());
        require(endpoint.flowLabel() >= 0 && endpoint.flowLabel() < 1 << 20, "label " + endpoint.flowLabel());
        require(endpoint.state() != null, "without a state");
    }

    private static void vlan(@Nullable Integer vlan) {
        require(vlan == null || vlan >= 0 && vlan < 1 << 12, "has the VLAN " + vlan);
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what);
        }
    }
}
