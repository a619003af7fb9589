package io.hayate.benchmarks.figures;

import io.hayate.benchmarks.Benchmarks;
import io.hayate.benchmarks.FloorComparison;
import io.hayate.benchmarks.IndexFootprint;
import io.hayate.benchmarks.LiveChanges;
import io.hayate.benchmarks.StartTimes;
import io.hayate.benchmarks.bid.BidsCounted;
import io.hayate.benchmarks.results.JmhResults;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What measures. */
public enum Program {
    JMH(Benchmarks.class),
    FLOOR_COMPARISON(FloorComparison.class),
    LIVE_CHANGES(LiveChanges.class),
    INDEX_FOOTPRINT(IndexFootprint.class),
    START_TIMES(StartTimes.class);

    private final Class<?> mainClass;

    Program(final Class<?> mainClass) {
        this.mainClass = mainClass;
    }

    Class<?> mainClass() {
        return mainClass;
    }

    /** What makes it leave its results in a file. */
    List<String> resultsInto(final Path file) {
        return this == JMH
                ? List.of("-foe", "true", "-prof", BidsCounted.class.getName(), "-rf", "json", "-rff", file.toString())
                : List.of("--json", file.toString());
    }

    Results read(final Path file) throws IOException {
        return this == JMH ? JmhResults.read(file) : Results.read(file);
    }
}
