package io.hayate.bidder.ledger.prices;

/**
 * What to bid at a value, by exchange, auction cell and the value's {@link PriceLevels level}. Immutable; shared.
 */
public final class ShadingTable {
    /** Nothing is learned: the bid is the value. */
    static final ShadingTable EMPTY = new ShadingTable(new long[0][][]);

    /** A bid of the value, whatever it is. */
    static final long UNSHADED = Long.MAX_VALUE;

    /** By exchange, cell and level; rows that are not learned are null, or not there. */
    private final long[][][] bids;

    /** @param bids handed over */
    ShadingTable(final long[][][] bids) {
        this.bids = bids;
    }

    /** The value, or less. */
    public long bidCpmMicros(final int exchange, final int cell, final long valueCpmMicros) {
        if (exchange >= bids.length || bids[exchange] == null) {
            return valueCpmMicros;
        }
        final long[] row = bids[exchange][cell];
        return row == null ? valueCpmMicros : Math.min(valueCpmMicros, row[PriceLevels.of(valueCpmMicros)]);
    }
}
