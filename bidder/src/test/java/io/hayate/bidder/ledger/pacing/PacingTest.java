package io.hayate.bidder.ledger.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hayate.bidder.campaigns.Budget;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacingTest {
    /** One opportunity costs 2/3 of a bid x 0.98 x a quarter x 60 % of its price. */
    private static final double COST_NANOS = Plant.BID_NANOS * 2.0 / 3 * 0.98 * 0.25 * 0.6;

    private static final double DAY_SECONDS = 86_400;

    /** What a day of two opportunities a second would cost. */
    private static final double FULL_NANOS = 2 * DAY_SECONDS * COST_NANOS;

    private final TrafficShapes shapes = new TrafficShapes();

    @Test
    void shouldSpendHalfOfAFlatDaysTrafficEvenly() {
        final Plant plant = plant(0.5);

        plant.runTo("2026-03-10T06:00:00Z");
        assertThat(spentShare(plant)).isCloseTo(0.25, within(0.02));
        plant.runTo("2026-03-10T12:00:00Z");
        assertThat(spentShare(plant)).isCloseTo(0.5, within(0.015));
        assertThat(plant.pace().participation()).isCloseTo(0.5, within(0.25));
        plant.runTo("2026-03-10T23:59:59Z");
        assertThat(spentShare(plant)).isBetween(0.98, 1.0);
    }

    @Test
    void shouldTakePartAlwaysWhereTheBudgetCannotBeSpent() {
        final Plant plant = plant(3);

        plant.runTo("2026-03-10T12:00:00Z");

        assertThat(plant.pace().participation()).isEqualTo(1);
        assertThat(plant.account.spentTodayNanos / FULL_NANOS).isCloseTo(0.5, within(0.02));
    }

    @Test
    void shouldFollowTheShapeThatItHasLearned() {
        final Plant plant = plant(0.5);
        plant.traffic = PacingTest::tenfold;
        plant.runTo("2026-03-12T00:00:00Z");

        plant.runTo("2026-03-12T06:00:00Z");
        final double quietQuarter = spentShare(plant);
        plant.runTo("2026-03-12T12:00:00Z");
        final double nextQuarter = spentShare(plant) - quietQuarter;
        plant.runTo("2026-03-12T23:59:59Z");

        // Of the traffic, 6.6 % comes in the first quarter of the day and 25 % in the second.
        assertThat(quietQuarter).isCloseTo(0.066, within(0.02));
        assertThat(nextQuarter).isCloseTo(0.25, within(0.03));
        assertThat(spentShare(plant)).isBetween(0.98, 1.0);
    }

    @Test
    void shouldMeetASpikeWithinSeconds() {
        final Plant plant = plant(0.5);
        plant.runTo("2026-03-10T12:00:00Z");
        final double before = spentShare(plant);
        plant.traffic = hour -> 40;

        plant.runTo("2026-03-10T12:01:00Z");
        // A twentieth of the half that was, and what is made up for just then.
        assertThat(plant.pace().participation()).isBetween(0.015, 0.05);
        plant.runTo("2026-03-10T13:00:00Z");
        assertThat(spentShare(plant) - before).isCloseTo(1.0 / 24, within(0.01));
        plant.traffic = hour -> 2;
        plant.runTo("2026-03-10T23:59:59Z");

        assertThat(spentShare(plant)).isBetween(0.98, 1.0);
    }

    @Test
    void shouldCatchUpAfterAnOutageWithoutABurst() {
        final Plant plant = plant(0.5);
        plant.traffic = hour -> 400;
        plant.change(Plant.daily((long) (40 * FULL_NANOS)));
        plant.runTo("2026-03-10T01:00:00Z");
        plant.traffic = hour -> 0;
        plant.runTo("2026-03-10T03:00:00Z");
        plant.traffic = hour -> 400;
        plant.most = 0;

        plant.runTo("2026-03-10T03:30:00Z");
        // Eighty a second are planned, of the four hundred that come.
        assertThat(plant.most).isBetween(80L, 160L);
    }

    @Test
    void shouldSpreadARaisedBudgetOverTheRestOfTheDay() {
        final Plant plant = plant(0.3);
        plant.runTo("2026-03-10T12:00:00Z");
        plant.change(Plant.daily((long) (0.6 * FULL_NANOS)));

        plant.runTo("2026-03-10T18:00:00Z");
        // 0.15 are spent; the other 0.45 are spread over twelve hours.
        assertThat(plant.account.spentTodayNanos / FULL_NANOS).isCloseTo(0.15 + 0.225, within(0.02));
        plant.runTo("2026-03-10T23:59:59Z");
        assertThat(spentShare(plant)).isBetween(0.98, 1.0);
    }

    @Test
    void shouldStopWhereABudgetIsLoweredBelowWhatIsSpentAndGoOnTheNextDay() {
        final Plant plant = plant(0.6);
        plant.runTo("2026-03-10T12:00:00Z");
        plant.change(Plant.daily((long) (0.2 * FULL_NANOS)));
        final long spent = plant.account.spentTodayNanos;

        plant.runTo("2026-03-10T23:59:59Z");
        assertThat((double) plant.account.spentTodayNanos).isCloseTo((double) spent, within(0.001 * FULL_NANOS));
        plant.runTo("2026-03-11T23:59:59Z");
        assertThat(spentShare(plant)).isBetween(0.97, 1.0);
    }

    @Test
    void shouldSpendADayOfTwentyThreeAndOneOfTwentyFiveHours() {
        final Plant spring =
                new Plant(Plant.daily((long) (0.4 * FULL_NANOS)), "Europe/Berlin", "2026-03-28T23:00:00Z", shapes);
        spring.runTo("2026-03-29T21:59:59Z");
        assertThat(spentShare(spring)).isBetween(0.98, 1.0);

        final Plant autumn = new Plant(
                Plant.daily((long) (0.4 * FULL_NANOS)), "Europe/Berlin", "2026-10-24T22:00:00Z", new TrafficShapes());
        autumn.runTo("2026-10-25T11:00:00Z");
        assertThat(spentShare(autumn)).isCloseTo(13.0 / 25, within(0.02));
        autumn.runTo("2026-10-25T22:59:59Z");
        assertThat(spentShare(autumn)).isBetween(0.98, 1.0);
    }

    @Test
    void shouldSpreadATotalBudgetOverTheFlightsDays() {
        final Budget total = new Budget("USD", Budget.NO_LIMIT, (long) FULL_NANOS, Budget.Pacing.EVEN);
        final Plant plant = new Plant(total, "UTC", "2026-03-10T00:00:00Z", shapes);
        plant.endAt("2026-03-11T12:00:00Z");

        plant.runTo("2026-03-11T00:00:00Z");
        assertThat(plant.account.spentTotalNanos / FULL_NANOS).isCloseTo(24.0 / 36, within(0.02));
        plant.runTo("2026-03-11T12:00:00Z");
        assertThat(plant.account.spentTotalNanos / FULL_NANOS).isBetween(0.97, 1.0);
    }

    @Test
    void shouldTakePartAlwaysWithATotalBudgetAndNoEnd() {
        final Budget total = new Budget("USD", Budget.NO_LIMIT, (long) FULL_NANOS, Budget.Pacing.EVEN);
        final Plant plant = new Plant(total, "UTC", "2026-03-10T00:00:00Z", shapes);

        plant.runTo("2026-03-10T06:00:00Z");

        assertThat(plant.pace().participation()).isEqualTo(1);
        assertThat(plant.account.spentTotalNanos / FULL_NANOS).isCloseTo(0.25, within(0.02));
    }

    @Test
    void shouldNotSwingWhenLittleIsLeft() {
        final Plant plant = new Plant(Plant.daily(20 * Plant.BID_NANOS), "UTC", "2026-03-10T00:00:00Z", shapes);

        plant.runTo("2026-03-10T12:00:00Z");
        assertThat(spentShare(plant)).isCloseTo(0.5, within(0.15));
        plant.runTo("2026-03-10T23:59:59Z");

        assertThat(plant.account.leftNanos()).isBetween(0L, 2 * Plant.BID_NANOS);
    }

    @Test
    void shouldLetGoOfACampaignThatIsGoneOrPacedNoMore() {
        final Plant plant = plant(0.01);
        plant.runTo("2026-03-10T00:10:00Z");
        assertThat(plant.pacing.pacedCount()).isOne();

        plant.change(new Budget("USD", 1_000_000_000L, Budget.NO_LIMIT));

        assertThat(plant.pacing.pacedCount()).isZero();
        assertThat(plant.pace()).isNull();
        for (int request = 0; request < 1_000; request++) {
            assertThat(plant.lanes.get(0).takesPart(Plant.ORDINAL, request)).isTrue();
        }
    }

    @Test
    void shouldKnowTheShapeAgainFromItsRecords() {
        final Plant plant = plant(0.5);
        plant.traffic = PacingTest::tenfold;
        plant.runTo("2026-03-12T00:00:00Z");
        final org.agrona.ExpandableArrayBuffer buffer = new org.agrona.ExpandableArrayBuffer();
        final int[] length = {0};
        shapes.forEach(id -> length[0] += shapes.write(id, buffer, length[0]));

        final TrafficShapes again = new TrafficShapes();
        for (int offset = 0; offset < length[0]; offset += TrafficShapes.RECORD_LENGTH_BYTES) {
            again.onRecord(buffer, offset);
        }

        assertThat(length[0]).isEqualTo(2 * TrafficShapes.RECORD_LENGTH_BYTES);
        for (int hour = 0; hour < 24; hour++) {
            assertThat(again.of(1).count(hour))
                    .isEqualTo(shapes.of(1).count(hour))
                    .isPositive();
            assertThat(again.all().count(hour)).isEqualTo(shapes.all().count(hour));
        }
    }

    private Plant plant(final double shareOfTraffic) {
        return new Plant(Plant.daily((long) (shareOfTraffic * FULL_NANOS)), "UTC", "2026-03-10T00:00:00Z", shapes);
    }

    /** From 0.36 to 3.6 opportunities a second, least at three in the morning. */
    private static double tenfold(final double hour) {
        return 2 * (1 - 0.8182 * Math.cos((hour % 24 - 3) / 12 * Math.PI)) * 1.0;
    }

    private static double spentShare(final Plant plant) {
        return (double) plant.account.spentTodayNanos / plant.account.budget.dailyNanos();
    }

    @Test
    void shouldPlanEveryMomentOfADay() {
        final double[] weights = new double[24];
        Arrays.fill(weights, 1);
        weights[1] = 2;
        final DayPlan plan = new DayPlan(
                Instant.parse("2026-03-10T00:20:00Z").toEpochMilli(),
                Instant.parse("2026-03-10T03:00:00Z").toEpochMilli(),
                1_000,
                java.time.ZoneOffset.UTC,
                weights);

        assertThat(plan.shareBy(Instant.parse("2026-03-10T00:20:00Z").toEpochMilli()))
                .isZero();
        assertThat(plan.shareBy(Instant.parse("2026-03-10T01:00:00Z").toEpochMilli()))
                .isCloseTo(40.0 / 220, within(1e-9));
        assertThat(plan.shareBy(Instant.parse("2026-03-10T01:30:00Z").toEpochMilli()))
                .isCloseTo(100.0 / 220, within(1e-9));
        assertThat(plan.shareBy(Instant.parse("2026-03-10T04:00:00Z").toEpochMilli()))
                .isOne();
    }
}
