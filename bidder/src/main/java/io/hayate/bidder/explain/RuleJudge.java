package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.pick.CreativePicker;
import io.hayate.bidder.bid.predict.Predictor;
import io.hayate.bidder.bid.price.Pricer;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import java.util.EnumSet;
import java.util.Set;

/**
 * Holds a candidate against every rule for creatives and the price, not just up to the first that it breaks; the route's
 * own rules. Owned by the explain agent, which pins the index while this is used.
 */
final class RuleJudge {
    /** Of a candidate none of whose creatives has an offered format: nothing to be said. */
    static final long NOT_JUDGED = -1;

    private final CreativePicker picker = new CreativePicker();
    private final Predictor predictor;
    private final Pricer pricer;
    private final Set<NoBidReason> reasons = EnumSet.noneOf(NoBidReason.class);

    RuleJudge(final LearnedPrices prices) {
        predictor = new Predictor(prices.values());
        pricer = new Pricer(prices.shading());
    }

    /** What the rules have worked out for the request before no longer holds. */
    void beginRequest() {
        picker.beginRequest();
    }

    /** Every reason why one creative of the context's slot may not be bid for the context's opportunity; until the next call. */
    Set<NoBidReason> broken(final BidContext context, final int creative) {
        reasons.clear();
        picker.addBroken(context, creative, reasons);
        context.creative = creative;
        context.beginCandidate();
        pricer.beginCandidate();
        if (!reasons.contains(NoBidReason.FORMAT_NOT_OFFERED)
                && !(predictor.predict(context) && pricer.price(context))) {
            reasons.add(context.candidateReason());
        }
        return reasons;
    }

    /**
     * The rules that all creatives with an offered format break, so that each alone keeps the campaign from bidding for
     * the context's opportunity: a bit for each reason, by its ordinal.
     */
    long brokenByAll(final BidContext context, final int slot) {
        context.slot = slot;
        final int first = context.index.table().firstCreative(slot);
        final int count = context.index.table().creativeCount(slot);
        long all = NOT_JUDGED;
        for (int creative = first; creative < first + count; creative++) {
            final Set<NoBidReason> broken = broken(context, creative);
            if (!broken.contains(NoBidReason.FORMAT_NOT_OFFERED)) {
                long bits = 0;
                for (final NoBidReason reason : broken) {
                    bits |= 1L << reason.ordinal();
                }
                all &= bits;
            }
        }
        return all;
    }
}
