package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.campaigns.live.CampaignIndex;

/** The mimes of one list of the request, held against those of creatives. Owned by the bid loop. */
final class ListedMimes {
    private final ListedValues listed = new ListedValues();

    void forget() {
        listed.forget();
    }

    /** Whether the list of the request holds one of the creative's, whose list is at this place of the table. */
    boolean containsAny(final BidRequestView request, final long list, final CampaignIndex index, final int place) {
        listed.holdIds(request, list, index.terms().mimes());
        final int end = place + index.table().listItem(place);
        for (int i = place + 1; i <= end; i++) {
            if (listed.contains(index.table().listItem(i))) {
                return true;
            }
        }
        return false;
    }
}
