package io.hayate.bidder.ledger.prices;

/** The table that bids are shaded by at this moment. Single writer: the ledger agent; readers: bid loops, via a volatile read. */
public final class LiveShading {
    private volatile ShadingTable current = ShadingTable.EMPTY;

    public ShadingTable current() {
        return current;
    }

    void publish(final ShadingTable table) {
        current = table;
    }
}
