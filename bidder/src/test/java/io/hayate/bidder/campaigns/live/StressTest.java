package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Main;

/** Every stress test for a moment, in JVMs of its own; docs/stress.md says how to run them for longer. */
@Tag("jdk25")
class StressTest {
    private static final Path FOLDER = Path.of("target", "stress");
    private static final int LONGEST_MINUTES = 4;

    private static final List<String> SHORT_RUN =
            List.of("-m", "quick", "-sc", "false", "-f", "1", "-fsm", "1", "-iters", "1", "-time", "500");

    @Test
    void shouldSeeNoForbiddenOutcome() throws IOException, InterruptedException {
        final Path output = FOLDER.resolve("output.txt").toAbsolutePath();
        Files.createDirectories(FOLDER);
        final ProcessBuilder stress =
                new ProcessBuilder(java(), "-cp", classPath(), Main.class.getName(), "-t", ".*Stress", "-r", ".");
        stress.command().addAll(SHORT_RUN);
        // What Agrona's off-heap access needs.
        stress.command().addAll(List.of("-jvmArgs", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"));
        final Process running = stress.directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(running.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("ends in time; %s", output)
                    .isTrue();
        } finally {
            running.destroyForcibly();
        }
        final String said = Files.readString(output);
        assertThat(running.exitValue()).as(said).isZero();
        assertThat(said).contains("All remaining tests: 4 matching test results");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The process runs in another folder. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                        .map(each -> Path.of(each).toAbsolutePath().toString())
                        .toList());
    }
}
