package io.hayate.bidder.campaigns.live;

/**
 * The index that bids are matched against. Single writer: the campaign agent; readers: bid loops, pinned for the length
 * of a read batch, and the ledger agent.
 */
public final class LiveIndex {
    private volatile CampaignIndex current = CampaignIndex.EMPTY;
    private volatile BiddingSwitches switches = BiddingSwitches.ALL_ON;

    public LiveIndex(final int readerCount) {}

    /** The latest index; for cold threads that keep no off-heap reference of it. */
    public CampaignIndex current() {
        return current;
    }

    /** Pins and returns the latest index for a reader; off-heap memory of it stays until {@link #unpin}. */
    public CampaignIndex pin(final int reader) {
        return current;
    }

    public void unpin(final int reader) {}

    public void publish(final CampaignIndex next) {
        current = next;
    }

    /** The lowest version that any reader has pinned, or {@code Long.MAX_VALUE}. */
    public long lowestPinnedVersion() {
        return Long.MAX_VALUE;
    }

    public BiddingSwitches switches() {
        return switches;
    }

    public void publish(final BiddingSwitches next) {
        switches = next;
    }
}
