package io.hayate.bidder.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One reason why a campaign does not deliver, or delivers less. Immutable; shared.
 *
 * @param reason in the words of the metrics, or a key of the campaign's JSON
 * @param count in how many of {@code of}; -1: there is nothing to count
 * @param share of all that is counted, 0 to 1: what rows of a kind are put in order by
 */
record WhyRow(Kind kind, String reason, String text, long count, long of, double share) {
    /** In the order in which they are told. */
    enum Kind {
        /** Keeps the campaign from bidding at all at this moment. */
        STATE,
        /** Counted on the bid loops. */
        EXACT,
        /** Told by sampled requests. */
        ESTIMATE
    }

    private static final int NOT_COUNTED = -1;
    private static final double PERCENT = 100;
    private static final double NORMAL_95 = 1.96;

    static WhyRow state(final String reason, final String text) {
        return uncounted(Kind.STATE, reason, text);
    }

    static WhyRow uncounted(final Kind kind, final String reason, final String text) {
        return new WhyRow(kind, reason, text, NOT_COUNTED, 0, 1);
    }

    static WhyRow counted(final Kind kind, final String reason, final String text, final long count, final long of) {
        return new WhyRow(kind, reason, text, count, of, (double) count / of);
    }

    void addTo(final ObjectNode target) {
        target.put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("reason", reason)
                .put("text", text);
        if (count != NOT_COUNTED) {
            target.put("count", count).put("of", of).put("share", rounded((double) count / of));
            if (kind == Kind.ESTIMATE) {
                target.put("margin", rounded(margin(count, of)));
            }
        }
    }

    /** Such as {@code 71 %}; all and nothing are told only where they are. */
    static String percent(final long count, final long of) {
        final double percent = PERCENT * count / of;
        if (count == of || count == 0) {
            return Math.round(percent) + " %";
        }
        if (percent < 1) {
            return percent < 0.1 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
        }
        return Math.min(99, Math.round(percent)) + " %";
    }

    /** Such as {@code 12,345}. */
    static String number(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Half the interval that holds the true share in 95 of 100 such samples; Agresti and Coull's, for it bears extremes. */
    static double margin(final long count, final long of) {
        final double n = of + NORMAL_95 * NORMAL_95;
        final double p = (count + NORMAL_95 * NORMAL_95 / 2) / n;
        return NORMAL_95 * Math.sqrt(p * (1 - p) / n);
    }

    private static double rounded(final double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
