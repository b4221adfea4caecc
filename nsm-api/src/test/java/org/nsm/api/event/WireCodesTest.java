package org.nsm.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that constants have on the wire. */
class WireCodesTest {

    static Stream<Arguments> enums() {
        return Stream.of(
                of(DceRpc.PduType.values(), DceRpc.PduType::code, DceRpc.PduType::of),
                of(Mount.Status.values(), Mount.Status::code, Mount.Status::of),
                of(Mount.Procedure.values(), Mount.Procedure::code, Mount.Procedure::of),
                of(Mount.AuthFlavor.values(), Mount.AuthFlavor::code, Mount.AuthFlavor::of),
                of(Nfs.Status.values(), Nfs.Status::code, Nfs.Status::of),
                of(Nfs.Procedure.values(), Nfs.Procedure::code, Nfs.Procedure::of),
                of(Nfs.FileType.values(), Nfs.FileType::code, Nfs.FileType::of),
                of(Nfs.TimeHow.values(), Nfs.TimeHow::code, Nfs.TimeHow::of),
                of(Nfs.StableHow.values(), Nfs.StableHow::code, Nfs.StableHow::of));
    }

    private static <E> Arguments of(E[] values, ToLongFunction<E> code, LongFunction<@Nullable E> lookup) {
        return Arguments.of(values, code, lookup);
    }

    @ParameterizedTest
    @MethodSource("enums")
    <E> void everyConstantIsFoundByItsNumber(E[] values, ToLongFunction<E> code, LongFunction<@Nullable E> lookup) {
        for (E value : values) {
            assertThat(lookup.apply(code.applyAsLong(value))).isSameAs(value);
        }
    }

    @ParameterizedTest
    @MethodSource("enums")
    <E> void otherNumbersFindNothing(E[] values, ToLongFunction<E> code, LongFunction<@Nullable E> lookup) {
        for (long other : new long[] {-1, 24, 12345, 0xfffffffeL, 0x1_0000_0001L, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(lookup.apply(other)).as("%d", other).isNull();
        }
    }

    @Test
    void theNumbersAreThoseOfTheSpecifications() {
        assertThat(DceRpc.PduType.of(0)).isSameAs(DceRpc.PduType.REQUEST);
        assertThat(DceRpc.PduType.of(11)).isSameAs(DceRpc.PduType.BIND);
        assertThat(DceRpc.PduType.of(16)).isSameAs(DceRpc.PduType.AUTH3);
        assertThat(DceRpc.PduType.of(20)).isSameAs(DceRpc.PduType.RTS);
        assertThat(Mount.Status.of(10006)).isSameAs(Mount.Status.MNT3ERR_SERVERFAULT);
        assertThat(Mount.Procedure.of(4)).isSameAs(Mount.Procedure.PROC_UMNT_ALL);
        assertThat(Nfs.Status.of(70)).isSameAs(Nfs.Status.NFS3ERR_STALE);
        assertThat(Nfs.Procedure.of(17)).isSameAs(Nfs.Procedure.PROC_READDIRPLUS);
        assertThat(Nfs.FileType.of(5)).isSameAs(Nfs.FileType.FTYPE_LNK);
    }

    @Test
    void theUnknownStatusHasAllOf32BitsSetUnsigned() {
        assertThat(Nfs.Status.NFS3ERR_UNKNOWN.code()).isEqualTo(0xffffffffL);
        assertThat(Mount.Status.MOUNT3ERR_UNKNOWN.code()).isEqualTo(0xffffffffL);
        assertThat(Nfs.Status.of(0xffffffffL)).isSameAs(Nfs.Status.NFS3ERR_UNKNOWN);
    }
}
