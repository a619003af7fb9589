package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.exchanges.ExchangeProfile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many bids one loop has sent, by exchange, auction cell and level of the price; only of exchanges that are shaded.
 * Exchanges that tell of wins only say nothing of the rest: what was bid must be counted where it is bid. Single writer:
 * the bid loop; reader: the ledger agent, via opaque reads.
 */
public final class ShadedBids {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] @Nullable [] bidsByExchange;

    /** @param exchanges by their ordinals */
    public ShadedBids(final List<ExchangeProfile> exchanges) {
        bidsByExchange = new long[exchanges.size()][];
        for (int exchange = 0; exchange < bidsByExchange.length; exchange++) {
            if (exchanges.get(exchange).terms().shading()) {
                bidsByExchange[exchange] = new long[AuctionCell.END * PriceLevels.COUNT];
            }
        }
    }

    /** One more; nothing if the price was not shaded. */
    public void count(final int exchange, final int cell, final long cpmMicros) {
        if (cell == AuctionCell.NONE || exchange >= bidsByExchange.length) {
            return;
        }
        final long[] bids = bidsByExchange[exchange];
        if (bids != null) {
            final int at = cell * PriceLevels.COUNT + PriceLevels.of(cpmMicros);
            LONGS.setOpaque(bids, at, bids[at] + 1);
        }
    }

    /** All that were ever counted. */
    long bids(final int exchange, final int cell, final int level) {
        final long[] bids = bidsByExchange[exchange];
        return bids == null ? 0 : (long) LONGS.getOpaque(bids, cell * PriceLevels.COUNT + level);
    }
}
