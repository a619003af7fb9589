package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Index versions with nothing but budgets. */
final class TestBudgets implements IndexedBudgets.Source {
    static final long BID_NANOS = 2_500_000;

    private Version current = new Version(0, List.of());

    private record Entry(int ordinal, Campaign campaign) {}

    private static final class Version implements IndexedBudgets, IndexedBudgets.Part {
        private final long number;
        private final List<Entry> entries;
        private final boolean[] open;

        Version(final long number, final List<Entry> entries) {
            this.number = number;
            this.entries = List.copyOf(entries);
            this.open = new boolean[entries.size()];
        }

        @Override
        public long version() {
            return number;
        }

        @Override
        public int partCount() {
            return 1;
        }

        @Override
        public IndexedBudgets.Part part(final int part) {
            return this;
        }

        @Override
        public long[] gone(final int part) {
            return new long[0];
        }

        @Override
        public int slotCount() {
            return entries.size();
        }

        @Override
        public int ordinal(final int slot) {
            return entries.get(slot).ordinal();
        }

        @Override
        public Campaign campaign(final int slot) {
            return entries.get(slot).campaign();
        }

        @Override
        public void setOpen(final int slot, final boolean isOpen) {
            open[slot] = isOpen;
        }
    }

    void put(final int ordinal, final Campaign campaign) {
        final List<Entry> entries = new ArrayList<>(current.entries);
        entries.removeIf(entry -> entry.ordinal() == ordinal);
        entries.add(new Entry(ordinal, campaign));
        current = new Version(current.number + 1, entries);
    }

    void remove(final int ordinal) {
        final List<Entry> entries = new ArrayList<>(current.entries);
        entries.removeIf(entry -> entry.ordinal() == ordinal);
        current = new Version(current.number + 1, entries);
    }

    long version() {
        return current.number;
    }

    boolean isOpen(final int ordinal) {
        for (int slot = 0; slot < current.slotCount(); slot++) {
            if (current.ordinal(slot) == ordinal) {
                return current.open[slot];
            }
        }
        throw new IllegalArgumentException("no ordinal " + ordinal);
    }

    static Campaign campaign(final long id, final long dailyNanos, final long totalNanos, final String timeZone) {
        return new Campaign(
                id,
                7,
                "campaign " + id,
                CampaignStatus.ACTIVE,
                new Flight(0, Flight.NO_END, ZoneId.of(timeZone)),
                new Budget("USD", dailyNanos, totalNanos),
                Bid.cpm(BID_NANOS),
                List.of(),
                Targeting.ANY,
                List.of());
    }

    @Override
    public IndexedBudgets pin() {
        return current;
    }

    @Override
    public void unpin() {}
}
