package io.hayate.loadtest.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void shouldHaveEvenTicksFromZeroToALittleAboveTheHighest() {
        assertThat(labels(Scale.linear(500))).containsExactly("0", "100", "200", "300", "400", "500");
        assertThat(Scale.linear(500).at(500)).isLessThan(1).isGreaterThan(0.85);
        assertThat(labels(Scale.linear(0))).startsWith("0");
        assertThat(labels(Scale.linear(45_000))).contains("10k", "40k");
        assertThat(Scale.linear(10).at(-5)).isZero();
        assertThat(Scale.linear(10).at(50)).isEqualTo(1);
    }

    @Test
    void shouldHaveTicksOfOneTwoFiveOnAShortLogarithmicAxis() {
        assertThat(labels(Scale.log(0.5, 20))).containsExactly("0.5", "1", "2", "5", "10", "20");
        assertThat(labels(Scale.log(0.01, 1000))).containsExactly("0.01", "0.1", "1", "10", "100", "1000");
        assertThat(Scale.log(1, 100).at(10)).isCloseTo(0.5, within(1e-9));
        assertThat(Scale.log(3, 3).at(3)).isBetween(0.0, 1.0);
    }

    @Test
    void shouldGiveEachNineTheSameRoom() {
        final Scale scale = Scale.percentiles(4);
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(90)).isCloseTo(0.25, within(1e-9));
        assertThat(scale.at(99)).isCloseTo(0.5, within(1e-9));
        assertThat(scale.at(99.99)).isCloseTo(1, within(1e-9));
        assertThat(scale.at(100)).isEqualTo(1);
        assertThat(labels(scale)).containsExactly("0", "50", "90", "99", "99.9", "99.99");
    }

    @Test
    void shouldWriteTimesAsClocksDo() {
        assertThat(labels(Scale.seconds(30))).startsWith("0 s", "5 s").endsWith("30 s");
        assertThat(labels(Scale.seconds(90))).contains("1:00", "1:20");
        assertThat(labels(Scale.seconds(5400))).containsExactly("0 min", "20 min", "40 min", "1:00 h", "1:20 h");
        assertThat(labels(Scale.seconds(0.4))).containsExactly("0 s");
    }

    @Test
    void shouldWriteNumbersWithTheDigitsThatCount() {
        assertThat(List.of(Numbers.ms(0.1234), Numbers.ms(1.236), Numbers.ms(12.34), Numbers.ms(1234.5)))
                .containsExactly("0.123", "1.24", "12.3", "1,235");
        assertThat(List.of(Numbers.share(0), Numbers.share(0.00001), Numbers.share(0.0012), Numbers.share(0.5)))
                .containsExactly("0.0 %", "<0.01 %", "0.12 %", "50.0 %");
        assertThat(List.of(Numbers.span(30), Numbers.span(900), Numbers.span(36_000)))
                .containsExactly("30 s", "15 min", "10 h");
    }

    private static List<String> labels(final Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }
}
