package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.SlotTable;

/** bapp does not block the app that the creative advertises (OpenRTB 2.6, 3.2.1). Immutable; shared. */
final class AdvertisedAppRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final int app = table.app(creative);
        if (app == ByteDictionary.MISSING) {
            return true;
        }
        final BidRequestView request = context.request;
        final ByteDictionary dictionary = context.index.terms().advertisedApps();
        for (int i = Slice.offset(request.blockedApps); i < Slice.end(request.blockedApps); i++) {
            final long text = request.items[i];
            if (dictionary.id(request.body, Slice.offset(text), Slice.length(text)) == app) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_APP;
    }
}
