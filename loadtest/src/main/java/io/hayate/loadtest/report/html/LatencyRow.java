package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.LatencyFigures;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A row of percentiles. */
final class LatencyRow {
    static final List<String> HEADINGS = List.of("", "p50", "p75", "p90", "p99", "p99.9", "p99.99", "max", "mean");

    private static final List<ToDoubleFunction<LatencyFigures>> COLUMNS = List.of(
            LatencyFigures::p50Ms,
            LatencyFigures::p75Ms,
            LatencyFigures::p90Ms,
            LatencyFigures::p99Ms,
            LatencyFigures::p999Ms,
            LatencyFigures::p9999Ms,
            LatencyFigures::maxMs,
            LatencyFigures::meanMs);

    private LatencyRow() {}

    static List<String> of(
            final String name, final List<Repetition> repetitions, final Function<Repetition, LatencyFigures> latency) {
        final List<String> cells = new ArrayList<>(List.of(Html.escape(name)));
        for (final ToDoubleFunction<LatencyFigures> column : COLUMNS) {
            final Spread spread = Spread.of(repetitions, repetition -> column.applyAsDouble(latency.apply(repetition)));
            cells.add(Numbers.ms(spread.median())
                    + (repetitions.size() > 1
                            ? "<small>" + Numbers.ms(spread.lowest()) + "–" + Numbers.ms(spread.highest()) + "</small>"
                            : ""));
        }
        return cells;
    }
}
