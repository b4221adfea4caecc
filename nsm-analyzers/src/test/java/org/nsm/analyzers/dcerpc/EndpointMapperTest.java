package org.nsm.analyzers.dcerpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.dcerpc.Pdus.MAPPER;
import static org.nsm.analyzers.dcerpc.Pdus.NDR;
import static org.nsm.analyzers.dcerpc.Pdus.NDR64;
import static org.nsm.analyzers.dcerpc.Pdus.SAMPLE;
import static org.nsm.analyzers.dcerpc.Pdus.WHOLE;
import static org.nsm.analyzers.dcerpc.Pdus.context;
import static org.nsm.analyzers.dcerpc.Pdus.contexts;
import static org.nsm.analyzers.dcerpc.Pdus.hex;
import static org.nsm.analyzers.dcerpc.Pdus.length;
import static org.nsm.analyzers.dcerpc.Pdus.mapped;
import static org.nsm.analyzers.dcerpc.Pdus.pdu;
import static org.nsm.analyzers.dcerpc.Pdus.tower;
import static org.nsm.analyzers.dcerpc.Pdus.u16;
import static org.nsm.analyzers.dcerpc.Pdus.u32;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointMapperTest {

    private final EndpointMapper mapper = new EndpointMapper();
    private final List<String> found = new ArrayList<>();

    private void bind(int id, String uuidAndVersion, String syntax) {
        Pdu pdu = new Pdu();
        pdu.take(hex(pdu(Pdu.BIND, WHOLE, 1, contexts(context(id, uuidAndVersion, syntax)))));
        mapper.bound(pdu, 28);
    }

    private List<String> read(int contextId, ByteBuf results, boolean littleEndian) {
        found.clear();
        mapper.mapped(
                contextId,
                results,
                littleEndian,
                (address, port) -> found.add((address == null ? "same" : address.getHostAddress()) + ":" + port));
        return found;
    }

    @Test
    void recognisesLookUpsOfTheInterface() {
        bind(2, MAPPER, NDR);
        assertThat(mapper.isMap(2, 3)).isTrue();
        assertThat(mapper.isMap(2, 2)).isFalse();
        assertThat(mapper.isMap(3, 3)).isFalse();
    }

    @Test
    void aNumberThatIsBoundAnewMeansTheNewInterface() {
        bind(2, MAPPER, NDR);
        bind(2, SAMPLE, NDR);
        assertThat(mapper.isMap(2, 3)).isFalse();
    }

    @Test
    void remembersEightNumbers() {
        for (int id = 0; id < 9; id++) {
            bind(id, MAPPER, NDR);
        }
        for (int id = 0; id < 8; id++) {
            assertThat(mapper.isMap(id, 3)).isTrue();
        }
        assertThat(mapper.isMap(8, 3)).isFalse();
    }

    @Test
    void readsATowerOverTcp() {
        bind(0, MAPPER, NDR);
        assertThat(read(0, hex(mapped("c013", "0a350001")), true)).containsExactly("10.53.0.1:49171");
        assertThat(read(0, hex(mapped("c013", "00000000")), true)).containsExactly("same:49171");
    }

    @Test
    void readsIntegersWithTheHighOctetFirst() {
        bind(0, MAPPER, NDR);
        String tower = tower("c013", "0a350001");
        String size = String.format("%08x", length(tower));
        String results = "00".repeat(20) + "00000001 00000001 00000000 00000001 00000003" + size + size + tower;
        assertThat(read(0, hex(results), false)).containsExactly("10.53.0.1:49171");
    }

    @Test
    void readsSizesOf64Bits() {
        bind(0, MAPPER, NDR64);
        String tower = tower("c013", "0a350001");
        String one = u32(1) + u32(0);
        String results = "00".repeat(20)
                + u32(2)
                + u32(2)
                + u32(0)
                + "00".repeat(8)
                + (u32(2) + u32(0))
                + one
                + one
                + (u32(length(tower)) + u32(0) + u32(length(tower)) + tower)
                + "00".repeat(-(length(tower) + 4) & 7)
                + (u32(length(tower)) + u32(0) + u32(length(tower)) + tower);
        assertThat(read(0, hex(results), true)).containsExactly("10.53.0.1:49171", "10.53.0.1:49171");
    }

    /** Results with so many towers, all of the same length, which is no multiple of 4. */
    private static ByteBuf towers(int count) {
        String tower = tower("c013", "0a350001");
        int length = length(tower);
        return hex("00".repeat(20)
                + u32(count)
                + u32(count)
                + u32(0)
                + u32(count)
                + u32(3).repeat(count)
                + (u32(length) + u32(length) + tower + "00".repeat(-length & 3)).repeat(count));
    }

    @Test
    void readsUpTo64TowersAndNoneOfMore() {
        bind(0, MAPPER, NDR);
        assertThat(read(0, towers(64), true)).hasSize(64).containsOnly("10.53.0.1:49171");
        assertThat(read(0, towers(65), true)).isEmpty();
    }

    @Test
    void passesOverOtherTransports() {
        bind(0, MAPPER, NDR);
        assertThat(read(0, hex(mapped("c013", "0a350001").replace("0100 07", "0100 08")), true))
                .isEmpty();
        assertThat(read(0, hex(mapped("c013", "0a350001").replace("0100 0b", "0100 0a")), true))
                .isEmpty();
        assertThat(read(0, hex(mapped("0000", "0a350001")), true)).isEmpty();
    }

    @Test
    void resultsCutOrDamagedAnywhereDoNoHarm() {
        bind(0, MAPPER, NDR);
        bind(1, MAPPER, NDR64);
        ByteBuf results = hex(mapped("c013", "0a350001"));
        for (int length = 0; length < results.readableBytes(); length++) {
            read(0, results.slice(0, length), true);
            read(1, results.slice(0, length), true);
            for (int value : new int[] {0, 0x7f, 0xff}) {
                ByteBuf damaged = results.copy();
                damaged.setByte(length, value);
                assertThat(read(0, damaged, true)).hasSizeLessThanOrEqualTo(1);
                read(1, damaged, true);
            }
        }
    }

    @Test
    void aClaimOfManyTowersIsNotFollowed() {
        bind(0, MAPPER, NDR);
        String tower = u32(2) + u32(2) + u16(0) + u16(0);
        assertThat(read(0, hex("00".repeat(20) + "ffffffff" + "00".repeat(12) + tower.repeat(100)), true))
                .isEmpty();
    }
}
