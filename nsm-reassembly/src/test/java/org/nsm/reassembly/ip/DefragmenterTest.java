package org.nsm.reassembly.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.reassembly.ip.Packets.decode;
import static org.nsm.reassembly.ip.Packets.fragmentHeader;
import static org.nsm.reassembly.ip.Packets.hex;
import static org.nsm.reassembly.ip.Packets.join;
import static org.nsm.reassembly.ip.Packets.noise;
import static org.nsm.reassembly.ip.Packets.v4Fragment;
import static org.nsm.reassembly.ip.Packets.v6Fragment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.reassembly.flow.Counters;

class DefragmenterTest {

    private static final long SECOND = 1_000_000_000L;
    private static final byte[] PAYLOAD = noise(1, 320);

    private final Counters counters = new Counters();
    private final List<String> weirds = new ArrayList<>();
    private final Defragmenter defragmenter = make(0, 16);

    private Defragmenter make(long timeoutNanos, int maxDatagrams) {
        return new Defragmenter(counters, timeoutNanos, maxDatagrams, (name, fragment) -> weirds.add(name));
    }

    private boolean add(byte[] fragment) {
        return defragmenter.add(decode(fragment), 0);
    }

    private IpPacket joined(Defragmenter from) {
        IpPacket ip = new IpPacket();
        assertThat(ip.decode(from.bytes(), 0, from.length(), from.length(), true))
                .as(ip.weird())
                .isTrue();
        assertThat(ip.isFragment()).isFalse();
        assertThat(ip.isWhole()).isTrue();
        assertThat(ip.totalLength()).isEqualTo(from.length());
        assertThat(ip.headerChecksumIsRight()).isTrue();
        return ip;
    }

    private byte[] payload() {
        return payload(defragmenter);
    }

    private byte[] payload(Defragmenter from) {
        IpPacket ip = joined(from);
        assertThat(ip.protocol()).isEqualTo(17);
        return Arrays.copyOfRange(ip.bytes(), ip.payloadOffset(), ip.end());
    }

    // ------------------------------------------------------------------ every order

    @Test
    void everySplitOfADatagramInEveryOrderGivesTheSameBytes() {
        byte[] datagram = noise(2, 45);
        for (int cuts = 1; cuts < 1 << 5; cuts++) {
            List<Integer> bounds = new ArrayList<>(List.of(0));
            for (int i = 0; i < 5; i++) {
                if ((cuts & 1 << i) != 0) {
                    bounds.add(8 * (i + 1));
                }
            }
            bounds.add(datagram.length);
            if (bounds.size() > 5) {
                continue;
            }
            for (List<Integer> order : orders(bounds.size() - 1)) {
                List<byte[]> v4 = new ArrayList<>();
                List<byte[]> v6 = new ArrayList<>();
                for (int i : order) {
                    v4.add(v4Fragment(cuts, datagram, bounds.get(i), bounds.get(i + 1)));
                    v6.add(v6Fragment(cuts, datagram, bounds.get(i), bounds.get(i + 1)));
                }
                assertThat(payloadOf(v4)).isEqualTo(datagram);
                assertThat(payloadOf(v6)).isEqualTo(datagram);
            }
        }
        assertThat(defragmenter.size()).isZero();
        assertThat(defragmenter.heldBytes()).isZero();
        assertThat(weirds).containsOnly("excessively_small_fragment");
    }

    private byte[] payloadOf(List<byte[]> fragments) {
        for (int i = 0; i < fragments.size(); i++) {
            assertThat(add(fragments.get(i))).isEqualTo(i == fragments.size() - 1);
        }
        return payload();
    }

    private static List<List<Integer>> orders(int count) {
        if (count == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : orders(count - 1)) {
            for (int i = 0; i <= shorter.size(); i++) {
                List<Integer> order = new ArrayList<>(shorter);
                order.add(i, count - 1);
                all.add(order);
            }
        }
        return all;
    }

