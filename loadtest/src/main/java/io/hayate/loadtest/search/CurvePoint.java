package io.hayate.loadtest.search;

import io.hayate.loadtest.search.RateProbe.Purpose;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendResult;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The figures of one try at a rate; latencies from the due time. Immutable; shared.
 *
 * @param number of the try, from 1
 */
public record CurvePoint(
        int number,
        Purpose purpose,
        double ratePerSecond,
        double achievedPerSecond,
        Latencies latencies,
        Shares shares,
        List<Verdict> verdicts,
        ProbeResult result) {
    private static final double NS_PER_MS = 1e6;
    private static final double PERCENT = 100;

    /** In nanoseconds. */
    public record Latencies(long p50Ns, long p90Ns, long p99Ns, long p999Ns, long p9999Ns, long maxNs, long lagP99Ns) {}

    /** Of the requests that were due in so long. */
    public record Shares(long durationNs, long due, long errors, long bids) {
        double errorShare() {
            return due == 0 ? 0 : (double) errors / due;
        }

        double bidShare() {
            return due == 0 ? 0 : (double) bids / due;
        }
    }

    static final String HEAD = String.format(
            "  %10s %10s %9s %9s %9s %8s %8s  %s",
            "rate/s", "achieved", "p50 ms", "p99 ms", "p99.9 ms", "errors", "bids", "");

    static CurvePoint of(
            final int number,
            final Purpose purpose,
            final double ratePerSecond,
            final SendResult run,
            final List<Verdict> verdicts,
            final ProbeResult result) {
        final Histogram due = run.latency().fromDue();
        final long dueCount = run.count(SendCount.ANSWERED)
                + run.count(SendCount.BROKEN)
                + run.count(SendCount.TIMEOUTS)
                + run.count(SendCount.UNSENT);
        return new CurvePoint(
                number,
                purpose,
                ratePerSecond,
                run.achievedRatePerSecond(),
                new Latencies(
                        due.getValueAtPercentile(50),
                        due.getValueAtPercentile(90),
                        due.getValueAtPercentile(99),
                        due.getValueAtPercentile(99.9),
                        due.getValueAtPercentile(99.99),
                        due.getMaxValue(),
                        run.latency().lag().getValueAtPercentile(99)),
                new Shares(run.plan().durationNs(), dueCount, run.failures(), run.count(SendCount.BIDS)),
                verdicts,
                result);
    }

    boolean isMet() {
        return result.kind() == ProbeResult.Kind.MET;
    }

    /** A row under {@link #HEAD}. */
    String row() {
        return String.format(
                Locale.ROOT,
                "  %,10.0f %,10.0f %,9.3f %,9.3f %,9.3f %6.2f %% %6.1f %%  %s",
                ratePerSecond,
                achievedPerSecond,
                latencies.p50Ns / NS_PER_MS,
                latencies.p99Ns / NS_PER_MS,
                latencies.p999Ns / NS_PER_MS,
                shares.errorShare() * PERCENT,
                shares.bidShare() * PERCENT,
                remark());
    }

    String remark() {
        final String verdict = switch (result.kind()) {
            case MET -> "kept";
            case MISSED -> "missed: " + result.reason();
            case GENERATOR_LIMIT -> "INVALID: " + result.reason();
            case INTERRUPTED -> "interrupted";
        };
        return purpose == Purpose.CONFIRM ? "confirmation " + verdict : verdict;
    }
}
