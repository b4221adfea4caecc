package org.nsm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nsm.events.TestConnection.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Name;
import org.nsm.api.Port;
import org.nsm.api.Signed;
import org.nsm.api.Unicode;
import org.nsm.api.event.ArpEvent;
import org.nsm.api.event.Event;
import org.nsm.api.event.Tunnel;
import org.nsm.api.event.UdpEvent;

class JsonLinesTest {

    private static final long TIME = 1323202695_370647999L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final JsonLines lines = new JsonLines(output);
    private final TestConnection connection = new TestConnection();

    // ------------------------------------------------------------------ lines and names

    @Test
    void anEventIsALineWithItsTimeItsNameAndItsDocumentedParameters() {
        lines.handle(new UdpEvent.MultipleChecksumErrors(connection, true, 10), TIME);
        lines.handle(
                new ArpEvent.Bad(address("10.0.0.1"), "00:11:22:33:44:55", address("10.0.0.2"), "", "weird-arp-sha"),
                TIME);

        assertThat(written()).isEqualTo("""
                        {"ts":1323202695.370647,"event":"udp_multiple_checksum_errors","args":{"u":{"uid":"CHhAvVGS1DHFjwGM9",\
                        "id":{"orig_h":"10.0.0.1","orig_p":"49208/tcp","resp_h":"10.0.0.2","resp_p":"445/tcp"}},\
                        "is_orig":true,"threshold":10}}
                        {"ts":1323202695.370647,"event":"bad_arp","args":{"SPA":"10.0.0.1","SHA":"00:11:22:33:44:55",\
                        "TPA":"10.0.0.2","THA":"","explanation":"weird-arp-sha"}}
                        """);
    }

    @Name("names")
    record Names(
            Connection connection,
            boolean isOrig,
            int count8,
            int data1Len,
            @Name("SPA") int spa,
            int x) implements Event {}

    @Test
    void parametersHaveTheirDocumentedNamesInTheirOrder() {
        JsonNode arguments = arguments(new Names(connection, false, 1, 2, 3, 4));

        assertThat(arguments.fieldNames())
                .toIterable()
                .containsExactly("c", "is_orig", "count8", "data1_len", "SPA", "x");
    }

    @Name("nothing")
    record Nothing() implements Event {}

    @Test
    void anEventWithoutParametersHasAnEmptyObject() {
        lines.handle(new Nothing(), 0);

        assertThat(written()).isEqualTo("{\"ts\":0.000000,\"event\":\"nothing\",\"args\":{}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "999, 0.000000",
        "1000, 0.000001",
        "1000000000, 1.000000",
        "1234567890123456789, 1234567890.123456",
        "9223372036854775807, 9223372036.854775",
        "-1000000000, -1.000000",
        "-500000000, -0.500000",
        "-1500000000, -1.500000",
    })
    void theTimeHasSixDecimals(long nanos, String expected) {
        lines.handle(new Nothing(), nanos);

        assertThat(written()).startsWith("{\"ts\":" + expected + ",");
    }

    // ------------------------------------------------------------------ values

    @Name("any")
    record Any(@Nullable Object value, @Nullable Object other) implements Event {}

    @Test
    void whatIsNullIsLeftOut() {
        assertThat(json(new Any(null, null))).isEqualTo("{}");
        assertThat(json(new Any(null, true))).isEqualTo("{\"other\":true}");
        assertThat(json(new Any(true, null))).isEqualTo("{\"value\":true}");
    }

    @Name("numbers")
    record Numbers(
            byte small,
            short medium,
            int normal,
            long count,
            @Signed long signed,
            @Nullable Long boxedCount,
            @Signed @Nullable Long boxedSigned,
            double real,
            boolean flag)
            implements Event {}

