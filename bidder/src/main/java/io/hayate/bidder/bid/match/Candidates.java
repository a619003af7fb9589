package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.live.IndexView;

/**
 * The candidates of all parts of the view as one sequence, best first. Each call leaves the context at a part: that of
 * the candidate, if there is one. Owned by the bid loop.
 */
public final class Candidates {
    private static final int NONE = -1;

    private final RequestMatcher[] requests = new RequestMatcher[IndexView.MAX_PARTS];
    private final OpportunityMatcher[] opportunities = new OpportunityMatcher[IndexView.MAX_PARTS];

    // By part: whether it has slots for the request and the impression, and the best slot that was not given yet
    private final boolean[] forRequest = new boolean[IndexView.MAX_PARTS];
    private final boolean[] forImpression = new boolean[IndexView.MAX_PARTS];
    private final int[] heads = new int[IndexView.MAX_PARTS];

    /** The part of the candidate given last: its head is to be replaced. */
    private int lastPart;

    private int given;

    public Candidates() {
        for (int part = 0; part < IndexView.MAX_PARTS; part++) {
            requests[part] = new RequestMatcher();
            opportunities[part] = new OpportunityMatcher();
        }
    }

    /** Whether slots of some part may bid on the request. */
    public boolean matchRequest(final BidContext context) {
        boolean any = false;
        for (int part = 0; part < context.view.partCount(); part++) {
            context.lookAt(part);
            forRequest[part] = requests[part].match(context);
            any |= forRequest[part];
        }
        return any;
    }

    /** Whether slots of some part may bid on the context's impression. */
    public boolean matchImpression(final BidContext context) {
        boolean any = false;
        for (int part = 0; part < context.view.partCount(); part++) {
            context.lookAt(part);
            forImpression[part] = forRequest[part] && opportunities[part].matchImpression(context);
            any |= forImpression[part];
        }
        return any;
    }

    /** Takes up the open auction or the deal that the context names. False if no slot is left; else {@link #next} gives them. */
    public boolean matchOpportunity(final BidContext context) {
        given = 0;
        lastPart = NONE;
        boolean any = false;
        for (int part = 0; part < context.view.partCount(); part++) {
            context.lookAt(part);
            heads[part] = NONE;
            if (forImpression[part] && opportunities[part].matchOpportunity(context)) {
                heads[part] = pull(context, part);
                any = true;
            }
        }
        return any;
    }

    /** Sets {@link BidContext#slot} to the next best candidate; false if there is none, or enough were looked at. */
    public boolean next(final BidContext context) {
        if (lastPart != NONE) {
            context.lookAt(lastPart);
            heads[lastPart] = pull(context, lastPart);
        }
        lastPart = best(context);
        if (lastPart == NONE || given == BidLimits.MAX_CANDIDATES) {
            return false;
        }
        given++;
        context.lookAt(lastPart);
        context.slot = heads[lastPart];
        return true;
    }

    /** Turns the context back to the candidate that {@link #next} gave last. */
    public void lookAgain(final BidContext context) {
        context.lookAt(lastPart);
        context.slot = heads[lastPart];
    }

    /** Whether candidates are left although the most that are looked at have been given. */
    public boolean cut() {
        return given == BidLimits.MAX_CANDIDATES && lastPart != NONE;
    }

    /** Whether a part has candidates for the opportunity taken up last; until {@link #next} has been called. */
    public boolean isInPart(final int part) {
        return heads[part] != NONE;
    }

    private int pull(final BidContext context, final int part) {
        return opportunities[part].next(context) ? context.slot : NONE;
    }

    private int best(final BidContext context) {
        final int partCount = context.view.partCount();
        // Among equals of different parts the request decides, so that each comes first now and then; not by the bits
        // that
        // turn the equals of one part.
        int part = partCount == 1 ? 0 : (int) ((context.rotation >>> Integer.SIZE) % partCount);
        int best = NONE;
        long bestCpmMicros = -1;
        for (int i = 0; i < partCount; i++) {
            if (heads[part] != NONE) {
                final long cpmMicros = context.view.part(part).table().baseCpmMicros(heads[part]);
                if (cpmMicros > bestCpmMicros) {
                    best = part;
                    bestCpmMicros = cpmMicros;
                }
            }
            part = part + 1 == partCount ? 0 : part + 1;
        }
        return best;
    }
}
