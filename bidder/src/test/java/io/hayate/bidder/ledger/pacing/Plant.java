package io.hayate.bidder.ledger.pacing;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * One paced campaign in a world of its own, a second at a time: opportunities come by chance at a given rate, two in three
 * participations find a bid, one bid in four is billed at 60 % of its price, notices come within ten seconds, and of two in
 * a hundred bids none ever does.
 */
final class Plant {
    static final int ORDINAL = 70_000;
    static final long BID_NANOS = 2_000_000;
    static final long HOLD_MS = 320_000;

    final List<PacingLane> lanes = List.of(new PacingLane(), new PacingLane());
    final TrafficShapes shapes;
    final Pacing pacing;
    final PlantAccount account;
    long nowMs;
    /** Opportunities a second, by the hour since the epoch and its fraction. */
    DoubleUnaryOperator traffic = hour -> 2;

    double billedShare = 0.25;
    long takenInSecond;
    long most;

    private final Random random = new Random(5);
    private final ArrayDeque<long[]> underWay = new ArrayDeque<>();
    private final ArrayDeque<long[]> held = new ArrayDeque<>();
    private Flight flight;
    private long sequence;

    Plant(final Budget budget, final String timeZone, final String now, final TrafficShapes shapes) {
        this.shapes = shapes;
        this.pacing = new Pacing(lanes, shapes);
        nowMs = Instant.parse(now).toEpochMilli();
        flight = new Flight(0, Flight.NO_END, ZoneId.of(timeZone));
        account = new PlantAccount(budget, ZoneId.of(timeZone), nowMs);
        pacing.doWork(nowMs);
        pacing.onCampaign(campaign(), ORDINAL, account);
    }

    static Budget daily(final long nanos) {
        return new Budget("USD", nanos, Budget.NO_LIMIT, Budget.Pacing.EVEN);
    }

    void change(final Budget budget) {
        account.budget = budget;
        pacing.onCampaign(campaign(), ORDINAL, account);
    }

    void endAt(final String end) {
        flight = new Flight(0, Instant.parse(end).toEpochMilli(), flight.timeZone());
        pacing.onCampaign(campaign(), ORDINAL, account);
    }

    void runTo(final String then) {
        runUntil(Instant.parse(then).toEpochMilli());
    }

    void runUntil(final long thenMs) {
        while (nowMs < thenMs) {
            second();
        }
    }

    PaceStatement pace() {
        return pacing.statement(ORDINAL);
    }

    private void second() {
        nowMs += 1_000;
        account.rollDay(nowMs);
        settle();
        pacing.doWork(nowMs);
        takenInSecond = 0;
        final int opportunities = poisson(traffic.applyAsDouble(nowMs / 3_600_000.0));
        for (int each = 0; each < opportunities; each++) {
            final PacingLane lane = lanes.get(random.nextInt(lanes.size()));
            if (nowMs < flight.endMs() && lane.takesPart(ORDINAL, mix(sequence++))) {
                takenInSecond++;
                bid(lane);
            }
        }
        most = Math.max(most, takenInSecond);
    }

    private void bid(final PacingLane lane) {
        if (random.nextInt(3) < 2 && account.reserve(BID_NANOS)) {
            lane.onReserved(ORDINAL, BID_NANOS);
            if (random.nextInt(50) == 0) {
                held.add(new long[] {nowMs + HOLD_MS, 0});
            } else {
                underWay.add(new long[] {
                    nowMs + random.nextInt(10_000), random.nextDouble() < billedShare ? BID_NANOS * 6 / 10 : 0
                });
            }
        }
    }

    private void settle() {
        underWay.removeIf(this::settleIfDue);
        held.removeIf(this::settleIfDue);
    }

    private boolean settleIfDue(final long[] bid) {
        if (bid[0] > nowMs) {
            return false;
        }
        account.settle(BID_NANOS, bid[1]);
        return true;
    }

    private int poisson(final double mean) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double product = random.nextDouble();
        int count = 0;
        final double floor = Math.exp(-mean);
        while (product > floor) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private static long mix(final long number) {
        return (number + 1) * 0x9e3779b97f4a7c15L;
    }

    private Campaign campaign() {
        return new Campaign(
                1,
                7,
                "paced",
                CampaignStatus.ACTIVE,
                flight,
                account.budget,
                Bid.cpm(BID_NANOS),
                List.of(),
                Targeting.ANY,
                List.of());
    }
}
