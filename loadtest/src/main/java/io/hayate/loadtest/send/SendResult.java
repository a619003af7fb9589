package io.hayate.loadtest.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * The figures of a run. Immutable; shared.
 *
 * @param counts by {@link SendCount#ordinal}
 * @param errorStatuses answers by HTTP status, of statuses other than 200 and 204
 * @param noBidReasons no-bids by nbr, of those that say one
 * @param plannedNs the schedule's duration, or how far it came when it was stopped
 * @param sendingNs from the start to the last request sent, at least what was planned
 * @param checked answers with content that were checked
 * @param invalid of these, those that broke a rule
 * @param busyShare how much of the time the busiest sender thread was on a processor, 0 to 1
 * @param interrupted stopped before its end
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record SendResult(
        SendPlan plan,
        Interval latency,
        long[] counts,
        SortedMap<Integer, Long> errorStatuses,
        SortedMap<Integer, Long> noBidReasons,
        long plannedNs,
        long sendingNs,
        long checked,
        long invalid,
        double busyShare,
        boolean interrupted) {
    /** A run that sent less than this part of what was due says nothing about the rate that was asked for. */
    public static final double MIN_ACHIEVED = 0.99;

    /** With a smaller part of the sent requests answered in time, the percentiles tell the timeout, not the bidder. */
    public static final double MIN_ANSWERED_IN_TIME = 0.99;

    /** A sender thread that is busy for more of the time has no room for more. */
    private static final double SATURATED = 0.9;

    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    /** The same where not all answers that were taken were also held against the rules. */
    public SendResult withChecked(final long checkedAnswers) {
        return new SendResult(
                plan,
                latency,
                counts,
                errorStatuses,
                noBidReasons,
                plannedNs,
                sendingNs,
                checkedAnswers,
                invalid,
                busyShare,
                interrupted);
    }

    public long count(final SendCount count) {
        return counts[count.ordinal()];
    }

    /** What must not happen at all with a bidder that is there: error statuses, answers that broke off, connections refused. */
    public long errors() {
        return count(SendCount.HTTP_ERRORS) + count(SendCount.BROKEN) + count(SendCount.CONNECT_ERRORS);
    }

    /** Requests that got no proper answer. */
    public long failures() {
        return count(SendCount.HTTP_ERRORS)
                + count(SendCount.BROKEN)
                + count(SendCount.TIMEOUTS)
                + count(SendCount.UNSENT);
    }

    public double achievedRatePerSecond() {
        return count(SendCount.SENT) * NS_PER_SECOND / sendingNs;
    }

    /** Where chance decides how many requests fall due, or somebody has stopped them, what counts is how many of those due were sent. */
    public double askedRatePerSecond() {
        final boolean known = plan.schedule().count() >= 0 && !interrupted;
        return (known ? plan.schedule().count() : due()) * NS_PER_SECOND / plannedNs;
    }

    private String causeOfLowRate() {
        if (busyShare >= SATURATED) {
            return String.format(
                    Locale.ROOT,
                    "it is beyond this generator's power: a sender thread was busy %.0f %% of the time",
                    100 * busyShare);
        }
        if (count(SendCount.UNSENT) > 0 && count(SendCount.CONNECT_ERRORS) > 0) {
            return String.format(
                    Locale.ROOT,
                    "requests waited in vain for a free connection; %,d times one could not be opened",
                    count(SendCount.CONNECT_ERRORS));
        }
        return count(SendCount.UNSENT) > 0
                ? "requests waited in vain for a free connection: the bidder is slower than the rate, or there are too few"
                : "the sender did not get to it";
    }

    /** Requests that fell due. */
    public long due() {
        return count(SendCount.SENT) + count(SendCount.UNSENT);
    }

    /** Why these figures must not be quoted; empty when they may be. */
    public List<String> reasonsInvalid(final long maxLagP99Ns) {
        final List<String> reasons = new ArrayList<>();
        final long lagP99Ns = latency.lag().getValueAtPercentile(99);
        if (due() == 0) {
            reasons.add("not a single request fell due");
        }
        if (!plan.schedule().isClosedLoop() && achievedRatePerSecond() < MIN_ACHIEVED * askedRatePerSecond()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the rate was not held: %,.1f/s of %,.1f/s; %s",
                    achievedRatePerSecond(),
                    askedRatePerSecond(),
                    causeOfLowRate()));
        }
        if (plan.schedule().isClosedLoop() && busyShare >= SATURATED) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the ceiling may be this generator's own: a sender thread was busy %.0f %% of the time",
                    100 * busyShare));
        }
        final long timeouts = count(SendCount.TIMEOUTS);
        if (timeouts > (1 - MIN_ANSWERED_IN_TIME) * count(SendCount.SENT)) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the bidder did not keep up: %,d of %,d requests sent were not answered in time",
                    timeouts,
                    count(SendCount.SENT)));
        }
        if (lagP99Ns > maxLagP99Ns) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the sender itself was late: p99 of its lag is %.2f ms, above %.2f ms",
                    lagP99Ns / NS_PER_MS,
                    maxLagP99Ns / NS_PER_MS));
        }
        return reasons;
    }
}
