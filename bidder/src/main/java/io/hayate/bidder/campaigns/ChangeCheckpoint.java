package io.hayate.bidder.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.catalog.AdvertiserEntry;
import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.journal.SegmentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All state up to a place in the change log, in a file beside it: what lies before that place can be dropped. Owned by the
 * campaign agent.
 */
final class ChangeCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeCheckpoint.class);

    private final Path file;
    private final long leastLogBytes;
    private final SegmentLog log;
    private final CampaignCatalog catalog;
    private final ChangeReplay durable;
    private long position;
    private long lengthBytes;

    /** @param leastLogBytes the log must have grown by so much before another one is worth it */
    ChangeCheckpoint(
            final Path folder,
            final long leastLogBytes,
            final SegmentLog log,
            final CampaignCatalog catalog,
            final ChangeReplay durable) {
        this.file = folder.resolve("changes.checkpoint");
        this.leastLogBytes = leastLogBytes;
        this.log = log;
        this.catalog = catalog;
        this.durable = durable;
    }

    /** Whether the change log has grown enough since the last one. */
    boolean isDue() {
        return log.endPosition() - position > Math.max(leastLogBytes, 2 * lengthBytes);
    }

    /**
     * Writes all state aside and drops what the log need no longer hold.
     *
     * @param betweenEntries called at each; it may turn switches, which the log has after the checkpoint's position
     */
    void write(final Runnable betweenEntries) throws IOException {
        final long end = log.endPosition();
        // Whatever comes of it, the next try is after as much again.
        position = end;
        lengthBytes = Checkpoint.write(file, end, sink -> {
            sink.add(ChangeRecord.nextVersions(durable.nextVersion, durable.nextCreativeVersion));
            sink.add(ChangeRecord.switches(durable.switches));
            for (final long id : catalog.advertiserIds()) {
                final AdvertiserEntry entry = catalog.advertiser(id);
                if (entry != null) {
                    sink.add(ChangeRecord.advertiser(id, entry));
                }
                betweenEntries.run();
            }
            for (final long id : catalog.campaignIds()) {
                final CatalogEntry entry = catalog.campaign(id);
                if (entry != null) {
                    sink.add(ChangeRecord.campaign(id, entry));
                }
                betweenEntries.run();
            }
        });
        log.deleteBefore(end);
    }

    /** Brings new maps up to date from the checkpoint and the log behind it. */
    void replay() throws IOException {
        if (log.tornBytes() > 0) {
            LOG.warn("The change log ended in a torn record: {} bytes were cut off", log.tornBytes());
        }
        position = Checkpoint.read(file, (record, end) -> durable.onRecord(record, catalog));
        lengthBytes = Files.exists(file) ? Files.size(file) : 0;
        log.replay(position, (record, end) -> durable.onRecord(record, catalog));
    }

    /** Takes over what {@link #addTo} left at a clean end. */
    void read(final JsonNode state) {
        position = state.path("checkpointPosition").asLong();
        lengthBytes = state.path("checkpointLengthBytes").asLong();
    }

    void addTo(final ObjectNode state) {
        state.put("checkpointPosition", position);
        state.put("checkpointLengthBytes", lengthBytes);
    }
}
