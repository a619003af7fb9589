package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.compare.Comparison;
import io.hayate.loadtest.report.compare.Difference;
import io.hayate.loadtest.report.compare.Figure;
import io.hayate.loadtest.report.figures.Latencies;
import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.PercentileCurve;
import io.hayate.loadtest.report.figures.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Two runs as a page: what differs, the repetitions as dots, the curves of both. */
public final class ComparePage {
    private ComparePage() {}

    public static String of(final Comparison comparison) {
        final RunRecord a = comparison.a();
        final RunRecord b = comparison.b();
        final String title = a.name() + " and " + b.name();
        final StringBuilder body =
                new StringBuilder("<header>\n<p class=\"kind\">Comparison of two load tests</p>\n<h1>");
        body.append(Html.escape(title))
                .append("</h1>\n<p class=\"sub\">Medians of the repetitions. A figure differs if");
        body.append(
                " chance alone would put the repetitions that far apart in at most 5 % of cases (exact rank-sum test).");
        body.append("</p>\n</header>\n<main>\n");
        body.append(runCard("a", "A", a)).append(runCard("b", "B", b));
        body.append(unlike(comparison));
        body.append(Tables.section("figures", "Figures", table(comparison)));
        body.append("<div class=\"charts\">\n");
        body.append(chart(comparison, "Latency by percentile, from due", Latencies::fromDueCurve)
                .html("due"));
        body.append(chart(comparison, "Latency by percentile, from send", Latencies::fromSendCurve)
                .html("send"));
        body.append("</div>\n<div class=\"pair\">\n");
        body.append(Tables.section(
                "again-a", "To run A again", "<pre tabindex=\"0\">" + Html.escape(a.commandLine()) + "</pre>\n"));
        body.append(Tables.section(
                "again-b", "To run B again", "<pre tabindex=\"0\">" + Html.escape(b.commandLine()) + "</pre>\n"));
        body.append("</div>\n</main>\n");
        final String marks = comparison.marks().isEmpty() ? "" : " (" + comparison.marks() + ")";
        return Html.page(title + marks + " - load tests compared", body.toString());
    }

    private static String runCard(final String cssClass, final String letter, final RunRecord run) {
        final Marks marks = Marks.of(run);
        final StringBuilder html =
                new StringBuilder("<div class=\"run ").append(cssClass).append("\"><strong>");
        html.append(letter)
                .append("</strong> <b>")
                .append(Html.escape(run.name()))
                .append("</b> ");
        if (!marks.none()) {
            html.append("<b class=\"bad\">")
                    .append(Html.escape(marks.verdict()))
                    .append("</b> ");
        }
        html.append("<span>").append(Html.escape(run.plan().schedule())).append(", ");
        html.append(Html.escape(Numbers.span(run.plan().durationS()))).append(", repetitions: ");
        html.append(run.repetitions().size()).append(", started ");
        html.append(Html.escape(run.startedAt().replaceAll("\\.\\d+Z$", "Z"))).append("</span></div>\n");
        return html.toString();
    }

    private static String unlike(final Comparison comparison) {
        final List<String> unlike = comparison.unlike();
        if (unlike.isEmpty()) {
            return "";
        }
        final StringBuilder html = new StringBuilder("<div class=\"banner partial\"><strong>Not alike</strong> ");
        html.append("<span>so that a difference may come from here:</span><ul>");
        unlike.forEach(line -> html.append("<li>").append(Html.escape(line)).append("</li>"));
        return html.append("</ul></div>\n").toString();
    }

    private static String table(final Comparison comparison) {
        final List<List<String>> rows = new ArrayList<>();
        final String marks =
                comparison.marks().isEmpty() ? "" : " <b class=\"bad\">" + Html.escape(comparison.marks()) + "</b>";
        for (final Difference difference : comparison.differences()) {
            final double ratio = difference.ratio();
            final boolean differs = difference.verdict() == Difference.Verdict.DIFFERS;
            rows.add(List.of(
                    Html.escape(difference.figure().name()) + "<small class=\"narrow\">"
                            + Html.escape(difference.sentence()) + marks + "</small>",
                    Html.escape(text(
                            difference.figure().unit(), difference.spreadA().median())),
                    Html.escape(text(
                            difference.figure().unit(), difference.spreadB().median())),
                    Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.3f", ratio),
                    RepetitionDots.svg(difference),
                    (differs ? "<b>" + Html.escape(difference.sentence()) + "</b>" : Html.escape(difference.sentence()))
                            + marks));
        }
        return Tables.of("numbers compared", List.of("", "A", "B", "B/A", "repetitions: A above, B below", ""), rows);
    }

    private static String text(final Figure.Unit unit, final double value) {
        return switch (unit) {
            case PER_SECOND -> Numbers.count(value) + "/s";
            case SHARE -> Numbers.share(value);
            case MS -> Numbers.ms(value) + " ms";
        };
    }

    private static Chart chart(
            final Comparison comparison, final String title, final Function<Latencies, PercentileCurve> curve) {
        return PercentileChart.of(
                title, List.of(curves("a", "A", comparison.a(), curve), curves("b", "B", comparison.b(), curve)));
    }

    private static PercentileChart.Curves curves(
            final String cssClass,
            final String name,
            final RunRecord run,
            final Function<Latencies, PercentileCurve> curve) {
        return new PercentileChart.Curves(
                cssClass,
                name,
                run.repetitions().stream()
                        .map(repetition -> curve.apply(repetition.latency()))
                        .toList());
    }
}
