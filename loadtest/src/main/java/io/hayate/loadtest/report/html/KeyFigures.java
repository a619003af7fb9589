package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.Spread;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The figures that one looks for first, large. */
final class KeyFigures {
    private KeyFigures() {}

    static String html(final List<Repetition> repetitions) {
        final StringBuilder html = new StringBuilder("<dl class=\"key\">\n");
        final double asked = Spread.of(
                        repetitions, repetition -> repetition.rates().askedPerSecond())
                .median();
        add(
                html,
                repetitions,
                "achieved",
                "/s",
                r -> r.rates().achievedPerSecond(),
                Numbers::count,
                asked > 0 ? "of " + Numbers.count(asked) + "/s asked" : "closed loop");
        add(html, repetitions, "p50", " ms", r -> r.latency().fromDue().p50Ms(), Numbers::ms, "from due");
        add(html, repetitions, "p99", " ms", r -> r.latency().fromDue().p99Ms(), Numbers::ms, "from due");
        add(html, repetitions, "p99.9", " ms", r -> r.latency().fromDue().p999Ms(), Numbers::ms, "from due");
        add(html, repetitions, "max", " ms", r -> r.latency().fromDue().maxMs(), Numbers::ms, "from due");
        add(html, repetitions, "bids", "", Repetition::bidShare, Numbers::share, "of answers");
        add(html, repetitions, "errors", "", Repetition::failureShare, Numbers::share, "of requests due");
        add(
                html,
                repetitions,
                "rules broken",
                "",
                r -> r.count(Repetition.INVALID),
                Numbers::count,
                "of "
                        + Numbers.count((double) repetitions.stream()
                                .mapToLong(r -> r.count(Repetition.CHECKED))
                                .sum()) + " checked");
        return html.append("</dl>\n").toString();
    }

    private static void add(
            final StringBuilder html,
            final List<Repetition> repetitions,
            final String name,
            final String unit,
            final ToDoubleFunction<Repetition> figure,
            final DoubleFunction<String> format,
            final String remark) {
        final Spread spread = Spread.of(repetitions, figure);
        html.append("<div><dt>").append(Html.escape(name)).append("</dt><dd>");
        html.append(Html.escape(format.apply(spread.median()))).append("<span>").append(Html.escape(unit));
        html.append("</span></dd><dd class=\"remark\">").append(Html.escape(remark));
        if (spread.lowest() < spread.highest()) {
            html.append("<br>")
                    .append(Html.escape(format.apply(spread.lowest())))
                    .append(" – ");
            html.append(Html.escape(format.apply(spread.highest())));
        }
        html.append("</dd></div>\n");
    }
}
