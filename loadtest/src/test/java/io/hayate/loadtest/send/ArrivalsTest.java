package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long START_NS = Long.MAX_VALUE - 5_000_000_000L; // the clock may run over
    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Test
    void shouldPlaceEvenArrivalsExactlyHoweverManyThereAre() {
        final Arrivals arrivals = new ConstantArrivals(START_NS, 3, 0, 1);
        for (long second = 0; second < 100_000; second++) {
            assertThat(arrivals.nextDueNs() - START_NS).isEqualTo(second * NS_PER_SECOND);
            assertThat(arrivals.nextDueNs() - START_NS).isEqualTo(second * NS_PER_SECOND + 333_333_333);
            assertThat(arrivals.nextDueNs() - START_NS).isEqualTo(second * NS_PER_SECOND + 666_666_666);
        }
    }

    @Test
    void shouldGiveSeveralLoopsTogetherTheScheduleOfOne() {
        final Arrivals one = new ConstantArrivals(0, 7_000, 0, 1);
        final long[] whole =
                LongStream.range(0, 9_000).map(i -> one.nextDueNs()).toArray();
        final long[] shared = LongStream.range(0, 3)
                .flatMap(loop -> {
                    final Arrivals part = new ConstantArrivals(0, 7_000, (int) loop, 3);
                    return LongStream.range(0, 3_000).map(i -> part.nextDueNs());
                })
                .sorted()
                .toArray();
        assertThat(shared).isEqualTo(whole);
    }

    @Test
    void shouldDrawPoissonGapsWithTheMeanAndSpreadOfTheRate() {
        final Arrivals arrivals = new PoissonArrivals(0, 10_000, 42);
        final int count = 200_000;
        final double[] gapsNs = new double[count];
        long lastNs = 0;
        for (int i = 0; i < count; i++) {
            final long dueNs = arrivals.nextDueNs();
            assertThat(dueNs).isGreaterThanOrEqualTo(lastNs);
            gapsNs[i] = dueNs - lastNs;
            lastNs = dueNs;
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
    void shouldDrawTheSamePoissonGapsFromTheSameSeed() {
        final Arrivals first = new PoissonArrivals(5, 100, 1);
        final Arrivals second = new PoissonArrivals(5, 100, 1);
        assertThat(LongStream.range(0, 100).map(i -> first.nextDueNs()).toArray())
                .isEqualTo(LongStream.range(0, 100).map(i -> second.nextDueNs()).toArray());
    }

    @Test
    void shouldKeepDueTimesInOrderWhileTheQueueGrows() {
        final DueTimes times = new DueTimes();
        long next = 0;
        long expected = 0;
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 97; i++) {
                times.add(next++);
            }
            for (int i = 0; i < 41; i++) {
                assertThat(times.peek()).isEqualTo(expected);
                assertThat(times.remove()).isEqualTo(expected++);
            }
        }
        while (!times.isEmpty()) {
            assertThat(times.remove()).isEqualTo(expected++);
        }
        assertThat(expected).isEqualTo(next);
    }
}
