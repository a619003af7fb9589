package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/** delivery, if given, lists how the creative is delivered (OpenRTB 2.6, 3.2.7, 3.2.8). Owned by the bid loop. */
final class DeliveryRule implements CreativeRule {
    private final ListedBits listed = new ListedBits();

    @Override
    public void beginRequest() {
        listed.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long list = context.request.media(table.format(creative)).deliveries[context.impression];
        return list == Slice.ABSENT || (listed.of(context.request, list) & 1L << table.delivery(creative)) != 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.DELIVERY_NOT_OFFERED;
    }
}
