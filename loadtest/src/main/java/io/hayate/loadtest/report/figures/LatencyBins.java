package io.hayate.loadtest.report.figures;

/**
 * Log-scale bins of latency, from a microsecond to a thousand seconds, a bin being 7.5 % wide; what is outside is in the
 * first or the last.
 */
public final class LatencyBins {
    public static final int PER_DECADE = 32;
    public static final int COUNT = 9 * PER_DECADE;

    private static final double LOWEST_MS = 1e-3;

    private LatencyBins() {}

    static int binOf(final double ms) {
        final int bin = (int) Math.floor(Math.log10(Math.max(ms, LOWEST_MS) / LOWEST_MS) * PER_DECADE);
        return Math.min(bin, COUNT - 1);
    }

    /** The lower edge; of {@link #COUNT} the upper edge of the last. */
    public static double edgeMs(final int bin) {
        return LOWEST_MS * Math.pow(10, bin / (double) PER_DECADE);
    }
}
