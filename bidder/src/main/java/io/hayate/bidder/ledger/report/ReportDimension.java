package io.hayate.bidder.ledger.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rows of a report can be told apart by. Immutable; shared. */
enum ReportDimension {
    CAMPAIGN,
    ADVERTISER,
    EXCHANGE,
    /** UTC. */
    DAY,
    /** UTC; a whole day where hours are no longer kept. */
    HOUR,
    /** Of losses; counted by the day. */
    REASON;

    /** As in the parameter {@code by}, and as fields are called. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable ReportDimension of(final String label) {
        for (final ReportDimension each : values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        return null;
    }
}
