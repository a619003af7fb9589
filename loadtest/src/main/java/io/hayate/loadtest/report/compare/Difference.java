package io.hayate.loadtest.report.compare;

import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.Spread;
import java.util.List;
import java.util.Locale;

/**
 * One figure of two runs. Immutable; shared.
 *
 * @param a of each repetition of the first run
 * @param b of each repetition of the second
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Difference(Figure figure, double[] a, double[] b) {
    /** How unlikely a difference must be by chance to be called one. */
    public static final double LEVEL = 0.05;

    /** What can be said of a difference. */
    public enum Verdict {
        DIFFERS,
        WITHIN_NOISE,
        CANNOT_TELL
    }

    static Difference of(final Figure figure, final List<Repetition> a, final List<Repetition> b) {
        return new Difference(
                figure,
                a.stream().mapToDouble(figure.value()).toArray(),
                b.stream().mapToDouble(figure.value()).toArray());
    }

    public Spread spreadA() {
        return Spread.of(a);
    }

    public Spread spreadB() {
        return Spread.of(b);
    }

    /** The second run's median as a multiple of the first's; not a number if that is 0. */
    public double ratio() {
        final double medianA = spreadA().median();
        final double medianB = spreadB().median();
        return medianA == medianB ? 1 : medianA == 0 ? Double.NaN : medianB / medianA;
    }

    public double pValue() {
        return RankSum.pValue(a, b);
    }

    public Verdict verdict() {
        if (RankSum.leastPValue(a.length, b.length) > LEVEL) {
            return Verdict.CANNOT_TELL;
        }
        return pValue() <= LEVEL ? Verdict.DIFFERS : Verdict.WITHIN_NOISE;
    }

    /** In words, with the number that they rest on. */
    public String sentence() {
        return switch (verdict()) {
            case DIFFERS ->
                String.format(
                        Locale.ROOT,
                        "%s (p %.3f)",
                        spreadB().median() > spreadA().median()
                                ? "B is higher"
                                : spreadB().median() < spreadA().median() ? "B is lower" : "they differ",
                        pValue());
            case WITHIN_NOISE -> String.format(Locale.ROOT, "within the noise (p %.2f)", pValue());
            case CANNOT_TELL -> "cannot tell: " + repetitions();
        };
    }

    private String repetitions() {
        if (a.length != b.length) {
            return a.length + " and " + b.length + " repetitions";
        }
        return a.length == 1 ? "1 repetition each" : a.length + " repetitions each";
    }

    /** Whether the second is certainly above the first. */
    boolean isHigher() {
        return verdict() == Verdict.DIFFERS && spreadB().median() > spreadA().median();
    }

    boolean isLower() {
        return verdict() == Verdict.DIFFERS && spreadB().median() < spreadA().median();
    }
}
