package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.Campaign;

/** One immutable version of everything that can be bid with. */
public final class CampaignIndex {
    public static final CampaignIndex EMPTY = new CampaignIndex(0);

    private final long version;
    private final Campaign[] campaigns = new Campaign[0];

    CampaignIndex(final long version) {
        this.version = version;
    }

    /** 0 is the empty index; grows by one with each publication. */
    public long version() {
        return version;
    }

    /** Slots are 0 to slotCount - 1, in descending order of bid. */
    public int slotCount() {
        return 0;
    }

    public int ordinal(final int slot) {
        return 0;
    }

    /** On-heap view of the slot's campaign, for cold readers such as the ledger agent (budget, time zone, currency). */
    public Campaign campaign(final int slot) {
        return campaigns[slot];
    }

    /**
     * Whether the slot's campaign has budget left; a filter that saves looking at campaigns that cannot pay. Single
     * writer: the ledger agent; readers: bid loops, a moment late.
     */
    public void setOpen(final int slot, final boolean open) {}
}
