package io.hayate.benchmarks.simulate;

import io.hayate.loadtest.exchange.DayTraffic;
import io.hayate.loadtest.traffic.Dice;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gives each campaign a budget that it is sure to spend if it takes every opportunity: a share, drawn from the seed, of what
 * it spends on a day without spike and outage on which no campaign has a bound. Campaigns that leave something to others
 * leave these more than they had then. Immutable; shared.
 */
public final class TrafficBudgets {
    private static final long NO_BOUND_NANOS = 1_000_000_000_000_000L;
    private static final double LEAST_SHARE = 0.3;
    private static final double SHARE_RANGE = 0.5;

    private TrafficBudgets() {}

    /** The same simulation with such budgets; simulates the day that they come from. */
    public static SimulationSettings sized(final SimulationSettings settings) {
        final DayTraffic.Shape shape = settings.shape().withSpike(-1, 1).withOutage(-1, 0);
        final Map<Long, Long> spentById = new HashMap<>();
        try (Simulation day = Simulation.open(
                settings.with(
                        settings.campaigns().withDailyBudgets(id -> NO_BOUND_NANOS), TimeUnit.DAYS.toMillis(1), shape),
                (hour, requests, books) -> {})) {
            for (final Delivery delivery : day.run().deliveries()) {
                spentById.put(delivery.campaign().id(), delivery.account().spentTotalNanos());
            }
        }
        final Dice dice = new Dice(0);
        final SimulatedCampaigns sized = settings.campaigns().withDailyBudgets(id -> {
            dice.reset(settings.seed(), id);
            return (long) ((LEAST_SHARE + SHARE_RANGE * dice.unit()) * Math.max(1_000, spentById.getOrDefault(id, 0L)));
        });
        return settings.with(sized, settings.durationMs(), settings.shape());
    }
}
