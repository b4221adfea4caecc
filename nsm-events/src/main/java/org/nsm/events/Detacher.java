package org.nsm.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;

/** Makes values that may be kept of those that hold only while an event is handled. What may be kept anyway stays itself. */
final class Detacher {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Detacher() {}

    /** Detaches anything that an event carries, or an event. */
    static Object detach(Object value) {
        if (value instanceof ByteBuf buffer) {
            return Unpooled.copiedBuffer(buffer);
        }
        if (value instanceof Connection connection) {
            return connection.snapshot();
        }
        if (value instanceof Record) {
            return detachRecord(value);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            return detachAll(list, copy) ? Collections.unmodifiableList(copy) : list;
        }
        if (value instanceof Set<?> set) {
            Set<@Nullable Object> copy = new LinkedHashSet<>();
            return detachAll(set, copy) ? Collections.unmodifiableSet(copy) : set;
        }
        if (value instanceof Map<?, ?> map) {
            return detachMap(map);
        }
        return value;
    }

    private static Object detachRecord(Object record) {
        Shape shape = SHAPES.get(record.getClass());
        @Nullable Object[] components = new Object[shape.accessors.length];
        boolean changed = false;
        try {
            for (int i = 0; i < components.length; i++) {
                @Nullable Object component = (@Nullable Object) shape.accessors[i].invokeExact(record);
                if (component != null) {
                    components[i] = detach(component);
                    changed |= components[i] != component;
                }
            }
            return changed ? (Object) shape.constructor.invokeExact(components) : record;
        } catch (RuntimeException | Error error) {
            throw error;
        } catch (Throwable checked) {
            throw new IllegalArgumentException(
                    "cannot be made anew: " + record.getClass().getName(), checked);
        }
    }

    private static boolean detachAll(Collection<?> values, Collection<@Nullable Object> target) {
        boolean changed = false;
        for (@Nullable Object value : values) {
            @Nullable Object detached = value == null ? null : detach(value);
            target.add(detached);
            changed |= detached != value;
        }
        return changed;
    }

    private static Map<?, ?> detachMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
            Object key = detach(entry.getKey());
            @Nullable Object value = entry.getValue() == null ? null : detach(entry.getValue());
            copy.put(key, value);
            changed |= key != entry.getKey() || value != entry.getValue();
        }
        return changed ? Collections.unmodifiableMap(copy) : map;
    }

    /**
     * How a record class is taken apart and put together.
     *
     * @param accessors   from an object to an object each
     * @param constructor from an array of objects to an object
     */
    private record Shape(MethodHandle[] accessors, MethodHandle constructor) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            MethodHandle[] accessors = new MethodHandle[components.length];
            for (int i = 0; i < accessors.length; i++) {
                accessors[i] = RecordAccess.accessor(components[i], Object.class);
            }
            return new Shape(accessors, RecordAccess.constructor(type));
        }
    }
}
