package io.hayate.bidder.campaigns;

/** Whether a campaign takes part at all. Immutable; shared. */
public enum CampaignStatus {
    ACTIVE,
    PAUSED,
    ARCHIVED
}
