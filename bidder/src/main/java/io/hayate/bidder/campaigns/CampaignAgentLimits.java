package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.journal.SegmentLog;

/**
 * Sizes of what the campaign agent keeps. Immutable; shared.
 *
 * @param maxCampaigns first size of the map of campaigns
 * @param maxCreatives first size of the map of creatives
 * @param segmentBytes of the change log
 * @param checkpointBytes of the change log after which a checkpoint is written, at least
 */
public record CampaignAgentLimits(
        long maxCampaigns,
        long maxCreatives,
        long segmentBytes,
        long checkpointBytes,
        DocumentLimits documents,
        UploadLimits uploads) {
    /** Replaying this much takes about a second. */
    public static final long DEFAULT_CHECKPOINT_BYTES = 64L * 1024 * 1024;

    public CampaignAgentLimits(final long maxCampaigns, final long maxCreatives) {
        this(maxCampaigns, maxCreatives, DocumentLimits.DEFAULT, UploadLimits.DEFAULT);
    }

    public CampaignAgentLimits(
            final long maxCampaigns,
            final long maxCreatives,
            final DocumentLimits documents,
            final UploadLimits uploads) {
        this(
                maxCampaigns,
                maxCreatives,
                SegmentLog.DEFAULT_SEGMENT_BYTES,
                DEFAULT_CHECKPOINT_BYTES,
                documents,
                uploads);
    }

    CampaignAgentLimits(
            final long maxCampaigns, final long maxCreatives, final long segmentBytes, final long checkpointBytes) {
        this(maxCampaigns, maxCreatives, segmentBytes, checkpointBytes, DocumentLimits.DEFAULT, UploadLimits.DEFAULT);
    }
}
