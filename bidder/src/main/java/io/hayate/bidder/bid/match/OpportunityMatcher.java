package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BannerSizes;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.SlotLayer;
import java.util.Arrays;

/**
 * Which slots of a part of the view may bid on an impression, in the open auction or under a deal, and then one after the other, best first.
 * Owned by the bid loop.
 */
public final class OpportunityMatcher {
    private static final int UNKNOWN = BidRequestView.UNKNOWN;
    private static final AdFormat[] OTHER_FORMATS = {AdFormat.VIDEO, AdFormat.AUDIO, AdFormat.NATIVE};

    private final OneValue value = new OneValue();
    private final MarkupMatcher markup = new MarkupMatcher();
    private final CandidateOrder order = new CandidateOrder();
    private final SeatMatcher seats = new SeatMatcher();

    /** Sizes of the index whose slots were added: a list may name one size thousands of times. Grows with the index. */
    private long[] sizesAdded = new long[1];

    /** Begins {@link BidContext#impressionSlots}: those of the request with an allowed size, position and markup; false if none. */
    public boolean matchImpression(final BidContext context) {
        final SlotLayer slots = context.impressionSlots;
        slots.begin(context.index);
        slots.keepUnion(null);
        addSlotsOfFormats(context, slots);
        if (slots.isEmpty()) {
            context.note(NoBidReason.NO_SIZE);
            return false;
        }
        keepPositions(context, slots);
        if (slots.isEmpty()) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        }
        return markup.keepAllowed(context, slots);
    }

    /**
     * Takes up the open auction or the deal that the context names: campaigns with deals bid under those only, others
     * only openly. False if no slot is left; else {@link #next} gives them.
     */
    public boolean matchOpportunity(final BidContext context) {
        final SlotLayer slots = context.opportunitySlots;
        slots.begin(context.index);
        if (context.deal == BidContext.NO_DEAL) {
            slots.keep(context.index.openMarketSlots());
        } else if (!keepSlotsOfDeal(context, slots)) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        } else if (!seats.keepAllowedUnderDeal(context)) {
            context.note(NoBidReason.SEAT_NOT_ALLOWED);
            return false;
        }
        if (slots.isEmpty()) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        }
        order.begin(slots, context.index.table(), context.rotation);
        return true;
    }

    /** Sets {@link BidContext#slot} to the next best candidate of the part; false if there is none. */
    public boolean next(final BidContext context) {
        final int slot = order.next();
        context.slot = slot;
        return slot != CandidateOrder.NONE;
    }

    private void addSlotsOfFormats(final BidContext context, final SlotLayer slots) {
        final int formats = context.request.formats[context.impression];
        if ((formats & BidRequestView.BANNER) != 0) {
            addSlotsOfAllowedSizes(context, slots);
        }
        for (final AdFormat format : OTHER_FORMATS) {
            if ((formats & format.bit()) != 0) {
                slots.addToUnion(context.index.slotsOfFormat(format));
            }
        }
    }

    /** Formats of one impression may tell different positions: then a campaign must allow each. */
    private void keepPositions(final BidContext context, final SlotLayer slots) {
        final BidRequestView request = context.request;
        final int impression = context.impression;
        final int formats = request.formats[impression];
        final int banner = (formats & BidRequestView.BANNER) != 0 ? request.bannerPosition[impression] : UNKNOWN;
        final int video = (formats & BidRequestView.VIDEO) != 0 ? request.video.position[impression] : UNKNOWN;
        if (banner != UNKNOWN || video == UNKNOWN) {
            value.keepAllowed(context, Dimension.POSITION, banner, slots);
        }
        if (video != UNKNOWN && video != banner) {
            value.keepAllowed(context, Dimension.POSITION, video, slots);
        }
    }

    private void addSlotsOfAllowedSizes(final BidContext context, final SlotLayer slots) {
        final BidRequestView request = context.request;
        final CampaignIndex index = context.index;
        final int impression = context.impression;
        if (BannerSizes.listed(request, impression)) {
            addSlotsOfListedSizes(request, request.bannerSizes[impression], index, slots);
            if (request.bannerRatios[impression] != Slice.ABSENT) {
                addSlotsOfRatios(request, impression, index, slots);
            }
        } else if (BannerSizes.single(request, impression)) {
            slots.addToUnion(index.slotsOfSize(
                    BidRequestView.size(request.bannerWidth[impression], request.bannerHeight[impression])));
        } else {
            final long[] sizes = index.sizes();
            for (int place = 0; place < sizes.length; place++) {
                if (BannerSizes.allowUnlisted(request, impression, (int) (sizes[place] >>> 32), (int) sizes[place])) {
                    slots.addToUnion(index.slotsOfSizeAt(place));
                }
            }
        }
    }

    private void addSlotsOfListedSizes(
            final BidRequestView request, final long list, final CampaignIndex index, final SlotLayer slots) {
        final int wordCount = (index.sizes().length + Long.SIZE - 1) / Long.SIZE;
        if (sizesAdded.length < wordCount) {
            sizesAdded = new long[2 * wordCount];
        }
        Arrays.fill(sizesAdded, 0, wordCount, 0);
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final int place = index.placeOfSize(request.items[i]);
            if (place >= 0 && (sizesAdded[place >> 6] & 1L << place) == 0) {
                sizesAdded[place >> 6] |= 1L << place;
                slots.addToUnion(index.slotsOfSizeAt(place));
            }
        }
    }

    private static void addSlotsOfRatios(
            final BidRequestView request, final int impression, final CampaignIndex index, final SlotLayer slots) {
        final long[] sizes = index.sizes();
        for (int place = 0; place < sizes.length; place++) {
            if (BannerSizes.ratioFor(request, impression, (int) (sizes[place] >>> 32), (int) sizes[place])
                    != BannerSizes.NO_RATIO) {
                slots.addToUnion(index.slotsOfSizeAt(place));
            }
        }
    }

    /** False if no campaign names the deal. */
    private static boolean keepSlotsOfDeal(final BidContext context, final SlotLayer slots) {
        final DimensionIndex deals = context.index.targeting().dimension(Dimension.DEAL);
        final long dealId = context.request.dealId[context.deal];
        final int id = deals.dictionary().id(context.request.body, Slice.offset(dealId), Slice.length(dealId));
        if (id == ByteDictionary.MISSING) {
            return false;
        }
        deals.keepIncluded(id, slots);
        return true;
    }
}
