package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.match.Candidates;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.SlotLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request's candidates: of those looked at as the pipeline said, of those not looked at by why the
 * search had ended. Owned by the explain agent.
 */
final class CandidateTrace implements RouteObserver {
    /** Candidates noted of one request, over all its opportunities; a request that has more is one in very many. */
    static final int MOST_NOTED = 1 << 19;

    private static final int NONE = -1;

    private @Nullable BidContext context;
    /** By part of the view: the index whose ordinals there is room for. */
    private final long[] reachedBuilds = new long[IndexView.MAX_PARTS];

    /** In the order of the search. */
    private final List<Look> looks = new ArrayList<>();

    private final List<Opportunity> opportunities = new ArrayList<>();

    /** Outcome of each ordinal that was a candidate, else NONE. */
    private byte[] outcomes = {};

    private final IntArrayList candidates = new IntArrayList();
    private int noted;

    // The search under way
    private final IntArrayList waiting = new IntArrayList();
    private boolean[] lookedAt = {};
    private final IntArrayList lookedAtOrdinals = new IntArrayList();
    private boolean found;
    private int given;
    private NoBidReason lastReason = NoBidReason.NO_CAMPAIGN;

    /**
     * One candidate looked at.
     *
     * @param deal place in the view, or {@link BidContext#NO_DEAL}
     * @param reason null: it took the opportunity
     */
    record Look(
            int impression,
            int deal,
            int ordinal,
            long campaignId,
            @Nullable NoBidReason reason,
            long creativeId,
            long priceCpmMicros) {}

    /** One search: all slots of one part of the view that are candidates for it, best first. */
    record Opportunity(int impression, int deal, int part, IntArrayList slots) {}

    /** A new request. */
    void begin() {
        context = null;
        looks.clear();
        opportunities.clear();
        noted = 0;
        for (int i = 0; i < candidates.size(); i++) {
            outcomes[candidates.getInt(i)] = NONE;
        }
        candidates.clear();
        waiting.clear();
        forgetSearch();
    }

    @Override
    public void onRequest(final BidContext decoded) {
        context = decoded;
    }

    @Override
    public void onOpportunity(final BidContext now, final Candidates candidatesOfAll) {
        endSearch();
        for (int part = 0; part < now.view.partCount(); part++) {
            if (candidatesOfAll.isInPart(part)) {
                now.lookAt(part);
                addOpportunity(now);
            }
        }
    }

    private void addOpportunity(final BidContext now) {
        reach(now.part, now.index);
        final SlotLayer slots = now.opportunitySlots;
        final Opportunity opportunity = new Opportunity(now.impression, now.deal, now.part, new IntArrayList());
        opportunities.add(opportunity);
        for (int word = 0; word < slots.wordCount() && noted < MOST_NOTED; word++) {
            for (long rest = slots.word(word); rest != 0; rest &= rest - 1) {
                final int slot = (word << 6) + Long.numberOfTrailingZeros(rest);
                opportunity.slots.addInt(slot);
                waiting.addInt(now.index.ordinal(slot));
            }
        }
        noted += opportunity.slots.size();
    }

    @Override
    public void onNoBid(final BidContext now) {
        final NoBidReason reason = now.candidateReason();
        if (reason != NoBidReason.NO_BUDGET) {
            // That one ends no search, and may be of a candidate that was kept while others were looked at.
            lastReason = reason;
        }
        look(now, reason);
        note(now.candidateOrdinal(), SampleOutcome.column(reason));
    }

    @Override
    public void onReserved(final BidContext now) {
        found = true;
        look(now, null);
    }

    @Override
    public void onBid(final BidContext now, final int bid) {
        note(now.bidOrdinal(bid), SampleOutcome.BID.column());
    }

    @Override
    public void onUnsentBid(final BidContext now, final int bid, final NoBidReason reason) {
        note(now.bidOrdinal(bid), SampleOutcome.column(reason));
    }

    /** No search is under way any more. */
    void end() {
        endSearch();
    }

    /** Of the request, as the pipeline left it; null if it was not decoded. */
    @Nullable
    BidContext context() {
        return context;
    }

    List<Look> looks() {
        return looks;
    }

    List<Opportunity> opportunities() {
        return opportunities;
    }

    /** Ordinals of all that were candidates for an opportunity, each once. */
    IntArrayList candidates() {
        return candidates;
    }

    /** A column of {@link SampleOutcome}; -1 if it was no candidate. */
    int outcome(final int ordinal) {
        return ordinal < outcomes.length ? outcomes[ordinal] : NONE;
    }

    private void look(final BidContext now, final @Nullable NoBidReason reason) {
        given++;
        final int ordinal = now.candidateOrdinal();
        lookedAt[ordinal] = true;
        lookedAtOrdinals.addInt(ordinal);
        final boolean priced = reason == null || reason == NoBidReason.NO_BUDGET;
        looks.add(new Look(
                now.impression,
                now.deal,
                ordinal,
                now.index.campaign(now.slot).id(),
                reason,
                priced ? now.index.table().creativeId(now.creative) : 0,
                priced ? now.priceCpmMicros : 0));
    }

    private void endSearch() {
        final int column = outcomeOfTheRest();
        for (int i = 0; i < waiting.size(); i++) {
            final int ordinal = waiting.getInt(i);
            if (!lookedAt[ordinal]) {
                note(ordinal, column);
            }
        }
        waiting.clear();
        forgetSearch();
    }

    /** Why the search had ended before it came to them. */
    private int outcomeOfTheRest() {
        if (found) {
            return SampleOutcome.LOST_TO_BETTER.column();
        }
        // The pipeline ends a search where a price is refused that none after it can pass.
        final boolean priced = lastReason.compareTo(NoBidReason.FLOOR_CURRENCY) >= 0
                && lastReason.compareTo(NoBidReason.NO_BUDGET) < 0;
        return priced && given < BidLimits.MAX_CANDIDATES
                ? SampleOutcome.column(lastReason)
                : SampleOutcome.CUT.column();
    }

    private void forgetSearch() {
        for (int i = 0; i < lookedAtOrdinals.size(); i++) {
            lookedAt[lookedAtOrdinals.getInt(i)] = false;
        }
        lookedAtOrdinals.clear();
        found = false;
        given = 0;
        lastReason = NoBidReason.NO_CAMPAIGN;
    }

    private void note(final int ordinal, final int column) {
        if (outcomes[ordinal] == NONE) {
            candidates.addInt(ordinal);
        }
        outcomes[ordinal] = (byte) Math.max(outcomes[ordinal], column);
    }

    private void reach(final int part, final CampaignIndex index) {
        if (index.buildNumber() == reachedBuilds[part]) {
            return;
        }
        reachedBuilds[part] = index.buildNumber();
        int ordinals = outcomes.length;
        for (int slot = 0; slot < index.slotCount(); slot++) {
            ordinals = Math.max(ordinals, index.ordinal(slot) + 1);
        }
        if (ordinals > outcomes.length) {
            final int before = outcomes.length;
            outcomes = Arrays.copyOf(outcomes, ordinals + ordinals / 4);
            Arrays.fill(outcomes, before, outcomes.length, (byte) NONE);
            lookedAt = Arrays.copyOf(lookedAt, outcomes.length);
        }
    }
}
