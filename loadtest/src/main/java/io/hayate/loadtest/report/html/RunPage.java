package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.Latencies;
import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.figures.SloVerdict;
import io.hayate.loadtest.report.figures.TimeRow;
import io.hayate.loadtest.report.figures.Timeline;
import io.hayate.loadtest.send.SendCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A run as a page: its verdict, its figures, its course. */
public final class RunPage {
    private RunPage() {}

    /**
     * @param timelines of the repetitions, in their order
     * @param asked requests per second that were to be sent during a row; nothing in a closed loop
     */
    public static String of(
            final RunRecord run, final List<Timeline> timelines, final @Nullable ToDoubleFunction<TimeRow> asked) {
        final Marks marks = Marks.of(run);
        final Course course = new Course(timelines);
        final StringBuilder body = new StringBuilder("<header>\n<p class=\"kind\">Load test of a bidder</p>\n<h1>");
        body.append(Html.escape(run.name())).append("</h1>\n<p class=\"sub\">").append(Html.escape(subtitle(run)));
        body.append("</p>\n</header>\n<main>\n");
        body.append(banner(run, marks)).append(KeyFigures.html(run.repetitions()));
        body.append(slos(run.slos()));
        body.append("<div class=\"charts\">\n").append(percentiles(run).html("percentiles"));
        if (!course.isEmpty()) {
            body.append(HeatMap.chart(course).html("heat"));
            body.append(TimeCharts.rate(course, asked).html("rate"))
                    .append(TimeCharts.bids(course).html("bids"));
            body.append(TimeCharts.errors(course).html("errors"))
                    .append(TimeCharts.lag(course).html("lag"));
        }
        body.append("</div>\n").append(Tables.section("latencies", "Latency, ms", latencies(run)));
        body.append("<div class=\"pair\">\n");
        body.append(Tables.section("no-bids", "No-bid reasons", noBidReasons(run)));
        body.append(Tables.section("statuses", "Ends of requests", ends(run)));
        body.append("</div>\n");
        if (run.repetitions().size() > 1) {
            body.append(Tables.section("repetitions", "Repetitions", RepetitionsTable.html(run.repetitions())));
        }
        body.append("<div class=\"pair\">\n");
        body.append(Tables.section("plan", "What was sent", EnvironmentTables.plan(run.plan())));
        body.append(Tables.section("environment", "Environment", EnvironmentTables.environment(run.environment())));
        body.append("</div>\n");
        body.append(Tables.section(
                "again", "To run it again", "<pre tabindex=\"0\">" + Html.escape(run.commandLine()) + "</pre>\n"));
        body.append("</main>\n");
        return Html.page(
                run.name() + " " + (marks.none() ? "" : marks.verdict() + " ") + "- load test", body.toString());
    }

    private static String subtitle(final RunRecord run) {
        final String repetitions =
                run.repetitions().size() > 1 ? run.repetitions().size() + " repetitions, " : "";
        return repetitions + run.plan().schedule() + ", "
                + Numbers.span(run.plan().durationS()) + ", to "
                + String.join(" ", run.plan().targets()) + ". Started "
                + run.startedAt().replaceAll("\\.\\d+Z$", "Z") + ".";
    }

    static String banner(final RunRecord run, final Marks marks) {
        final StringBuilder html = new StringBuilder("<div role=\"status\" class=\"banner ");
        html.append(marks.invalid() ? "invalid" : marks.partial() ? "partial" : "valid")
                .append("\"><strong>");
        html.append(marks.none() ? "Valid" : Html.escape(marks.verdict())).append("</strong> ");
        if (marks.invalid()) {
            html.append("<span>The figures must not be quoted:</span><ul>");
            run.reasonsInvalid()
                    .forEach(reason ->
                            html.append("<li>").append(Html.escape(reason)).append("</li>"));
            html.append("</ul>");
        } else if (!marks.partial()) {
            html.append(
                    "<span>The rate was held, requests were answered in time, and the generator was punctual.</span>");
        }
        if (marks.partial()) {
            html.append("<span>The run was interrupted; what is shown is the part until then.</span>");
        }
        return html.append("</div>\n").toString();
    }

