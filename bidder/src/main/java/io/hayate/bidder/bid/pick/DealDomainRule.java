package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.SlotTable;

/** A deal's wadomain, if given, allows each of the creative's domains, or one above it (OpenRTB 2.6, 3.2.12). Immutable; shared. */
final class DealDomainRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        if (context.deal == BidContext.NO_DEAL) {
            return true;
        }
        final long list = context.request.dealAllowedAdvertiserDomains[context.deal];
        if (list == Slice.ABSENT) {
            return true;
        }
        final ByteDictionary dictionary = context.index.terms().advertiserDomains();
        final int place = table.domains(creative);
        final int end = place + table.listItem(place);
        boolean domainAllowed = false;
        for (int i = place + 1; i <= end; i++) {
            final int id = table.listItem(i);
            if (id != SlotTable.END_OF_DOMAIN) {
                domainAllowed |= contains(context.request, list, dictionary, id);
            } else if (domainAllowed) {
                domainAllowed = false;
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_ADVERTISER;
    }

    private static boolean contains(
            final BidRequestView request, final long list, final ByteDictionary dictionary, final int id) {
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long text = request.items[i];
            if (dictionary.id(request.body, Slice.offset(text), Slice.length(text)) == id) {
                return true;
            }
        }
        return false;
    }
}