    @Test
    void numbersAreSignedButForCounts() {
        assertThat(json(new Numbers((byte) -1, (short) -2, -3, -4, -5, -6L, -7L, -1.5, true)))
                .isEqualTo("{\"small\":-1,\"medium\":-2,\"normal\":-3,\"count\":18446744073709551612,\"signed\":-5,"
                        + "\"boxed_count\":18446744073709551610,\"boxed_signed\":-7,\"real\":-1.5,\"flag\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                11,
                99,
                100,
                999,
                1000,
                4294967295L,
                999999999999999999L,
                1000000000000000000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1,
                -1,
                -9,
                -10,
                -11
            })
    void everyNumberIsWrittenInFull(long value) {
        JsonNode arguments =
                arguments(new Numbers((byte) 0, (short) 0, (int) value, value, value, value, value, 0, false));

        assertThat(arguments.get("normal").intValue()).isEqualTo((int) value);
        assertThat(arguments.get("signed").bigIntegerValue()).isEqualTo(BigInteger.valueOf(value));
        assertThat(arguments.get("boxed_signed").bigIntegerValue()).isEqualTo(BigInteger.valueOf(value));
        assertThat(arguments.get("count").bigIntegerValue()).isEqualTo(new BigInteger(Long.toUnsignedString(value)));
        assertThat(arguments.get("boxed_count").bigIntegerValue())
                .isEqualTo(new BigInteger(Long.toUnsignedString(value)));
    }

    @Test
    void numbersInsideCollectionsFollowTheSameRules() {
        assertThat(json(new Any(List.of(1, -1), List.of(1L, -1L))))
                .isEqualTo("{\"value\":[1,-1],\"other\":[1,18446744073709551615]}");
    }

