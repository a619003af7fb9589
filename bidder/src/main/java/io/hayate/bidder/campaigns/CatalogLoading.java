package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.index.CompactCampaigns;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At start: from the catalog's documents to campaigns in memory, and creatives that the map must hold. Owned by the
 * campaign agent.
 */
final class CatalogLoading {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogLoading.class);

    /** Documents in memory at once, beside what comes of them. */
    private static final int DOCUMENTS_AT_ONCE = 1_024;

    /** No index is live yet. */
    private static final long NO_VERSION = 0;

    private final CampaignCatalog catalog;
    private final CampaignPreparation preparation;
    private final HeldCampaigns held;
    private final Ordinals ordinals;
    private final CompactCampaigns compact;
    private final AdmittedAdvertisers advertisers;

    CatalogLoading(
            final CampaignCatalog catalog,
            final CampaignPreparation preparation,
            final HeldCampaigns held,
            final Ordinals ordinals,
            final CompactCampaigns compact,
            final AdmittedAdvertisers advertisers) {
        this.catalog = catalog;
        this.preparation = preparation;
        this.held = held;
        this.ordinals = ordinals;
        this.compact = compact;
        this.advertisers = advertisers;
    }

    /** Documents are read by all processors, for nobody is served yet; what comes of them is put in order by this thread. */
    void loadAll() throws CatalogFullException, RefusedException {
        final long[] ids = catalog.campaignIds();
        for (int from = 0; from < ids.length; from += DOCUMENTS_AT_ONCE) {
            final int count = Math.min(DOCUMENTS_AT_ONCE, ids.length - from);
            final @Nullable CatalogEntry[] entries = new CatalogEntry[count];
            for (int i = 0; i < count; i++) {
                entries[i] = catalog.campaign(ids[from + i]);
            }
            final @Nullable PreparedCampaign[] prepared = new PreparedCampaign[count];
            IntStream.range(0, count).parallel().forEach(i -> {
                final CatalogEntry entry = entries[i];
                prepared[i] = entry == null || entry.isDeleted() ? null : preparation.prepareStored(entry.json());
            });
            for (int i = 0; i < count; i++) {
                load(ids[from + i], entries[i], prepared[i]);
            }
        }
    }

    private void load(final long id, final @Nullable CatalogEntry entry, final @Nullable PreparedCampaign prepared)
            throws CatalogFullException, RefusedException {
        if (entry == null) {
            return;
        }
        if (prepared == null) {
            held.replace(id, null, new HeldCampaign(null, entry.version(), entry.sourceLines()));
            return;
        }
        ordinals.take(entry.ordinal());
        final Campaign campaign = prepared.parsed().campaign();
        if (campaign == null) {
            LOG.error(
                    "Campaign {} was admitted by another version of the bidder and is left out: {}",
                    id,
                    prepared.parsed().refusals());
            held.replace(id, null, new HeldCampaign(null, entry.version(), entry.sourceLines()));
            return;
        }
        for (int i = 0; i < campaign.creatives().size(); i++) {
            final long version = entry.creativeVersions().get(i);
            final byte[] encoded = prepared.creatives().get(i);
            if (!catalog.holdsCreative(version, encoded)) {
                // The map is new, or was written by a bidder that lays creatives out otherwise; nobody reads it yet.
                catalog.putCreative(version, encoded, NO_VERSION);
            }
        }
        held.replace(
                id,
                null,
                new HeldCampaign(
                        new LiveCampaign(
                                compact.compact(campaign),
                                entry.ordinal(),
                                entry.version(),
                                entry.creativeVersions(),
                                advertisers.named(campaign.advertiserId())),
                        entry.version(),
                        entry.sourceLines()));
    }
}
