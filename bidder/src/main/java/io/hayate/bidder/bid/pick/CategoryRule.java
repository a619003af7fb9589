package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * bcat blocks none of the creative's categories and acat, if given, allows each; a category stands for those below it
 * (OpenRTB 2.6, 3.2.1). Taxonomies cannot be compared: in another one than the creative's every list rules it out.
 * Owned by the bid loop.
 */
final class CategoryRule implements CreativeRule {
    private final ListedValues blocked = new ListedValues();
    private final ListedValues allowed = new ListedValues();

    @Override
    public void beginRequest() {
        blocked.forget();
        allowed.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final BidRequestView request = context.request;
        if (request.blockedCategories == Slice.ABSENT && request.allowedCategories == Slice.ABSENT) {
            return true;
        }
        if (request.categoryTaxonomy != table.cattax(creative)) {
            return false;
        }
        final ByteDictionary dictionary = context.index.terms().categories();
        blocked.holdIds(request, request.blockedCategories, dictionary);
        allowed.holdIds(request, request.allowedCategories, dictionary);
        final int place = table.categories(creative);
        final int length = table.listItem(place);
        if (request.allowedCategories != Slice.ABSENT && length == 0) {
            return false;
        }
        for (int i = place + 1; i <= place + length; i += 2) {
            final int category = table.listItem(i);
            final int parent = table.listItem(i + 1);
            if (blocked.contains(category) || blocked.contains(parent)) {
                return false;
            }
            if (request.allowedCategories != Slice.ABSENT && !allowed.contains(category) && !allowed.contains(parent)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_CATEGORY;
    }
}
