package io.hayate.benchmarks.changes;

import io.hayate.benchmarks.results.Results;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Latencies, all of them. Immutable; shared. */
final class Latencies {
    private static final double NS_PER_MS = 1e6;

    private final long[] ascendingNs;

    Latencies(final Collection<Long> ns) {
        ascendingNs = ns.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** All of several. */
    static Latencies of(final Collection<Latencies> several) {
        return new Latencies(several.stream()
                .flatMap(each -> Arrays.stream(each.ascendingNs).boxed())
                .toList());
    }

    int count() {
        return ascendingNs.length;
    }

    /**
     * The smallest latency that so many per cent are not above.
     *
     * @param percent above 0, at most 100
     */
    double percentileMs(final double percent) {
        if (ascendingNs.length == 0) {
            throw new IllegalStateException("no latency, no percentile");
        }
        final int rank = (int) Math.ceil(percent / 100 * ascendingNs.length);
        return ascendingNs[Math.max(1, rank) - 1] / NS_PER_MS;
    }

    /** Three of them, as figures. */
    void putInto(final Results results, final String name) {
        if (ascendingNs.length > 0) {
            results.put(name + ".p50", percentileMs(50));
            results.put(name + ".p99", percentileMs(99));
            results.put(name + ".max", percentileMs(100));
        }
    }

    /** For people. */
    String summary() {
        return ascendingNs.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms, max %.1f ms (%,d)",
                        percentileMs(50),
                        percentileMs(99),
                        percentileMs(100),
                        ascendingNs.length);
    }

    @Override
    public String toString() {
        return Arrays.toString(ascendingNs);
    }
}
