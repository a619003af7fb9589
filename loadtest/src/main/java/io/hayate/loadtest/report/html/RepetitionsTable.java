package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The repetitions of a run below each other, and how far they are apart. */
final class RepetitionsTable {
    private record Column(String heading, ToDoubleFunction<Repetition> figure, DoubleFunction<String> format) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("achieved /s", repetition -> repetition.rates().achievedPerSecond(), Numbers::count),
            new Column("bids", Repetition::bidShare, Numbers::share),
            new Column("errors", Repetition::failureShare, Numbers::share),
            new Column("p50 ms", repetition -> repetition.latency().fromDue().p50Ms(), Numbers::ms),
            new Column("p90 ms", repetition -> repetition.latency().fromDue().p90Ms(), Numbers::ms),
            new Column("p99 ms", repetition -> repetition.latency().fromDue().p99Ms(), Numbers::ms),
            new Column("p99.9 ms", repetition -> repetition.latency().fromDue().p999Ms(), Numbers::ms),
            new Column("max ms", repetition -> repetition.latency().fromDue().maxMs(), Numbers::ms),
            new Column("lag p99 ms", repetition -> repetition.latency().lag().p99Ms(), Numbers::ms));

    private RepetitionsTable() {}

    static String html(final List<Repetition> repetitions) {
        final List<String> headings = new ArrayList<>(List.of(""));
        COLUMNS.forEach(column -> headings.add(column.heading()));
        headings.add("");
        final List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < repetitions.size(); i++) {
            final Repetition repetition = repetitions.get(i);
            final List<String> row =
                    row(Integer.toString(i + 1), column -> column.figure().applyAsDouble(repetition));
            row.add((repetition.reasonsInvalid().isEmpty() ? "" : "<b class=\"bad\">INVALID</b> ")
                    + (repetition.interrupted() ? "<b class=\"bad\">PARTIAL</b>" : ""));
            rows.add(row);
        }
        rows.add(spreadRow("median", repetitions, Spread::median));
        rows.add(spreadRow("lowest", repetitions, Spread::lowest));
        rows.add(spreadRow("highest", repetitions, Spread::highest));
        return Tables.of("numbers repetitions", headings, rows);
    }

    private static List<String> spreadRow(
            final String name, final List<Repetition> repetitions, final ToDoubleFunction<Spread> which) {
        final List<String> row = row(name, column -> which.applyAsDouble(Spread.of(repetitions, column.figure())));
        row.add("");
        return row;
    }

    private static List<String> row(final String name, final ToDoubleFunction<Column> value) {
        final List<String> row = new ArrayList<>(List.of(name));
        COLUMNS.forEach(column -> row.add(Html.escape(column.format().apply(value.applyAsDouble(column)))));
        return row;
    }
}
