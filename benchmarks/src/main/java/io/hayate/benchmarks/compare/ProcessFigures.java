package io.hayate.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel and the JVM tell about another process. Linux only. Immutable; shared. */
public final class ProcessFigures {
    private static final Pattern ALLOCATED =
            Pattern.compile("^\"([^\"]+)\".* allocated=(\\d+)([BKMG])", Pattern.MULTILINE);

    private static final Pattern MEMORY = Pattern.compile("^VmRSS:\\s+(\\d+) kB", Pattern.MULTILINE);
    private static final long TOOL_TIMEOUT_SECONDS = 30;

    /**
     * CPU time that a process has had.
     *
     * @param nsByThread by the kernel's name of the thread, its first 15 characters; those of one name together
     */
    public record Cpu(Map<String, Long> nsByThread) {
        public Cpu {
            nsByThread = Map.copyOf(nsByThread);
        }

        public long allNs() {
            return ofNs("");
        }

        public long loopsNs() {
            return ofNs("bid-loop");
        }

        /** Of the threads whose names begin so. */
        public long ofNs(final String prefix) {
            return nsByThread.entrySet().stream()
                    .filter(thread -> thread.getKey().startsWith(prefix))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        public Cpu since(final Cpu before) {
            final Map<String, Long> since = new HashMap<>(nsByThread);
            before.nsByThread.forEach((thread, ns) -> since.merge(thread, -ns, Long::sum));
            return new Cpu(since);
        }
    }

    private final long pid;

    public ProcessFigures(final long pid) {
        this.pid = pid;
    }

    /**
     * From {@code schedstat} of each thread: nanoseconds on a CPU, in the kernel and outside, as the scheduler counts
     * them. A thread that has ended takes its time with it, but the JVM's threads that do work end only when they have
     * long been idle.
     */
    public Cpu cpu() throws IOException {
        final Map<String, Long> nsByThread = new HashMap<>();
        final List<Path> threads;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            threads = tasks.toList();
        }
        for (final Path thread : threads) {
            try {
                final String stat = Files.readString(thread.resolve("schedstat"));
                final long onCpuNs = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
                nsByThread.merge(Files.readString(thread.resolve("comm")).strip(), onCpuNs, Long::sum);
            } catch (final NoSuchFileException e) {
                // The thread has just ended.
            }
        }
        final Cpu cpu = new Cpu(nsByThread);
        if (cpu.allNs() == 0) {
            throw new IOException("the kernel does not count CPU time in /proc/" + pid + "/task/*/schedstat");
        }
        return cpu;
    }

    /** Memory that is resident now. */
    public long residentBytes() throws IOException {
        final Matcher resident = MEMORY.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        if (!resident.find()) {
            throw new IOException("no VmRSS in /proc/" + pid + "/status");
        }
        return Long.parseLong(resident.group(1)) * 1024;
    }

    /**
     * Bytes that the bid loops have allocated on the heap since they started, by the JVM's own count of each thread
     * ({@code jcmd Thread.print -e}): printed in whole kB or MB, taken in a safepoint of a few milliseconds.
     *
     * @throws IOException if there is no jcmd beside the JVM that runs us, or it does not tell
     */
    long loopsAllocatedBytes() throws IOException, InterruptedException {
        final Path tool = ChildProcess.jdkTool("jcmd");
        if (!Files.isExecutable(tool)) {
            throw new IOException("no jcmd beside this JVM");
        }
        final Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), "Thread.print", "-e")
                .redirectErrorStream(true)
                .start();
        final String threads = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TOOL_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("jcmd failed");
        }
        return loopsAllocatedBytes(threads);
    }

    /** The sum in a print of all threads. */
    static long loopsAllocatedBytes(final String threads) throws IOException {
        final Matcher thread = ALLOCATED.matcher(threads);
        long bytes = 0;
        boolean found = false;
        while (thread.find()) {
            if (thread.group(1).startsWith("bid-loop")) {
                bytes += Long.parseLong(thread.group(2)) << shift(thread.group(3));
                found = true;
            }
        }
        if (!found) {
            throw new IOException("jcmd does not tell what the bid loops have allocated");
        }
        return bytes;
    }

    private static int shift(final String unit) {
        return switch (unit) {
            case "G" -> 30;
            case "M" -> 20;
            case "K" -> 10;
            default -> 0;
        };
    }
}
