package io.hayate.bidder.campaigns.index;

/**
 * How the index is cut in parts. Immutable; shared.
 *
 * @param wholeCampaigns up to so many campaigns all are built anew with every change: that takes milliseconds
 * @param topCampaigns campaigns of the part that is built with every change
 * @param middleCampaigns campaigns of the part that is built whenever that one is full; above it a base is merged. As many
 *     changes at once, too, become visible by a new base
 * @param quietMs without changes for so long, what has changed is merged into the base
 * @param steadyMs so long after a merge at most, what has changed is merged although changes go on
 */
public record IndexSizes(int wholeCampaigns, int topCampaigns, int middleCampaigns, long quietMs, long steadyMs) {
    /** A thousand changes a second then cost less than half a core beside a hundred thousand campaigns. */
    public static final IndexSizes DEFAULT = new IndexSizes(2_000, 512, 8_192, 1_000, 60_000);
}
