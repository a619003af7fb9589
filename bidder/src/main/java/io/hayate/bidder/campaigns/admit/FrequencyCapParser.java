package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.FrequencyCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code frequencyCaps}. Immutable; shared. */
final class FrequencyCapParser {
    private FrequencyCapParser() {}

    static List<FrequencyCap> parse(final Fields campaign) {
        final List<FrequencyCap> caps = new ArrayList<>();
        campaign.items("frequencyCaps", CampaignLimits.MAX_FREQUENCY_CAPS, (value, path) -> {
            if (!(value instanceof final ObjectNode object)) {
                campaign.problems().add(path, "must be an object");
                return;
            }
            final FrequencyCap cap = cap(new Fields(object, path, campaign.problems()));
            if (cap == null) {
                return;
            }
            if (caps.stream().anyMatch(other -> other.scope() == cap.scope() && other.hours() == cap.hours())) {
                campaign.problems().add(path, "has the scope and the hours of one before");
            }
            caps.add(cap);
        });
        return List.copyOf(caps);
    }

    private static @Nullable FrequencyCap cap(final Fields fields) {
        final String scope = fields.choice("scope", "campaign", "creative", "advertiser");
        if (!fields.has("scope")) {
            fields.refuse("scope", "is required");
        }
        final long impressions = fields.requiredInteger("impressions", 1, CampaignLimits.MAX_CAP_IMPRESSIONS);
        final long hours = fields.requiredInteger("hours", 1, CampaignLimits.MAX_CAP_HOURS);
        fields.refuseUnknown();
        return scope == null || impressions < 1 || hours < 1
                ? null
                : new FrequencyCap(
                        FrequencyCap.Scope.valueOf(scope.toUpperCase(Locale.ROOT)), (int) impressions, (int) hours);
    }
}
