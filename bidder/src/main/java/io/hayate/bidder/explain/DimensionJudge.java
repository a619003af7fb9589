package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.match.OpportunityMatcher;
import io.hayate.bidder.bid.match.RequestMatcher;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.SlotLayer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells for one part of the view which of its slots each dimension alone rules out of a request: the route's own matchers, over an
 * index of which only that dimension restricts, so that a judgement is a few bit sets and not a look at each campaign.
 *
 * <p>A dimension of impressions rules out a slot that it leaves on no impression which passes the gate; the position,
 * where the slot has a size for one. Owned by the explain agent, which pins the index while this is used.
 */
final class DimensionJudge {
    private static final FunnelDimension[] DIMENSIONS = FunnelDimension.values();

    private final CampaignIndex index;
    private final Gate gate;
    private final @Nullable CampaignIndex[] alone = new @Nullable CampaignIndex[DIMENSIONS.length];

    /** Each knows the values of its own index. */
    private final RequestMatcher[] requestMatchers = new RequestMatcher[DIMENSIONS.length];

    private final OpportunityMatcher opportunityMatcher = new OpportunityMatcher();
    private final long[][] excluded = new long[DIMENSIONS.length][];
    private final long[] all;
    /** Those of {@code all} that are not gone from the view of the request judged last. */
    private final long[] inView;

    private final long[] left;
    private final long[] allowed;

    DimensionJudge(final CampaignIndex index, final Gate gate) {
        this.index = index;
        this.gate = gate;
        all = new long[index.wordCount()];
        inView = new long[index.wordCount()];
        left = new long[index.wordCount()];
        allowed = new long[index.wordCount()];
        for (int slot = 0; slot < index.slotCount(); slot++) {
            all[slot >> 6] |= 1L << slot;
        }
        for (int d = 0; d < DIMENSIONS.length; d++) {
            alone[d] = DIMENSIONS[d].alone(index);
            requestMatchers[d] = new RequestMatcher();
            excluded[d] = new long[alone[d] == null ? 0 : index.wordCount()];
        }
    }

    CampaignIndex index() {
        return index;
    }

    /**
     * Judges the request in the context, which has passed the gate, for the part of the context's view that this index is;
     * the context looks at that part afterwards.
     */
    void judge(final BidContext context, final int part) {
        context.lookAt(part);
        keepInView(context.view.gone(part));
        final boolean profileSeatAllowed = context.profileSeatAllowed;
        for (final FunnelDimension dimension : DIMENSIONS) {
            final CampaignIndex judged = alone[dimension.ordinal()];
            if (judged != null) {
                context.index = judged;
                // No other dimension is to answer for the seat.
                context.profileSeatAllowed = profileSeatAllowed || dimension != FunnelDimension.SEAT;
                if (dimension.ofRequest()) {
                    Arrays.fill(allowed, 0);
                    if (requestMatchers[dimension.ordinal()].match(context)) {
                        addTo(allowed, context.requestSlots);
                    }
                } else {
                    allowOnAnyImpression(context, dimension);
                }
                exclude(excluded[dimension.ordinal()]);
            }
        }
        context.profileSeatAllowed = profileSeatAllowed;
        context.lookAt(part);
        keepPositionsOfSizes();
        System.arraycopy(inView, 0, left, 0, left.length);
        for (final long[] each : excluded) {
            for (int word = 0; word < each.length; word++) {
                left[word] &= ~each[word];
            }
        }
    }

    /** The slots that the dimension alone rules out, as a bit set; empty if it restricts none. Until the next request. */
    long[] excluded(final FunnelDimension dimension) {
        return excluded[dimension.ordinal()];
    }

    boolean excludes(final FunnelDimension dimension, final int slot) {
        final long[] words = excluded[dimension.ordinal()];
        return words.length > 0 && (words[slot >> 6] & 1L << slot) != 0;
    }

    /** The slots that are in the view. Until the next request. */
    long[] inView() {
        return inView;
    }

    /** The slots that no dimension rules out. Until the next request. */
    long[] left() {
        return left;
    }

    private void keepInView(final long[] gone) {
        System.arraycopy(all, 0, inView, 0, all.length);
        for (int word = 0; word < gone.length; word++) {
            inView[word] &= ~gone[word];
        }
    }

    private void allowOnAnyImpression(final BidContext context, final FunnelDimension dimension) {
        Arrays.fill(allowed, 0);
        for (int impression = 0; impression < context.request.impressionCount; impression++) {
            context.beginImpression(impression);
            if (gate.passesImpression(context)) {
                context.requestSlots.begin(context.index);
                if (dimension == FunnelDimension.DEAL) {
                    allowUnderAnyDeal(context);
                } else if (opportunityMatcher.matchImpression(context)) {
                    addTo(allowed, context.impressionSlots);
                }
            }
        }
    }

    private void allowUnderAnyDeal(final BidContext context) {
        context.impressionSlots.begin(context.index);
        if (!context.request.privateAuction[context.impression] && opportunityMatcher.matchOpportunity(context)) {
            addTo(allowed, context.opportunitySlots);
        }
        final int firstDeal = context.request.firstDeal[context.impression];
        for (int deal = firstDeal; deal < firstDeal + context.request.dealCount[context.impression]; deal++) {
            context.deal = deal;
            if (gate.passesDeal(context) && opportunityMatcher.matchOpportunity(context)) {
                addTo(allowed, context.opportunitySlots);
            }
        }
    }

    private void exclude(final long[] target) {
        for (int word = 0; word < target.length; word++) {
            target[word] = inView[word] & ~allowed[word];
        }
    }

    /** The position was judged together with the size, for it is one of a format that is offered. */
    private void keepPositionsOfSizes() {
        final long[] bySize = excluded[FunnelDimension.SIZE.ordinal()];
        final long[] byPosition = excluded[FunnelDimension.POSITION.ordinal()];
        for (int word = 0; word < byPosition.length; word++) {
            byPosition[word] &= ~bySize[word];
        }
    }

    private static void addTo(final long[] target, final SlotLayer slots) {
        for (int word = 0; word < target.length; word++) {
            target[word] |= slots.word(word);
        }
    }
}
