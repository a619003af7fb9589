package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.RequestHash;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.ledger.prices.AuctionCell;
import io.hayate.bidder.ledger.prices.LiveShading;

/**
 * Lowers open bids in first-price auctions to what is likely to win ({@link LiveShading}), on exchanges whose profile says
 * so. A small share of bids is put at a price between floor and value that chance takes, so that prices go on being learned
 * which are never bid otherwise; the request's hash is the chance. Owned by the bid loop.
 */
final class Shader {
    /** Of thousand bids, those that explore. */
    static final int EXPLORING_PER_MILLE = 20;

    private static final int FIRST_PRICE = 1;
    private static final int THOUSAND = 1_000;

    /** Other bits than those that turn equals. */
    private static final long SALT = 0x5bd1e995_9e3779b9L;

    private static final int CHANCE_BITS = 20;
    private static final int CHANCE_MASK = (1 << CHANCE_BITS) - 1;

    private final LiveShading live;

    Shader(final LiveShading live) {
        this.live = live;
    }

    /**
     * Whether the context's opportunity is shaded. Prices are learned in the currency that is mostly bid in; in another one
     * nothing is known of them.
     */
    static boolean applies(final BidContext context) {
        return context.exchange.terms().shading()
                && context.deal == BidContext.NO_DEAL
                && context.request.auctionType == FIRST_PRICE
                && !context.request.test
                && context.currency == context.exchange.currency();
    }

    /** A price from floor to value; sets {@link BidContext#auctionCell}. */
    long shade(final BidContext context, final long valueCpmMicros, final long floorCpmMicros) {
        final SlotTable table = context.index.table();
        final int creative = context.creative;
        context.auctionCell = AuctionCell.of(
                table.format(creative), table.width(creative), table.height(creative), table.durationSeconds(creative));
        final long lowest = Math.min(valueCpmMicros, Math.max(floorCpmMicros, AuctionCell.LOWEST_CPM_MICROS));
        final long chance = RequestHash.mixed(context.rotation ^ SALT);
        if (Long.remainderUnsigned(chance >>> CHANCE_BITS, THOUSAND) < EXPLORING_PER_MILLE) {
            return lowest + share(valueCpmMicros - lowest, chance & CHANCE_MASK);
        }
        final long bid = live.current().bidCpmMicros(context.exchange.ordinal(), context.auctionCell, valueCpmMicros);
        return Math.max(lowest, bid);
    }

    /** So many parts of 2^20 of an amount. */
    private static long share(final long amount, final long parts) {
        return (amount >>> CHANCE_BITS) * parts + (((amount & CHANCE_MASK) * parts) >>> CHANCE_BITS);
    }
}
