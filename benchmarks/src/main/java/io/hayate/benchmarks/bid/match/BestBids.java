package io.hayate.benchmarks.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.pick.CreativePicker;
import io.hayate.bidder.bid.predict.Predictor;
import io.hayate.bidder.bid.price.Pricer;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import java.util.Arrays;

/**
 * Match, pick and price of a request as the pipeline does them: for each opportunity the best candidate that keeps every rule
 * and reaches the floor. What stands before them in the pipeline is done by {@link #take}, outside the clock. Owned by the
 * benchmark's thread.
 */
final class BestBids {
    private static final long ROTATION_STEP = 0x9E3779B97F4A7C15L;

    private final BidContext context;
    private final Gate gate;
    private final BidRequestDecoder decoder = new BidRequestDecoder();
    private final PermittedUserData permittedUserData = new PermittedUserData();
    private final Candidates candidates;
    private final CreativePicker picker = new CreativePicker();
    private final LearnedPrices prices = LearnedPrices.none();
    private final Predictor predictor = new Predictor(prices.values());
    private final Pricer pricer = new Pricer(prices.shading());

    private final int[] impressions = new int[BidLimits.MAX_IMPRESSIONS];
    /** By place in impressions: where its opportunities end. */
    private final int[] ends = new int[BidLimits.MAX_IMPRESSIONS];

    private final int[] deals = new int[BidLimits.MAX_IMPRESSIONS + BidLimits.MAX_DEALS];
    private int impressionCount;
    private int mostCandidates;

    BestBids(final BidContext context, final Gate gate, final Candidates candidates) {
        this.context = context;
        this.gate = gate;
        this.candidates = candidates;
    }

    BidContext context() {
        return context;
    }

    /** Decodes a request and notes what of it may be bid on; false if nothing. */
    boolean take(final byte[] body) {
        final BidRequestView request = context.request;
        System.arraycopy(body, 0, request.body, 0, body.length);
        request.bodyLengthBytes = body.length;
        if (!decoder.decode(request)) {
            throw new IllegalStateException("not a bid request");
        }
        context.reset(context.exchange, context.switches, 0, context.arrivalMs);
        impressionCount = 0;
        if (!gate.passesRequest(context)) {
            return false;
        }
        permittedUserData.take(context);
        context.rotation = Arrays.hashCode(body) * ROTATION_STEP;
        int end = 0;
        for (int impression = 0; impression < request.impressionCount; impression++) {
            context.beginImpression(impression);
            final int start = end;
            if (gate.passesImpression(context)) {
                end = addDeals(end);
                if (!request.privateAuction[impression]) {
                    deals[end++] = BidContext.NO_DEAL;
                }
            }
            if (end > start) {
                impressions[impressionCount] = impression;
                ends[impressionCount++] = end;
            }
        }
        return end > 0;
    }

    private int addDeals(final int from) {
        int end = from;
        final int first = context.request.firstDeal[context.impression];
        for (int deal = first; deal < first + context.request.dealCount[context.impression]; deal++) {
            context.deal = deal;
            if (gate.passesDeal(context)) {
                deals[end++] = deal;
            }
        }
        return end;
    }

    /** The number of bids; they are in the context. */
    int find() {
        context.bidCount = 0;
        context.creativeTriesLeft = BidLimits.MAX_CREATIVES_TRIED;
        mostCandidates = 0;
        if (!candidates.matchRequest(context)) {
            return 0;
        }
        picker.beginRequest();
        int at = 0;
        for (int i = 0; i < impressionCount; i++) {
            context.beginImpression(impressions[i]);
            final int first = at;
            at = ends[i];
            if (candidates.matchImpression(context, i)) {
                for (int opportunity = first; opportunity < ends[i]; opportunity++) {
                    context.deal = deals[opportunity];
                    if (candidates.matchOpportunity(context, opportunity - first)) {
                        findBest();
                    }
                }
            }
        }
        return context.bidCount;
    }

    /** Of an opportunity of the last request. */
    int mostCandidates() {
        return mostCandidates;
    }

    private void findBest() {
        for (int given = 1; candidates.next(context) && !CreativePicker.isSpent(context); given++) {
            mostCandidates = Math.max(mostCandidates, given);
            if (!context.bidsAlready()) {
                if (pickAndPrice()) {
                    context.addBid();
                    return;
                }
                if (pricer.refusesAllAfter(context)) {
                    return;
                }
            }
        }
    }

    private boolean pickAndPrice() {
        picker.beginCandidate(context);
        pricer.beginCandidate();
        while (picker.next(context)) {
            if (predictor.predict(context) && pricer.price(context)) {
                return true;
            }
            if (pricer.refusesAllCreatives(context)) {
                return false;
            }
        }
        return false;
    }
}
