package io.hayate.bidder.audience;

import io.hayate.bidder.campaigns.FrequencyCap;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a user, without what has expired. Immutable; shared.
 *
 * @param lastImpressions advertisers whose last impression is kept, for conversions without a click
 */
public record KnownUser(List<Segment> segments, List<Counter> counters, int lastImpressions) {
    /** @param expires null: never */
    public record Segment(String name, @Nullable Instant expires) {}

    /**
     * Impressions that count for frequency caps.
     *
     * @param scope its code, see {@link FrequencyCap.Scope}
     * @param id of the campaign, creative or advertiser
     */
    public record Counter(int scope, long id, int hours, int impressions) {
        /** In the words of a campaign's {@code frequencyCaps}. */
        String scopeName() {
            for (final FrequencyCap.Scope each : FrequencyCap.Scope.values()) {
                if (each.code() == scope) {
                    return each.name().toLowerCase(Locale.ROOT);
                }
            }
            return Integer.toString(scope);
        }
    }
}
