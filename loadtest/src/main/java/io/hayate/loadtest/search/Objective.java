package io.hayate.loadtest.search;

import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendResult;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * One objective of an SLO, such as {@code p99=10ms}. Latencies are from the due time, as long as a request waited if it timed out; what
 * broke off has none and is an error. Shares are of all requests that were due. Immutable; shared.
 *
 * @param percentile of latency; 0 for other kinds
 * @param limit in nanoseconds for latencies, else a share between 0 and 1
 * @param limitText as it was typed
 */
public record Objective(Kind kind, double percentile, double limit, String limitText) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,3})?)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?(us|ms|s|m)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?) ?(%?)");
    private static final double NS_PER_MS = 1e6;
    private static final double PERCENT = 100;

    /** What is held against the limit. */
    public enum Kind {
        /** A percentile of latency, at most. */
        PERCENTILE,
        /** The longest latency, at most. */
        MAX,
        /** The mean latency, at most. */
        MEAN,
        /** The share of requests without a proper answer in time (error status, broken off, timeout, unsent), at most. */
        ERRORS,
        /** The share of requests that were bid on, at least. */
        BIDS
    }

    /** @throws IllegalArgumentException naming what is wrong with the text */
    static Objective parse(final String text) {
        final int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no '=': objectives are written p99=10ms or errors=0.1%");
        }
        final String name = text.substring(0, equals).strip();
        final String limit = text.substring(equals + 1).strip();
        return switch (name) {
            case "max" -> new Objective(Kind.MAX, 0, timeNs(name, limit), limit);
            case "mean" -> new Objective(Kind.MEAN, 0, timeNs(name, limit), limit);
            case "errors" -> new Objective(Kind.ERRORS, 0, missable(name, limit), limit);
            case "bids" -> new Objective(Kind.BIDS, 0, share(name, limit), limit);
            default -> new Objective(Kind.PERCENTILE, percentile(name), timeNs(name, limit), limit);
        };
    }

    private static double percentile(final String name) {
        final Matcher matcher = PERCENTILE.matcher(name);
        final double percentile = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (percentile == 0) {
            throw new IllegalArgumentException("'" + name
                    + "' is no objective: there are p50, p90, p99, p99.9 and the like, max, mean, errors, bids");
        }
        return percentile;
    }

    private static double timeNs(final String name, final String text) {
        final Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    NUMBER.matcher(text).matches()
                            ? name + "=" + text + " has no unit: write " + text + "ms or " + text + "s"
                            : "'" + text + "' of " + name + " is not a length of time such as 500us, 2.5ms or 1s");
        }
        final double unitNs = switch (matcher.group(2)) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 60e9;
        };
        final double timeNs = Double.parseDouble(matcher.group(1)) * unitNs;
        if (timeNs == 0) {
            throw new IllegalArgumentException(name + "=" + text + " can never be kept: it must be above 0");
        }
        return timeNs;
    }

    private static double missable(final String name, final String text) {
        final double share = share(name, text);
        if (share == 1 && !text.endsWith("%")) {
            throw new IllegalArgumentException(
                    name + "=" + text + " can never be missed: write " + text + "% for a percentage");
        }
        return share;
    }

    /** A percentage or a fraction. */
    static double share(final String name, final String text) {
        final Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' of " + name + " is neither a percentage such as 0.1% nor a fraction such as 0.001");
        }
        final double number = Double.parseDouble(matcher.group(1));
        final double share = matcher.group(2).isEmpty() ? number : number / PERCENT;
        if (share > 1) {
            throw new IllegalArgumentException(name + "=" + text + " is more than all: write "
                    + (matcher.group(2).isEmpty() ? text + "% for a percentage" : "at most 100%"));
        }
        return share;
    }

    /** As in the text it was read from: p99, errors. */
    public String name() {
        return kind == Kind.PERCENTILE
                ? "p"
                        + (percentile == Math.rint(percentile)
                                ? Integer.toString((int) percentile)
                                : Double.toString(percentile))
                : kind.name().toLowerCase(Locale.ROOT);
    }

    public boolean isLatency() {
        return kind == Kind.PERCENTILE || kind == Kind.MAX || kind == Kind.MEAN;
    }

    /** Of a run; not a number if nothing was due in it. */
    Verdict verdict(final SendResult result, final Histogram latency) {
        final long due = result.count(SendCount.ANSWERED)
                + result.count(SendCount.BROKEN)
                + result.count(SendCount.TIMEOUTS)
                + result.count(SendCount.UNSENT);
        final boolean measured = isLatency() ? latency.getTotalCount() > 0 : due > 0;
        final double value = measured ? value(result, latency, due) : Double.NaN;
        // Nothing that was not measured is kept: comparisons with what is not a number are false.
        return new Verdict(this, value, kind == Kind.BIDS ? value >= limit : value <= limit);
    }

    private double value(final SendResult result, final Histogram latency, final long due) {
        return switch (kind) {
            case PERCENTILE -> latency.getValueAtPercentile(percentile);
            case MAX -> latency.getMaxValue();
            case MEAN -> latency.getMean();
            case ERRORS -> (double) result.failures() / due;
            case BIDS -> (double) result.count(SendCount.BIDS) / due;
        };
    }

    String valueText(final double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        return isLatency()
                ? String.format(Locale.ROOT, "%,.3f ms", value / NS_PER_MS)
                : String.format(Locale.ROOT, "%.3f %%", value * PERCENT);
    }

    @Override
    public String toString() {
        return name() + "=" + limitText;
    }
}
