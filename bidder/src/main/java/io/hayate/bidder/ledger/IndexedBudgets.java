package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;

/** What the ledger agent needs of one view of the index: the campaigns that may bid, and a place to say which can pay. */
interface IndexedBudgets {
    long version();

    int partCount();

    /** The same object as long as views have the part. */
    Part part(int part);

    /** Slots of the part that no longer bid, as a bit set, or an empty array. Read only. */
    long[] gone(int part);

    /** Some of the campaigns, by slot; what it says of a slot never changes. */
    interface Part {
        int slotCount();

        int ordinal(int slot);

        Campaign campaign(int slot);

        void setOpen(int slot, boolean open);
    }

    /** Where the current view is had from, for the length of one duty cycle. */
    interface Source {
        IndexedBudgets pin();

        void unpin();
    }
}
