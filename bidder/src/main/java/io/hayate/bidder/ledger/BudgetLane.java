package io.hayate.bidder.ledger;

/** One bid loop's share of all budgets. */
public final class BudgetLane {
    /**
     * Reserves the price of one bid if the campaign's lease allows it. Allocates nothing, blocks on nothing.
     *
     * @param nanos 1e-9 of the campaign's currency
     * @param nowMs the bid's time, epoch milliseconds; the notice token names it, so that a notice finds its reservation
     * @return false if the campaign has no lease left on this loop
     */
    public boolean reserve(final int ordinal, final long nanos, final long nowMs) {
        return true;
    }

    /** Takes back a reservation of this request whose bid is not sent after all. */
    public void cancel(final int ordinal, final long nanos, final long nowMs) {}
}
