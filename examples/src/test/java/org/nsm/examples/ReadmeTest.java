package org.nsm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nsm.api.Connection;
import org.nsm.api.event.HttpEvent;
import org.nsm.api.event.Smb2;

/** Compiles the program of the README as it stands there, and runs it. */
public class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    private static final String CLASS = """
            import java.nio.file.Path;
            import java.util.List;
            import org.nsm.api.*;
            import org.nsm.api.event.*;
            import org.nsm.examples.ReadmeTest.Audit;
            import org.nsm.examples.ReadmeTest.Blocklist;
            import org.nsm.reassembly.PcapFile;

            public class Readme {
                public static void run(Path path, Blocklist blocklist, Audit audit, List<HttpEvent> timeline)
                        throws Exception {
            %s
                }
            }
            """;

    @TempDir
    Path directory;

    /** Stands for a part of the host that the program tells of the addresses of names. */
    public interface Blocklist {
        void check(String name, InetAddress address);
    }

    /** Stands for a part of the host that the program tells of sessions. */
    public interface Audit {
        void record(Connection connection, Smb2.SessionSetupRequest request);
    }

    @Test
    void theProgramOfTheReadmeCompilesAndRuns() throws Exception {
        List<String> names = new ArrayList<>();
        Blocklist blocklist = (name, address) -> names.add(name);
        Audit audit = (connection, request) -> {};

        compile(program());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Method run =
                    loader.loadClass("Readme").getMethod("run", Path.class, Blocklist.class, Audit.class, List.class);
            run.invoke(null, Path.of("captures/dns.pcap"), blocklist, audit, new ArrayList<HttpEvent>());
        }

        assertThat(names).doesNotContainNull();
    }

    private static String program() throws IOException {
        Matcher snippet = JAVA.matcher(Files.readString(Path.of("../README.md")));
        assertThat(snippet.find()).isTrue();
        return CLASS.formatted(snippet.group(1));
    }

    private void compile(String source) throws IOException {
        Path file = Files.writeString(directory.resolve("Readme.java"), source);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        String[] arguments = {
            "--release",
            "17",
            "-proc:none",
            "-Xlint:all",
            "-Werror",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            directory.toString(),
            file.toString()
        };
        int status = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments);
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }
}