    @Test
    void datagramsOfTheLargestSizeAreJoined() {
        byte[] largest = noise(3, 65515);
        assertThat(add(v4Fragment(1, largest, 65512, largest.length))).isFalse();
        for (int at = 0; at + 1480 < 65512; at += 1480) {
            assertThat(add(v4Fragment(1, largest, at, at + 1480))).isFalse();
        }
        assertThat(add(v4Fragment(1, largest, 65120, 65512))).isTrue();
        assertThat(payload()).isEqualTo(largest);
        assertThat(defragmenter.length()).isEqualTo(65535);
    }

    // ------------------------------------------------------------------ headers

    @Test
    void theHeaderOfAnIpv4PacketIsThatOfTheFirstFragmentSeen() {
        byte[] options = hex("94040000 01010101");
        byte[] last = Arrays.copyOfRange(PAYLOAD, 160, 320);
        assertThat(add(Packets.v4("10.0.0.1", "10.0.0.2", 17, 1, 160 / 8, options, last)))
                .isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isTrue();

        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(defragmenter.length()).isEqualTo(28 + 320);
    }

    @Test
    void whatWasInFrontOfTheFragmentHeaderStays() {
        byte[] hopByHop = hex("2c00 010400000000");
        byte[] second = join(fragmentHeader(17, 160, false, 9), Arrays.copyOfRange(PAYLOAD, 160, 320));
        byte[] first = join(hopByHop, fragmentHeader(17, 0, true, 9), Arrays.copyOfRange(PAYLOAD, 0, 160));
        assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 44, second))).isFalse();
        assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 0, first))).isTrue();

        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(defragmenter.length()).isEqualTo(40 + 8 + 320);
        assertThat(joined(defragmenter).flowLabel()).isEqualTo(0x12345);
    }

    @Test
    void theFragmentHeaderGoesAndTheOneBeforeItTellsWhatFollows() {
        byte[] options = hex("3300 010400000000");
        byte[] authentication = hex("2c04 0000 00000001 00000001 000000000000000000000000");
        for (int at = 0; at < 320; at += 160) {
            byte[] header = join(options, authentication, fragmentHeader(17, at, at == 0, 9));
            byte[] fragment = join(header, Arrays.copyOfRange(PAYLOAD, at, at + 160));
            assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 60, fragment)))
                    .isEqualTo(at != 0);
        }
        byte[] whole = join(options, hex("1104 0000 00000001 00000001 000000000000000000000000"), PAYLOAD);
        assertThat(Arrays.copyOf(defragmenter.bytes(), defragmenter.length()))
                .isEqualTo(Packets.v6("2001:db8::1", "2001:db8::2", 60, whole));
    }

    @Test
    void ipv6DatagramsOfTheLargestSizeAreJoined() {
        byte[] largest = noise(4, 65535 - 8);
        byte[] options = hex("2c00 010400000000");
        for (int at = 0; at < largest.length; at += 16000) {
            int to = Math.min(at + 16000, largest.length);
            byte[] header = fragmentHeader(17, at, to < largest.length, 9);
            byte[] fragment = join(options, header, Arrays.copyOfRange(largest, at, to));
            assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 60, fragment)))
                    .isEqualTo(to == largest.length);
        }
        assertThat(payload()).isEqualTo(largest);
        assertThat(defragmenter.length()).isEqualTo(40 + 65535);
    }

    @Test
    void theFirstIpv6FragmentMayHaveAnotherHeaderThanThoseBeforeIt() {
        byte[] longer = hex("2c01 0104000000000000 000000000000");
        byte[] shorter = hex("2c00 010400000000");
        byte[] second = join(longer, fragmentHeader(17, 160, false, 9), Arrays.copyOfRange(PAYLOAD, 160, 320));
        byte[] first = join(shorter, fragmentHeader(17, 0, true, 9), Arrays.copyOfRange(PAYLOAD, 0, 160));
        assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 60, second))).isFalse();
        assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 60, first))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(defragmenter.length()).isEqualTo(40 + 8 + 320);
    }

    // ------------------------------------------------------------------ what belongs together

    @Test
    void fragmentsOfOtherDatagramsStayApart() {
        byte[] other = noise(5, 320);
        byte[] tail = Arrays.copyOfRange(PAYLOAD, 160, 320);
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(add(v4Fragment(2, other, 160, 320))).isFalse();
        assertThat(add(Packets.v4("10.0.0.1", "10.0.0.2", 6, 1, 20, new byte[0], tail)))
                .isFalse();
        assertThat(add(Packets.v4("10.0.0.1", "10.0.0.3", 17, 1, 20, new byte[0], tail)))
                .isFalse();
        assertThat(add(Packets.v4("10.0.0.2", "10.0.0.1", 17, 1, 20, new byte[0], tail)))
                .isFalse();
        assertThat(defragmenter.size()).isEqualTo(5);

        assertThat(add(v4Fragment(1, PAYLOAD, 160, 320))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(add(v4Fragment(2, other, 0, 160))).isTrue();
        assertThat(payload()).isEqualTo(other);
    }

    @Test
    void ipv6FragmentsBelongTogetherWhateverTheirNextHeader() {
        byte[] second = join(fragmentHeader(6, 160, false, 9), Arrays.copyOfRange(PAYLOAD, 160, 320));
        assertThat(add(Packets.v6("2001:db8::1", "2001:db8::2", 44, second))).isFalse();
        assertThat(add(v6Fragment(9, PAYLOAD, 0, 160))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void theResultIsNotOverwrittenByTheNextDatagram() {
        add(v4Fragment(1, PAYLOAD, 0, 160));
        add(v4Fragment(1, PAYLOAD, 160, 320));
        byte[] first = defragmenter.bytes();
        byte[] copy = first.clone();
        add(v4Fragment(2, noise(6, 320), 0, 160));
        add(v4Fragment(2, noise(6, 320), 160, 320));
        assertThat(first).isEqualTo(copy);
    }

    // ------------------------------------------------------------------ overlaps

    private static byte[] replaced(int from, int to) {
        byte[] other = PAYLOAD.clone();
        Arrays.fill(other, from, to, (byte) 'X');
        return other;
    }

    @Test
    void ofOverlappingIpv4FragmentsTheBytesThatCameFirstStay() {
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(add(v4Fragment(1, replaced(80, 240), 80, 240))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 160, 320))).isTrue();
        assertThat(payload()).isEqualTo(replaced(160, 240));
        assertThat(weirds).containsExactly("fragment_inconsistency", "fragment_inconsistency");
    }

    @Test
    void theSameHoldsWhereTheLastFragmentComesFirst() {
        assertThat(add(v4Fragment(1, PAYLOAD, 160, 320))).isFalse();
        assertThat(add(v4Fragment(1, replaced(80, 240), 80, 240))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isTrue();
        assertThat(payload()).isEqualTo(replaced(80, 160));
        assertThat(weirds).containsExactly("fragment_inconsistency", "fragment_inconsistency");
    }

    @Test
    void anIpv4FragmentOverSeveralOthersFillsTheHoles() {
        assertThat(add(v4Fragment(1, PAYLOAD, 80, 160))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 200, 240))).isFalse();
        assertThat(add(v4Fragment(1, replaced(0, 320), 0, 320))).isTrue();
        byte[] expected = replaced(0, 320);
        System.arraycopy(PAYLOAD, 80, expected, 80, 80);
        System.arraycopy(PAYLOAD, 200, expected, 200, 40);
        assertThat(payload()).isEqualTo(expected);
    }

    @Test
    void duplicatesDoNoHarm() {
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 160, 320))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(add(v6Fragment(1, PAYLOAD, 160, 320))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 160, 320))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 0, 160))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(weirds).containsExactly("fragment_overlap", "fragment_overlap");
    }

    @Test
    void overlappingIpv6FragmentsTakeTheWholeDatagramWithThem() {
        assertThat(add(v6Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 80, 240))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 160, 320))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(weirds).containsExactly("fragment_overlap");
        assertThat(counters.datagramsDropped).isOne();
        assertThat(defragmenter.heldBytes()).isZero();
    }

    @Test
    void ipv6FragmentsThatSayOtherwiseTakeTheWholeDatagramWithThem() {
        assertThat(add(v6Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(add(v6Fragment(1, replaced(8, 16), 0, 160))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 160, 320))).isFalse();
        assertThat(weirds).containsExactly("fragment_inconsistency");
    }

    @Test
    void anIpv6IdentificationCanBeUsedAgainAfterAMinute() {
        defragmenter.add(decode(v6Fragment(1, PAYLOAD, 0, 160)), 0);
        defragmenter.add(decode(v6Fragment(1, PAYLOAD, 80, 240)), 0);
        assertThat(defragmenter.add(decode(v6Fragment(1, PAYLOAD, 0, 160)), 61 * SECOND))
                .isFalse();
        assertThat(defragmenter.add(decode(v6Fragment(1, PAYLOAD, 160, 320)), 61 * SECOND))
                .isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
    }

    // ------------------------------------------------------------------ sizes

    @Test
    void ofTwoEndsOfAnIpv4DatagramTheLargerOneCounts() {
        byte[] shorter = Arrays.copyOf(PAYLOAD, 240);
        assertThat(add(v4Fragment(1, shorter, 160, 240))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 240, 320))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(weirds).containsExactly("fragment_size_inconsistency");
    }

    @Test
    void aFragmentBeyondTheEndMovesItInIpv4() {
        byte[] shorter = Arrays.copyOf(PAYLOAD, 240);
        byte[] longer = noise(8, 400);
        System.arraycopy(PAYLOAD, 0, longer, 0, 320);
        assertThat(add(v4Fragment(1, shorter, 160, 240))).isFalse();
        assertThat(add(v4Fragment(1, longer, 240, 320))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 160))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(weirds).containsExactly("fragment_size_inconsistency");
    }

    @Test
    void anEndBelowWhatCameBeforeDoesNotCutItOff() {
        byte[] shorter = Arrays.copyOf(PAYLOAD, 80);
        assertThat(add(v4Fragment(1, PAYLOAD, 80, 160))).isFalse();
        assertThat(add(v4Fragment(1, shorter, 72, 80))).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 72))).isTrue();
        assertThat(payload()).isEqualTo(Arrays.copyOf(PAYLOAD, 160));
        assertThat(weirds).containsExactly("fragment_size_inconsistency");
    }

    @Test
    void contradictingEndsTakeAnIpv6DatagramWithThem() {
        assertThat(add(v6Fragment(1, Arrays.copyOf(PAYLOAD, 240), 160, 240))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 240, 320))).isFalse();
        assertThat(add(v6Fragment(1, PAYLOAD, 0, 160))).isFalse();
        assertThat(weirds).containsExactly("fragment_size_inconsistency");
    }

    @Test
    void ipv6FragmentsButTheLastAreMultiplesOfEight() {
        assertThat(add(v6Fragment(1, PAYLOAD, 0, 165))).isFalse();
        assertThat(weirds).containsExactly("fragment_size_inconsistency");
        assertThat(defragmenter.size()).isZero();
    }

    @Test
    void whatLiesBeyondTheLargestPacketIsDropped() {
        byte[] huge = noise(9, 65600);
        assertThat(add(v4Fragment(1, huge, 0, 96))).isFalse();
        assertThat(add(v4Fragment(1, huge, 65488, 65600))).isFalse();
        assertThat(add(v6Fragment(1, huge, 65488, 65600))).isFalse();
        assertThat(weirds).containsExactly("excessively_large_fragment", "excessively_large_fragment");
        assertThat(defragmenter.size()).isOne();
    }

    @Test
    void headersOfOtherFragmentsCountForTheLargestPacket() {
        byte[] almost = noise(10, 65515);
        byte[] first = Arrays.copyOf(almost, 160);
        assertThat(add(Packets.v4("10.0.0.1", "10.0.0.2", 17, 1, 0x2000, hex("01010101"), first)))
                .isFalse();
        assertThat(add(v4Fragment(1, almost, 65440, almost.length))).isFalse();
        assertThat(weirds).containsExactly("excessively_large_fragment");
        assertThat(counters.datagramsDropped).isOne();
    }

    @Test
    void smallFragmentsAreOddUnlessLast() {
        assertThat(add(v4Fragment(1, PAYLOAD, 0, 24))).isFalse();
        assertThat(add(v4Fragment(1, Arrays.copyOf(PAYLOAD, 27), 24, 27))).isTrue();
        assertThat(weirds).containsExactly("excessively_small_fragment");
    }

    @Test
    void fragmentsThatMustNotBeAreOdd() {
        byte[] fragment = v4Fragment(1, PAYLOAD, 0, 160);
        fragment[6] |= 0x40;
        assertThat(add(fragment)).isFalse();
        assertThat(add(v4Fragment(1, PAYLOAD, 160, 320))).isTrue();
        assertThat(payload()).isEqualTo(PAYLOAD);
        assertThat(weirds).containsExactly("fragment_with_DF");
    }

    @Test
    void fragmentsThatWereNotCapturedWholeAreLeftAlone() {
        IpPacket first = decode(v4Fragment(1, PAYLOAD, 0, 160), 100, 180);
        IpPacket second = decode(v4Fragment(1, PAYLOAD, 160, 320), 100, 180);
        assertThat(defragmenter.add(first, 0)).isFalse();
        assertThat(Defragmenter.standsAlone(first)).isTrue();
        assertThat(defragmenter.add(second, 0)).isFalse();
        assertThat(Defragmenter.standsAlone(second)).isFalse();
        assertThat(Defragmenter.standsAlone(decode(v4Fragment(1, PAYLOAD, 0, 160))))
                .isFalse();
        assertThat(weirds).containsExactly("incompletely_captured_fragment", "incompletely_captured_fragment");
        assertThat(defragmenter.size()).isZero();
    }

    // ------------------------------------------------------------------ limits

    @Test
    void theOldestDatagramMakesRoom() {
        Defragmenter small = make(0, 2);
        for (int id = 1; id <= 3; id++) {
            small.add(decode(v4Fragment(id, PAYLOAD, 0, 160)), id);
        }
        assertThat(small.size()).isEqualTo(2);
        assertThat(counters.datagramsDropped).isOne();
        assertThat(small.add(decode(v4Fragment(3, PAYLOAD, 160, 320)), 4)).isTrue();
        assertThat(small.add(decode(v4Fragment(2, PAYLOAD, 160, 320)), 4)).isTrue();
        assertThat(small.add(decode(v4Fragment(1, PAYLOAD, 160, 320)), 4)).isFalse();
        assertThat(counters.fragments).isEqualTo(6);
        assertThat(counters.datagramsReassembled).isEqualTo(2);
    }

    @Test
    void withoutATimeoutDatagramsWaitForever() {
        assertThat(defragmenter.add(decode(v4Fragment(1, PAYLOAD, 0, 160)), 0)).isFalse();
        assertThat(defragmenter.add(decode(v4Fragment(1, PAYLOAD, 160, 320)), 1_000_000 * SECOND))
                .isTrue();
    }

    @Test
    void datagramsAreGivenUpAfterTheTimeout() {
        Defragmenter impatient = make(30 * SECOND, 16);
        long start = 1_700_000_000L * SECOND;
        impatient.add(decode(v4Fragment(1, PAYLOAD, 0, 160)), start);
        impatient.add(decode(v4Fragment(2, PAYLOAD, 0, 160)), start + 10 * SECOND);
        impatient.add(decode(v4Fragment(3, PAYLOAD, 0, 160)), start + 20 * SECOND);
        assertThat(impatient.add(decode(v4Fragment(1, PAYLOAD, 160, 320)), start + 30 * SECOND))
                .isTrue();
        assertThat(impatient.add(decode(v4Fragment(2, PAYLOAD, 160, 320)), start + 41 * SECOND))
                .isFalse();
        assertThat(counters.datagramsDropped).isOne();
        assertThat(impatient.add(decode(v4Fragment(3, PAYLOAD, 160, 320)), start + 50 * SECOND))
                .isTrue();
    }

    @Test
    void memoryIsBounded() {
        Defragmenter large = make(0, 1 << 20);
        byte[] far = noise(11, 65000);
        for (int id = 0; id < 2000; id++) {
            large.add(decode(v4Fragment(id, far, 64000, 64800)), id);
            assertThat(large.heldBytes()).isLessThanOrEqualTo(67_108_864);
        }
        assertThat(large.size()).isLessThan(1100);
        assertThat(counters.datagramsDropped).isEqualTo(2000 - large.size());
    }

    @Test
    void theOldestDatagramMakesRoomForTheFirstByteBeyond64Mebibytes() {
        Defragmenter large = make(0, 1 << 20);
        byte[] half = noise(11, 32_768 - 20);
        for (int id = 0; id < 2_048; id++) {
            large.add(decode(v4Fragment(id, half, 32_000, half.length)), id);
        }
        assertThat(large.heldBytes()).isEqualTo(67_108_864);
        assertThat(counters.datagramsDropped).isZero();
        large.add(decode(v4Fragment(3_000, half, 0, 80)), 3_000);
        assertThat(counters.datagramsDropped).isOne();
    }

    @Test
    void partsOfADatagramAreBounded() {
        byte[] large = noise(12, 65000);
        for (int i = 1; i <= 128; i++) {
            assertThat(add(v4Fragment(1, large, 160 * i, 160 * i + 80))).isFalse();
        }
        assertThat(weirds).isEmpty();
        assertThat(add(v4Fragment(1, large, 160 * 129, 160 * 129 + 80))).isFalse();
        assertThat(weirds).containsExactly("excessively_many_fragments");
        assertThat(counters.datagramsDropped).isOne();
        assertThat(defragmenter.heldBytes()).isZero();
    }

    // ------------------------------------------------------------------ anything

    @Test
    void whateverComesNothingIsThrownAndNothingLeaks() {
        Random random = new Random(20);
        Defragmenter small = make(5 * SECOND, 8);
        byte[] source = noise(13, 70000);
        int completed = 0;
        for (int i = 0; i < 200_000; i++) {
            int from = random.nextInt(random.nextInt(10) == 0 ? 8192 : 12) * 8;
            int to = from + random.nextInt(random.nextInt(10) == 0 ? 1500 : 33);
            int end = random.nextInt(3) == 0 ? to : source.length;
            byte[] payload = Arrays.copyOf(source, Math.min(end, source.length));
            to = Math.min(to, payload.length);
            from = Math.min(from, to / 8 * 8);
            int id = random.nextInt(4);
            byte[] fragment =
                    random.nextBoolean() ? v4Fragment(id, payload, from, to) : v6Fragment(id, payload, from, to);
            if (random.nextInt(20) == 0) {
                fragment[random.nextInt(fragment.length)] ^= (byte) (1 << random.nextInt(8));
            }
            IpPacket ip = new IpPacket();
            if (ip.decode(fragment, 0, fragment.length, fragment.length, false)
                    && ip.isFragment()
                    && small.add(ip, i * (SECOND / 10))) {
                completed++;
                joined(small);
            }
        }
        assertThat(completed).isGreaterThan(100);
        assertThat(small.size()).isLessThanOrEqualTo(8);
        assertThat(small.heldBytes()).isBetween(0L, 8L << 18);
    }
}
