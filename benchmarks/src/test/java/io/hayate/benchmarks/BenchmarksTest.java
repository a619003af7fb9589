package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.bid.BidsCounted;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Every benchmark is set up, which holds it against its baseline, and runs once; what it takes is nobody's business
 * here.
 */
class BenchmarksTest {
    @Test
    void shouldSetUpAndRunEveryBenchmark() throws RunnerException {
        final Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^io\\.hayate\\.benchmarks\\.")
                        .param("campaigns", "1000")
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .forks(0)
                        .shouldFailOnError(true)
                        .addProfiler(BidsCounted.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        final Set<String> ran = new TreeSet<>();
        results.forEach(result -> ran.add(result.getParams().getBenchmark()));
        assertThat(results)
                .filteredOn(result -> result.getParams().getBenchmark().endsWith("BidPipelineBenchmark.pipeline"))
                .allMatch(result ->
                        result.getSecondaryResults().get(BidsCounted.METRIC).getScore() > 0.5);
        assertThat(ran).isEqualTo(all()).anyMatch(name -> name.contains(".write."));
    }

    private static Set<String> all() {
        final Set<String> names = new TreeSet<>();
        for (final BenchmarkListEntry entry : BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())) {
            names.add(entry.getUsername());
        }
        return names;
    }
}
