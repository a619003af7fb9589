package io.hayate.benchmarks.compare;

import io.hayate.benchmarks.results.Measured;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Ratios of interleaved pairs, or other values of slices, and what may be said of their median. Immutable; shared. */
public final class Ratios {
    /** Of the interval, at least; the next wider pair of order statistics is taken. */
    static final double CONFIDENCE = 0.95;

    private final double[] ascending;

    public Ratios(final List<Double> ratios) {
        if (ratios.isEmpty()) {
            throw new IllegalArgumentException("no ratio, no median");
        }
        this.ascending =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    public double median() {
        final int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }

    /** Whether there are enough for an interval: six. */
    public boolean haveInterval() {
        return rank() > 0;
    }

    /**
     * The k-th smallest and the k-th largest, between which the true median lies with {@link #CONFIDENCE}, whatever the
     * distribution.
     */
    public double low() {
        return ascending[rank() - 1];
    }

    public double high() {
        return ascending[ascending.length - rank()];
    }

    /** The median with its interval; where there are too few for one, with the lowest and the highest. */
    public Measured measured() {
        if (haveInterval()) {
            return new Measured(median(), low(), high());
        }
        return ascending.length == 1
                ? Measured.of(median())
                : new Measured(median(), ascending[0], ascending[ascending.length - 1]);
    }

    /** For people: the median, and the interval if there is one. */
    public String summary() {
        return haveInterval()
                ? String.format(Locale.ROOT, "%.3f, 95 %% interval %.3f to %.3f", median(), low(), high())
                : String.format(Locale.ROOT, "%.3f (too few for an interval)", median());
    }

    /**
     * The largest k so that fewer than k of n fair coins, or more than n - k, show heads with a probability of at most 1 -
     * {@link #CONFIDENCE}; 0 if there is none.
     */
    private int rank() {
        final int n = ascending.length;
        double outside = 0;
        double binomial = Math.pow(0.5, n);
        int rank = 0;
        for (int heads = 0; heads < n / 2; heads++) {
            outside += 2 * binomial;
            if (outside > 1 - CONFIDENCE) {
                break;
            }
            rank = heads + 1;
            binomial = binomial * (n - heads) / (heads + 1);
        }
        return rank;
    }

    @Override
    public String toString() {
        return Arrays.toString(ascending);
    }
}
