package io.hayate.loadtest.report.figures;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One figure over the repetitions of a run. Immutable; shared. */
public record Spread(double lowest, double median, double highest) {
    /** @param values at least one */
    public static Spread of(final double... values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        final double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    public static Spread of(final List<Repetition> repetitions, final ToDoubleFunction<Repetition> figure) {
        return of(repetitions.stream().mapToDouble(figure).toArray());
    }
}
