package io.hayate.loadtest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long START_NS = Long.MAX_VALUE - 5_000_000_000L; // the clock may run over
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldPlaceEvenArrivalsExactlyHoweverManyThereAre() {
        final Arrivals arrivals =
                even(RateProfile.constant(3, 200_000 * SECOND_NS)).arrivals(START_NS, 0, 1);
        for (long second = 0; second < 100_000; second++) {
            assertThat(arrivals.nextDueNs() - START_NS).isEqualTo(second * SECOND_NS);
            assertThat(arrivals.nextDueNs() - START_NS).isEqualTo(second * SECOND_NS + 333_333_333);
            assertThat(arrivals.nextDueNs() - START_NS).isEqualTo(second * SECOND_NS + 666_666_666);
        }
    }

    @Test
    void shouldPlaceTheLastRequestBeforeTheEndAndTheNextAtIt() {
        final Schedule schedule = even(RateProfile.constant(4, 2 * SECOND_NS));
        assertThat(schedule.count()).isEqualTo(8);
        assertThat(due(schedule, 10))
                .containsExactly(
                        0L,
                        250_000_000L,
                        500_000_000L,
                        750_000_000L,
                        SECOND_NS,
                        1_250_000_000L,
                        1_500_000_000L,
                        1_750_000_000L,
                        2 * SECOND_NS,
                        2 * SECOND_NS);
    }

    /** From r evenly by g a second: request n is due when r t + g t^2 / 2 = n. */
    @Test
    void shouldPlaceEachRequestOfARampWhereTheAreaUnderItIsItsNumber() {
        final Schedule schedule = even(RateProfile.ramp(100, 1_100, 10 * SECOND_NS));
        assertThat(schedule.count()).isEqualTo(6_000);
        assertThat(schedule.ratePerSecond()).isEqualTo(600);
        assertThat(schedule.ratePerSecondAt(5 * SECOND_NS)).isEqualTo(600);
        final long[] dueNs = due(schedule, 6_001);
        for (int n = 0; n < 6_000; n++) {
            final BigDecimal t = BigDecimal.valueOf(dueNs[n], 9);
            final double area = t.multiply(BigDecimal.valueOf(100))
                    .add(t.multiply(t).multiply(BigDecimal.valueOf(50)))
                    .doubleValue();
            // Due times are whole nanoseconds, in which at most 1,100 / 1e9 of a request falls due.
            assertThat(area).isCloseTo(n, within(2e-6));
        }
        // 50 t^2 + 100 t = 1,000 in whole nanoseconds, by hand: t = sqrt(21) - 1.
        assertThat(dueNs[1_000])
                .isEqualTo(new BigDecimal("3.5825756949558400")
                        .setScale(9, RoundingMode.DOWN)
                        .movePointRight(9)
                        .longValueExact());
        assertThat(dueNs[6_000]).isEqualTo(10 * SECOND_NS);
    }

    @Test
    void shouldRampDownAndFromNothing() {
        assertThat(due(even(RateProfile.ramp(0, 200, SECOND_NS)), 101)).satisfies(dueNs -> {
            assertThat(dueNs[0]).isZero();
            assertThat(dueNs[25]).isEqualTo(500_000_000L);
            assertThat(dueNs[100]).isEqualTo(SECOND_NS);
        });
        // 200 t - 100 t^2 = 75 at half a second.
        assertThat(due(even(RateProfile.ramp(200, 0, SECOND_NS)), 100)[75]).isEqualTo(500_000_000L);
    }

    @Test
    void shouldClimbInStepsThatAreConstantEach() {
        final Schedule schedule = even(RateProfile.steps(100, 300, 3, 3 * SECOND_NS));
        final long[] dueNs = due(schedule, 600);
        for (int n = 0; n < 100; n++) {
            assertThat(dueNs[n]).isEqualTo(n * SECOND_NS / 100);
        }
        for (int n = 0; n < 200; n++) {
            assertThat(dueNs[100 + n]).isEqualTo(SECOND_NS + n * SECOND_NS / 200);
        }
        for (int n = 0; n < 300; n++) {
            assertThat(dueNs[300 + n]).isEqualTo(2 * SECOND_NS + n * SECOND_NS / 300);
        }
    }

    @Test
    void shouldRiseManifoldInTheMiddleThirdOfASpikeAndComeBack() {
        final Schedule schedule = even(RateProfile.spike(100, 10, SECOND_NS, 30 * SECOND_NS));
        assertThat(schedule.durationNs()).isEqualTo(30 * SECOND_NS);
        assertThat(schedule.ratePerSecondAt(9_999_999_999L)).isEqualTo(100);
        assertThat(schedule.ratePerSecondAt(10_500_000_000L)).isEqualTo(550);
        assertThat(schedule.ratePerSecondAt(11 * SECOND_NS)).isEqualTo(1_000);
        assertThat(schedule.ratePerSecondAt(19_999_999_999L)).isEqualTo(1_000);
        assertThat(schedule.ratePerSecondAt(20_500_000_000L)).isEqualTo(550);
        assertThat(schedule.ratePerSecondAt(21 * SECOND_NS)).isEqualTo(100);
        // 10 s of 100, 1 s up, 9 s of 1,000, 1 s down, 9 s of 100.
        assertThat(schedule.count()).isEqualTo(1_000 + 550 + 9_000 + 550 + 900);
        final long[] dueNs = due(schedule, 12_000);
        assertThat(dueNs[999]).isEqualTo(9_990_000_000L);
        assertThat(dueNs[1_550]).isEqualTo(11 * SECOND_NS);
        assertThat(dueNs[10_550]).isEqualTo(20 * SECOND_NS);
        assertThat(dueNs[11_100]).isEqualTo(21 * SECOND_NS);
        assertThatThrownBy(() -> RateProfile.spike(100, 10, 11 * SECOND_NS, 30 * SECOND_NS))
                .hasMessageContaining("a third of the duration");
    }

    @Test
    void shouldLetBurstsFallDueAtOnceAndKeepTheRate() {
        final Schedule schedule = new RateSchedule(RateProfile.constant(100, SECOND_NS), Spacing.BURST, 20, 1);
        assertThat(schedule.count()).isEqualTo(100);
        final long[] dueNs = due(schedule, 100);
        for (int n = 0; n < 100; n++) {
            assertThat(dueNs[n]).isEqualTo(n / 20 * 200_000_000L);
        }
    }

    @Test
    void shouldReplayARecordingAtItsTimesOrFaster() {
        final long[] offsetsNs = {0, 5, 5, 1_000, 40_000_000};
        assertThat(due(new ReplaySchedule(offsetsNs, 1), 6)).containsExactly(0, 5, 5, 1_000, 40_000_000, 50_000_000);
        final Schedule twice = new ReplaySchedule(offsetsNs, 2);
        assertThat(due(twice, 7)).containsExactly(0, 2, 2, 500, 20_000_000, 25_000_000, 25_000_000);
        assertThat(twice.count()).isEqualTo(5);
        assertThat(twice.ratePerSecond()).isEqualTo(200);
        assertThat(new ReplaySchedule(new long[] {0}, 1).ratePerSecond()).isEqualTo(1_000);
        assertThatThrownBy(() -> new ReplaySchedule(new long[] {3, 2}, 1))
                .hasMessage("request 2 of the recording was recorded before the one before it");
        assertThatThrownBy(() -> new ReplaySchedule(new long[] {0, Long.MAX_VALUE}, 1))
                .hasMessageContaining("request 2 of the recording is due after more than a year");
    }

    @Test
    void shouldGiveSeveralLoopsTogetherTheScheduleOfOne() {
        for (final Schedule schedule : new Schedule[] {
            even(RateProfile.constant(7_000, 2 * SECOND_NS)),
            even(RateProfile.spike(3_000, 4, 100_000_000, 3 * SECOND_NS)),
            new RateSchedule(RateProfile.constant(7_000, 2 * SECOND_NS), Spacing.BURST, 7, 1),
            new ReplaySchedule(LongStream.range(0, 9_000).map(n -> n * n).toArray(), 1)
        }) {
            final long[] shared = LongStream.range(0, 3)
                    .flatMap(loop -> {
                        final Arrivals part = schedule.arrivals(0, (int) loop, 3);
                        return LongStream.range(0, 3_000).map(i -> part.nextDueNs());
                    })
                    .sorted()
                    .toArray();
            assertThat(shared).isEqualTo(due(schedule, 9_000));
        }
    }

    @Test
    void shouldDrawPoissonGapsWithTheMeanAndSpreadOfTheRate() {
        final int count = 200_000;
        final long[] dueNs = due(poisson(10_000, 100 * SECOND_NS, 42), count);
        final double[] gapsNs = new double[count];
        for (int i = 0; i < count; i++) {
            gapsNs[i] = dueNs[i] - (i == 0 ? 0 : dueNs[i - 1]);
            assertThat(gapsNs[i]).isNotNegative();
        }
        final double mean = Arrays.stream(gapsNs).average().orElseThrow();
        final double deviation = Math.sqrt(Arrays.stream(gapsNs)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow());
        assertThat(mean).isBetween(99_000.0, 101_000.0);
        assertThat(deviation).as("of an exponential distribution: its mean").isBetween(98_500.0, 101_500.0);
    }

    @Test
    void shouldDrawTheSamePoissonGapsFromTheSameSeedAndOthersFromAnother() {
        assertThat(due(poisson(100, SECOND_NS, 1), 100)).isEqualTo(due(poisson(100, SECOND_NS, 1), 100));
        assertThat(due(poisson(100, SECOND_NS, 1), 100)).isNotEqualTo(due(poisson(100, SECOND_NS, 2), 100));
    }

    @Test
    void shouldSendRandomArrivalsMoreOftenWhereTheRateIsHigher() {
        final Schedule schedule = new RateSchedule(RateProfile.ramp(0, 20_000, 10 * SECOND_NS), Spacing.POISSON, 1, 3);
        final long[] dueNs = due(schedule, 100_000);
        final long early =
                Arrays.stream(dueNs).filter(each -> each < 5 * SECOND_NS).count();
        // A quarter of the area lies in the first half: 25,000, give or take five times the root.
        assertThat(early).isBetween(24_200L, 25_800L);
    }

    private static Schedule even(final RateProfile profile) {
        return new RateSchedule(profile, Spacing.EVEN, 1, 1);
    }

    private static Schedule poisson(final double rate, final long durationNs, final long seed) {
        return new RateSchedule(RateProfile.constant(rate, durationNs), Spacing.POISSON, 1, seed);
    }

    private static long[] due(final Schedule schedule, final int count) {
        final Arrivals arrivals = schedule.arrivals(0, 0, 1);
        return LongStream.range(0, count).map(i -> arrivals.nextDueNs()).toArray();
    }
}
