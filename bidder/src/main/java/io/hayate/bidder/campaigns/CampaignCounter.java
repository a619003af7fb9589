package io.hayate.bidder.campaigns;

import io.hayate.bidder.telemetry.Counted;

/** What happened on the campaign route. Immutable; shared. */
public enum CampaignCounter implements Counted {
    APPLIED("campaign_changes_applied", "A change of a campaign is durable and in the index."),
    REFUSED(
            "campaign_changes_refused",
            "A campaign was refused: its document, a creative id of another campaign's, or a currency that changed."),
    UNCHANGED("campaign_lines_unchanged", "A line of the start file was applied before and left alone."),
    CATALOG_FULL(
            "campaign_catalog_full", "A campaign was refused because a map was full and could not be made larger."),
    UPLOADS_TURNED_AWAY(
            "campaign_uploads_turned_away",
            "A long body of campaigns was refused because as many as max-uploads allows were under way."),
    UPLOADS_TOO_LARGE(
            "campaign_uploads_too_large", "A body of campaigns was refused for being longer than max-upload-bytes."),
    LOG_FAILED("campaign_log_failed", "A change was refused because the change log could not be written."),
    CHECKPOINT_FAILED("campaign_checkpoint_failed", "A checkpoint could not be written; the change log grows on."),
    PUBLISHED("campaign_index_published", "A view of the index was published."),
    MERGED("campaign_index_merged", "All campaigns were merged into a new base of the index."),
    MERGE_FAILED(
            "campaign_index_merge_failed",
            "A base could not be built; the one before stays, with what has changed since."),
    REFRESHED("campaign_now_refreshed", "Which campaigns may bid now was worked out anew, at an edge or for a switch."),
    CREATIVES_RETIRED("campaign_creatives_retired", "A creative that no index names any more was removed.");

    private final String label;
    private final String sentence;

    CampaignCounter(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
