package io.hayate.loadtest.report;

import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The figures of a run as aligned text. */
public final class ResultTable {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final String[] NAMES = {"p50", "p90", "p99", "p99.9", "p99.99", "max"};
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private ResultTable() {}

    public static List<String> lines(final SendResult result) {
        final List<String> lines = new ArrayList<>();
        final StringBuilder head = new StringBuilder(String.format("  %-16s", "latency, ms"));
        for (final String name : NAMES) {
            head.append(String.format("%10s", name));
        }
        lines.add(head.toString());
        lines.add(latencies("from due time", result.latency().fromDue()));
        lines.add(latencies("from sending", result.latency().fromSend()));
        lines.add("");
        addCounts(lines, result);
        lines.add("");
        lines.add(row(
                "rate",
                String.format(
                        Locale.ROOT,
                        "%,.1f/s%s, for %.1f s over %d connections%s",
                        result.achievedRatePerSecond(),
                        result.plan().schedule().isClosedLoop()
                                ? " in a closed loop"
                                : String.format(Locale.ROOT, " of %,.1f/s asked", result.askedRatePerSecond()),
                        result.plannedNs() / NS_PER_SECOND,
                        result.plan().connections().count(),
                        reopened(result))));
        lines.add(row(
                "sender's lag",
                String.format(
                        Locale.ROOT,
                        "p99 %.3f ms, max %.3f ms",
                        result.latency().lag().getValueAtPercentile(99) / NS_PER_MS,
                        result.latency().lag().getMaxValue() / NS_PER_MS)));
        lines.add(row(
                "bytes",
                String.format(
                        Locale.ROOT,
                        "%,.1f MB out, %,.1f MB in",
                        result.count(SendCount.BYTES_OUT) / BYTES_PER_MEGABYTE,
                        result.count(SendCount.BYTES_IN) / BYTES_PER_MEGABYTE)));
        return lines;
    }

    private static String reopened(final SendResult result) {
        final long reopened =
                result.count(SendCount.CONNECTS) - result.plan().connections().count();
        return reopened > 0 ? String.format(Locale.ROOT, ", %,d of them opened anew", reopened) : "";
    }

    private static void addCounts(final List<String> lines, final SendResult result) {
        final long answered = result.count(SendCount.ANSWERED);
        lines.add(countRow("sent", result.count(SendCount.SENT), ""));
        lines.add(countRow("answered", answered, percent(answered, result.count(SendCount.SENT))));
        final long bids = result.count(SendCount.BIDS);
        final long noBids = result.count(SendCount.NO_BIDS);
        lines.add(countRow("  bids", bids, percent(bids, answered)));
        lines.add(countRow("  no-bids", noBids, percent(noBids, answered) + noBidReasons(result)));
        lines.add(countRow(
                "invalid", result.invalid(), String.format(Locale.ROOT, "of %,d answers checked", result.checked())));
        final long unsent = result.count(SendCount.UNSENT);
        lines.add(countRow(
                "timeouts",
                result.count(SendCount.TIMEOUTS) + unsent,
                unsent == 0 ? "" : String.format(Locale.ROOT, "%,d of them never sent", unsent)));
        final long httpErrors = result.count(SendCount.HTTP_ERRORS);
        final long broken = result.count(SendCount.BROKEN);
        final long connectErrors = result.count(SendCount.CONNECT_ERRORS);
        lines.add(countRow(
                "errors",
                httpErrors + broken + connectErrors,
                httpErrors + broken + connectErrors == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "HTTP %,d%s, broken off %,d, connecting %,d",
                                httpErrors,
                                statuses(result),
                                broken,
                                connectErrors)));
    }

    private static String noBidReasons(final SendResult result) {
        return result.noBidReasons().isEmpty() ? "" : "  nbr" + counted(result.noBidReasons());
    }

    private static String statuses(final SendResult result) {
        return counted(result.errorStatuses());
    }

    private static String counted(final SortedMap<Integer, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " x " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String latencies(final String name, final Histogram histogram) {
        final StringBuilder line = new StringBuilder(String.format("  %-16s", name));
        for (final double percentile : PERCENTILES) {
            final long valueNs =
                    percentile == 100 ? histogram.getMaxValue() : histogram.getValueAtPercentile(percentile);
            line.append(String.format(Locale.ROOT, "%,10.3f", valueNs / NS_PER_MS));
        }
        return line.toString();
    }

    private static String countRow(final String name, final long count, final String remark) {
        return String.format(Locale.ROOT, "  %-16s%,10d  %s", name, count, remark)
                .stripTrailing();
    }

    private static String row(final String name, final String text) {
        return String.format("  %-16s%s", name, text);
    }

    private static String percent(final long part, final long whole) {
        return whole == 0 ? "" : String.format(Locale.ROOT, "%5.1f %%", 100.0 * part / whole);
    }
}
