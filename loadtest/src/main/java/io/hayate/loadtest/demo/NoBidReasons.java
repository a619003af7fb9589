package io.hayate.loadtest.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads why the bidder did not bid from its metrics. */
final class NoBidReasons {
    private static final Pattern SAMPLE =
            Pattern.compile("hayate_no_bids_total\\{[^}]*reason=\"([^\"]+)\"[^}]*} ([0-9.eE+]+)");

    private record Reason(String name, double count) {}

    private NoBidReasons() {}

    /** A line for each reason that occurred, the most frequent first. */
    static List<String> lines(final String metrics, final int limit) {
        return metrics.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::lookingAt)
                .map(sample -> new Reason(sample.group(1), Double.parseDouble(sample.group(2))))
                .filter(reason -> reason.count > 0)
                .sorted(Comparator.comparingDouble(Reason::count).reversed())
                .limit(limit)
                .map(reason -> String.format(Locale.ROOT, "  %,10.0f  %s", reason.count, reason.name))
                .toList();
    }
}