    @Test
    void aDoubleThatIsNoNumberIsNull() {
        assertThat(json(new Any(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("{\"value\":null,\"other\":null}");
        assertThat(json(new Any(1.1, 1e300))).isEqualTo("{\"value\":1.1,\"other\":1.0E300}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::42:0, ::42:0",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:10d:b8de:adbe:ef00:0:0, ::10d:b8de:adbe:ef00:0:0",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "fe80:0:0:0:0a0b:00c0:d:1000, fe80::a0b:c0:d:1000",
        "::ffff:0:0:1, ::ffff:0:0:1",
    })
    void addressesAreInTheirCanonicalForm(String literal, String expected) {
        assertThat(json(new Any(address(literal), null))).isEqualTo("{\"value\":\"" + expected + "\"}");
    }

    @Test
    void anIpv4AddressMappedIntoIpv6IsDotted() throws Exception {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 1, 2, (byte) 200, 4};

        assertThat(json(new Any(Inet6Address.getByAddress(null, bytes, -1), null)))
                .isEqualTo("{\"value\":\"::ffff:1.2.200.4\"}");
    }

    @Test
    void everyIpv6AddressLeadsBack() throws Exception {
        Random random = new Random(7);
        byte[] bytes = new byte[16];
        for (int round = 0; round < 5_000; round++) {
            for (int group = 0; group < 8; group++) {
                int value = random.nextInt(3) == 0 ? random.nextInt(0x10000) >> random.nextInt(16) : 0;
                bytes[2 * group] = (byte) (value >> 8);
                bytes[2 * group + 1] = (byte) value;
            }
            InetAddress address = Inet6Address.getByAddress(null, bytes, -1);
            String text = arguments(new Any(address, null)).get("value").textValue();

            assertThat(InetAddress.getByName(text).getAddress())
                    .isEqualTo(InetAddress.getByAddress(bytes).getAddress());
        }
    }

    @Test
    void portsNameTheirTransport() {
        assertThat(json(new Any(Port.udp(0), Port.parse("8/icmp"))))
                .isEqualTo("{\"value\":\"0/udp\",\"other\":\"8/icmp\"}");
        assertThat(json(new Any(Port.tcp(65535), null))).isEqualTo("{\"value\":\"65535/tcp\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0.000000",
        "2011-12-06T20:18:15.370647Z, 1323202695.370647",
        "1601-01-01T00:00:00Z, -11644473600.000000",
        "1969-12-31T23:59:59.9999995Z, -0.000001",
        "+1000000000-12-31T23:59:59.999999999Z, 31556889864403199.999999",
        "-1000000000-01-01T00:00:00Z, -31557014167219200.000000",
    })
    void timesAreEpochSecondsWithSixDecimals(Instant time, String expected) {
        assertThat(json(new Any(time, null))).isEqualTo("{\"value\":" + expected + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT1S, 1",
        "PT10S, 10",
        "PT0.5S, 0.5",
        "PT1.000001S, 1.000001",
        "PT0.0000001S, 0",
        "PT24H, 86400",
        "PT-1.5S, -1.5",
        "PT-0.25S, -0.25",
        "PT9223372036854775807.999999999S, 9223372036854775807.999999",
        "PT-9223372036854775808S, -9223372036854775808",
    })
    void intervalsAreSecondsInPlainDecimals(Duration interval, String expected) {
        assertThat(json(new Any(interval, null))).isEqualTo("{\"value\":" + expected + "}");
    }

    @Name("DCE_RPC::PType")
    enum Scoped {
        BIND,
        @Name("3GPP")
        RENAMED {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        },
        @Name("-1")
        OUTSIDE
    }

    @Name("rpc_status")
    enum Unscoped {
        RPC_SUCCESS
    }

    @Test
    void constantsHaveTheirDocumentedNames() {
        assertThat(json(new Any(Scoped.BIND, Unscoped.RPC_SUCCESS)))
                .isEqualTo("{\"value\":\"DCE_RPC::BIND\",\"other\":\"RPC_SUCCESS\"}");
        assertThat(json(new Any(Scoped.RENAMED, null))).isEqualTo("{\"value\":\"DCE_RPC::3GPP\"}");
    }

    @Test
    void analyzersHaveTheirDocumentedNames() {
        assertThat(json(new Any(AnalyzerTag.DNS, null))).isEqualTo("{\"value\":\"Analyzer::ANALYZER_DNS\"}");
    }

    @Test
    void collectionsAreArrays() {
        assertThat(json(new Any(List.of(), List.of(List.of(), List.of()))))
                .isEqualTo("{\"value\":[],\"other\":[[],[]]}");
        assertThat(json(new Any(List.of("[", "{", ","), Set.of(5))))
                .isEqualTo("{\"value\":[\"[\",\"{\",\",\"],\"other\":[5]}");
    }

    @Test
    void mapsAreObjectsWithTheIndexAsKey() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "a");
        map.put(-1L, Map.of());
        map.put("k\"", List.of());
        map.put(Port.tcp(1), true);

        assertThat(json(new Any(map, null)))
                .isEqualTo("{\"value\":{\"1\":\"a\",\"18446744073709551615\":{},\"k\\\"\":[],\"1/tcp\":true}}");
    }

    @Name("Some::Value")
    record Value(
            String name,
            @Name("TTL") @Nullable Duration timeToLive,
            @Nullable Value inner) {}

    @Test
    void valuesAreObjectsThatMayNest() {
        Value value = new Value("outer", Duration.ofSeconds(5), new Value("inner", null, null));

        assertThat(json(new Any(value, List.of(value.inner()))))
                .isEqualTo("{\"value\":{\"name\":\"outer\",\"TTL\":5,\"inner\":{\"name\":\"inner\"}},"
                        + "\"other\":[{\"name\":\"inner\"}]}");
    }

