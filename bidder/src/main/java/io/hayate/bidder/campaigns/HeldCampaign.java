package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the campaign agent keeps in memory of a campaign. Immutable; shared.
 *
 * @param live null if it was deleted and only its source lines are remembered
 * @param sourceLines by hash of a start file's path, the hash of the line last applied from it
 */
record HeldCampaign(@Nullable LiveCampaign live, long version, Map<Long, Long> sourceLines) {
    @Nullable
    Long versionIfLive() {
        return live == null ? null : Long.valueOf(version);
    }
}
