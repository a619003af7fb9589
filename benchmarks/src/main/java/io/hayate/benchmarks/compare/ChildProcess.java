package io.hayate.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of this class path in a JVM of its own, which ends with us. Owned by the thread that started it; the shutdown
 * hook closes it too.
 */
public final class ChildProcess implements AutoCloseable {
    /** Longer than a bidder drains. */
    private static final long STOP_SECONDS = 20;

    private static final int LOG_TAIL_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(final String name, final Process process, final Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it; what it prints goes to {@code name.log} in the folder. The environment's settings for a bidder are
     * kept from it.
     */
    public static ChildProcess start(
            final String name,
            final Path folder,
            final Class<?> main,
            final List<String> jvmOptions,
            final List<String> args)
            throws IOException {
        final Path log = folder.resolve(name + ".log");
        final ProcessBuilder builder = new ProcessBuilder(javaCommand(main, jvmOptions, args))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("HAYATE_"));
        return new ChildProcess(name, builder.start(), log);
    }

    /**
     * The command line for a main class on this class path, under the JVM that runs us. The options must open what
     * Agrona and Chronicle Map need of the JDK: a class path has no manifest that does.
     */
    public static List<String> javaCommand(
            final Class<?> main, final List<String> jvmOptions, final List<String> args) {
        final List<String> command = new ArrayList<>(List.of(jdkTool("java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        return command;
    }

    /** A tool of the JDK that runs us; it is not there in a mere runtime. */
    static Path jdkTool(final String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool + (File.separatorChar == '\\' ? ".exe" : ""));
    }

    String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has ended, at the latest after that long. */
    public boolean awaitEnd(final long timeoutMs) throws InterruptedException {
        return process.waitFor(timeoutMs, TimeUnit.MILLISECONDS);
    }

    List<String> printed() throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8);
    }

    /** Of an ended one. */
    public int exitCode() {
        return process.exitValue();
    }

    /** CPU time of all its threads so far, those that have ended too; in steps of ten milliseconds. */
    Duration cpuTime() throws IOException {
        return process.info().totalCpuDuration().orElseThrow(() -> new IOException("no CPU time of " + name));
    }

    /** Ends it as {@code kill -9} does, without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What went wrong with it, with the end of what it printed. */
    public IOException failure(final String what) throws IOException {
        final List<String> lines = printed();
        final List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
        return new IOException(
                name + " " + what + (tail.isEmpty() ? "" : "; it printed last:\n" + String.join("\n", tail)));
    }

    /**
     * Tells it to end and waits; if it does not, it is killed. What it has started itself, and not ended, goes after it in
     * the same way.
     */
    @Override
    public synchronized void close() {
        final List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(all::add);
        all.forEach(ChildProcess::end);
    }

    private static void end(final ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (final ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
