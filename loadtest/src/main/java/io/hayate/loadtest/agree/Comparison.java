package io.hayate.loadtest.agree;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One figure of ours beside that of another tool, round by round, and whether they agree: by how much of the tolerance ours
 * is off in each round, the median of that. Immutable; shared.
 *
 * @param theirs by round
 * @param ours by round
 */
record Comparison(String name, List<Double> theirs, List<Double> ours, Tolerance tolerance) {
    /** How far ours may be off. */
    enum Tolerance {
        /** Nothing is said. */
        NONE(0, 0, false),
        /** Requests per second: at most 15 % less. */
        CEILING(0.15, 0, true),
        /** Latencies: 15 % or 50 us, whichever is more. */
        LATENCY(0.15, 50, false);

        private final double part;
        private final double leastUs;
        private final boolean moreIsFine;

        Tolerance(final double part, final double leastUs, final boolean moreIsFine) {
            this.part = part;
            this.leastUs = leastUs;
            this.moreIsFine = moreIsFine;
        }

        /** Within -1 and 1 ours is close enough. */
        private double off(final double theirValue, final double ourValue) {
            final double off = (ourValue - theirValue) / Math.max(part * theirValue, leastUs);
            return moreIsFine ? Math.min(0, off) : off;
        }
    }

    /** What the rounds say. */
    enum Verdict {
        NONE(""),
        AGREE("agree"),
        /** The median is off, and all rounds to the same side. */
        DIFFER("DIFFER"),
        /** The median is off, but the rounds reach from there to where it is not. */
        UNCLEAR("UNCLEAR: the rounds spread too far");

        private final String words;

        Verdict(final String words) {
            this.words = words;
        }
    }

    Comparison {
        theirs = List.copyOf(theirs);
        ours = List.copyOf(ours);
        if (theirs.isEmpty() || theirs.size() != ours.size()) {
            throw new IllegalArgumentException("as many rounds of theirs as of ours, and one at least");
        }
    }

    static Comparison of(
            final String name,
            final List<ClientFigures> theirs,
            final List<ClientFigures> ours,
            final ToDoubleFunction<ClientFigures> figure,
            final Tolerance tolerance) {
        return new Comparison(
                name,
                theirs.stream().map(figure::applyAsDouble).toList(),
                ours.stream().map(figure::applyAsDouble).toList(),
                tolerance);
    }

    Verdict verdict() {
        if (tolerance == Tolerance.NONE) {
            return Verdict.NONE;
        }
        final double[] offs = rounds(tolerance::off);
        if (Math.abs(median(offs)) <= 1) {
            return Verdict.AGREE;
        }
        Arrays.sort(offs);
        final boolean reaching = offs[0] <= 1 && offs[offs.length - 1] >= -1;
        return reaching ? Verdict.UNCLEAR : Verdict.DIFFER;
    }

    /** Ours by theirs in each round, ascending. */
    double[] ratios() {
        final double[] ratios = rounds((theirValue, ourValue) -> ourValue / theirValue);
        Arrays.sort(ratios);
        return ratios;
    }

    private interface OfRound {
        double of(double theirValue, double ourValue);
    }

    private double[] rounds(final OfRound function) {
        return IntStream.range(0, ours.size())
                .mapToDouble(round -> function.of(theirs.get(round), ours.get(round)))
                .toArray();
    }

    static double median(final double... values) {
        final double[] ascending = values.clone();
        Arrays.sort(ascending);
        final int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }

    static String head(final String tool) {
        return String.format("  %-20s %28s %28s  %-22s", "median (rounds)", tool, "ours", "ours / " + tool);
    }

    String row() {
        final double[] ratios = ratios();
        return String.format(
                        Locale.ROOT,
                        "  %-20s %28s %28s  %.2f (%.2f to %.2f)  %s",
                        name,
                        spread(theirs),
                        spread(ours),
                        median(ratios),
                        ratios[0],
                        ratios[ratios.length - 1],
                        verdict().words)
                .stripTrailing();
    }

    private static String spread(final List<Double> rounds) {
        final double[] values =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        final double median = median(values);
        final String form = median < 100 ? "%.2f (%.2f to %.2f)" : "%,.0f (%,.0f to %,.0f)";
        return String.format(Locale.ROOT, form, median, values[0], values[values.length - 1]);
    }
}
