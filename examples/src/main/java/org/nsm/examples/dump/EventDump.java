package org.nsm.examples.dump;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.Options;
import org.nsm.api.Statistics;
import org.nsm.api.event.Event;
import org.nsm.reassembly.PcapFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the event dump. What is done with a capture is in {@link CaptureDump}. */
@Command(
        name = "dump",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = "nsm event dump",
        header = "Prints the events of captures, a line of JSON each.",
        footer = {
            "",
            "Progress is told on standard error where that is a terminal, and totals at the end.",
            "Exit status: 0 all captures were read to their end, 1 one of them was not, or its events could not be written"
                    + " (the message says which and why; the others were dumped), 2 the command was wrong."
        })
public final class EventDump implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private static final int MAX_THREADS = 256;

    private final OutputStream out;
    private final PrintStream err;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--events",
            paramLabel = "REGEX",
            description = "Only events in whose documented name this is found; nothing else is decoded.")
    private @Nullable Pattern events;

    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            description = "Write DIR/<path as given>.jsonl for each capture instead of standard output. A path that is"
                    + " absolute or leads upwards (..) is written below DIR by its absolute form.")
    private @Nullable Path outDirectory;

    @Option(names = "--ignore-checksums", description = "Analyse packets whatever their checksums say.")
    private boolean ignoreChecksums;

    @Option(names = "--keytab", paramLabel = "FILE", description = "Decrypt Kerberos tickets with these keys.")
    private @Nullable Path keytab;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Analyse on N threads. The events of a connection keep their order, those of different"
                    + " connections do not.")
    private int threads = 1;

    @Option(
            names = "--conformance",
            description = "Look for every protocol, with the settings that the expected events were made with.")
    private boolean conformance;

    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = "A pcap or pcapng file; - for standard input.")
    private List<String> captures = new ArrayList<>();

    private EventDump(OutputStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command and ends the JVM with its exit status.
     *
     * @param arguments the arguments
     */
    public static void main(String[] arguments) {
        System.exit(run(new FileOutputStream(FileDescriptor.out), System.err, arguments));
    }

    /**
     * Runs the command.
     *
     * @param out       where events go without {@code --out-dir}; flushed, not closed
     * @param err       where messages go
     * @param arguments the arguments
     * @return the exit status
     */
    static int run(OutputStream out, PrintStream err, String... arguments) {
        return new CommandLine(new EventDump(out, err))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
                .execute(arguments);
    }

    @Override
    public Integer call() {
        List<Class<? extends Event>> selected = checkedArguments();
        Progress progress = new Progress(err, Progress.standardErrorIsTerminal(), sizes());
        StandardOutput standardOutput = new StandardOutput(out, progress);
        OutputFiles files = outDirectory == null ? null : new OutputFiles(outDirectory);
        CaptureDump dump = new CaptureDump(selected, this::configure, threads, progress);
        int failed = 0;
        for (String capture : captures) {
            try (PcapFile packets = open(capture);
                    OutputStream lines = files == null ? standardOutput : files.open(capture)) {
                dump.dump(packets, lines);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                failed++;
                progress.erase();
                err.println("dump: " + (standardOutput.failed() ? "standard output" : capture) + ": " + reason(e));
            }
            progress.captureEnded(sizeOf(capture));
            if (standardOutput.failed()) {
                break;
            }
        }
        progress.erase();
        err.println(totals(dump.statistics(), progress, failed));
        return failed == 0 ? 0 : 1;
    }

    /** The kinds of events to decode: those that were asked for, or all. */
    private List<Class<? extends Event>> checkedArguments() {
        check(threads >= 1 && threads <= MAX_THREADS, "--threads must be 1 to " + MAX_THREADS + ", not " + threads);
        check(keytab == null || Files.isReadable(keytab), "--keytab " + keytab + ": cannot be read");
        if (events == null) {
            return conformance ? ConformanceProfile.events() : List.of(Event.class);
        }
        List<Class<? extends Event>> selected = EventTypes.named(events);
        check(!selected.isEmpty(), "--events " + events + ": found in no event's name");
        return selected;
    }

    private void check(boolean fine, String complaint) {
        if (!fine) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), complaint);
        }
    }

    private void configure(AnalyzerBuilder builder) {
        builder.set(Options.IGNORE_CHECKSUMS, ignoreChecksums);
        if (keytab != null) {
            builder.set(Options.KRB_KEYTAB, keytab.toString());
        }
        if (conformance) {
            ConformanceProfile.apply(builder);
        }
    }

    private static PcapFile open(String capture) throws IOException {
        return capture.equals(STANDARD_INPUT) ? PcapFile.open(System.in) : PcapFile.open(Path.of(capture));
    }

    private long sizes() {
        return captures.stream().mapToLong(EventDump::sizeOf).sum();
    }

    /** Zero for what has no size; opening it will tell why. */
    private static long sizeOf(String capture) {
        return new File(capture).length();
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        Throwable cause = failure.getCause();
        if (cause != null && (failure instanceof UncheckedIOException || failure instanceof CompletionException)) {
            return reason(cause);
        }
        String message = failure.getMessage();
        if (failure instanceof IOException && message != null) {
            return cause == null ? message : message + ": " + cause;
        }
        return failure.toString();
    }

    private String totals(@Nullable Statistics statistics, Progress progress, int failed) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d captures, %,d packets, %,d events in %.1f s, %,.0f packets/s",
                captures.size() - failed,
                captures.size(),
                progress.packets(),
                statistics == null ? 0 : statistics.events(),
                progress.seconds(),
                progress.packets() / progress.seconds());
    }
}
