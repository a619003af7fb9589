package io.hayate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTableTest {
    private static final Figure RATIO =
            figure("pipeline / readTree", "", "ratio", "0.34, interval 0.32 to 0.35", 0.33, null);
    private static final Figure RATE = figure("requests a second", "/s", "rate", "52,000", null, 50_000.0);
    private static final Figure UNRECORDED = figure("match", "us", "match", null, null, null);
    private static final Group GROUP = group(Program.FLOOR_COMPARISON, null, RATIO, RATE, UNRECORDED);

    private final Results results = new Results();

    @Test
    void shouldShowRecordedAndMeasuredSideBySide() {
        measure(0.95);

        assertThat(lines(GROUP, false))
                .containsExactly(
                        "  figure               recorded                     now         spread              now/recorded  target                bids",
                        "  pipeline / readTree  0.34, interval 0.32 to 0.35  0.320       0.310 to 0.340      0.941         below 0.33    met?    95.0 %",
                        "  requests a second    52,000                       40,000 /s   39,000 to 41,000    0.769         above 50,000  MISSED  95.0 %",
                        "  match                -                            12.3 us     -                   -                                   95.0 %");
    }

    @Test
    void shouldSayInEveryLineOfAQuickRunThatItSaysNothing() {
        measure(0.95);

        assertThat(lines(GROUP, true)).hasSize(4).allMatch(line -> line.endsWith("  SAYS NOTHING (--quick)"));
    }

    @Test
    void shouldMarkEveryLineWithoutBids() {
        measure(0.49);

        assertThat(lines(GROUP, false).subList(1, 4)).allMatch(line -> line.endsWith("  49.0 %  INVALID"));
    }

    @Test
    void shouldSayWhatIsNotMeasuredHere() {
        final Group image = group(null, ".ci/image", RATE);
        final FigureTable table = new FigureTable(List.of(image), false);

        assertThat(table.lines(Outcome.elsewhere(image)))
                .containsExactly("  requests a second  52,000    by .ci/image, not by this command");
        assertThat(table.lines(Outcome.failed(GROUP, "no port")).get(1)).contains("52,000", "not measured");
    }

    @Test
    void shouldFailAGroupWithoutAllItsFiguresOrWithoutCountedBids() {
        results.put("ratio", 1);
        results.bids(0.9);
        assertThat(Outcome.of(GROUP, results).failure()).contains("requests a second (rate)", "match (match)");

        final Results uncounted = new Results();
        List.of("ratio", "rate", "match").forEach(name -> uncounted.put(name, 1));
        assertThat(Outcome.of(GROUP, uncounted).failure()).isEqualTo("bids were not counted");
        uncounted.bids(0.9);
        assertThat(Outcome.of(GROUP, uncounted).hasFailed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.61 +- 0.06 us | 1.61",
                "0.34, interval 0.32 to 0.35 | 0.34",
                "2,626 us | 2626",
                "818 to 850 B | 834",
                "6.6 to 15 ms | 10.8",
                "984, 119 | 984",
                "all | NaN"
            })
    void shouldReadTheRecordedNumber(final String recorded, final double value) {
        assertThat(figure("a", "us", "a", recorded, null, null).recordedValue()).isEqualTo(Double.valueOf(value));
    }

    private void measure(final double bidShare) {
        results.put("ratio", new Measured(0.32, 0.31, 0.34));
        results.put("rate", new Measured(40_000, 39_000, 41_000));
        results.put("match", 12.34);
        results.bids(bidShare);
    }

    private List<String> lines(final Group group, final boolean smallest) {
        final FigureTable table = new FigureTable(List.of(group), smallest);
        final List<String> lines = new ArrayList<>(List.of(table.headings()));
        lines.addAll(table.lines(Outcome.of(group, results)));
        return lines;
    }

    private static Group group(final Program program, final String by, final Figure... figures) {
        return new Group(
                "floor", "A section", program, by, 1, null, "", "", true, "2026-11-23", "17", List.of(figures));
    }

    private static Figure figure(
            final String what,
            final String unit,
            final String from,
            final String recorded,
            final Double below,
            final Double above) {
        return new Figure(what, unit, from, null, null, recorded, recorded, null, below, above, null);
    }
}
