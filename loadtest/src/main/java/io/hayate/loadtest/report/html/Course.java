package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.TimeRow;
import io.hayate.loadtest.report.figures.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The repetitions of a run one after the other on one axis of time. Immutable; shared. */
final class Course {
    private static final double NS_PER_SECOND = 1e9;

    private record Part(double startS, List<TimeRow> rows) {}

    private final List<Part> parts = new ArrayList<>();
    private final double lengthS;

    Course(final List<Timeline> timelines) {
        double startS = 0;
        for (final Timeline timeline : timelines) {
            if (!timeline.rows().isEmpty()) {
                parts.add(new Part(startS, timeline.rows()));
                startS += timeline.lengthNs() / NS_PER_SECOND;
            }
        }
        lengthS = startS;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    List<TimeRow> rows() {
        return parts.stream().flatMap(part -> part.rows().stream()).toList();
    }

    double highest(final ToDoubleFunction<TimeRow> value) {
        return rows().stream().mapToDouble(value).max().orElse(0);
    }

    String xUnit() {
        return parts.size() > 1 ? "repetition, one after the other" : "time from the start";
    }

    Scale scale() {
        if (parts.size() <= 1) {
            return Scale.seconds(lengthS);
        }
        return new Scale() {
            @Override
            double position(final double value) {
                return value / lengthS;
            }

            @Override
            List<Tick> ticks() {
                final List<Tick> ticks = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    final double endS = i + 1 < parts.size() ? parts.get(i + 1).startS() : lengthS;
                    ticks.add(new Tick((parts.get(i).startS() + endS) / 2 / lengthS, Integer.toString(i + 1), false));
                }
                return ticks;
            }
        };
    }

    /** What is told of a row, and where it stands. */
    interface RowVisit {
        void onRow(double fromS, double toS, TimeRow row);
    }

    void forEachRow(final RowVisit visit) {
        for (final Part part : parts) {
            for (final TimeRow row : part.rows()) {
                final double fromS = part.startS() + row.offsetNs() / NS_PER_SECOND;
                visit.onRow(fromS, fromS + row.lengthNs() / NS_PER_SECOND, row);
            }
        }
    }

    /** A chart over this time, with lines between the repetitions. */
    Chart chart(final String title, final String description, final Scale y, final String yUnit) {
        final Chart chart = new Chart(title, description, scale(), xUnit(), y, yUnit);
        for (int i = 1; i < parts.size(); i++) {
            chart.divider(chart.x().at(parts.get(i).startS()));
        }
        return chart;
    }

    /** A value as steps, a line for each repetition. */
    void drawLine(final Chart chart, final String lineClass, final ToDoubleFunction<TimeRow> value) {
        parts.forEach(part -> chart.line(lineClass, steps(chart, part, value)));
    }

    void drawArea(final Chart chart, final String areaClass, final ToDoubleFunction<TimeRow> value) {
        parts.forEach(part -> chart.area(areaClass, steps(chart, part, value)));
    }

    private static List<double[]> steps(final Chart chart, final Part part, final ToDoubleFunction<TimeRow> value) {
        final List<double[]> points = new ArrayList<>();
        for (final TimeRow row : part.rows()) {
            final double fromS = part.startS() + row.offsetNs() / NS_PER_SECOND;
            final double y = chart.y().at(value.applyAsDouble(row));
            points.add(new double[] {chart.x().at(fromS), y});
            points.add(new double[] {chart.x().at(fromS + row.lengthNs() / NS_PER_SECOND), y});
        }
        return points;
    }

    void addReadOuts(final Chart chart, final Function<TimeRow, String> text) {
        for (int i = 0; i < parts.size(); i++) {
            final Part part = parts.get(i);
            final String repetition = parts.size() > 1 ? "repetition " + (i + 1) + ", " : "";
            for (final TimeRow row : part.rows()) {
                final double middleS = part.startS() + (row.offsetNs() + row.lengthNs() / 2.0) / NS_PER_SECOND;
                chart.readOut(
                        chart.x().at(middleS),
                        repetition + Numbers.span(row.offsetNs() / NS_PER_SECOND) + ": " + text.apply(row));
            }
        }
    }
}
