package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * A deal's wadomain, if given, allows each of the creative's domains, or one above it (OpenRTB 2.6, 3.2.12). Only what is
 * plainly a domain allows one: the exchange compares as well, and may not look for the host in a URL.
 *
 * <p>Owned by the bid loop.
 */
final class DealDomainRule implements CreativeRule {
    private final ListedValues allowed = new ListedValues();

    @Override
    public void beginRequest() {
        allowed.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        if (context.deal == BidContext.NO_DEAL) {
            return true;
        }
        final long list = context.request.dealAllowedAdvertiserDomains[context.deal];
        if (list == Slice.ABSENT) {
            return true;
        }
        allowed.holdIds(context.request, list, context.index.terms().advertiserDomains());
        final int place = table.domains(creative);
        final int end = place + table.listItem(place);
        boolean domainAllowed = false;
        for (int i = place + 1; i <= end; i++) {
            final int id = table.listItem(i);
            if (id != SlotTable.END_OF_DOMAIN) {
                domainAllowed |= allowed.contains(id);
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
}
