package io.hayate.benchmarks;

import io.hayate.benchmarks.bid.GeneratedIndex;
import io.hayate.benchmarks.compare.Ratios;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * Prints what generated campaigns cost to hold and to index: bytes of heap and off the heap, CPU time of a build. Catalog
 * maps and logs are not in it.
 */
@CommandLine.Command(
        name = "IndexFootprint",
        description = "Memory for each campaign and CPU time of index builds, on one thread.",
        mixinStandardHelpOptions = true)
public final class IndexFootprint implements Callable<Integer> {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    @CommandLine.Option(
            names = "--campaigns",
            defaultValue = "100000",
            description = "How many, with three creatives each (default: ${DEFAULT-VALUE}).")
    private int campaigns;

    @CommandLine.Option(
            names = "--builds",
            defaultValue = "5",
            description = "How often the index is built (default: ${DEFAULT-VALUE}).")
    private int builds;

    @CommandLine.Mixin
    private final ResultsFile json = new ResultsFile();

    private final Results results = new Results();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new IndexFootprint()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final long emptyBytes = usedHeapBytes();
        final long startNs = cpuNs();
        try (GeneratedIndex generated = GeneratedIndex.withoutIndex(campaigns)) {
            print("generated, parsed and held, ms", (cpuNs() - startNs) / NANOS_PER_MILLI);
            final long heldBytes = usedHeapBytes() - emptyBytes;
            final List<Double> buildSeconds = new ArrayList<>();
            for (int build = 0; build < builds; build++) {
                final long buildNs = cpuNs();
                generated.build();
                final double buildMs = (cpuNs() - buildNs) / NANOS_PER_MILLI;
                print("index built, ms", buildMs);
                buildSeconds.add(buildMs / MILLIS_PER_SECOND);
                if (build == 0) {
                    each("heap, campaigns, bytes each", "heap-campaign-bytes", heldBytes);
                    each("heap, index, bytes each", "heap-index-bytes", usedHeapBytes() - emptyBytes - heldBytes);
                    each("off the heap, index, bytes each", "off-heap-index-bytes", directBytes());
                    results.put("first-build-s", buildMs / MILLIS_PER_SECOND);
                }
            }
            results.put("build-s", new Ratios(buildSeconds).measured());
        }
        json.write(results);
        return CommandLine.ExitCode.OK;
    }

    private void each(final String what, final String name, final long bytes) {
        print(what, (double) bytes / campaigns);
        results.put(name, (double) bytes / campaigns);
    }

    private static void print(final String what, final double figure) {
        System.out.printf(Locale.ROOT, "%-34s %,12.0f%n", what, figure);
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedHeapBytes() {
        // What is reachable, as near as a program can tell.
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
