package org.nsm.events;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.Signed;
import org.nsm.api.Unicode;

/**
 * The JSON of one record class: an object with the documented names of its components as keys, in their order, without
 * those that are null. Finds out once how each component is read and written.
 */
final class RecordJson implements ValueJson {

    private final Member[] members;

    private RecordJson(Member[] members) {
        this.members = members;
    }

    /**
     * Looks at a record class.
     *
     * @param type            the class
     * @param fullConnections whether its connections are written with all that is known of them
     * @return the form of its instances
     */
    static RecordJson of(Class<?> type, boolean fullConnections) {
        RecordComponent[] components = type.getRecordComponents();
        Member[] members = new Member[components.length];
        for (int i = 0; i < components.length; i++) {
            members[i] = member(components[i], fullConnections);
        }
        return new RecordJson(members);
    }

    @Override
    public void write(Object record, JsonBuffer out) {
        out.ascii('{');
        try {
            for (Member member : members) {
                member.write(record, out);
            }
        } catch (RuntimeException | Error error) {
            throw error;
        } catch (Throwable impossible) {
            throw new AssertionError("the accessor of a record threw a checked exception", impossible);
        }
        out.ascii('}');
    }

    private static Member member(RecordComponent component, boolean fullConnections) {
        byte[] key = JsonBuffer.key(DocumentedNames.ofComponent(component));
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return new BooleanMember(key, RecordAccess.accessor(component, boolean.class));
        }
        if (type == int.class || type == short.class || type == byte.class) {
            return new SignedMember(key, RecordAccess.accessor(component, long.class));
        }
        if (type == long.class) {
            MethodHandle accessor = RecordAccess.accessor(component, long.class);
            return component.isAnnotationPresent(Signed.class)
                    ? new SignedMember(key, accessor)
                    : new UnsignedMember(key, accessor);
        }
        if (type == double.class || type == float.class) {
            return new DoubleMember(key, RecordAccess.accessor(component, double.class));
        }
        return new ObjectMember(key, RecordAccess.accessor(component, Object.class), form(component, fullConnections));
    }

    /** How an object is written; where nothing is special about the component, its value decides. */
    private static ValueJson form(RecordComponent component, boolean fullConnections) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return component.isAnnotationPresent(Unicode.class)
                    ? (value, out) -> out.unicode((String) value)
                    : (value, out) -> out.text((String) value);
        }
        if (type == Long.class && component.isAnnotationPresent(Signed.class)) {
            return (value, out) -> out.signed((Long) value);
        }
        if (type == Connection.class && fullConnections) {
            return (value, out) -> ConnectionJson.writeFull((Connection) value, out);
        }
        return JsonValues::write;
    }

    private abstract static class Member {

        final byte[] key;
        final MethodHandle accessor;

        Member(byte[] key, MethodHandle accessor) {
            this.key = key;
            this.accessor = accessor;
        }

        abstract void write(Object record, JsonBuffer out) throws Throwable;
    }

    private static final class BooleanMember extends Member {

        BooleanMember(byte[] key, MethodHandle accessor) {
            super(key, accessor);
        }

        @Override
        void write(Object record, JsonBuffer out) throws Throwable {
            boolean value = (boolean) accessor.invokeExact(record);
            out.member(key);
            out.bool(value);
        }
    }

    private static final class SignedMember extends Member {

        SignedMember(byte[] key, MethodHandle accessor) {
            super(key, accessor);
        }

        @Override
        void write(Object record, JsonBuffer out) throws Throwable {
            long value = (long) accessor.invokeExact(record);
            out.member(key);
            out.signed(value);
        }
    }

    private static final class UnsignedMember extends Member {

        UnsignedMember(byte[] key, MethodHandle accessor) {
            super(key, accessor);
        }

        @Override
        void write(Object record, JsonBuffer out) throws Throwable {
            long value = (long) accessor.invokeExact(record);
            out.member(key);
            out.unsigned(value);
        }
    }

    private static final class DoubleMember extends Member {

        DoubleMember(byte[] key, MethodHandle accessor) {
            super(key, accessor);
        }

        @Override
        void write(Object record, JsonBuffer out) throws Throwable {
            double value = (double) accessor.invokeExact(record);
            out.member(key);
            out.real(value);
        }
    }

    private static final class ObjectMember extends Member {

        private final ValueJson form;

        ObjectMember(byte[] key, MethodHandle accessor, ValueJson form) {
            super(key, accessor);
            this.form = form;
        }

        @Override
        void write(Object record, JsonBuffer out) throws Throwable {
            @Nullable Object value = (@Nullable Object) accessor.invokeExact(record);
            if (value != null) {
                out.member(key);
                form.write(value, out);
            }
        }
    }
}
