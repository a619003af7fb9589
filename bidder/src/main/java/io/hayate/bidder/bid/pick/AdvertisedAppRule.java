package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.SlotTable;

/** bapp does not block the app that the creative advertises (OpenRTB 2.6, 3.2.1). Owned by the bid loop. */
final class AdvertisedAppRule implements CreativeRule {
    private final ListedValues blocked = new ListedValues();

    @Override
    public void beginRequest() {
        blocked.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final int app = table.app(creative);
        if (app == ByteDictionary.MISSING) {
            return true;
        }
        blocked.holdIds(
                context.request,
                context.request.blockedApps,
                context.index.terms().advertisedApps());
        return !blocked.contains(app);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_APP;
    }
}
