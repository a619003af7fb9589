package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.LiveIndex;

/** The live index as the ledger agent sees it. Owned by the ledger agent. */
final class LiveBudgets implements IndexedBudgets.Source {
    private final LiveIndex live;
    private final int reader;
    private View view = new View(CampaignIndex.EMPTY);

    LiveBudgets(final LiveIndex live, final int reader) {
        this.live = live;
        this.reader = reader;
    }

    @Override
    public IndexedBudgets pin() {
        final CampaignIndex index = live.pin(reader);
        if (view.index != index) {
            view = new View(index);
        }
        return view;
    }

    @Override
    public void unpin() {
        live.unpin(reader);
    }

    private static final class View implements IndexedBudgets {
        private final CampaignIndex index;

        View(final CampaignIndex index) {
            this.index = index;
        }

        @Override
        public long version() {
            return index.version();
        }

        @Override
        public int slotCount() {
            return index.slotCount();
        }

        @Override
        public int ordinal(final int slot) {
            return index.ordinal(slot);
        }

        @Override
        public Campaign campaign(final int slot) {
            return index.campaign(slot);
        }

        @Override
        public void setOpen(final int slot, final boolean open) {
            index.setOpen(slot, open);
        }
    }
}
