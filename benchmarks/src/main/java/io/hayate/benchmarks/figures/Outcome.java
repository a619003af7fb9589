package io.hayate.benchmarks.figures;

import io.hayate.benchmarks.results.Results;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a group. Immutable; shared.
 *
 * @param results null: it failed, or is not measured by this command
 * @param failure empty: none
 */
public record Outcome(Group group, @Nullable Results results, String failure) {
    /** Measured; it fails nevertheless if a figure is missing, or bids were not counted. */
    static Outcome of(final Group group, final Results results) {
        final List<String> missing = group.figures().stream()
                .filter(figure -> figure.measured(results) == null)
                .map(figure -> figure.what() + " (" + figure.from() + ")")
                .toList();
        if (!missing.isEmpty() && results.isValid()) {
            return new Outcome(group, results, "not measured: " + String.join(", ", missing));
        }
        if (group.bids() && Double.isNaN(results.bidShare())) {
            return new Outcome(group, results, "bids were not counted");
        }
        return new Outcome(group, results, "");
    }

    static Outcome failed(final Group group, final String failure) {
        return new Outcome(group, null, failure);
    }

    /** Of a group that something else measures. */
    static Outcome elsewhere(final Group group) {
        return new Outcome(group, null, "");
    }

    boolean hasFailed() {
        return !failure.isEmpty();
    }

    /** What makes its figures void; empty: nothing. */
    List<String> problems() {
        if (results == null) {
            return List.of();
        }
        // Not only what a program says itself: no figure without bids, whoever measured it.
        return results.problems().isEmpty() && results.bidShare() < Results.MIN_BID_SHARE
                ? List.of("fewer than half are bids")
                : results.problems();
    }
}
