package io.hayate.benchmarks.figures;

import io.hayate.benchmarks.compare.ChildProcess;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the programs that measure, one after the other, each in a JVM of its own: what one has compiled, or pinned itself
 * to, does not meet the next. Owned by the main thread; a shutdown hook ends what runs.
 */
final class ProgramRuns implements AutoCloseable {
    /** Codes with which all programs leave results: figures that count, and figures that do not. */
    private static final Set<Integer> MEASURED = Set.of(0, 3);

    private static final long POLL_MS = 100;

    /** No group takes so long. */
    private static final long TIMEOUT_NS = TimeUnit.HOURS.toNanos(2);

    private final Path folder;
    private final Thread onExit = new Thread(this::close, "stop-programs");
    private @Nullable ChildProcess running;
    private volatile boolean closed;

    private ProgramRuns(final Path folder) {
        this.folder = folder;
    }

    static ProgramRuns prepare() throws IOException {
        final ProgramRuns runs = new ProgramRuns(Files.createTempDirectory("hayate-figures-"));
        Runtime.getRuntime().addShutdownHook(runs.onExit);
        return runs;
    }

    /** Measures a group; what goes wrong is told in its outcome, so that the next can be measured. */
    Outcome run(final Group group, final boolean smallest) throws InterruptedException {
        final Program program = group.program();
        if (program == null) {
            return Outcome.elsewhere(group);
        }
        final Path file = folder.resolve(group.name() + ".json");
        final List<String> arguments = new ArrayList<>(group.arguments(smallest));
        arguments.addAll(program.resultsInto(file));
        try (ChildProcess child = start(group, program, arguments)) {
            final long startNs = System.nanoTime();
            while (!child.awaitEnd(POLL_MS)) {
                if (System.nanoTime() - startNs > TIMEOUT_NS) {
                    throw child.failure("does not end");
                }
            }
            if (!MEASURED.contains(child.exitCode()) || !Files.isRegularFile(file)) {
                throw child.failure("ended with exit code " + child.exitCode());
            }
            final Results results = program.read(file);
            return Outcome.of(group, results);
        } catch (final IOException e) {
            return Outcome.failed(group, String.valueOf(e.getMessage()));
        }
    }

    private synchronized ChildProcess start(final Group group, final Program program, final List<String> arguments)
            throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
        final ChildProcess child =
                ChildProcess.start(group.name(), folder, program.mainClass(), group.jvmOptions(), arguments);
        running = child;
        return child;
    }

    /** Whether the user has had enough. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (final IllegalStateException e) {
            // The JVM is ending, and this may be the hook.
        }
        if (running != null) {
            running.close();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (final IOException e) {
            System.err.println("cannot delete " + folder + ": " + e);
        }
    }
}
