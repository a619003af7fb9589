package io.hayate.loadtest.agree;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The load tools that ours is held against. */
enum Tool {
    WRK("wrk", "wrk"),
    H2LOAD("h2load", "nghttp2-client");

    private static final long PATIENCE_SECONDS = 60;

    private final String program;
    private final String debianPackage;

    Tool(final String program, final String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Those that are not on the path, in words; empty if all are. */
    static List<String> missing() {
        return Arrays.stream(values())
                .filter(tool -> !tool.isInstalled())
                .map(tool -> tool.program + " is not installed (Debian: apt-get install " + tool.debianPackage + ")")
                .toList();
    }

    private boolean isInstalled() {
        final String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    String program() {
        return program;
    }

    /**
     * Runs a tool to its end.
     *
     * @param durationNs how long it should take
     * @return all that it printed
     * @throws IOException if it fails or does not end
     */
    static String run(final List<String> command, final long durationNs) throws IOException, InterruptedException {
        final Path printed = Files.createTempFile("hayate-agree-", ".txt");
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            final long patience = TimeUnit.NANOSECONDS.toSeconds(durationNs) + PATIENCE_SECONDS;
            if (!process.waitFor(patience, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(command.get(0) + " does not end");
            }
            final String text = Files.readString(printed, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(command.get(0) + " failed: " + text.strip());
            }
            return text;
        } finally {
            Files.delete(printed);
        }
    }

    /** The first line that it prints when asked. */
    String version() throws IOException, InterruptedException {
        // wrk prints its version, then how to use it, and ends with 1.
        final Process process = new ProcessBuilder(program, "--version")
                .redirectErrorStream(true)
                .start();
        final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines()
                .findFirst()
                .orElse(program)
                .replaceFirst(" Copyright.*", "")
                .strip();
    }
}
