package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.LatencyBins;
import io.hayate.loadtest.report.figures.TimeRow;
import java.util.ArrayList;
import java.util.List;

/** Latency over time: how many requests took how long in each row, and the p99 over it. */
final class HeatMap {
    private static final int LEVELS = 7;
    private static final int BINS_PER_CELL = 4;

    private HeatMap() {}

    static Chart chart(final Course course) {

        int lowest = LatencyBins.COUNT;
        int highest = 0;
        double densest = 0;
        for (final TimeRow row : course.rows()) {
            final double[] cells = cells(row);
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] > 0) {
                    lowest = Math.min(lowest, i);
                    highest = Math.max(highest, i);
                    densest = Math.max(densest, cells[i]);
                }
            }
        }
        final boolean empty = lowest > highest;
        final double lowMs = empty ? 0.1 : LatencyBins.edgeMs(lowest * BINS_PER_CELL);
        final double highMs = empty ? 1 : LatencyBins.edgeMs((highest + 1) * BINS_PER_CELL);
        final Chart chart = course.chart(
                "Latency over time",
                "Latencies from the due time, darker where there were more requests, with the 99th percentile of each moment"
                        + " as a line. They lie between " + Numbers.ms(lowMs) + " and " + Numbers.ms(highMs) + " ms.",
                Scale.log(lowMs, highMs),
                "ms");
        draw(chart, course, densest);
        course.drawLine(chart, "p99", TimeRow::p99Ms);
        course.addReadOuts(
                chart, row -> "p99 " + Numbers.ms(row.p99Ms()) + " ms, max " + Numbers.ms(row.maxMs()) + " ms");
        final double rowS = course.rows().get(0).lengthNs() / 1e9;
        if (rowS >= 1.5) {
            chart.note("A column is " + Numbers.span(Math.rint(rowS)) + ".");
        }
        return chart.legend("p99", "p99")
                .legend("h2", "few")
                .legend("h4", "some")
                .legend("h7", "many requests");
    }

    private static void draw(final Chart chart, final Course course, final double densest) {
        final List<List<double[]>> cellsByLevel = new ArrayList<>();
        for (int level = 0; level <= LEVELS; level++) {
            cellsByLevel.add(new ArrayList<>());
        }
        course.forEachRow((fromS, toS, row) -> {
            final double[] cells = cells(row);
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] > 0) {
                    // A slow request among thousands must be seen too: by the logarithm.
                    final int level =
                            (int) Math.ceil(LEVELS * Math.log1p(cells[i]) / Math.log1p(Math.max(densest, 1e-9)));
                    cellsByLevel.get(Math.max(1, Math.min(LEVELS, level))).add(new double[] {
                        chart.x().at(fromS),
                        chart.y().at(LatencyBins.edgeMs(i * BINS_PER_CELL)),
                        chart.x().at(toS),
                        chart.y().at(LatencyBins.edgeMs((i + 1) * BINS_PER_CELL))
                    });
                }
            }
        });
        for (int level = 1; level <= LEVELS; level++) {
            chart.cells("h" + level, cellsByLevel.get(level));
        }
    }

    /** Requests per second by coarse bin. */
    private static double[] cells(final TimeRow row) {
        final double[] cells = new double[LatencyBins.COUNT / BINS_PER_CELL];
        for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
            cells[bin / BINS_PER_CELL] += row.perSecond(row.bins()[bin]);
        }
        return cells;
    }
}
