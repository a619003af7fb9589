package io.hayate.loadtest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.LoadTest;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("jdk25")
class DemoCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldStartABidderSendShowAndStopIt() throws IOException {
        assertThat(demo("none", "--check", "none")).as(() -> out.toString()).isZero();
        assertThat(out.toString())
                .contains("== Starting a bidder", "== Sending 200 requests a second for 1 s")
                .contains(
                        "from due time",
                        "== The bid on it",
                        "\"price\": 100000",
                        "curl -s http://localhost:8080/",
                        "-H 'Content-Type: application/json'")
                .contains("7  no_size", "exit code 0", "All well");
        assertNothingIsLeft();
    }

    @Test
    void shouldFailWhenBidsBreakARule() throws IOException {
        assertThat(demo("wrong-bids")).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString())
                .contains("PROBLEM: invalid answers: 1")
                .containsPattern("rule broken: request \\d+:");
        assertNothingIsLeft();
    }

    @Test
    void shouldShowWhatTheBidderPrintedWhenItDoesNotStart() throws IOException {
        assertThat(demo("dies-at-start")).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString())
                .contains("  no good: ", "PROBLEM: the bidder did not become ready", "ended with exit code 2");
        assertNothingIsLeft();
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        final int exitCode = commandLine().execute("demo", "--bidder-jar", "no-such.jar");
        assertThat(exitCode).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("no such file: no-such.jar");
    }

    private int demo(final String fault, final String... more) throws IOException {
        final Path campaigns = Files.writeString(directory.resolve("campaigns.ndjson"), fault);
        final String[] arguments = {
            "demo", "-R", "200", "-d", "1s", "--warmup", "0s", "--timeout", "20s", "--distinct", "200"
        };
        final String[] files = {"--bidder-jar", stubJar().toString(), "--campaigns", campaigns.toString()};
        return commandLine()
                .execute(Arrays.stream(new String[][] {arguments, files, more})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    private CommandLine commandLine() {
        return LoadTest.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    /** A jar that starts the stub from this test's own class path. */
    private Path stubJar() throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubBidderMain.class.getName());
        final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(classPath.split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        final Path jar = directory.resolve("stub.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }

    private void assertNothingIsLeft() {
        final Matcher process = Pattern.compile("as process (\\d+)").matcher(out.toString());
        assertThat(process.find()).isTrue();
        assertThat(ProcessHandle.of(Long.parseLong(process.group(1)))).isEmpty();
        final Matcher dataDirectory = Pattern.compile("no good: (\\S+)").matcher(out.toString());
        if (dataDirectory.find()) {
            assertThat(Path.of(dataDirectory.group(1)).getParent()).doesNotExist();
        }
    }
}
