package io.hayate.loadtest.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart: an SVG that stretches over its frame, axis labels beside it, a legend, and texts to read out at the pointer.
 *
 * Owned by whoever makes the page.
 */
final class Chart {
    private static final int SIZE = 1000;

    private record Entry(String cssClass, String name) {}

    private record ReadOut(double at, String text) {}

    private final String title;
    private final String description;
    private final Scale x;
    private final Scale y;
    private final String xUnit;
    private final String yUnit;
    private final StringBuilder shapes = new StringBuilder();
    private final List<Entry> legend = new ArrayList<>();
    private final List<ReadOut> readOuts = new ArrayList<>();
    private String note = "";
    private String cssClass = "";

    /** @param description what the chart shows, for those who do not see it */
    Chart(
            final String title,
            final String description,
            final Scale x,
            final String xUnit,
            final Scale y,
            final String yUnit) {
        this.title = title;
        this.description = description;
        this.x = x;
        this.xUnit = xUnit;
        this.y = y;
        this.yUnit = yUnit;
    }

    Scale x() {
        return x;
    }

    Scale y() {
        return y;
    }

    Chart note(final String text) {
        note = text;
        return this;
    }

    Chart cssClass(final String name) {
        cssClass = name;
        return this;
    }

    Chart legend(final String lineClass, final String name) {
        legend.add(new Entry(lineClass, name));
        return this;
    }

    /** A line through points given as fractions of the frame. */
    Chart line(final String lineClass, final List<double[]> points) {
        if (!points.isEmpty()) {
            shapes.append("<path class=\"line ").append(lineClass).append("\" d=\"");
            appendPoints(points);
            shapes.append("\"/>\n");
        }
        return this;
    }

    /** The area between a line and the bottom of the frame. */
    Chart area(final String areaClass, final List<double[]> points) {
        if (!points.isEmpty()) {
            shapes.append("<path class=\"area ").append(areaClass).append("\" d=\"");
            appendPoints(points);
            shapes.append('V')
                    .append(SIZE)
                    .append('H')
                    .append(number(points.get(0)[0] * SIZE))
                    .append("Z\"/>\n");
        }
        return this;
    }

    /** Rectangles in one colour, given as left, bottom, right, top in fractions of the frame. */
    Chart cells(final String cellClass, final List<double[]> cells) {
        if (!cells.isEmpty()) {
            shapes.append("<path class=\"cell ").append(cellClass).append("\" d=\"");
            for (final double[] cell : cells) {
                shapes.append('M')
                        .append(number(cell[0] * SIZE))
                        .append(' ')
                        .append(number((1 - cell[1]) * SIZE))
                        .append('H')
                        .append(number(cell[2] * SIZE))
                        .append('V')
                        .append(number((1 - cell[3]) * SIZE))
                        .append('H')
                        .append(number(cell[0] * SIZE))
                        .append('Z');
            }
            shapes.append("\"/>\n");
        }
        return this;
    }

    /** A line from bottom to top, as between two repetitions. */
    Chart divider(final double at) {
        return line("divider", List.of(new double[] {at, 0}, new double[] {at, 1}));
    }

    Chart readOut(final double at, final String text) {
        readOuts.add(new ReadOut(at, text));
        return this;
    }

    private void appendPoints(final List<double[]> points) {
        char command = 'M';
        for (final double[] point : points) {
            shapes.append(command).append(number(point[0] * SIZE)).append(' ').append(number((1 - point[1]) * SIZE));
            command = 'L';
        }
    }

    private static String number(final double value) {
        final String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** @param id unique in the page */
    String html(final String id) {
        final StringBuilder html = new StringBuilder();
        html.append("<figure class=\"chart ")
                .append(cssClass)
                .append("\">\n<figcaption><h3>")
                .append(Html.escape(title))
                .append("</h3>");
        if (!legend.isEmpty()) {
            html.append("<ul class=\"legend\">");
            for (final Entry entry : legend) {
                html.append("<li class=\"")
                        .append(entry.cssClass())
                        .append("\"><i></i>")
                        .append(Html.escape(entry.name()))
                        .append("</li>");
            }
            html.append("</ul>");
        }
        html.append("</figcaption>\n<div class=\"frame\">\n<div class=\"yunit\">")
                .append(Html.escape(yUnit));
        html.append("</div>\n<div class=\"ylabels\" aria-hidden=\"true\">");
        for (final Scale.Tick tick : y.ticks()) {
            label(html, "bottom", tick);
        }
        html.append("</div>\n<div class=\"plot\" tabindex=\"0\"")
                .append(readOutAttributes())
                .append(">");
        html.append("<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-t ")
                .append(id)
                .append("-d\">\n<title id=\"")
                .append(id)
                .append("-t\">")
                .append(Html.escape(title))
                .append("</title><desc id=\"")
                .append(id)
                .append("-d\">")
                .append(Html.escape(description))
                .append("</desc>\n")
                .append(grid())
                .append(shapes)
                .append("</svg></div>\n<div class=\"xlabels\" aria-hidden=\"true\">");
        for (final Scale.Tick tick : x.ticks()) {
            label(html, "left", tick);
        }
        html.append("</div>\n<div class=\"xunit\">").append(Html.escape(xUnit)).append("</div>\n</div>\n");
        if (!note.isEmpty()) {
            html.append("<p class=\"note\">").append(Html.escape(note)).append("</p>\n");
        }
        return html.append("</figure>\n").toString();
    }

    private static void label(final StringBuilder html, final String side, final Scale.Tick tick) {
        html.append("<span")
                .append(tick.minor() ? " class=\"minor\"" : "")
                .append(" style=\"")
                .append(side)
                .append(':')
                .append(Html.percent(tick.at()))
                .append("\">")
                .append(Html.escape(tick.label()))
                .append("</span>");
    }

    private String grid() {
        final StringBuilder lines = new StringBuilder("<path class=\"grid\" d=\"");
        for (final Scale.Tick tick : y.ticks()) {
            lines.append("M0 ").append(number((1 - tick.at()) * SIZE)).append("H1000");
        }
        for (final Scale.Tick tick : x.ticks()) {
            lines.append('M').append(number(tick.at() * SIZE)).append(" 0V1000");
        }
        return lines.append("\"/>\n").toString();
    }

    /** Places in thousandths, and the text at each, a line each: as attributes, for the script. */
    private String readOutAttributes() {
        if (readOuts.isEmpty()) {
            return "";
        }
        final StringBuilder places = new StringBuilder();
        final StringBuilder texts = new StringBuilder();
        for (final ReadOut readOut : readOuts) {
            places.append(places.isEmpty() ? "" : " ").append(number(readOut.at() * SIZE));
            texts.append(texts.isEmpty() ? "" : "\n").append(readOut.text().replace('\n', ' '));
        }
        return " data-at=\"" + places + "\" data-text=\"" + Html.escape(texts.toString()) + "\"";
    }
}
