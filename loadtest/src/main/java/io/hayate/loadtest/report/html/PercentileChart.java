package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.PercentileCurve;
import io.hayate.loadtest.report.figures.Spread;
import java.util.ArrayList;
import java.util.List;

/** Latency by percentile, on the axis that HdrHistogram's plotter uses: each step to the right is one nine more. */
final class PercentileChart {
    private static final double LOWEST_MS = 0.001;
    private static final double[] READ_OUTS = {0, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 99.9999
    };

    /** Curves of one kind, one for each repetition. */
    record Curves(String cssClass, String name, List<PercentileCurve> curves) {
        Curves {
            curves = List.copyOf(curves);
        }

        /** The median over the repetitions, at a percentile. */
        double medianMs(final double percentile) {
            final double[] values = curves.stream()
                    .filter(curve -> curve.size() > 0)
                    .mapToDouble(curve -> msAt(curve, percentile))
                    .toArray();
            return values.length == 0 ? 0 : Spread.of(values).median();
        }
    }

    private PercentileChart() {}

    static Chart of(final String title, final List<Curves> kinds) {
        double nines = 1;
        double lowest = Double.MAX_VALUE;
        double highest = LOWEST_MS;
        for (final Curves kind : kinds) {
            for (final PercentileCurve curve : kind.curves()) {
                if (curve.size() > 0) {
                    nines = Math.max(nines, nines(curve));
                    lowest = Math.min(lowest, Math.max(LOWEST_MS, curve.ms().get(0)));
                    highest = Math.max(highest, curve.ms().get(curve.size() - 1));
                }
            }
        }
        final Chart chart = new Chart(
                title,
                description(kinds),
                Scale.percentiles(nines),
                "percentile",
                Scale.log(Math.min(lowest, highest), highest),
                "ms");
        for (final Curves kind : kinds) {
            chart.legend(kind.cssClass(), kind.name());
            for (final PercentileCurve curve : kind.curves()) {
                chart.line(kind.cssClass() + (kind.curves().size() > 1 ? " thin" : ""), points(chart, curve));
            }
        }
        for (final double percentile : READ_OUTS) {
            if (percentile == 0 || -Math.log10(1 - percentile / 100) <= nines + 1e-9) {
                chart.readOut(chart.x().at(percentile), readOut("p" + Numbers.trimmed(percentile), kinds, percentile));
            }
        }
        return chart.readOut(1, readOut("max", kinds, 100));
    }

    private static String description(final List<Curves> kinds) {
        final StringBuilder text = new StringBuilder("Latency by percentile.");
        for (final Curves kind : kinds) {
            text.append(' ').append(kind.name()).append(": ");
            text.append("p50 ").append(Numbers.ms(kind.medianMs(50))).append(" ms, ");
            text.append("p99 ").append(Numbers.ms(kind.medianMs(99))).append(" ms, ");
            text.append("max ").append(Numbers.ms(kind.medianMs(100))).append(" ms.");
        }
        return text.toString();
    }

    private static String readOut(final String percentile, final List<Curves> kinds, final double at) {
        final List<String> texts = new ArrayList<>();
        for (final Curves kind : kinds) {
            texts.add(kind.name() + " " + Numbers.ms(kind.medianMs(at)) + " ms");
        }
        return percentile + ": " + String.join(", ", texts);
    }

    private static double nines(final PercentileCurve curve) {
        final double last = curve.size() < 2 ? 0 : curve.percentiles().get(curve.size() - 2);
        return -Math.log10(1 - last / 100);
    }

    private static List<double[]> points(final Chart chart, final PercentileCurve curve) {
        final List<double[]> points = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            final double percentile = curve.percentiles().get(i);
            // The maximum stands where the curve's own last percentile is: of fewer requests it is no higher nine.
            final double x = percentile >= 100
                    ? chart.x().at(curve.size() < 2 ? 0 : curve.percentiles().get(i - 1))
                    : chart.x().at(percentile);
            points.add(new double[] {
                x, chart.y().at(Math.max(LOWEST_MS, curve.ms().get(i)))
            });
        }
        return points;
    }

    /** At the first point at or above the percentile. */
    private static double msAt(final PercentileCurve curve, final double percentile) {
        for (int i = 0; i < curve.size(); i++) {
            if (curve.percentiles().get(i) >= percentile - 1e-6) {
                return curve.ms().get(i);
            }
        }
        return curve.ms().get(curve.size() - 1);
    }
}
