package io.hayate.bidder.bid.predict;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.ledger.prices.CampaignValues;

/**
 * Values a candidate: of a campaign that pays for impressions its bid, of another what the ledger agent has worked out,
 * but never more than the campaign may bid in the index that is looked at. Immutable; shared.
 */
public final class Predictor {
    private final CampaignValues values;

    public Predictor(final CampaignValues values) {
        this.values = values;
    }

    /** Sets {@link BidContext#valueCpmMicros}; false if the candidate is worth nothing, or nobody knows yet what. */
    public boolean predict(final BidContext context) {
        final SlotTable table = context.index.table();
        final int slot = context.slot;
        final long mostCpmMicros = table.bidCpmMicros(slot);
        if (!table.isPredicted(slot)) {
            context.valueCpmMicros = mostCpmMicros;
            return true;
        }
        context.valueCpmMicros = Math.min(mostCpmMicros, values.cpmMicros(table.ordinal(slot)));
        if (context.valueCpmMicros > 0) {
            return true;
        }
        context.note(NoBidReason.NO_VALUE);
        return false;
    }
}
