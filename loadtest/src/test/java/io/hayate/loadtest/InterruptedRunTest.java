package io.hayate.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of hours that somebody ends after a second. */
class InterruptedRunTest {
    @TempDir
    private Path directory;

    @Test
    void shouldShowAndKeepWhatItKnewMarkedAsPartial() throws IOException, InterruptedException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            final Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoadTest.class.getName(),
                            "run",
                            "--url=" + bidder.url(),
                            "--distinct=10",
                            "--warmup=0",
                            "-R=100",
                            "-d=3h",
                            "--max-lag=20s",
                            "--timeout=20s",
                            "--out=" + directory)
                    .redirectErrorStream(true)
                    .start();
            final List<String> lines = new ArrayList<>();
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    if (line.contains(" 1 s ")) {
                        process.toHandle().destroy(); // SIGTERM; Ctrl-C takes the same way
                    }
                }
            }
            assertThat(process.waitFor()).isEqualTo(128 + 15);
            assertThat(lines).anyMatch(line -> line.contains("PARTIAL: the run was interrupted"));
            assertThat(lines).anyMatch(line -> line.contains("from due time"));
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .hasSizeGreaterThanOrEqualTo(6)
                        .allMatch(name -> name.contains("-PARTIAL"));
            }
        }
    }
}
