package io.hayate.bidder.campaigns;

/**
 * How often a user sees what stands for the scope, at most, within a sliding window. Immutable; shared.
 *
 * @param impressions at most, above 0
 * @param hours length of the window, 1 to 720
 */
public record FrequencyCap(Scope scope, int impressions, int hours) {
    /** What is counted: impressions of the campaign, of each of its creatives, or of all that the advertiser runs. */
    public enum Scope {
        CAMPAIGN,
        CREATIVE,
        ADVERTISER
    }
}
