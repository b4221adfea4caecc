package org.nsm.analyzers.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.nsm.fuzz.EventChecks;

class TlsGrammarFuzzTest {

    @FuzzTest
    void hellos(byte[] input) {
        for (boolean datagram : new boolean[] {false, true}) {
            EventChecks.checkValue(ClientHello.parse(Unpooled.wrappedBuffer(input), datagram));
        }
        EventChecks.checkValue(ServerHello.parse(Unpooled.wrappedBuffer(input)));
        EventChecks.checkValue(Ssl2ClientHello.parse(Unpooled.wrappedBuffer(input)));
        Ssl2ServerHello old = Ssl2ServerHello.parse(Unpooled.wrappedBuffer(input));
        EventChecks.checkValue(old);
        if (old != null) {
            assertThat(old.firstCipher()).isNotNegative();
        }
    }

    @FuzzTest
    void extensions(byte[] input) {
        ExtensionReader reader = new ExtensionReader(Unpooled.wrappedBuffer(input));
        int count = 0;
        while (reader.next()) {
            count++;
            assertThat(reader.code()).isBetween(0, 0xffff);
            extension(reader.data());
        }
        assertThat(4 * count).isLessThanOrEqualTo(input.length);
        extension(Unpooled.wrappedBuffer(input));
    }

    private static void extension(ByteBuf data) {
        check(Extensions.serverNames(data.slice()));
        check(Extensions.groups(data.slice()));
        check(Extensions.octets(data.slice()));
        check(Extensions.signatureAlgorithms(data.slice()));
        check(Extensions.applicationProtocols(data.slice()));
        for (boolean client : new boolean[] {false, true}) {
            check(Extensions.keyShares(data.slice(), client));
            check(Extensions.supportedVersions(data.slice(), client));
        }
        assertThat(Extensions.selectedVersion(data.slice())).isBetween(-1, 0xffff);
        assertThat(Extensions.connectionIdLength(data.slice())).isBetween(-1, 0xff);
        check(SignedCertificateTimestamp.list(data.slice()));
        check(Extensions.numbers8(data.slice()));
        check(Extensions.suites16(data.slice()));
        check(Extensions.suites24(data.slice()));
    }

    private static void check(List<?> values) {
        if (values != null) {
            values.forEach(EventChecks::checkValue);
        }
    }

    @FuzzTest
    void keyExchanges(byte[] input) {
        EventChecks.checkValue(ServerKeyExchange.curve(new Cursor(Unpooled.wrappedBuffer(input))));
        Cursor cursor = new Cursor(Unpooled.wrappedBuffer(input));
        if (ServerKeyExchange.finiteField(cursor) != null) {
            EventChecks.checkValue(ServerKeyExchange.signature(cursor, 0x0303));
        }
        EventChecks.checkValue(ServerKeyExchange.signature(new Cursor(Unpooled.wrappedBuffer(input)), 0x0301));
    }

    @FuzzTest
    void datagrams(byte[] input) {
        ByteBuf datagram = Unpooled.wrappedBuffer(input);
        int connectionIdLength = input.length % 21;
        DtlsRecord record;
        while (datagram.isReadable() && (record = DtlsRecord.next(datagram, connectionIdLength)) != null) {
            EventChecks.checkValue(record);
            Cursor cursor = new Cursor(record.content());
            Fragment fragment;
            while (cursor.hasMore() && (fragment = Fragment.next(cursor)) != null) {
                assertThat(fragment.offset() + fragment.bytes().readableBytes()).isEqualTo(fragment.end());
                EventChecks.checkValue(fragment);
            }
        }
    }
}
