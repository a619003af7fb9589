package io.hayate.bidder.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.catalog.AdvertiserEntry;
import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is durable beside the campaigns themselves, and how records of the change log bring it and the map of campaigns up to
 * date. Owned by the campaign agent.
 */
final class ChangeReplay {
    BiddingSwitches switches = BiddingSwitches.ALL_ON;
    long nextVersion = 1;
    long nextCreativeVersion = 1;

    /** Takes over what a clean end left. */
    void read(final JsonNode state) {
        nextVersion = state.path("nextVersion").asLong();
        nextCreativeVersion = state.path("nextCreativeVersion").asLong();
        switches = ChangeRecord.fromJson(state.path("switches"));
    }

    ObjectNode toJson() {
        final ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("nextVersion", nextVersion);
        state.put("nextCreativeVersion", nextCreativeVersion);
        state.set("switches", ChangeRecord.toJson(switches));
        return state;
    }

    /** Applies one record, in the order of the log. */
    void onRecord(final ByteBuffer record, final CampaignCatalog catalog) throws IOException {
        final byte kind = record.get();
        switch (kind) {
            case ChangeRecord.CAMPAIGN -> onCampaign(record.getLong(), CatalogEntry.decode(record), catalog);
            case ChangeRecord.REMOVED -> {
                catalog.removeCampaign(record.getLong());
                noteVersions(record.getLong(), List.of());
            }
            case ChangeRecord.SWITCHES -> switches = ChangeRecord.switches(record);
            case ChangeRecord.NEXT_VERSIONS -> {
                nextVersion = Math.max(nextVersion, record.getLong());
                nextCreativeVersion = Math.max(nextCreativeVersion, record.getLong());
            }
            case ChangeRecord.ADVERTISER -> onAdvertiser(record.getLong(), AdvertiserEntry.decode(record), catalog);
            default -> throw new IOException("the change log holds a record of an unknown kind: " + kind);
        }
    }

    private void onCampaign(final long id, final CatalogEntry entry, final CampaignCatalog catalog) throws IOException {
        noteVersions(entry.version(), entry.creativeVersions());
        try {
            catalog.putCampaign(id, entry, 0);
        } catch (final CatalogFullException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void onAdvertiser(final long id, final AdvertiserEntry entry, final CampaignCatalog catalog)
            throws IOException {
        noteVersions(entry.version(), List.of());
        try {
            catalog.putAdvertiser(id, entry);
        } catch (final CatalogFullException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void noteVersions(final long version, final List<Long> creativeVersions) {
        nextVersion = Math.max(nextVersion, version + 1);
        for (final long creativeVersion : creativeVersions) {
            nextCreativeVersion = Math.max(nextCreativeVersion, creativeVersion + 1);
        }
    }
}
