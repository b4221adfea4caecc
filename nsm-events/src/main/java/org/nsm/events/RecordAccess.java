package org.nsm.events;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Finds the accessors and the canonical constructors of records, those of a host's own events included. */
final class RecordAccess {

    private RecordAccess() {}

    /**
     * Reads a component.
     *
     * @param component which one
     * @param result    the type that the handle is to return
     * @return a handle from {@link Object} to that type
     * @throws IllegalArgumentException if this module may not read the record
     */
    static MethodHandle accessor(RecordComponent component, Class<?> result) {
        Class<?> record = component.getDeclaringRecord();
        MethodType generic = MethodType.methodType(result, Object.class);
        try {
            return find(record, lookup -> lookup.unreflect(component.getAccessor()))
                    .asType(generic);
        } catch (IllegalAccessException denied) {
            throw inaccessible(record, denied);
        }
    }

    /**
     * Makes a record from its components.
     *
     * @param record the record
     * @return a handle from an array of objects to an object
     * @throws IllegalArgumentException if this module may not make the record
     */
    static MethodHandle constructor(Class<?> record) {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = record.getDeclaredConstructor(types);
            return find(record, lookup -> lookup.unreflectConstructor(canonical))
                    .asType(MethodType.genericMethodType(types.length))
                    .asSpreader(Object[].class, types.length);
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError("a record without its constructor", impossible);
        } catch (IllegalAccessException denied) {
            throw inaccessible(record, denied);
        }
    }

    /** Public members of exported packages need no more than that; for others the package has to be open to this module. */
    private static MethodHandle find(Class<?> record, Search search) throws IllegalAccessException {
        try {
            return search.in(MethodHandles.publicLookup());
        } catch (IllegalAccessException notPublic) {
            RecordAccess.class.getModule().addReads(record.getModule());
            return search.in(MethodHandles.privateLookupIn(record, MethodHandles.lookup()));
        }
    }

    private static IllegalArgumentException inaccessible(Class<?> record, IllegalAccessException denied) {
        return new IllegalArgumentException(
                record.getName() + " is neither public and exported nor in a package open to org.nsm.events", denied);
    }

    private interface Search {
        MethodHandle in(MethodHandles.Lookup lookup) throws IllegalAccessException;
    }
}
