package io.hayate.loadtest.search;

import io.hayate.loadtest.send.SendResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of trying a rate. Immutable; shared.
 *
 * @param reason a sentence; empty if all was kept
 */
public record ProbeResult(Kind kind, String reason) {
    private static final double NS_PER_MS = 1e6;

    /** How it ended. */
    public enum Kind {
        /** All objectives were kept at this rate. */
        MET,
        /** The bidder missed an objective, or could not take the rate. */
        MISSED,
        /** The generator was late by itself, so nothing is known of the bidder. */
        GENERATOR_LIMIT,
        /** The user had enough. */
        INTERRUPTED
    }

    static ProbeResult met() {
        return new ProbeResult(Kind.MET, "");
    }

    /**
     * Judges a run. Whose fault a bad one is: the sender's lag is no part of the latency from sending, so what is missed
     * there, too, is the bidder's; and when the sender was not late, only busy connections can keep it from its rate.
     *
     * @param maxLagNs of the p99 of the sender's lag; the sender is late, too, when its lag alone breaks an objective
     */
    static ProbeResult of(final SendResult result, final Slo slo, final long maxLagNs) {
        if (result.interrupted()) {
            return new ProbeResult(Kind.INTERRUPTED, "interrupted");
        }
        final List<Verdict> verdicts = slo.verdicts(result);
        final long lagNs = result.latency().lag().getValueAtPercentile(99);
        final boolean late = lagNs > maxLagNs || slo.isBrokenByLag(result);
        if (late && slo.verdictsFromSending(result).stream().allMatch(Verdict::met)) {
            return new ProbeResult(
                    Kind.GENERATOR_LIMIT,
                    String.format(
                            Locale.ROOT,
                            "the generator's own limit: its lag is p99 %.2f ms, max %.2f ms",
                            lagNs / NS_PER_MS,
                            result.latency().lag().getMaxValue() / NS_PER_MS));
        }
        final List<Verdict> missed =
                verdicts.stream().filter(verdict -> !verdict.met()).toList();
        if (!missed.isEmpty()) {
            return new ProbeResult(
                    Kind.MISSED, missed.stream().map(Verdict::toString).collect(Collectors.joining("; ")));
        }
        if (result.achievedRatePerSecond() < SendResult.MIN_ACHIEVED * result.askedRatePerSecond()) {
            return new ProbeResult(
                    Kind.MISSED,
                    String.format(
                            Locale.ROOT,
                            "the rate was not held: %,.1f/s; all connections were busy",
                            result.achievedRatePerSecond()));
        }
        return met();
    }
}
