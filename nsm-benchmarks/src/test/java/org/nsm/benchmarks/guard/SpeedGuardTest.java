package org.nsm.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nsm.api.Analyzer;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.event.HttpEvent;
import org.nsm.benchmarks.Handlers;
import org.nsm.benchmarks.guard.SpeedGuard.Cost;

/** Analysis is not to become slower, or to allocate more, unnoticed. */
class SpeedGuardTest {

    private static final String RECORDED = "nsm-analyzers/src/test/resources/captures/";

    /** Long enough for the compiler, on a busy machine, too. What is as it should be takes a second or two. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** How long what is not as it should be gets. */
    private static final int ROUNDS = 60;

    private static long sink;

    /** Kept here, so that it has to be made. */
    private byte[] garbage = {};

    /** What is held against the values kept in {@code speed.properties}, under these names. */
    enum Guarded {
        STREAMS("examples/captures/http.pcap", "examples/captures/redis.pcap") {
            @Override
            AnalyzerBuilder builder() {
                return Analyzer.builder().withoutStandardProtocols();
            }
        },
        DNS("examples/captures/dns.pcap"),
        HTTP("examples/captures/http.pcap"),
        MAIL(RECORDED + "smtp/attachment.pcap"),
        FILE_SERVICE(RECORDED + "smb1/nt1_files.pcap", RECORDED + "smb2/session-smb311.pcap"),
        LOGINS(RECORDED + "ssh/curve25519_password.pcap", RECORDED + "ftp/auth_tls.pcap");

        private final String[] captures;

        Guarded(String... captures) {
            this.captures = captures;
        }

        AnalyzerBuilder builder() {
            AnalyzerBuilder builder = Analyzer.builder();
            Handlers.application.register(builder);
            return builder;
        }

        Workload workload() {
            return new Workload(builder(), captures);
        }

        Cost kept() throws IOException {
            Properties kept = new Properties();
            try (InputStream file = SpeedGuardTest.class.getResourceAsStream("/speed.properties")) {
                kept.load(file);
            }
            String name = name().toLowerCase(Locale.ROOT);
            return new Cost(
                    Double.parseDouble(kept.getProperty(name + ".units")),
                    Double.parseDouble(kept.getProperty(name + ".bytes")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void costsNoMoreThanItDid(Guarded guarded) throws IOException {
        Cost kept = guarded.kept();
        try (Workload workload = guarded.workload()) {
            SpeedGuard guard = new SpeedGuard(workload);
            long end = System.nanoTime() + PATIENCE_NANOS;
            do {
                guard.round();
            } while (!guard.cost().worseThan(kept).isEmpty() && System.nanoTime() < end);
            sink += guard.witness();
            assertThat(guard.cost().worseThan(kept))
                    .as("%s: %s", guarded, guard.cost())
                    .isEmpty();
        }
    }

    // ------------------------------------------------------------------ does it notice?

    @Test
    void noticesWorkThatWasAdded() throws IOException {
        Cost kept = Guarded.HTTP.kept();
        Calibration work = new Calibration();
        int units = (int) Math.ceil(kept.units() * 4);
        AnalyzerBuilder slow = Guarded.HTTP.builder().on(HttpEvent.class, event -> {
            for (int i = 0; i < units; i++) {
                work.unit();
            }
        });
        assertThat(complaints(slow))
                .anySatisfy(complaint -> assertThat(complaint).contains("units of time"));
    }

    @Test
    void noticesAllocationThatWasAdded() throws IOException {
        int bytes = (int) Guarded.HTTP.kept().bytes() * 2;
        AnalyzerBuilder wasteful = Guarded.HTTP.builder().on(HttpEvent.class, event -> garbage = new byte[bytes]);
        assertThat(complaints(wasteful))
                .anySatisfy(complaint -> assertThat(complaint).contains("bytes"));
    }

    private static List<String> complaints(AnalyzerBuilder builder) throws IOException {
        try (Workload workload = new Workload(builder, Guarded.HTTP.captures)) {
            SpeedGuard guard = new SpeedGuard(workload);
            for (int i = 0; i < ROUNDS; i++) {
                guard.round();
            }
            return guard.cost().worseThan(Guarded.HTTP.kept());
        }
    }

    @Test
    void allowsForTheStatedMargins() {
        Cost kept = new Cost(1.0, 100);
        double units = SpeedGuard.TIME_MARGIN;
        double bytes = 100 * SpeedGuard.ALLOCATION_MARGIN + SpeedGuard.ALLOCATION_SLACK;
        assertThat(new Cost(units - 0.01, bytes - 0.1).worseThan(kept)).isEmpty();
        assertThat(new Cost(units + 0.01, 100).worseThan(kept))
                .singleElement()
                .asString()
                .contains("units of time");
        assertThat(new Cost(1.0, bytes + 0.1).worseThan(kept))
                .singleElement()
                .asString()
                .contains("bytes");
        assertThat(new Cost(0.5, 50).worseThan(kept)).isEmpty();
    }

    /** Prints what to keep: the best of a long time. */
    public static void main(String[] arguments) throws IOException {
        for (Guarded guarded : Guarded.values()) {
            try (Workload workload = guarded.workload()) {
                SpeedGuard guard = new SpeedGuard(workload);
                long end = System.nanoTime() + PATIENCE_NANOS / 4;
                do {
                    guard.round();
                } while (System.nanoTime() < end);
                sink += guard.witness();
                String name = guarded.name().toLowerCase(Locale.ROOT);
                System.out.printf(
                        Locale.ROOT, "%s.units = %.3f%n", name, guard.cost().units());
                System.out.printf(
                        Locale.ROOT, "%s.bytes = %.1f%n", name, guard.cost().bytes());
            }
        }
    }
}
