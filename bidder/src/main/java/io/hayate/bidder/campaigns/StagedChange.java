package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change that is not committed yet, with what takes it back. Immutable; shared.
 *
 * @param before what was held of the campaign; null if nothing was
 * @param entryBefore its entry in the catalog; null if there was none
 * @param after what is held of it now; null if nothing is
 * @param addedCreatives versions that only this change put into the catalog
 */
record StagedChange(
        long id,
        @Nullable HeldCampaign before,
        @Nullable CatalogEntry entryBefore,
        @Nullable HeldCampaign after,
        List<Long> addedCreatives) {

    /** The campaign as it was; null if there was none, or it was deleted. */
    @Nullable
    LiveCampaign liveBefore() {
        return before == null ? null : before.live();
    }

    /** The campaign as it is now; null if this change deletes it. */
    @Nullable
    LiveCampaign liveAfter() {
        return after == null ? null : after.live();
    }

    /** Versions of creatives that the campaign no longer has. */
    List<Long> goneCreatives() {
        final LiveCampaign from = liveBefore();
        final LiveCampaign to = liveAfter();
        if (from == null) {
            return List.of();
        }
        final Set<Long> kept = to == null ? Set.of() : Set.copyOf(to.creativeVersions());
        return from.creativeVersions().stream()
                .filter(version -> !kept.contains(version))
                .toList();
    }
}
