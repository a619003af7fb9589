package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.TimeRow;
import io.hayate.loadtest.send.SendCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Rates, bids, errors and the generator's lag over time. */
final class TimeCharts {
    private static final String PER_SECOND = "per second";
    private static final double LOWEST_LAG_MS = 0.001;

    private enum Failure {
        HTTP(SendCount.HTTP_ERRORS, "e1", "HTTP errors"),
        BROKEN(SendCount.BROKEN, "e2", "broken off"),
        TIMEOUT(SendCount.TIMEOUTS, "e3", "timeouts"),
        UNSENT(SendCount.UNSENT, "e4", "unsent"),
        CONNECT(SendCount.CONNECT_ERRORS, "e5", "not connected");

        private final SendCount count;
        private final String cssClass;
        private final String words;

        Failure(final SendCount count, final String cssClass, final String words) {
            this.count = count;
            this.cssClass = cssClass;
            this.words = words;
        }
    }

    private TimeCharts() {}

    static Chart rate(final Course course, final @Nullable ToDoubleFunction<TimeRow> asked) {
        final ToDoubleFunction<TimeRow> sent = row -> row.perSecond(row.count(SendCount.SENT));
        final double highest = Math.max(course.highest(sent), asked == null ? 0 : course.highest(asked));
        final Chart chart = course.chart(
                asked == null ? "Rate achieved" : "Rate, asked and achieved",
                "Requests per second over time: those that were to be sent, and those that were. The highest is "
                        + Numbers.count(highest) + " per second.",
                Scale.linear(highest),
                PER_SECOND);
        course.drawArea(chart, "sent", sent);
        course.drawLine(chart, "sent", sent);
        if (asked != null) {
            course.drawLine(chart, "asked", asked);
            chart.legend("asked", "asked");
        }
        chart.legend("sent", "achieved");
        course.addReadOuts(
                chart,
                row -> (asked == null ? "" : Numbers.count(asked.applyAsDouble(row)) + "/s asked, ")
                        + Numbers.count(sent.applyAsDouble(row)) + "/s achieved");
        return chart;
    }

    static Chart bids(final Course course) {
        final double highest =
                course.highest(row -> row.perSecond(row.count(SendCount.BIDS) + row.count(SendCount.NO_BIDS)));
        final Chart chart = course.chart(
                "Bids and no-bids",
                "Answers per second over time, bids below and no-bids on top of them. The highest sum is "
                        + Numbers.count(highest) + " per second.",
                Scale.linear(highest),
                PER_SECOND);
        course.drawArea(chart, "nobid", row -> row.perSecond(row.count(SendCount.BIDS) + row.count(SendCount.NO_BIDS)));
        course.drawArea(chart, "bid", row -> row.perSecond(row.count(SendCount.BIDS)));
        course.drawLine(chart, "bid", row -> row.perSecond(row.count(SendCount.BIDS)));
        course.addReadOuts(
                chart,
                row -> Numbers.count(row.perSecond(row.count(SendCount.BIDS))) + "/s bids, "
                        + Numbers.count(row.perSecond(row.count(SendCount.NO_BIDS))) + "/s no-bids");
        return chart.legend("nobid", "no-bids").legend("bid", "bids");
    }

    /** Only the kinds that there were. */
    static Chart errors(final Course course) {
        final List<Failure> seen = new ArrayList<>();
        double highest = 0;
        for (final Failure failure : Failure.values()) {
            final double ofKind = course.highest(row -> row.perSecond(row.count(failure.count)));
            if (ofKind > 0) {
                seen.add(failure);
                highest = Math.max(highest, ofKind);
            }
        }
        final Chart chart = course.chart(
                "Errors by kind",
                seen.isEmpty()
                        ? "There were no errors."
                        : "Errors per second over time; the highest of a kind is " + Numbers.count(highest)
                                + " per second.",
                Scale.linear(highest),
                PER_SECOND);
        for (final Failure failure : seen) {
            course.drawLine(chart, failure.cssClass, row -> row.perSecond(row.count(failure.count)));
            chart.legend(failure.cssClass, failure.words);
        }
        course.addReadOuts(chart, row -> failures(row, seen));
        return seen.isEmpty() ? chart.note("No errors of any kind.") : chart;
    }

    private static String failures(final TimeRow row, final List<Failure> kinds) {
        final List<String> texts = new ArrayList<>();
        for (final Failure failure : kinds) {
            if (row.count(failure.count) > 0) {
                texts.add(String.format(Locale.ROOT, "%s %,d", failure.words, row.count(failure.count)));
            }
        }
        return texts.isEmpty() ? "no errors" : String.join(", ", texts);
    }

    static Chart lag(final Course course) {
        final double highest = course.highest(TimeRow::lagP99Ms);
        final Chart chart = course.chart(
                "The generator's own lag",
                "The 99th percentile of how late the generator noticed that a request was due, over time. The highest is "
                        + Numbers.ms(highest) + " ms.",
                Scale.log(0.01, Math.max(1, highest)),
                "ms");
        course.drawArea(chart, "lag", row -> Math.max(LOWEST_LAG_MS, row.lagP99Ms()));
        course.drawLine(chart, "lag", row -> Math.max(LOWEST_LAG_MS, row.lagP99Ms()));
        course.addReadOuts(chart, row -> "p99 of the lag " + Numbers.ms(row.lagP99Ms()) + " ms");
        return chart.legend("lag", "p99");
    }
}