    @Test
    void whatNoEventCarriesIsRefusedAndNothingOfItIsWritten() {
        lines.handle(new Nothing(), 0);
        assertThatThrownBy(() -> lines.handle(new Any("some", new Object()), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        lines.handle(new Nothing(), 0);

        assertThat(written().lines()).hasSize(2).allMatch(line -> line.contains("nothing"));
    }

    record Nameless() implements Event {}

    @Test
    void anEventWithoutADocumentedNameIsRefused() {
        assertThatThrownBy(() -> lines.handle(new Nameless(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lines.handle(new Event() {}, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    // ------------------------------------------------------------------ strings

    @Test
    void everyByteOfAStringComesBackAsOneCharacter() {
        for (int b = 0; b < 256; b++) {
            ByteBuf one = Unpooled.wrappedBuffer(new byte[] {(byte) b});
            String text = String.valueOf((char) b);

            JsonNode arguments = arguments(new Any(one, text));

            assertThat(arguments.get("value").textValue()).isEqualTo(text);
            assertThat(arguments.get("other").textValue()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 4095, 4096, 4097, 70_000, 2_000_000})
    void longBytesAndTextsComeBackWhole(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        String expected = new String(bytes, StandardCharsets.ISO_8859_1);

        JsonNode heap = arguments(new Any(Unpooled.wrappedBuffer(bytes), expected));
        JsonNode direct = arguments(new Any(
                Unpooled.directBuffer()
                        .writeZero(3)
                        .writeBytes(bytes)
                        .skipBytes(3)
                        .asReadOnly(),
                null));

        assertThat(heap.get("value").textValue()).isEqualTo(expected);
        assertThat(heap.get("other").textValue()).isEqualTo(expected);
        assertThat(direct.get("value").textValue()).isEqualTo(expected);
    }

    @Test
    void onlyTheReadableBytesAreWrittenAndTheyStayReadable() {
        ByteBuf buffer =
                Unpooled.copiedBuffer("abcdef", StandardCharsets.US_ASCII).setIndex(1, 4);

        assertThat(json(new Any(buffer, null))).isEqualTo("{\"value\":\"bcd\"}");
        assertThat(buffer.readerIndex()).isEqualTo(1);
    }

    @Name("texts")
    record Texts(String text, @Unicode String unicode) implements Event {}

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u00e9", "\u0416\u00e9", "\ud83d\ude00", "\uffff\u07ff\u0800\u0080\u007f"})
    void aUnicodeTextIsTheBytesOfItsUtf8Form(String text) {
        JsonNode arguments = arguments(new Texts(text, text));

        assertThat(bytesOf(arguments.get("unicode"))).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTextWithCharactersThatAreNoBytesIsUnicode() {
        assertThat(bytesOf(arguments(new Texts("\u00e9", "")).get("text"))).isEqualTo(new byte[] {(byte) 0xe9});
        assertThat(bytesOf(arguments(new Texts("\u00e9\u0416", "")).get("text")))
                .isEqualTo("\u00e9\u0416".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfAPairOfSurrogatesTakesThreeBytes() {
        assertThat(bytesOf(arguments(new Texts("", "a\ud83db")).get("unicode")))
                .isEqualTo(new byte[] {'a', (byte) 0xed, (byte) 0xa0, (byte) 0xbd, 'b'});
    }

    @Test
    void pairsOfSurrogatesAcrossTheInnerChunksStayTogether() {
        String text = "a" + "\ud83d\ude00".repeat(10_000);

        assertThat(bytesOf(arguments(new Texts(text, text)).get("text")))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void randomEventsLeadBackToTheirValues() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            Map<String, Object> expected = new HashMap<>();
            Object value = randomValue(random, 3, expected);
            JsonNode parsed = arguments(new Any(value, null)).get("value");

            assertThat(parsed).isEqualTo(MAPPER.valueToTree(expected.get("")));
        }
    }

    /** A random value, and under the empty key what JSON is to make of it. */
    private static Object randomValue(Random random, int depth, Map<String, Object> expected) {
        switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> {
                boolean value = random.nextBoolean();
                expected.put("", value);
                return value;
            }
            case 1 -> {
                int value = random.nextInt() >> random.nextInt(32);
                expected.put("", value);
                return value;
            }
            case 2 -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                expected.put("", new String(bytes, StandardCharsets.ISO_8859_1));
                return Unpooled.wrappedBuffer(bytes);
            }
            case 3 -> {
                List<Object> list = new ArrayList<>();
                List<@Nullable Object> json = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, depth - 1, expected));
                    json.add(expected.get(""));
                }
                expected.put("", json);
                return list;
            }
            default -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(i, randomValue(random, depth - 1, expected));
                    json.put(Integer.toString(i), expected.get(""));
                }
                expected.put("", json);
                return map;
            }
        }
    }

    // ------------------------------------------------------------------ connections

    @Name("connection_established")
    record Established(Connection connection) implements Event {}

    @Test
    void anEventOfTheLifeCycleShowsTheWholeConnection() {
        connection.services = Set.of("HTTP");
        connection.vlan = 12;
        connection.innerVlan = 13;
        connection.originatorL2Address = "00:11:22:33:44:55";
        connection.tunnel = List.of(new Tunnel.EncapsulatingConnection(connection.id, Tunnel.Type.GTPv1, "Couter"));

        assertThat(json(new Established(connection)))
                .isEqualTo("{\"c\":{\"id\":{\"orig_h\":\"10.0.0.1\",\"orig_p\":\"49208/tcp\",\"resp_h\":\"10.0.0.2\","
                        + "\"resp_p\":\"445/tcp\"},\"orig\":{\"size\":100,\"state\":4,\"num_pkts\":3,"
                        + "\"num_bytes_ip\":220,\"flow_label\":0,\"l2_addr\":\"00:11:22:33:44:55\"},"
                        + "\"resp\":{\"size\":5000000000,\"state\":5,\"num_pkts\":4,\"num_bytes_ip\":5000000160,"
                        + "\"flow_label\":7},\"start_time\":1323202695.370647,\"duration\":1.5,\"service\":[\"HTTP\"],"
                        + "\"history\":\"ShADd\",\"uid\":\"CHhAvVGS1DHFjwGM9\",\"tunnel\":[{\"cid\":{"
                        + "\"orig_h\":\"10.0.0.1\",\"orig_p\":\"49208/tcp\",\"resp_h\":\"10.0.0.2\","
                        + "\"resp_p\":\"445/tcp\"},\"tunnel_type\":\"Tunnel::GTPv1\",\"uid\":\"Couter\"}],"
                        + "\"vlan\":12,\"inner_vlan\":13}}");
    }

    @Test
    void whatAConnectionDoesNotHaveIsLeftOut() {
        JsonNode json = arguments(new Established(connection)).get("c");

        assertThat(json.get("service")).isEmpty();
        assertThat(json.has("tunnel")).isFalse();
        assertThat(json.has("vlan")).isFalse();
        assertThat(json.has("inner_vlan")).isFalse();
        assertThat(json.get("orig").has("l2_addr")).isFalse();
    }

    @Test
    void aConnectionIsNamedAnewWhenItsNameOrItsAddressesChange() {
        String first = json(new UdpEvent.Reply(connection));
        String again = json(new UdpEvent.Reply(connection));
        connection.uid = "Cother";
        String otherUid = json(new UdpEvent.Reply(connection));
        connection.id = new Connection.Id(address("::1"), Port.udp(1), address("::2"), Port.udp(2));
        String otherId = json(new UdpEvent.Reply(connection));

        assertThat(again).isEqualTo(first);
        assertThat(otherUid).isEqualTo(first.replace("CHhAvVGS1DHFjwGM9", "Cother"));
        assertThat(otherId).contains("Cother", "\"::1\"", "\"2/udp\"");
    }

    @Test
    void manyConnectionsShareTheMemoryForTheirNames() {
        TestConnection[] connections = new TestConnection[2_000];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < connections.length; i++) {
                if (round == 0) {
                    connections[i] = new TestConnection();
                    connections[i].uid = "C" + i;
                    connections[i].id =
                            new Connection.Id(address("10.0.0.1"), Port.tcp(i), address("10.0.0.2"), Port.tcp(80));
                }
                JsonNode json = arguments(new UdpEvent.Reply(connections[i])).get("u");
                assertThat(json.get("uid").textValue()).isEqualTo("C" + i);
                assertThat(json.get("id").get("orig_p").textValue()).isEqualTo(i + "/tcp");
            }
        }
    }

    @Test
    void aConnectionWithAnUnusuallyLongNameIsWrittenInFullToo() {
        connection.uid = "C".repeat(1_000);

        assertThat(arguments(new UdpEvent.Reply(connection)).get("u").get("uid").textValue())
                .isEqualTo(connection.uid);
        assertThat(arguments(new UdpEvent.Reply(connection)).get("u").get("uid").textValue())
                .isEqualTo(connection.uid);
    }

    // ------------------------------------------------------------------ output

    @Test
    void linesGoOutInWholeBlocks() {
        for (int i = 0; i < 10_000; i++) {
            lines.handle(new Nothing(), 0);
        }

        assertThat(output.size()).isPositive();
        assertThat(output.toString(StandardCharsets.UTF_8)).endsWith("}\n");
        lines.close();
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSize(10_000);
    }

    @Test
    void flushingSendsWhatIsLeft() {
        lines.handle(new Nothing(), 0);
        assertThat(output.size()).isZero();

        lines.flush();

        assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void aChannelGetsTheSameBytes() {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (JsonLines toChannel = new JsonLines(new SlowChannel(received))) {
            for (int i = 0; i < 3_000; i++) {
                toChannel.handle(new Nothing(), 0);
            }
        }

        assertThat(received.toString(StandardCharsets.UTF_8).lines()).hasSize(3_000);
    }

    @Test
    void nothingIsWrittenAfterClosing() {
        lines.close();
        lines.close();

        assertThatThrownBy(() -> lines.handle(new Nothing(), 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureOfTheOutputIsThrownOnceForTheEventsAndAgainAtTheEnd() {
        BrokenStream broken = new BrokenStream();
        JsonLines failing = new JsonLines(broken);
        int thrown = 0;
        for (int i = 0; i < 10_000; i++) {
            try {
                failing.handle(new Nothing(), 0);
            } catch (UncheckedIOException expected) {
                assertThat(expected).hasRootCauseMessage("no space left");
                thrown++;
            }
        }

        assertThat(thrown).isEqualTo(1);
        assertThatThrownBy(failing::flush)
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("no space left");
        assertThatThrownBy(failing::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("no space left");
        assertThat(broken.writes).isEqualTo(1);
        assertThat(broken.closed).isTrue();
    }

    @Test
    void aFailureThatShowsOnlyAtTheEndIsThrownThere() {
        BrokenStream broken = new BrokenStream();
        JsonLines failing = new JsonLines(broken);
        failing.handle(new Nothing(), 0);

        assertThatThrownBy(failing::close).isInstanceOf(UncheckedIOException.class);

        assertThat(broken.closed).isTrue();
    }

    private static final class BrokenStream extends OutputStream {

        private int writes;
        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            writes++;
            throw new IOException("no space left");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Takes a few bytes at a time, as a channel may. */
    private record SlowChannel(ByteArrayOutputStream received) implements WritableByteChannel {

        @Override
        public int write(ByteBuffer source) {
            int taken = Math.min(1_000, source.remaining());
            byte[] bytes = new byte[taken];
            source.get(bytes);
            received.writeBytes(bytes);
            return taken;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    // ------------------------------------------------------------------ helpers

    private String written() {
        lines.flush();
        String text = output.toString(StandardCharsets.UTF_8);
        output.reset();
        return text;
    }

    /** The arguments of one event as they are written. */
    private String json(Event event) {
        lines.handle(event, TIME);
        String line = written();
        assertThat(line).endsWith("}\n").doesNotContainPattern("\n.");
        String start = "\"args\":";
        return line.substring(line.indexOf(start) + start.length(), line.length() - 2);
    }

    private JsonNode arguments(Event event) {
        try {
            return MAPPER.readTree(json(event));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static byte[] bytesOf(JsonNode text) {
        assertThat(text.textValue().chars()).allMatch(c -> c < 0x100);
        return text.textValue().getBytes(StandardCharsets.ISO_8859_1);
    }
}
