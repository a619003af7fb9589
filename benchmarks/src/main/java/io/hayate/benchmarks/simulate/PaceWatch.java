package io.hayate.benchmarks.simulate;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.pacing.PaceStatement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks every ten minutes how far paced campaigns are from their plans, and at the end of each campaign's day whether the
 * budget was spent. Owned by the thread that simulates.
 */
public final class PaceWatch {
    static final long SAMPLE_MS = TimeUnit.MINUTES.toMillis(10);

    /** A campaign that could spend so many times its budget has enough traffic. */
    private static final double ENOUGH = 1.2;

    /** Of smaller budgets, in bids, 2 % are less than a few bids that no notice came of. */
    private static final double LEAST_BIDS = 200;

    /** A day's spend is as wanted if it is so close to the budget, or as close as one bid can bring it. */
    private static final double CLOSE = 0.02;

    private final Map<Long, Campaign> campaigns = new HashMap<>();
    private final Supplier<List<PaceStatement>> paces;
    private final Traffic traffic;
    private final Map<Long, Day> dayByCampaign = new HashMap<>();
    private final List<Day> days = new ArrayList<>();
    private final long trafficEndMs;
    private long nextMs;

    /** How traffic at a moment relates to that of a usual day: a spike counts for no more than its hour would have had. */
    public interface Traffic {
        double factor(long timeMs);
    }

    /** One campaign's day, or what of it was left when its plan was made. */
    public static final class Day {
        private final long campaignId;
        private final long startMs;
        private final long budgetNanos;
        private final long bidNanos;
        private long spentNanos;
        private double costNanos;
        private double usualAsked;
        private long askedSeen;
        private double deviationSum;
        private int samples;

        Day(final PaceStatement pace, final Campaign campaign) {
            campaignId = pace.campaignId();
            startMs = pace.planStartMs();
            budgetNanos = pace.budgetNanos();
            bidNanos = campaign.bidCpmMicros();
            askedSeen = pace.asked();
        }

        public long campaignId() {
            return campaignId;
        }

        public long startMs() {
            return startMs;
        }

        /** How many bids at its full price the budget pays for. */
        public double budgetBids() {
            return (double) budgetNanos / bidNanos;
        }

        /** Spent, as a share of the budget. */
        public double share() {
            return (double) spentNanos / budgetNanos;
        }

        /** Whether its opportunities would have cost well more than its budget, and that is one of many bids. */
        public boolean hadEnoughTraffic() {
            return traffic() >= ENOUGH && budgetBids() >= LEAST_BIDS;
        }

        /** What its usual opportunities would have cost, as a share of its budget. */
        public double traffic() {
            return usualAsked * costNanos / budgetNanos;
        }

        public boolean endedClose() {
            return Math.abs(budgetNanos - spentNanos) <= Math.max(CLOSE * budgetNanos, (double) bidNanos);
        }

        /** Mean distance from the plan over the day, as a share of the budget. */
        public double deviation() {
            return samples == 0 ? 0 : deviationSum / samples;
        }

        private void look(final PaceStatement pace, final double factor, final boolean isSample) {
            spentNanos = pace.spentNanos();
            costNanos = pace.costNanos();
            usualAsked += (pace.asked() - askedSeen) / factor;
            askedSeen = pace.asked();
            if (isSample) {
                deviationSum += (double) Math.abs(pace.spentNanos() - pace.plannedNanos()) / budgetNanos;
                samples++;
            }
        }
    }

    /**
     * @param paces how all paced campaigns stand at the present moment
     * @param trafficEndMs when requests cease: days that end later are no days
     */
    public PaceWatch(
            final List<Campaign> watched,
            final Supplier<List<PaceStatement>> paces,
            final Traffic traffic,
            final long startMs,
            final long trafficEndMs) {
        watched.forEach(campaign -> campaigns.put(campaign.id(), campaign));
        this.paces = paces;
        this.traffic = traffic;
        this.trafficEndMs = trafficEndMs;
        this.nextMs = startMs + SAMPLE_MS;
    }

    /** When to look next; {@link #onSample} is to be called a moment before. */
    long nextMs() {
        return nextMs;
    }

    /** Days begin and end at a sample in every time zone that there is. */
    void onSample() {
        for (final PaceStatement pace : paces.get()) {
            final Campaign campaign = campaigns.get(pace.campaignId());
            if (campaign == null || pace.planStartMs() == 0 || pace.budgetNanos() == Budget.NO_LIMIT) {
                continue;
            }
            Day day = dayByCampaign.get(pace.campaignId());
            if (day == null || day.startMs != pace.planStartMs()) {
                day = new Day(pace, campaign);
                dayByCampaign.put(pace.campaignId(), day);
            }
            // The middle of the time since the last look: an hour's traffic is the hour's own.
            day.look(pace, traffic.factor(nextMs - SAMPLE_MS / 2), true);
            if (isMidnight(nextMs, campaign.flight().timeZone())) {
                if (nextMs <= trafficEndMs) {
                    days.add(day);
                }
                dayByCampaign.remove(pace.campaignId());
            }
        }
        nextMs += SAMPLE_MS;
    }

    /** Days that are over, of all paced campaigns. */
    public List<Day> days() {
        return days;
    }

    /** Of days with enough traffic, those that ended close to their budget, as a share; null if there was none. */
    public @Nullable Double shareClose(final List<Day> some) {
        final List<Day> enough = some.stream().filter(Day::hadEnoughTraffic).toList();
        return enough.isEmpty()
                ? null
                : (double) enough.stream().filter(Day::endedClose).count() / enough.size();
    }

    /** Mean over the days with enough traffic of their distance from the plan, as a share of their budgets. */
    public static double meanDeviation(final List<Day> some) {
        return some.stream()
                .filter(Day::hadEnoughTraffic)
                .mapToDouble(Day::deviation)
                .average()
                .orElse(0);
    }

    private static boolean isMidnight(final long timeMs, final ZoneId timeZone) {
        final var time = Instant.ofEpochMilli(timeMs).atZone(timeZone);
        return time.toLocalDate().atStartOfDay(timeZone).toInstant().toEpochMilli() == timeMs;
    }
}
