package org.nsm.analyzers.krb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.Captures;
import org.nsm.api.event.Krb;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.event.ProtocolEvent;

/** Recorded conversations with MIT Kerberos. */
class KrbCapturesTest {

    private static final String[] CAPTURES = {"mit_udp.pcap", "mit_tcp.pcap", "mit_kpasswd.pcap", "mit_session.pcap"};

    private static <E extends KrbEvent> List<E> events(String capture, Class<E> type) {
        return Captures.eventsOf("krb/" + capture, type);
    }

    private static List<String> names(String capture) {
        return events(capture, KrbEvent.class).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void everyMessageIsUnderstood() {
        for (String capture : CAPTURES) {
            assertThat(Captures.eventsOf("krb/" + capture, ProtocolEvent.Violation.class))
                    .as(capture)
                    .isEmpty();
        }
    }

    @Test
    void aUserLogsInAndAsksForServicesOverUdp() {
        String capture = "mit_udp.pcap";
        assertThat(names(capture))
                .containsExactly(
                        "AsRequest",
                        "Error",
                        "AsRequest",
                        "AsResponse", // the password is right
                        "AsRequest",
                        "Error",
                        "AsRequest",
                        "Error", // wrong
                        "AsRequest",
                        "Error", // the user unknown
                        "AsRequest",
                        "Error",
                        "AsRequest",
                        "AsResponse", // renewable
                        "ApRequest",
                        "TgsRequest",
                        "TgsResponse",
                        "ApRequest",
                        "TgsRequest",
                        "TgsResponse",
                        "ApRequest",
                        "TgsRequest",
                        "Error", // the service unknown
                        "ApRequest",
                        "TgsRequest",
                        "Error",
                        "ApRequest",
                        "TgsRequest",
                        "TgsResponse"); // renewed
        assertThat(events(capture, KrbEvent.Error.class))
                .extracting(KrbEvent.Error::message)
                .extracting(Krb.ErrorMessage::errorCode, Krb.ErrorMessage::clientName, Krb.ErrorMessage::errorText)
                .containsExactly(
                        tuple(25L, "alice", "NEEDED_PREAUTH"),
                        tuple(25L, "alice", "NEEDED_PREAUTH"),
                        tuple(24L, "alice", "PREAUTH_FAILED"),
                        tuple(6L, "nobody", "CLIENT_NOT_FOUND"),
                        tuple(25L, "alice", "NEEDED_PREAUTH"),
                        tuple(7L, "alice", "LOOKING_UP_SERVER"),
                        tuple(7L, "alice", "LOOKING_UP_SERVER"));
        assertThat(events(capture, KrbEvent.TgsRequest.class))
                .extracting(event -> event.message().serviceName())
                .containsExactly(
                        "HTTP/www.example.test",
                        "svc/aes256-cts-hmac-sha1-96",
                        "no/such",
                        "no/such",
                        "krbtgt/EXAMPLE.TEST");
        assertThat(events(capture, KrbEvent.TgsResponse.class))
                .extracting(event -> event.message().ticket().serviceName())
                .containsExactly("HTTP/www.example.test", "svc/aes256-cts-hmac-sha1-96", "krbtgt/EXAMPLE.TEST");
        assertThat(events(capture, KrbEvent.TgsRequest.class))
                .extracting(event ->
                        Objects.requireNonNull(event.message().options()).renew())
                .containsExactly(false, false, false, false, true);
    }

    @Test
    void theSaltAndTheClocksComeOut() {
        String capture = "mit_udp.pcap";
        assertThat(Captures.textsOf(
                        "krb/" + capture,
                        KrbEvent.Error.class,
                        event -> event.message().preAuthentication() == null
                                ? ""
                                : event.message()
                                        .preAuthentication()
                                        .get(0)
                                        .value()
                                        .toString(StandardCharsets.UTF_8)))
                .containsExactly("EXAMPLE.TESTalice", "EXAMPLE.TESTalice", "", "", "EXAMPLE.TESTalice", "", "");
        assertThat(events(capture, KrbEvent.Error.class).get(0).message().serverTime())
                .isEqualTo(Instant.parse("2026-11-20T13:30:35.890851Z"));
        Krb.KdcRequest renewable =
                events(capture, KrbEvent.AsRequest.class).get(6).message();
        assertThat(Duration.between(renewable.till(), renewable.renewTill())).isEqualTo(Duration.ofDays(2));
        assertThat(renewable.encryptionTypes()).containsExactly(18L, 17L, 20L, 19L, 16L, 23L, 25L, 26L);
    }

    @Test
    void theSameOverTcp() {
        assertThat(names("mit_tcp.pcap"))
                .containsExactly(
                        "AsRequest",
                        "Error",
                        "AsRequest",
                        "AsResponse",
                        "AsRequest",
                        "Error",
                        "AsRequest",
                        "Error",
                        "ApRequest",
                        "TgsRequest",
                        "TgsResponse",
                        "ApRequest",
                        "TgsRequest",
                        "TgsResponse");
        assertThat(events("mit_tcp.pcap", KrbEvent.ApRequest.class))
                .extracting(event -> event.ticket().authenticationInformation())
                .containsExactly("", "");
        assertThat(Captures.eventsOf("krb/mit_tcp.pcap", ProtocolEvent.Confirmation.class))
                .hasSize(6)
                .allSatisfy(event -> assertThat(event.connection().services()).containsExactly("KRB_TCP"));
    }

    @Test
    void aRequestThatIsProtectedByAnotherTicket() {
        assertThat(names("mit_kpasswd.pcap")).containsExactly("AsRequest", "Error", "AsRequest", "AsResponse");
        assertThat(events("mit_kpasswd.pcap", KrbEvent.AsRequest.class))
                .extracting(event -> event.message().serviceName())
                .containsOnly("kadmin/changepw");
        assertThat(events("mit_kpasswd.pcap", KrbEvent.AsRequest.class)
                        .get(1)
                        .message()
                        .preAuthentication())
                .extracting(Krb.TypeValue::type)
                .contains(136L);
    }

    @Test
    void aClientAndAServiceTalk() {
        String capture = "mit_session.pcap";
        assertThat(names(capture).subList(0, 8))
                .containsExactly("ApRequest", "ApResponse", "Safe", "Safe", "Priv", "Priv", "Cred", "Error");
        assertThat(Captures.textsOf(
                        "krb/" + capture,
                        KrbEvent.Safe.class,
                        event -> event.isOrig() + " " + event.message().data().toString(StandardCharsets.UTF_8)))
                .containsExactly("true Hello, safely", "false Hello, safely");
        assertThat(events(capture, KrbEvent.Safe.class).get(1).message())
                .extracting(Krb.SafeMessage::timestamp, Krb.SafeMessage::sequenceNumber)
                .containsExactly(Instant.parse("2026-11-20T13:39:33.923950Z"), 599232177L);
        assertThat(events(capture, KrbEvent.Cred.class).get(0).tickets())
                .extracting(Krb.Ticket::serviceName)
                .containsExactly("svc/aes256-cts-hmac-sha1-96", "svc/aes256-cts-hmac-sha1-96");
        assertThat(events(capture, KrbEvent.ApRequest.class))
                .extracting(event -> event.ticket().encryptionType())
                .containsExactly(18L, 17L, 20L, 19L, 23L);
        assertThat(events(capture, KrbEvent.ApRequest.class))
                .extracting(KrbEvent.ApRequest::options)
                .containsOnly(new Krb.ApOptions(false, true));
    }
}
