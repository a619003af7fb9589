package io.hayate.loadtest.report.figures;

import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of one time that a plan was sent. Immutable; shared.
 *
 * @param startedAt of the counted run, ISO 8601 in UTC
 * @param counts by {@link #key}, and {@code checked} and {@code invalid}: answers held against the rules, and those that broke one
 * @param errorStatuses answers by HTTP status, of statuses other than 200 and 204
 * @param noBidReasons no-bids with content by their {@code nbr}
 * @param reasonsInvalid why the figures must not be quoted; empty when they may be
 * @param interrupted whether it ended before its time
 */
public record Repetition(
        String startedAt,
        Rates rates,
        Map<String, Long> counts,
        SortedMap<Integer, Long> errorStatuses,
        SortedMap<Integer, Long> noBidReasons,
        Latencies latency,
        List<String> reasonsInvalid,
        boolean interrupted) {
    public static final String CHECKED = "checked";
    public static final String INVALID = "invalid";

    private static final double NS_PER_SECOND = 1e9;

    public Repetition {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(latency, "latency");
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(counts, "counts")));
        errorStatuses = Collections.unmodifiableSortedMap(new TreeMap<>(errorStatuses));
        noBidReasons = Collections.unmodifiableSortedMap(new TreeMap<>(noBidReasons));
        reasonsInvalid = List.copyOf(reasonsInvalid);
    }

    public static Repetition of(final Instant startedAt, final SendResult result, final List<String> reasonsInvalid) {
        final Map<String, Long> counts = new LinkedHashMap<>();
        for (final SendCount count : SendCount.values()) {
            counts.put(key(count), result.count(count));
        }
        counts.put(CHECKED, result.checked());
        counts.put(INVALID, result.invalid());
        return new Repetition(
                startedAt.toString(),
                new Rates(
                        result.plan().schedule().isClosedLoop() ? 0 : result.askedRatePerSecond(),
                        result.achievedRatePerSecond(),
                        result.sendingNs() / NS_PER_SECOND),
                counts,
                result.errorStatuses(),
                result.noBidReasons(),
                Latencies.of(result.latency()),
                reasonsInvalid,
                result.interrupted());
    }

    /** The count's key in JSON: {@code HTTP_ERRORS} is {@code httpErrors}. */
    public static String key(final SendCount count) {
        final StringBuilder key = new StringBuilder();
        for (final String word : count.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }

    public long count(final SendCount count) {
        return count(key(count));
    }

    /** 0 for a key that is not there. */
    public long count(final String key) {
        return counts.getOrDefault(key, 0L);
    }

    /** Requests that were due and got no proper answer. */
    public long failures() {
        return count(SendCount.HTTP_ERRORS)
                + count(SendCount.BROKEN)
                + count(SendCount.TIMEOUTS)
                + count(SendCount.UNSENT);
    }

    /** The part of the requests due that got no proper answer, 0 to 1. */
    public double failureShare() {
        final long due = count(SendCount.SENT) + count(SendCount.UNSENT);
        return due == 0 ? 0 : failures() / (double) due;
    }

    /** The part of the answers that held a bid, 0 to 1. */
    public double bidShare() {
        final long answered = count(SendCount.ANSWERED);
        return answered == 0 ? 0 : count(SendCount.BIDS) / (double) answered;
    }
}
