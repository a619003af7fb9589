package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives creatives their versions: the one before if nothing of its bytes has changed, else a new one. Owned by the
 * campaign agent.
 */
final class CreativeVersions {
    private final CampaignCatalog catalog;
    private final ChangeReplay durable;

    CreativeVersions(final CampaignCatalog catalog, final ChangeReplay durable) {
        this.catalog = catalog;
        this.durable = durable;
    }

    /**
     * Puts creatives that are new or changed under new versions.
     *
     * @param creatives encoded, in their order
     * @param before the campaign as it was
     * @param indexVersion the version now live
     * @param added gets the new versions, also when the campaign is refused
     * @return the versions of all creatives, in their order
     */
    List<Long> put(
            final Campaign campaign,
            final List<byte[]> creatives,
            final @Nullable LiveCampaign before,
            final long indexVersion,
            final List<Long> added)
            throws RefusedException {
        final Map<Long, Long> versionsBefore = before == null ? Map.of() : versionByCreative(before);
        final List<Long> versions = new ArrayList<>(campaign.creatives().size());
        for (int i = 0; i < campaign.creatives().size(); i++) {
            final Creative creative = campaign.creatives().get(i);
            final byte[] encoded = creatives.get(i);
            if (encoded.length > CreativeLayout.MAX_LENGTH_BYTES) {
                throw new RefusedException(
                        "creatives[" + i + "]",
                        "takes " + encoded.length + " bytes; at most " + CreativeLayout.MAX_LENGTH_BYTES
                                + " are allowed");
            }
            final Long versionBefore = versionsBefore.get(creative.id());
            if (versionBefore != null && catalog.holdsCreative(versionBefore, encoded)) {
                versions.add(versionBefore);
                continue;
            }
            final long version = durable.nextCreativeVersion++;
            try {
                catalog.putCreative(version, encoded, indexVersion);
            } catch (final CatalogFullException e) {
                throw new RefusedException(e);
            }
            added.add(version);
            versions.add(version);
        }
        return List.copyOf(versions);
    }

    private static Map<Long, Long> versionByCreative(final LiveCampaign campaign) {
        final Map<Long, Long> versions = new HashMap<>();
        final List<Creative> creatives = campaign.campaign().creatives();
        for (int i = 0; i < creatives.size(); i++) {
            versions.put(creatives.get(i).id(), campaign.creativeVersions().get(i));
        }
        return versions;
    }
}
