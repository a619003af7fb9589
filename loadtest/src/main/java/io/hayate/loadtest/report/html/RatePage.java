package io.hayate.loadtest.report.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Latency over the rate as a page: what a search for the highest rate has walked. */
public final class RatePage {
    private static final double LEAST_MS = 0.001;
    private static final List<String> HEADINGS =
            List.of("requests/s", "sent", "p50,\u00a0ms", "p99,\u00a0ms", "p99.9,\u00a0ms", "errors", "bids", "");

    /** A limit on latency, as it was typed. */
    public record Limit(String text, double ms) {}

    /** From the due time. */
    public record Latency(double p50Ms, double p99Ms, double p999Ms) {}

    /**
     * A try at a rate.
     *
     * @param counts whether its figures say something of the bidder
     * @param remark what came of it
     */
    public record Point(
            double ratePerSecond,
            double sentPerSecond,
            Latency latency,
            double errorShare,
            double bidShare,
            boolean counts,
            boolean kept,
            String remark) {}

    /**
     * What was found.
     *
     * @param title in a few words
     * @param good whether it was found and confirmed
     * @param sentence the same at length
     * @param question what was asked, of whom, when
     * @param ratePerSecond 0 if none
     */
    public record Finding(String title, boolean good, String sentence, String question, double ratePerSecond) {}

    private RatePage() {}

    /** @param points by rate, those of one rate in the order they were tried */
    public static String of(final Finding finding, final List<Limit> limits, final List<Point> points) {
        final StringBuilder body =
                new StringBuilder("<header>\n<p class=\"kind\">Search for the highest rate</p>\n<h1>");
        body.append(Html.escape(finding.title))
                .append("</h1>\n<p class=\"sub\">")
                .append(Html.escape(finding.question))
                .append("</p>\n</header>\n<main>\n<div class=\"banner ")
                .append(finding.good ? "valid" : "invalid")
                .append("\"><span>")
                .append(Html.escape(finding.sentence))
                .append("</span></div>\n<div class=\"charts\">\n")
                .append(chart(finding, limits, lastThatCount(points)).html("rate"))
                .append("</div>\n")
                .append(Tables.section("steps", "Steps, by rate", table(points)))
                .append("</main>\n");
        return Html.page(finding.title + " - search for the highest rate", body.toString());
    }

    /** A rate is tried again when it was not kept, and once more to confirm it; the last says most. */
    private static Collection<Point> lastThatCount(final List<Point> points) {
        final TreeMap<Double, Point> last = new TreeMap<>();
        points.stream().filter(point -> point.counts).forEach(point -> last.put(point.ratePerSecond, point));
        return last.values();
    }

    private static Chart chart(final Finding finding, final List<Limit> limits, final Collection<Point> points) {
        final double[] valuesMs = Stream.concat(
                        limits.stream().map(Limit::ms),
                        points.stream().flatMap(point -> Stream.of(point.latency.p50Ms, point.latency.p999Ms)))
                .mapToDouble(value -> Math.max(LEAST_MS, value))
                .toArray();
        final double highestRate =
                points.stream().mapToDouble(Point::ratePerSecond).max().orElse(1);
        final Scale x = Scale.linear(highestRate);
        final Scale y = Scale.log(
                DoubleStream.of(valuesMs).min().orElse(1),
                DoubleStream.of(valuesMs).max().orElse(1));
        final Chart chart = new Chart(
                        "Latency over the rate, from due",
                        "Percentiles of latency at each rate that was tried, with the limits of the objective",
                        x,
                        "requests/s",
                        y,
                        "ms")
                .cssClass("wide")
                .note("At each rate the last try that counts. The vertical line is the rate that was found.");
        addLine(chart, "due", "p50", points, Latency::p50Ms);
        addLine(chart, "p99", "p99", points, Latency::p99Ms);
        addLine(chart, "e3", "p99.9", points, Latency::p999Ms);
        for (final Limit limit : limits) {
            final double at = y.at(limit.ms);
            chart.line("asked e1", List.of(new double[] {0, at}, new double[] {1, at}))
                    .legend("e1", limit.text);
        }
        if (finding.ratePerSecond > 0) {
            chart.divider(x.at(finding.ratePerSecond));
        }
        for (final Point point : points) {
            chart.readOut(
                    x.at(point.ratePerSecond),
                    String.format(
                            Locale.ROOT,
                            "%s/s: p50 %s, p99 %s, p99.9 %s ms, %s",
                            Numbers.count(point.ratePerSecond),
                            Numbers.ms(point.latency.p50Ms),
                            Numbers.ms(point.latency.p99Ms),
                            Numbers.ms(point.latency.p999Ms),
                            point.kept ? "kept" : "not kept"));
        }
        return chart;
    }

    private static void addLine(
            final Chart chart,
            final String cssClass,
            final String name,
            final Collection<Point> points,
            final ToDoubleFunction<Latency> ms) {
        final List<double[]> line = new ArrayList<>();
        for (final Point point : points) {
            line.add(new double[] {
                chart.x().at(point.ratePerSecond), chart.y().at(Math.max(LEAST_MS, ms.applyAsDouble(point.latency)))
            });
        }
        chart.line(cssClass, line).legend(cssClass, name);
    }

    /** In one piece, however narrow the column. */
    private static String share(final double share) {
        return Html.escape(Numbers.share(share)).replace(" ", "&nbsp;");
    }

    private static String table(final List<Point> points) {
        return Tables.of(
                "steps",
                HEADINGS,
                points.stream()
                        .map(point -> List.of(
                                Numbers.count(point.ratePerSecond),
                                Numbers.count(point.sentPerSecond),
                                Numbers.ms(point.latency.p50Ms),
                                Numbers.ms(point.latency.p99Ms),
                                Numbers.ms(point.latency.p999Ms),
                                share(point.errorShare),
                                share(point.bidShare),
                                (point.kept ? "<span>" : "<span class=\"bad\">") + Html.escape(point.remark)
                                        + "</span>"))
                        .toList());
    }
}
