package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.loadtest.agree.Comparison.Tolerance;
import io.hayate.loadtest.agree.Comparison.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<Double> THOUSANDS = List.of(1000.0, 1000.0, 1000.0);

    @Test
    void shouldAllowLatenciesFifteenPercentOff() {
        assertThat(latency(THOUSANDS, List.of(1149.0, 1100.0, 1300.0))).isEqualTo(Verdict.AGREE);
        assertThat(latency(THOUSANDS, List.of(851.0, 1000.0, 700.0))).isEqualTo(Verdict.AGREE);
        assertThat(latency(THOUSANDS, List.of(1160.0, 1200.0, 1151.0))).isEqualTo(Verdict.DIFFER);
        assertThat(latency(THOUSANDS, List.of(840.0, 800.0, 700.0))).isEqualTo(Verdict.DIFFER);
    }

    @Test
    void shouldAllowShortLatenciesFiftyMicrosecondsOff() {
        assertThat(latency(List.of(100.0), List.of(149.0))).isEqualTo(Verdict.AGREE);
        assertThat(latency(List.of(100.0), List.of(151.0))).isEqualTo(Verdict.DIFFER);
    }

    @Test
    void shouldCallItUnclearWhenOnlySomeRoundsAgree() {
        assertThat(latency(THOUSANDS, List.of(1000.0, 1500.0, 1600.0))).isEqualTo(Verdict.UNCLEAR);
        // Far off to both sides: noise, not a difference.
        assertThat(latency(THOUSANDS, List.of(500.0, 1500.0, 1600.0))).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void shouldCompareWithinRoundsNotBetweenThem() {
        // The machine was half as fast in the second round, for both.
        assertThat(latency(List.of(1000.0, 2000.0, 1000.0), List.of(1010.0, 2020.0, 990.0)))
                .isEqualTo(Verdict.AGREE);
    }

    @Test
    void shouldMindOnlyCeilingsThatAreLower() {
        assertThat(verdict(Tolerance.CEILING, THOUSANDS, List.of(851.0, 900.0, 5000.0)))
                .isEqualTo(Verdict.AGREE);
        assertThat(verdict(Tolerance.CEILING, THOUSANDS, List.of(849.0, 840.0, 700.0)))
                .isEqualTo(Verdict.DIFFER);
        assertThat(verdict(Tolerance.NONE, THOUSANDS, List.of(1.0, 1.0, 1.0))).isEqualTo(Verdict.NONE);
    }

    @Test
    void shouldShowMediansWithTheSpreadOfTheRounds() {
        final Comparison comparison = new Comparison(
                "p99, us", List.of(1000.0, 2000.0, 3000.0), List.of(1100.0, 1800.0, 3000.0), Tolerance.LATENCY);
        assertThat(comparison.ratios()).containsExactly(0.9, 1.0, 1.1);
        assertThat(comparison.row().replaceAll(" +", " "))
                .isEqualTo(" p99, us 2,000 (1,000 to 3,000) 1,800 (1,100 to 3,000) 1.00 (0.90 to 1.10) agree");
        final Comparison cpu = new Comparison("CPU", List.of(8.0), List.of(10.0), Tolerance.NONE);
        assertThat(cpu.row().replaceAll(" +", " "))
                .isEqualTo(" CPU 8.00 (8.00 to 8.00) 10.00 (10.00 to 10.00) 1.25 (1.25 to 1.25)");
    }

    @Test
    void shouldTakeTheMiddleOfTwoForAMedian() {
        assertThat(Comparison.median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Comparison.median(9, 1, 2)).isEqualTo(2);
    }

    @Test
    void shouldNeedAsManyRoundsOfBoth() {
        assertThatThrownBy(() -> latency(List.of(1.0), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Verdict latency(final List<Double> theirs, final List<Double> ours) {
        return verdict(Tolerance.LATENCY, theirs, ours);
    }

    private static Verdict verdict(final Tolerance tolerance, final List<Double> theirs, final List<Double> ours) {
        return new Comparison("x", theirs, ours, tolerance).verdict();
    }
}
