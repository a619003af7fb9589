package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** At start: from the catalog's documents to campaigns in memory, and creatives that the map must hold. Owned by the campaign agent. */
final class CatalogLoading {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogLoading.class);

    /** No index is live yet. */
    private static final long NO_VERSION = 0;

    private final CampaignCatalog catalog;
    private final CreativeEncoder encoder;
    private final HeldCampaigns held;
    private final Ordinals ordinals;
    private final AdmittedAdvertisers advertisers;
    private final CampaignParser parser = new CampaignParser();

    CatalogLoading(
            final CampaignCatalog catalog,
            final CreativeEncoder encoder,
            final HeldCampaigns held,
            final Ordinals ordinals,
            final AdmittedAdvertisers advertisers) {
        this.catalog = catalog;
        this.encoder = encoder;
        this.held = held;
        this.ordinals = ordinals;
        this.advertisers = advertisers;
    }

    void loadAll() throws CatalogFullException, RefusedException {
        for (final long id : catalog.campaignIds()) {
            final CatalogEntry entry = catalog.campaign(id);
            if (entry != null) {
                load(id, entry);
            }
        }
    }

    private void load(final long id, final CatalogEntry entry) throws CatalogFullException, RefusedException {
        if (entry.isDeleted()) {
            held.replace(id, null, new HeldCampaign(null, entry.version(), entry.sourceLines()));
            return;
        }
        final ParsedCampaign parsed = parser.parse(entry.json(), 1);
        final Campaign campaign = parsed.campaign();
        if (campaign == null) {
            LOG.error(
                    "Campaign {} was admitted by another version of the bidder and is left out: {}",
                    id,
                    parsed.refusals());
            held.replace(id, null, new HeldCampaign(null, entry.version(), entry.sourceLines()));
            ordinals.take(entry.ordinal());
            return;
        }
        for (int i = 0; i < campaign.creatives().size(); i++) {
            final long version = entry.creativeVersions().get(i);
            final byte[] encoded = encoder.encode(campaign, campaign.creatives().get(i));
            if (!catalog.holdsCreative(version, encoded)) {
                // The map is new, or was written by a bidder that lays creatives out otherwise; nobody reads it yet.
                catalog.putCreative(version, encoded, NO_VERSION);
            }
        }
        ordinals.take(entry.ordinal());
        held.replace(
                id,
                null,
                new HeldCampaign(
                        new LiveCampaign(
                                campaign,
                                entry.ordinal(),
                                entry.version(),
                                entry.creativeVersions(),
                                advertisers.named(campaign.advertiserId())),
                        entry.version(),
                        entry.sourceLines()));
    }
}
