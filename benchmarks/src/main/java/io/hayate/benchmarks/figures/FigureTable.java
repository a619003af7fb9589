package io.hayate.benchmarks.figures;

import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.util.List;
import java.util.Locale;

/**
 * Recorded and measured figures side by side, as lines of text, a group at a time: an hour's run shows what it has so far.
 * Immutable; shared.
 */
final class FigureTable {
    /** Stands in every line of a run that was made to see that all works. */
    static final String SAYS_NOTHING = "SAYS NOTHING (--quick)";

    private static final List<String> HEADINGS =
            List.of("figure", "recorded", "now", "spread", "now/recorded", "target", "", "bids");

    /** At least; what is known before widens its column. */
    private static final int[] WIDTHS = {6, 8, 10, 18, 12, 6, 6, 6};

    private static final String INDENT = "  ";

    private final boolean smallest;
    private final int[] widths = WIDTHS.clone();

    /** @param groups all that will be printed */
    FigureTable(final List<Group> groups, final boolean smallest) {
        this.smallest = smallest;
        for (final Group group : groups) {
            for (final Figure figure : group.figures()) {
                widen(0, figure.what());
                widen(1, recorded(figure));
                widen(5, figure.targetText());
            }
        }
    }

    private void widen(final int column, final String text) {
        widths[column] = Math.max(widths[column], text.length());
    }

    String headings() {
        return line(HEADINGS, "");
    }

    /** A line for each figure of a group, whatever became of it. */
    List<String> lines(final Outcome outcome) {
        final String note = outcome.problems().isEmpty() ? "" : "INVALID";
        return outcome.group().figures().stream()
                .map(figure -> line(row(figure, outcome), note))
                .toList();
    }

    private String line(final List<String> row, final String note) {
        final StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(INDENT)
                    .append(row.get(column))
                    .append(" "
                            .repeat(Math.max(0, widths[column] - row.get(column).length())));
        }
        line.append(INDENT).append(note);
        if (smallest) {
            line.append(INDENT).append(SAYS_NOTHING);
        }
        return line.toString().stripTrailing();
    }

    private static String recorded(final Figure figure) {
        return figure.recorded() == null ? "-" : figure.recorded();
    }

    private static List<String> row(final Figure figure, final Outcome outcome) {
        final String recorded = recorded(figure);
        final Results results = outcome.results();
        final Measured measured = results == null ? null : figure.measured(results);
        if (results == null || measured == null) {
            final String instead = outcome.group().program() == null
                    ? "by " + outcome.group().by() + ", not by this command"
                    : "not measured";
            return List.of(figure.what(), recorded, instead);
        }
        return List.of(
                figure.what(),
                recorded,
                (number(measured.value()) + " " + figure.unit()).strip(),
                spread(measured),
                ratio(measured, figure),
                figure.targetText(),
                verdict(figure, measured),
                outcome.group().bids() && figure.needsBids() ? bids(results.bidShare()) : "");
    }

    private static String spread(final Measured measured) {
        return measured.hasSpread() ? number(measured.low()) + " to " + number(measured.high()) : "-";
    }

    private static String ratio(final Measured measured, final Figure figure) {
        final double recorded = figure.recordedValue();
        return Double.isNaN(recorded) || recorded == 0 ? "-" : number(measured.value() / recorded);
    }

    private static String verdict(final Figure figure, final Measured measured) {
        if (!figure.hasTarget()) {
            return "";
        }
        return (figure.isMet(measured.value()) ? "met" : "MISSED") + (figure.isUnsure(measured) ? "?" : "");
    }

    static String bids(final double share) {
        return Double.isNaN(share) ? "not counted" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** Three digits that mean something. */
    static String number(final double value) {
        final double size = Math.abs(value);
        final String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
