package io.hayate.loadtest.report.merge;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** Sums of histograms by tag, with as many digits as the most precise of them. */
final class Sums {
    private Sums() {}

    static void add(final Map<String, Histogram> sums, final String tag, final Histogram histogram) {
        final Histogram sum = sums.get(tag);
        final int digits = histogram.getNumberOfSignificantValueDigits();
        if (sum != null && sum.getNumberOfSignificantValueDigits() >= digits) {
            sum.add(histogram);
            return;
        }
        final Histogram wider = new Histogram(digits); // grows by itself
        if (sum != null) {
            wider.add(sum);
        }
        wider.add(histogram);
        sums.put(tag, wider);
    }
}
