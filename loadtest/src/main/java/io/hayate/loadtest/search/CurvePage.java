package io.hayate.loadtest.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The curve as one page that opens offline: percentiles over the rate, the limits as lines, the table. Immutable; shared. */
final class CurvePage {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final int TOP = 20;
    private static final int BOTTOM = 48;
    private static final double NS_PER_MS = 1e6;
    private static final int RATE_TICKS = 5;
    private static final double PERCENT = 100;

    private static final List<Line> LINES = List.of(
            new Line("p50", "a", point -> point.latencies().p50Ns()),
            new Line("p99", "b", point -> point.latencies().p99Ns()),
            new Line("p99.9", "c", point -> point.latencies().p999Ns()));

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c2330;--faint:#8a93a3;--grid:#dfe3ea;--paper:#fff;--a:#1b7f5c;--b:#2456c4;--c:#8a3fb0;--bad:#c62f2f}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--faint:#8a93a3;--grid:#333a47;--paper:#161a21;--a:#4cc79a;--b:#7aa5ff;--c:#cf94ee;--bad:#ff7b72}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:960px;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.3rem}svg{width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:var(--faint)}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;white-space:nowrap}
            th,td{text-align:right;padding:.2rem .6rem;border-bottom:1px solid var(--grid)}th:last-child,td:last-child{text-align:left}
            .bad{color:var(--bad)}.grid{stroke:var(--grid)}.limit{stroke:var(--bad);stroke-dasharray:6 4}text.limit{stroke:none;fill:var(--bad)}
            .a{--k:var(--a)}.b{--k:var(--b)}.c{--k:var(--c)}polyline{fill:none;stroke:var(--k);stroke-width:2}circle{fill:var(--k)}circle.miss{fill:var(--paper);stroke:var(--bad);stroke-width:2}
            svg text.key{fill:var(--k)}
            """;

    private record Line(String name, String style, ToLongFunction<CurvePoint> valueNs) {
        double at(final CurvePoint point) {
            return (double) valueNs.applyAsLong(point);
        }
    }

    private final CurveFiles.Question question;
    private final SearchOutcome outcome;
    private final List<CurvePoint> rows;
    private final List<CurvePoint> points;
    private final List<Objective> limits;
    private final double topRate;
    private final double lowLog;
    private final double highLog;

    CurvePage(final CurveFiles.Question question, final SearchOutcome outcome, final List<CurvePoint> points) {
        this.question = question;
        this.outcome = outcome;
        this.rows = FindMaxReport.byRate(points);
        // Where nothing was answered and nothing timed out there is no latency to draw.
        this.points =
                rows.stream().filter(point -> point.latencies().maxNs() > 0).toList();
        this.limits = question.slo().objectives().stream()
                .filter(Objective::isLatency)
                .toList();
        final List<Double> values = new ArrayList<>();
        limits.forEach(objective -> values.add(objective.limit()));
        for (final CurvePoint point : this.points) {
            LINES.forEach(line -> values.add(Math.max(1, line.at(point))));
        }
        this.topRate = this.points.stream()
                .mapToDouble(CurvePoint::ratePerSecond)
                .max()
                .orElse(1);
        this.lowLog =
                Math.floor(Math.log10(values.stream().mapToDouble(v -> v).min().orElse(NS_PER_MS)));
        this.highLog = Math.max(
                lowLog + 1,
                Math.ceil(Math.log10(values.stream().mapToDouble(v -> v).max().orElse(NS_PER_MS))));
    }

    String html() {
        final StringBuilder html =
                new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>find-max</title>\n<style>\n"
                        + STYLE + "</style></head><body>\n");
        html.append("<h1>").append(escaped(FindMaxReport.sentence(outcome))).append("</h1>\n<p>");
        html.append(escaped(question.slo() + " at " + question.target() + ", " + question.at()))
                .append("</p>\n");
        addChart(html);
        addTable(html);
        return html.append("</body></html>\n").toString();
    }

    private void addChart(final StringBuilder html) {
        html.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"latency percentiles over the rate\">%n",
                WIDTH,
                HEIGHT));
        for (double log = lowLog; log <= highLog; log++) {
            addLevel(html, "grid", Math.pow(10, log), "", LEFT - 6, "end");
            text(html, "", LEFT - 6, y(Math.pow(10, log)) + 4, "end", number(Math.pow(10, log) / NS_PER_MS) + " ms");
        }
        for (int tick = 0; tick <= RATE_TICKS; tick++) {
            final double rate = topRate * tick / RATE_TICKS;
            text(html, "", x(rate), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f/s", rate));
        }
        for (final Objective limit : limits) {
            addLevel(html, "limit", limit.limit(), limit.toString(), WIDTH - RIGHT, "end");
        }
        int keyX = LEFT;
        for (final Line line : LINES) {
            addLine(html, line);
            text(html, "key " + line.style, keyX, HEIGHT - 8, "start", "● " + line.name);
            keyX += 70;
        }
        text(html, "limit", keyX, HEIGHT - 8, "start", "○ not kept");
        html.append("</svg>\n");
    }

    private void addLevel(
            final StringBuilder html,
            final String style,
            final double valueNs,
            final String label,
            final double labelX,
            final String anchor) {
        final double y = y(valueNs);
        html.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                LEFT,
                WIDTH - RIGHT,
                y,
                y));
        if (!label.isEmpty()) {
            text(html, style, labelX, y - 5, anchor, label);
        }
    }

    private void addLine(final StringBuilder html, final Line line) {
        html.append("<g class=\"").append(line.style).append("\"><polyline points=\"");
        for (final CurvePoint point : points) {
            html.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.ratePerSecond()), y(line.at(point))));
        }
        html.append("\"/>\n");
        for (final CurvePoint point : points) {
            html.append(String.format(
                    Locale.ROOT,
                    "<circle%s cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>%n",
                    point.isMet() ? "" : " class=\"miss\"",
                    x(point.ratePerSecond()),
                    y(line.at(point)),
                    escaped(String.format(
                            Locale.ROOT,
                            "%,.0f/s: %s %.3f ms",
                            point.ratePerSecond(),
                            line.name,
                            line.at(point) / NS_PER_MS))));
        }
        html.append("</g>\n");
    }

    private static void text(
            final StringBuilder html,
            final String style,
            final double x,
            final double y,
            final String anchor,
            final String text) {
        html.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                style,
                x,
                y,
                anchor,
                escaped(text)));
    }

    private void addTable(final StringBuilder html) {
        html.append(
                "<div class=\"scroll\"><table><thead><tr><th>rate/s</th><th>achieved</th><th>p50 ms</th><th>p99 ms</th>"
                        + "<th>p99.9 ms</th><th>errors</th><th>bids</th><th></th></tr></thead><tbody>\n");
        for (final CurvePoint point : rows) {
            final CurvePoint.Latencies latencies = point.latencies();
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%,.0f</td><td>%,.0f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.2f %%</td><td>%.1f %%</td>"
                            + "<td class=\"%s\">%s</td></tr>%n",
                    point.ratePerSecond(),
                    point.achievedPerSecond(),
                    latencies.p50Ns() / NS_PER_MS,
                    latencies.p99Ns() / NS_PER_MS,
                    latencies.p999Ns() / NS_PER_MS,
                    point.shares().errorShare() * PERCENT,
                    point.shares().bidShare() * PERCENT,
                    point.isMet() ? "" : "bad",
                    escaped(point.remark())));
        }
        html.append("</tbody></table></div>\n");
    }

    private double x(final double rate) {
        return LEFT + (WIDTH - LEFT - RIGHT) * rate / topRate;
    }

    private double y(final double valueNs) {
        final double part = (Math.log10(Math.max(1, valueNs)) - lowLog) / (highLog - lowLog);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part;
    }

    private static String number(final double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
