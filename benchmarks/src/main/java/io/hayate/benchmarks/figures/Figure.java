package io.hayate.benchmarks.figures;

import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One figure: what docs/performance.md says of it, and where to find it among what a program measured. Immutable; shared.
 *
 * @param unit as it is measured in; empty: a ratio
 * @param from name among the program's results; null: this command does not measure it
 * @param over the result it is divided by; null: by none
 * @param section of the page, if it is not the group's
 * @param page the page's words; null: it records nothing
 * @param recorded the figure in them
 * @param target the page's words; null: there is none
 * @param below what the target means; null: nothing
 * @param above what the target means; null: nothing
 * @param bids false: needs none, though others of its group do
 */
public record Figure(
        String what,
        String unit,
        @Nullable String from,
        @Nullable String over,
        @Nullable String section,
        @Nullable String page,
        @Nullable String recorded,
        @Nullable String target,
        @Nullable Double below,
        @Nullable Double above,
        @Nullable Boolean bids) {
    /** A number, and where a range stands its other end. */
    private static final Pattern NUMBERS = Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)(?: to (\\d[\\d,]*(?:\\.\\d+)?))?");

    /** The recorded number; of a range its middle; NaN: none is recorded. */
    double recordedValue() {
        final Matcher numbers = NUMBERS.matcher(recorded == null ? "" : recorded);
        if (!numbers.find()) {
            return Double.NaN;
        }
        final double first = number(numbers.group(1));
        return numbers.group(2) == null ? first : (first + number(numbers.group(2))) / 2;
    }

    private static double number(final String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    boolean needsBids() {
        return bids == null || bids;
    }

    /** What was measured of it; null: nothing. */
    @Nullable
    Measured measured(final Results results) {
        final Measured measured = from == null ? null : results.figure(from);
        if (measured == null || over == null) {
            return measured;
        }
        final Measured divisor = results.figure(over);
        return divisor == null ? null : measured.over(divisor);
    }

    boolean hasTarget() {
        return below != null || above != null;
    }

    boolean isMet(final double value) {
        return (below == null || value < below) && (above == null || value > above);
    }

    /** Whether the spread lies on both sides of the target. */
    boolean isUnsure(final Measured measured) {
        return measured.hasSpread() && isMet(measured.low()) != isMet(measured.high());
    }

    /** For people: {@code below 0.33}. */
    String targetText() {
        if (below != null) {
            return "below " + plain(below);
        }
        return above == null ? "" : "above " + plain(above);
    }

    private static String plain(final double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }
}
