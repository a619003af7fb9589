package io.hayate.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.benchmarks.results.Measured;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatiosTest {
    @ParameterizedTest
    // Ranks of the sign test's table; for n below six no interval holds 95 %.
    @CsvSource({"6, 1", "9, 2", "10, 2", "12, 3", "16, 4", "25, 8"})
    void shouldTakeTheOrderStatisticsThatHold95Percent(final int count, final int rank) {
        final Ratios ratios = ratios(count);

        assertThat(ratios.haveInterval()).isTrue();
        assertThat(ratios.low()).isEqualTo(rank);
        assertThat(ratios.high()).isEqualTo(count + 1 - rank);
    }

    @Test
    void shouldHaveNoIntervalOfFewerThanSix() {
        assertThat(ratios(5).haveInterval()).isFalse();
        assertThat(ratios(1).haveInterval()).isFalse();
    }

    @Test
    void shouldTakeTheMiddleWhateverTheOrder() {
        assertThat(new Ratios(List.of(0.9, 0.1, 0.5)).median()).isEqualTo(0.5);
        assertThat(new Ratios(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThatThrownBy(() -> new Ratios(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSpreadOverAllWhereTheyAreTooFewForAnInterval() {
        assertThat(ratios(9).measured()).isEqualTo(new Measured(5, 2, 8));
        assertThat(ratios(5).measured()).isEqualTo(new Measured(3, 1, 5));
        assertThat(ratios(1).measured()).isEqualTo(Measured.of(1));
    }

    /** 1 to n, in descending order. */
    private static Ratios ratios(final int count) {
        return new Ratios(
                IntStream.range(0, count).mapToObj(i -> (double) (count - i)).toList());
    }
}
