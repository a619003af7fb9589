package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Judges all campaigns by sampled requests, some at a time, all of a batch with the same view. Owned by the explain
 * agent.
 */
final class SampleJudge {
    /** Samples of a batch: what the tallies hold. */
    static final int MOST_SAMPLES = SlotTally.MOST;

    /** Candidates of one sample that are held against every rule; of more a part, another one with each sample. */
    static final int MOST_CANDIDATES_JUDGED = 1024;

    private static final int NO_CANDIDATE = -1;

    /** Fibonacci hashing: 2^32 through the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private final TracedRoute route;
    private final List<ExchangeProfile> exchanges;
    private final FunnelEstimates estimates;
    private final CounterBlock<ExplainCounter> counters;
    private final CounterBlock<NoBidReason> gateReasons = new CounterBlock<>(NoBidReason.class);

    /** By part of the view judged last; of a part that is still the same, the judge is, too. */
    private final @Nullable PartJudge[] judges = new @Nullable PartJudge[IndexView.MAX_PARTS];

    // Rules that keep a candidate of this sample from each of its opportunities, by ordinal
    private long[] broken = {};
    private final IntArrayList judgedOrdinals = new IntArrayList();
    private int salt;

    SampleJudge(
            final TracedRoute route,
            final List<ExchangeProfile> exchanges,
            final FunnelEstimates estimates,
            final CounterBlock<ExplainCounter> counters) {
        this.route = route;
        this.exchanges = exchanges;
        this.estimates = estimates;
        this.counters = counters;
    }

    /** Judges one sample of the batch; returns whether campaigns were judged by it. */
    boolean judge(final int exchangeOrdinal, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final BidContext context = exchangeOrdinal < exchanges.size()
                ? route.run(exchanges.get(exchangeOrdinal), buffer, offset, lengthBytes)
                : null;
        if (context == null) {
            counters.increment(ExplainCounter.SAMPLES_UNREADABLE);
            return false;
        }
        final NoBidReason reason = context.requestReason();
        if (!route.gate().passesRequest(context)) {
            counters.increment(ExplainCounter.SAMPLES_AT_GATE);
            gateReasons.increment(reason);
            return false;
        }
        final List<PartJudge> parts = judgeParts(context);
        for (final PartJudge part : parts) {
            part.tally();
            noteOutcomes(part, context);
        }
        judgeRules(parts, context);
        counters.increment(ExplainCounter.SAMPLES_JUDGED);
        return true;
    }

    /** Adds the batch to the estimates and lets go of the view. */
    void endBatch() {
        for (final PartJudge each : judges) {
            if (each != null) {
                each.drain(estimates);
            }
        }
        route.endOfBatch();
    }

    /** Forgets parts that are no longer in the live view, so that their memory can be had back. */
    void forgetPartsBut(final IndexView live) {
        for (int part = 0; part < judges.length; part++) {
            final PartJudge judge = judges[part];
            if (judge != null && (part >= live.partCount() || judge.index() != live.part(part))) {
                judges[part] = null;
            }
        }
    }

    /** Holds the request in the context against each dimension, in each part of the pinned view. */
    List<PartJudge> judgeParts(final BidContext context) {
        final List<PartJudge> parts = new ArrayList<>(IndexView.MAX_PARTS);
        for (int part = 0; part < context.view.partCount(); part++) {
            final PartJudge judge = judge(part, context.view.part(part));
            judge.judge(context, part);
            parts.add(judge);
        }
        return parts;
    }

    private PartJudge judge(final int part, final CampaignIndex index) {
        PartJudge judge = judges[part];
        if (judge == null || judge.index() != index) {
            judge = new PartJudge(index, route.gate(), route.prices());
            judges[part] = judge;
            reach(index);
        }
        return judge;
    }

    /** Samples that the gate has ruled out for all campaigns, by reason, since the start. */
    CounterBlock<NoBidReason> gateReasons() {
        return gateReasons;
    }

    private void noteOutcomes(final PartJudge judge, final BidContext context) {
        final CampaignIndex index = judge.index();
        SlotTally.forEach(
                judge.dimensions().left(),
                slot -> estimates.addOutcome(outcome(route.trace(), index, slot, context), index.ordinal(slot)));
    }

    /** How a slot that no dimension rules out has ended: a column of {@link SampleOutcome}. */
    static int outcome(
            final CandidateTrace trace, final CampaignIndex index, final int slot, final BidContext context) {
        final int outcome = trace.outcome(index.ordinal(slot));
        if (outcome != NO_CANDIDATE) {
            return outcome;
        }
        if (!index.isBiddableNow(slot) || !index.isOpen(slot)) {
            return SampleOutcome.NOT_BIDDABLE_NOW.column();
        }
        final boolean answerFull = context.bidCount >= context.exchange.limits().maxBidsPerAnswer();
        return (answerFull ? SampleOutcome.CUT : SampleOutcome.NO_SINGLE_IMPRESSION).column();
    }

    private void judgeRules(final List<PartJudge> parts, final BidContext context) {
        parts.forEach(part -> part.rules().beginRequest());
        final int candidates = route.trace().candidates().size();
        final int oneOf = (candidates + MOST_CANDIDATES_JUDGED - 1) / MOST_CANDIDATES_JUDGED;
        salt++;
        for (final CandidateTrace.Opportunity opportunity : route.trace().opportunities()) {
            final RuleJudge rules = parts.get(opportunity.part()).rules();
            context.lookAt(opportunity.part());
            context.beginImpression(opportunity.impression());
            context.deal = opportunity.deal();
            for (int i = 0; i < opportunity.slots().size(); i++) {
                final int slot = opportunity.slots().getInt(i);
                final int ordinal = context.index.ordinal(slot);
                if (oneOf <= 1 || Integer.remainderUnsigned(((ordinal + salt) * SPREAD) >>> 7, oneOf) == 0) {
                    judgeRules(rules, context, slot, ordinal);
                }
            }
        }
        for (int i = 0; i < judgedOrdinals.size(); i++) {
            final int ordinal = judgedOrdinals.getInt(i);
            estimates.addJudged(ordinal, broken[ordinal]);
            broken[ordinal] = RuleJudge.NOT_JUDGED;
        }
        counters.add(ExplainCounter.CANDIDATES_JUDGED, judgedOrdinals.size());
        judgedOrdinals.clear();
    }

    private void judgeRules(final RuleJudge rules, final BidContext context, final int slot, final int ordinal) {
        final long brokenHere = rules.brokenByAll(context, slot);
        if (brokenHere != RuleJudge.NOT_JUDGED) {
            if (broken[ordinal] == RuleJudge.NOT_JUDGED) {
                judgedOrdinals.addInt(ordinal);
            }
            broken[ordinal] &= brokenHere;
        }
    }

    private void reach(final CampaignIndex index) {
        int ordinals = 0;
        for (int slot = 0; slot < index.slotCount(); slot++) {
            ordinals = Math.max(ordinals, index.ordinal(slot) + 1);
        }
        estimates.reach(ordinals);
        if (ordinals > broken.length) {
            final int before = broken.length;
            broken = Arrays.copyOf(broken, ordinals + ordinals / 4);
            Arrays.fill(broken, before, broken.length, RuleJudge.NOT_JUDGED);
        }
    }
}
