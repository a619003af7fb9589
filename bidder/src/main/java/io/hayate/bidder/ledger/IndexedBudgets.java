package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;

/** What the ledger agent needs of one index version: the campaigns that may bid, and a place to say which can pay. */
interface IndexedBudgets {
    long version();

    int slotCount();

    int ordinal(int slot);

    Campaign campaign(int slot);

    void setOpen(int slot, boolean open);

    /** Where the current version is had from, for the length of one duty cycle. */
    interface Source {
        IndexedBudgets pin();

        void unpin();
    }
}
