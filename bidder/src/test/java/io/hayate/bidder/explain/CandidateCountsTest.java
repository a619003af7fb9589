package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidateCountsTest {
    private static final int FLOOR = NoBidReason.BELOW_FLOOR.ordinal();

    private final CounterBlock<LoopFunnelCounter> counters = new CounterBlock<>(LoopFunnelCounter.class);
    private final CandidateCounts counts = new CandidateCounts(counters);

    @Test
    void shouldCountExactlyWhetherOrNotThereIsARowYet() {
        final Random random = new Random(1);
        final int ordinals = 500;
        final long[][] expected = new long[ordinals][CandidateCounts.COLUMNS];
        for (int i = 0; i < 200_000; i++) {
            final int ordinal = random.nextInt(ordinals);
            final int column = random.nextInt(CandidateCounts.COLUMNS);
            counts.note(ordinal, column);
            expected[ordinal][column]++;
            if (random.nextInt(50) == 0) {
                counts.countNoted();
                counts.openRows();
            }
        }
        counts.countNoted();
        counts.openRows();

        for (int ordinal = 0; ordinal < ordinals; ordinal++) {
            for (int column = 0; column < CandidateCounts.COLUMNS; column++) {
                assertThat(counts.get(ordinal, column)).isEqualTo(expected[ordinal][column]);
            }
        }
        assertThat(counters.get(LoopFunnelCounter.COUNTS_LOST)).isZero();
    }

    @Test
    void shouldCountWhatIsLostWhileNobodyMakesRows() {
        final int tries = 10_000;
        for (int i = 0; i < tries; i++) {
            counts.note(i, FLOOR);
        }
        counts.countNoted();
        final long lost = counters.get(LoopFunnelCounter.COUNTS_LOST);
        assertThat(lost).isBetween(1L, tries - 1L);

        int counted = 0;
        while (counts.openRows() > 0) {
            counted++;
        }
        assertThat(counted).isPositive();
        long sum = 0;
        for (int ordinal = 0; ordinal < tries; ordinal++) {
            sum += counts.get(ordinal, FLOOR);
        }
        assertThat(sum + lost).isEqualTo(tries);
        counts.note(tries - 1, FLOOR);
        counts.countNoted();
        counts.openRows();
        assertThat(counts.get(tries - 1, FLOOR)).isPositive();
    }

    @Test
    void shouldNotCountOrdinalsAboveItsBound() {
        counts.note(CandidateCounts.MAX_ORDINALS, CandidateCounts.BID);
        counts.countNoted();
        counts.openRows();
        assertThat(counts.get(CandidateCounts.MAX_ORDINALS, CandidateCounts.BID))
                .isZero();
    }

    @Test
    void shouldKnowNothingOfWhatWasNeverCounted() {
        assertThat(counts.get(7, CandidateCounts.BID)).isZero();
    }

    /** Reasons are bits of a long where rules are judged, and columns are bytes in a trace. */
    @Test
    void shouldHaveRoomForEveryReason() {
        assertThat(NoBidReason.values().length).isLessThan(Long.SIZE);
        assertThat(SampleOutcome.COLUMNS).isLessThan(Byte.MAX_VALUE);
    }
}
