package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.util.ArrayList;
import java.util.List;

/** The live index as the ledger agent sees it. Owned by the ledger agent. */
final class LiveBudgets implements IndexedBudgets.Source {
    private final LiveIndex live;
    private final int reader;
    private Budgets budgets = new Budgets(IndexView.EMPTY, List.of());

    LiveBudgets(final LiveIndex live, final int reader) {
        this.live = live;
        this.reader = reader;
    }

    @Override
    public IndexedBudgets pin() {
        final IndexView view = live.pin(reader);
        if (budgets.view != view) {
            budgets = new Budgets(view, budgets.parts);
        }
        return budgets;
    }

    @Override
    public void unpin() {
        live.unpin(reader);
    }

    private record IndexPart(CampaignIndex index) implements IndexedBudgets.Part {
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

    private static final class Budgets implements IndexedBudgets {
        private final IndexView view;
        private final List<IndexPart> parts = new ArrayList<>();

        /** @param before parts of the view before, of which some may be in this one */
        Budgets(final IndexView view, final List<IndexPart> before) {
            this.view = view;
            for (int part = 0; part < view.partCount(); part++) {
                final CampaignIndex index = view.part(part);
                parts.add(before.stream()
                        .filter(known -> known.index == index)
                        .findFirst()
                        .orElseGet(() -> new IndexPart(index)));
            }
        }

        @Override
        public long version() {
            return view.version();
        }

        @Override
        public int partCount() {
            return parts.size();
        }

        @Override
        public IndexedBudgets.Part part(final int part) {
            return parts.get(part);
        }

        @Override
        public long[] gone(final int part) {
            return view.gone(part);
        }
    }
}
