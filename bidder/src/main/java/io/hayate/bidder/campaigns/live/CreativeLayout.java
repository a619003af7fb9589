package io.hayate.bidder.campaigns.live;

/** Bytes of one encoded creative, written when a campaign is admitted, read when it bids. */
public final class CreativeLayout {
    /** Largest encoded creative; a campaign with a larger one is refused. */
    public static final int MAX_LENGTH_BYTES = 128 * 1024;

    private CreativeLayout() {}
}
