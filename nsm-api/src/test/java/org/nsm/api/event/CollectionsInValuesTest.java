package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists and maps in events and values are copies that nobody can change. */
class CollectionsInValuesTest {

    static Stream<RecordComponent> lists() {
        return components().filter(component -> component.getType() == List.class);
    }

    static Stream<RecordComponent> maps() {
        return components().filter(component -> component.getType() == Map.class);
    }

    private static Stream<RecordComponent> components() {
        return Stream.of(
                        Smb1Event.class,
                        Smb2Event.class,
                        KrbEvent.class,
                        Krb.class,
                        PortmapperEvent.class,
                        Mount.class,
                        Nfs.class,
                        Dhcp.class,
                        Radius.class,
                        Snmp.class,
                        MysqlEvent.class)
                .flatMap(namespace -> Arrays.stream(namespace.getDeclaredClasses()))
                .filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsCopied(RecordComponent component) throws ReflectiveOperationException {
        List<Object> given = new ArrayList<>(List.of("first"));

        List<?> kept = (List<?>) valueOf(component, given);
        given.add("second");

        assertThat(kept).hasToString("[first]");
        assertThatThrownBy(kept::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @MethodSource("maps")
    void aMapIsCopiedInItsOrder(RecordComponent component) throws ReflectiveOperationException {
        Map<Integer, Object> given = new LinkedHashMap<>();
        given.put(80, List.of("first"));
        given.put(1, List.of("second"));

        Map<?, ?> kept = (Map<?, ?>) valueOf(component, given);
        given.clear();

        assertThat(kept).hasToString("{80=[first], 1=[second]}");
        assertThatThrownBy(kept::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theListsInsideOfRadiusAttributesAreCopied() throws ReflectiveOperationException {
        List<Object> given = new ArrayList<>(List.of("first"));
        RecordComponent attributes = maps().filter(component -> component.getDeclaringRecord() == Radius.Message.class)
                .findFirst()
                .orElseThrow();

        Map<?, ?> kept = (Map<?, ?>) valueOf(attributes, Map.of(1, given));
        given.add("second");

        assertThat(kept).hasToString("{1=[first]}");
    }

    @Test
    void whatAMessageDoesNotHoldStaysAbsent() {
        assertThat(new Mount.MountReply(null, null).authFlavors()).isNull();
        assertThat(new Nfs.ReaddirReply(true, null, null, null, null).entries()).isNull();
    }

    private static Object valueOf(RecordComponent component, Object given) throws ReflectiveOperationException {
        Class<?> type = component.getDeclaringRecord();
        RecordComponent[] all = type.getRecordComponents();
        Object[] arguments = new Object[all.length];
        Class<?>[] types = new Class<?>[all.length];
        for (int i = 0; i < all.length; i++) {
            types[i] = all[i].getType();
            arguments[i] = all[i].getName().equals(component.getName()) ? given : anything(types[i]);
        }
        return component.getAccessor().invoke(type.getConstructor(types).newInstance(arguments));
    }

    private static @Nullable Object anything(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == boolean.class) {
            return false;
        }
        return type == List.class ? List.of() : null;
    }
}
