package io.hayate.loadtest.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyFiguresTest {
    @Test
    void shouldBeTheHistogramsPercentilesInMilliseconds() {
        final Histogram histogram = new Histogram(5);
        for (int us = 1; us <= 10_000; us++) {
            histogram.recordValue(us * 1_000L);
        }
        assertThat(LatencyFigures.of(histogram))
                .isEqualTo(new LatencyFigures(10_000, 5.001, 5, 7.5, 9, 9.9, 9.99, 9.999, 10));
    }

    @Test
    void shouldBeZeroWhenNothingWasRecorded() {
        final Histogram histogram = new Histogram(3);
        assertThat(LatencyFigures.of(histogram)).isEqualTo(new LatencyFigures(0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(PercentileCurve.of(histogram).size()).isZero();
    }

    @Test
    void shouldEndACurveWhereOneValueDecides() {
        final Histogram histogram = new Histogram(5);
        for (int us = 1; us <= 1_000; us++) {
            histogram.recordValue(us * 1_000L);
        }
        final PercentileCurve curve = PercentileCurve.of(histogram);
        assertThat(curve.percentiles())
                .isSorted()
                .contains(0.0, 50.0, 90.0, 99.0, 99.9)
                .endsWith(99.9, 100.0);
        assertThat(curve.ms()).isSorted().startsWith(0.001).endsWith(0.999, 1.0);
        assertThat(curve.ms().get(curve.percentiles().indexOf(50.0))).isEqualTo(0.5);
    }

    @Test
    void shouldHaveACurveOfASingleValue() {
        final Histogram histogram = new Histogram(3);
        histogram.recordValue(2_000_000);
        assertThat(PercentileCurve.of(histogram).percentiles()).containsExactly(0.0, 100.0);
        assertThat(Spread.of(3, 1, 2, 10)).isEqualTo(new Spread(1, 2.5, 10));
    }
}
