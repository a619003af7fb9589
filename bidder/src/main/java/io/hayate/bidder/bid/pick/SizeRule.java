package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BannerSizes;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** The creative has a size that the banner allows. Owned by the bid loop. */
final class SizeRule implements CreativeRule {
    private final ListedValues sizes = new ListedValues();

    @Override
    public void beginRequest() {
        sizes.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final BidRequestView request = context.request;
        final int width = table.width(creative);
        final int height = table.height(creative);
        if (!BannerSizes.listed(request, context.impression)) {
            return BannerSizes.allowUnlisted(request, context.impression, width, height);
        }
        sizes.holdNumbers(request, request.bannerSizes[context.impression]);
        return sizes.contains(BidRequestView.size(width, height))
                || BannerSizes.ratioFor(request, context.impression, width, height) != BannerSizes.NO_RATIO;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.NO_SIZE;
    }
}
