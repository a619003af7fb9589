package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.SlotTable;

/** badv blocks none of the creative's domains, nor one above them (OpenRTB 2.6, 3.2.1). Owned by the bid loop. */
final class AdvertiserDomainRule implements CreativeRule {
    private final ListedValues blocked = new ListedValues();

    @Override
    public void beginRequest() {
        blocked.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        if (context.request.blockedAdvertiserDomains == Slice.ABSENT) {
            return true;
        }
        final ByteDictionary dictionary = context.index.terms().advertiserDomains();
        blocked.holdHostHashes(context.request, context.request.blockedAdvertiserDomains, dictionary);
        final int place = table.domains(creative);
        final int end = place + table.listItem(place);
        for (int i = place + 1; i <= end; i++) {
            final int domain = table.listItem(i);
            if (domain != SlotTable.END_OF_DOMAIN && blocked.contains(dictionary.hashOf(domain))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_ADVERTISER;
    }
}
