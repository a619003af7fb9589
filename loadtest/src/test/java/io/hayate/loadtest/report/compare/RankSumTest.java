package io.hayate.loadtest.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against values worked out by hand, by writing down every way to deal the ranks. */
class RankSumTest {
    @Test
    void shouldBeTheSmallestWhenNothingOverlaps() {
        // Of C(8,4) = 70 ways two are as far apart: 1234 and 5678.
        assertThat(pValue(values(1, 2, 3, 4), values(5, 6, 7, 8))).isEqualTo(2 / 70.0);
        assertThat(pValue(values(9, 8, 7, 6), values(1, 2, 3, 4))).isEqualTo(2 / 70.0);
        assertThat(RankSum.leastPValue(4, 4)).isCloseTo(2 / 70.0, within(1e-15));
    }

    @Test
    void shouldCountEveryWayThatIsAsFarApart() {
        // Ranks of a: 1, 2, 5 = 8. Of 3 from 6 the sums up to 8 are 123 = 6, 124 = 7, 125 and 134 = 8: four, and as
        // many from 13 up.
        assertThat(pValue(values(10, 20, 50), values(30, 40, 60))).isEqualTo(8 / 20.0);
        // Ranks 1, 3 of 5: sums of two are 3, 4, 5, 5, 6, 6, 7, 7, 8, 9, mean 6; four are at most 4 or at least 8.
        assertThat(pValue(values(1, 3), values(2, 4, 5))).isEqualTo(4 / 10.0);
    }

    @Test
    void shouldGiveEqualValuesTheMiddleOfTheirRanks() {
        // Values 1, 2 and 2, 3 have the ranks 1, 2.5, 2.5, 4. Sums of two: 3.5, 3.5, 5, 5, 6.5, 6.5, mean 5. Observed:
        // 3.5.
        assertThat(pValue(values(1, 2), values(2, 3))).isEqualTo(4 / 6.0);
        // Ranks 1, 2, 4, 4, 4 and a has 1 and 2: sum 3 of C(5,2) = 10; mean 6. 9 would be as far, but 8 is the most
        // there is.
        assertThat(pValue(values(1, 2), values(3, 3, 3))).isEqualTo(1 / 10.0);
    }

    @Test
    void shouldBeOneWhenAllAreEqualOrAlike() {
        assertThat(pValue(values(5, 5, 5, 5), values(5, 5, 5, 5))).isEqualTo(1);
        assertThat(pValue(values(1), values(2))).isEqualTo(1);
        assertThat(pValue(values(1, 4), values(2, 3))).isEqualTo(1);
    }

    @Test
    void shouldBeTheSameBothWays() {
        final double[] a = values(3, 9, 4, 4, 7);
        final double[] b = values(5, 6, 12, 4, 11, 8);
        assertThat(pValue(a, b)).isEqualTo(pValue(b, a));
    }

    @Test
    void shouldAgreeWithThePublishedTableOfCriticalValues() {
        // For 8 and 8 the two-sided critical value of U at 5 % is 13: a rank sum of 8 * 9 / 2 + 13 = 49 is significant,
        // 50 is not.
        assertThat(pValue(values(1, 2, 3, 4, 5, 6, 12, 16), others(1, 2, 3, 4, 5, 6, 12, 16)))
                .isLessThan(0.05);
        assertThat(pValue(values(1, 2, 3, 4, 5, 6, 13, 16), others(1, 2, 3, 4, 5, 6, 13, 16)))
                .isGreaterThan(0.05);
    }

    @Test
    void shouldKnowWhenThereAreTooFewToEverTell() {
        assertThat(RankSum.leastPValue(1, 1)).isEqualTo(1);
        assertThat(RankSum.leastPValue(3, 3)).isCloseTo(0.1, within(1e-12));
        assertThat(RankSum.leastPValue(3, 5)).isCloseTo(2 / 56.0, within(1e-12));
        assertThat(RankSum.leastPValue(1, 100)).isGreaterThan(0.019).isLessThan(0.02);
    }

    private static double pValue(final double[] a, final double[] b) {
        return RankSum.pValue(a, b);
    }

    private static double[] values(final double... values) {
        return values;
    }

    /** Those of 1 to 16 that are not named. */
    private static double[] others(final double... named) {
        return IntStream.rangeClosed(1, 16)
                .mapToDouble(value -> value)
                .filter(value -> Arrays.stream(named).noneMatch(other -> other == value))
                .toArray();
    }
}