    private static String slos(final List<SloVerdict> slos) {
        if (slos.isEmpty()) {
            return "";
        }
        final StringBuilder html = new StringBuilder("<ul class=\"slos\">\n");
        for (final SloVerdict slo : slos) {
            html.append("<li class=\"").append(slo.met() ? "met" : "missed").append("\"><strong>");
            html.append(slo.met() ? "kept" : "MISSED").append("</strong> ").append(Html.escape(slo.slo()));
            html.append(" <span>").append(Html.escape(slo.measured())).append("</span></li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    private static Chart percentiles(final RunRecord run) {
        final List<Latencies> latencies =
                run.repetitions().stream().map(Repetition::latency).toList();
        final Chart chart = PercentileChart.of(
                "Latency by percentile",
                List.of(
                        new PercentileChart.Curves(
                                "due",
                                "from due",
                                latencies.stream().map(Latencies::fromDueCurve).toList()),
                        new PercentileChart.Curves(
                                "send",
                                "from send",
                                latencies.stream().map(Latencies::fromSendCurve).toList())));
        return latencies.size() > 1 ? chart.note("A curve for each repetition; read out are their medians.") : chart;
    }

    private static String latencies(final RunRecord run) {
        final List<List<String>> rows = new ArrayList<>();
        rows.add(LatencyRow.of(
                "from due",
                run.repetitions(),
                repetition -> repetition.latency().fromDue()));
        rows.add(LatencyRow.of(
                "from send",
                run.repetitions(),
                repetition -> repetition.latency().fromSend()));
        rows.add(LatencyRow.of(
                "generator's lag",
                run.repetitions(),
                repetition -> repetition.latency().lag()));
        return Tables.of("numbers", LatencyRow.HEADINGS, rows)
                + (run.repetitions().size() > 1
                        ? "<p class=\"note\">Medians of the repetitions, with the lowest and the highest.</p>\n"
                        : "");
    }

    private static String noBidReasons(final RunRecord run) {
        final Map<Integer, Long> reasons = new TreeMap<>();
        long noBids = 0;
        for (final Repetition repetition : run.repetitions()) {
            repetition.noBidReasons().forEach((code, count) -> reasons.merge(code, count, Long::sum));
            noBids += repetition.count(SendCount.NO_BIDS);
        }
        final long total = noBids;
        final long named = reasons.values().stream().mapToLong(Long::longValue).sum();
        final List<List<String>> rows = new ArrayList<>();
        if (total > named) {
            rows.add(List.of(
                    "none given", count(total - named), Html.escape(Numbers.share((total - named) / (double) total))));
        }
        reasons.forEach((code, count) -> rows.add(List.of(
                Html.escape(code + " " + NoBidCodes.words(code)),
                count(count),
                Html.escape(Numbers.share(total == 0 ? 0 : count / (double) total)))));
        return rows.isEmpty()
                ? "<p class=\"note\">There were no no-bids.</p>\n"
                : Tables.of("numbers", List.of("nbr", "answers", "of no-bids"), rows);
    }

    private static String ends(final RunRecord run) {
        final Map<String, Long> ends = new LinkedHashMap<>();
        final SendCount[] kinds = {
            SendCount.BIDS,
            SendCount.NO_BIDS,
            SendCount.HTTP_ERRORS,
            SendCount.BROKEN,
            SendCount.TIMEOUTS,
            SendCount.UNSENT
        };
        final String[] words = {"bid", "no-bid", "HTTP error", "broken off", "timeout", "unsent"};
        final Map<Integer, Long> statuses = new TreeMap<>();
        for (final Repetition repetition : run.repetitions()) {
            for (int i = 0; i < kinds.length; i++) {
                ends.merge(words[i], repetition.count(kinds[i]), Long::sum);
            }
            repetition.errorStatuses().forEach((status, count) -> statuses.merge(status, count, Long::sum));
        }
        final long total = ends.values().stream().mapToLong(Long::longValue).sum();
        final List<List<String>> rows = new ArrayList<>();
        ends.forEach((end, count) -> {
            rows.add(List.of(end, count(count), Html.escape(Numbers.share(total == 0 ? 0 : count / (double) total))));
            if (end.equals("HTTP error")) {
                statuses.forEach((status, number) -> rows.add(List.of("&ensp;" + status, count(number), "")));
            }
        });
        return Tables.of("numbers", List.of("end", "requests", "of all"), rows);
    }

    static String count(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
