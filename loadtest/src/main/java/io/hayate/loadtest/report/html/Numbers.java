package io.hayate.loadtest.report.html;

import java.util.Locale;

/** Numbers for reading. */
public final class Numbers {
    private Numbers() {}

    /** Three digits that count, with thousands set apart. */
    public static String ms(final double ms) {
        if (ms >= 100) {
            return String.format(Locale.ROOT, "%,.0f", ms);
        }
        return String.format(Locale.ROOT, ms >= 10 ? "%.1f" : ms >= 1 ? "%.2f" : "%.3f", ms);
    }

    public static String count(final double count) {
        return count >= 100 || count == Math.rint(count)
                ? String.format(Locale.ROOT, "%,.0f", count)
                : String.format(Locale.ROOT, "%.1f", count);
    }

    /** A part of 1, as percent; what is not nothing is not shown as 0. */
    public static String share(final double share) {
        final double percent = 100 * share;
        if (percent > 0 && percent < 0.01) {
            return "<0.01 %";
        }
        return String.format(Locale.ROOT, percent == 0 || percent >= 1 ? "%.1f %%" : "%.2f %%", percent);
    }

    /** On an axis: no more digits than it needs. */
    static String tick(final double value) {
        if (value >= 1e6) {
            return trimmed(value / 1e6) + "M";
        }
        return value >= 1e4 ? trimmed(value / 1e3) + "k" : trimmed(value);
    }

    static String trimmed(final double value) {
        final String text = String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** {@code 90 s}, {@code 10 min}, {@code 3.5 h}. */
    public static String span(final double seconds) {
        if (seconds >= 3 * 3600) {
            return trimmed(Math.round(seconds / 360) / 10.0) + " h";
        }
        return seconds >= 300
                ? trimmed(Math.round(seconds / 6) / 10.0) + " min"
                : trimmed(Math.round(seconds * 10) / 10.0) + " s";
    }
}
