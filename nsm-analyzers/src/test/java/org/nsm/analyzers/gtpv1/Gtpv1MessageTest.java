package org.nsm.analyzers.gtpv1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.tunnel.Datagrams.hex;

import org.junit.jupiter.api.Test;
import org.nsm.api.event.Gtpv1;

class Gtpv1MessageTest {

    private final Gtpv1Message message = new Gtpv1Message();

    private Gtpv1Message.Kind decode(String digits) {
        return message.decode(hex(digits));
    }

    @Test
    void aHeaderWithoutFlagsHasEightBytes() {
        assertThat(decode("30 ff 0010 ffffffff")).isEqualTo(Gtpv1Message.Kind.MESSAGE);
        assertThat(message.body()).isEqualTo(8);
        assertThat(message.header())
                .isEqualTo(
                        new Gtpv1.Header(1, true, false, false, false, false, 255, 16, 0xffffffffL, null, null, null));
    }

    @Test
    void anyFlagBringsAllThreeOptionalFields() {
        assertThat(decode("32 10 0004 00000001 ffff 00 00")).isEqualTo(Gtpv1Message.Kind.MESSAGE);
        assertThat(message.body()).isEqualTo(12);
        assertThat(message.header())
                .isEqualTo(new Gtpv1.Header(1, true, false, false, true, false, 16, 4, 1, 65535, 0, 0));
        assertThat(decode("31 10 0004 00000001 0000 07 00")).isEqualTo(Gtpv1Message.Kind.MESSAGE);
        assertThat(message.header().pduNumber()).isEqualTo(7);
    }

    @Test
    void extensionHeadersAreFollowedByTheirTypes() {
        assertThat(decode("34 ff 0000 00000001 0000 00 c0  01 0000 40  02 000000000000 00  45"))
                .isEqualTo(Gtpv1Message.Kind.MESSAGE);
        assertThat(message.body()).isEqualTo(24);
        assertThat(message.header().nextType()).isEqualTo(0xc0);
    }

    @Test
    void theFlagOfExtensionHeadersWithoutATypeBringsNone() {
        assertThat(decode("34 ff 0000 00000001 0000 00 00  45")).isEqualTo(Gtpv1Message.Kind.MESSAGE);
        assertThat(message.body()).isEqualTo(12);
    }

    @Test
    void aTypeWithoutTheFlagBringsNoExtensionHeader() {
        assertThat(decode("32 ff 0000 00000001 0000 00 c0  45")).isEqualTo(Gtpv1Message.Kind.MESSAGE);
        assertThat(message.body()).isEqualTo(12);
    }

    @Test
    void extensionHeadersWithoutLengthOrEndAreBroken() {
        assertThat(decode("34 ff 0000 00000001 0000 00 c0  00 0000 00")).isEqualTo(Gtpv1Message.Kind.BROKEN);
        assertThat(decode("34 ff 0000 00000001 0000 00 c0  02 0000 00")).isEqualTo(Gtpv1Message.Kind.BROKEN);
        assertThat(decode("34 ff 0000 00000001 0000 00 c0  01 0000 c0")).isEqualTo(Gtpv1Message.Kind.BROKEN);
        assertThat(decode("34 ff 0000 00000001 0000 00 c0")).isEqualTo(Gtpv1Message.Kind.BROKEN);
    }

    @Test
    void aHeaderThatEndsEarlyIsBroken() {
        assertThat(decode("")).isEqualTo(Gtpv1Message.Kind.BROKEN);
        assertThat(decode("30 ff 0010 ffffff")).isEqualTo(Gtpv1Message.Kind.BROKEN);
        assertThat(decode("32 ff 0010 ffffffff 0000 00")).isEqualTo(Gtpv1Message.Kind.BROKEN);
    }

    @Test
    void otherVersionsAndChargingAreToldApart() {
        assertThat(decode("48 20 0000")).isEqualTo(Gtpv1Message.Kind.OTHER_VERSION);
        assertThat(decode("12")).isEqualTo(Gtpv1Message.Kind.OTHER_VERSION);
        assertThat(decode("20 01 0000 00000000")).isEqualTo(Gtpv1Message.Kind.CHARGING);
    }
}
