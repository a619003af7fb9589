package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.compare.Difference;
import java.util.Locale;

/** The repetitions of two runs as dots on one line each, so that the eye sees whether they overlap. */
final class RepetitionDots {
    private static final int WIDTH = 180;
    private static final int MARGIN = 6;

    private RepetitionDots() {}

    static String svg(final Difference difference) {
        final double lowest =
                Math.min(difference.spreadA().lowest(), difference.spreadB().lowest());
        final double highest =
                Math.max(difference.spreadA().highest(), difference.spreadB().highest());
        final StringBuilder svg =
                new StringBuilder("<svg class=\"dots\" width=\"180\" height=\"26\" viewBox=\"0 0 180 26\"");
        svg.append(" aria-hidden=\"true\"><path d=\"M0 8H180M0 18H180\"/>");
        addDots(svg, "a", 8, difference.a(), lowest, highest);
        addDots(svg, "b", 18, difference.b(), lowest, highest);
        return svg.append("</svg>").toString();
    }

    private static void addDots(
            final StringBuilder svg,
            final String cssClass,
            final int y,
            final double[] values,
            final double lowest,
            final double highest) {
        for (final double value : values) {
            final double at = highest > lowest ? (value - lowest) / (highest - lowest) : 0.5;
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>",
                    cssClass,
                    MARGIN + at * (WIDTH - 2 * MARGIN),
                    y));
        }
    }
}
