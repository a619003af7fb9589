package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Judges all campaigns by sampled requests, some at a time, all of a batch with the same index. Owned by the explain
 * agent.
 */
final class SampleJudge {
    /** Samples of a batch: what the tallies hold. */
    static final int MOST_SAMPLES = SlotTally.MOST;

    /** Candidates of one sample that are held against every rule; of more a part, another one with each sample. */
    static final int MOST_CANDIDATES_JUDGED = 1024;

    private static final FunnelDimension[] DIMENSIONS = FunnelDimension.values();
    private static final int NO_CANDIDATE = -1;

    /** Fibonacci hashing: 2^32 through the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private final TracedRoute route;
    private final List<ExchangeProfile> exchanges;
    private final FunnelEstimates estimates;
    private final CounterBlock<ExplainCounter> counters;
    private final SlotTally[] alone = new SlotTally[DIMENSIONS.length];
    private final SlotTally[] first = new SlotTally[DIMENSIONS.length];
    private final CounterBlock<NoBidReason> gateReasons = new CounterBlock<>(NoBidReason.class);
    private RuleJudge rules = new RuleJudge();
    private @Nullable DimensionJudge dimensions;
    private long[] excludedBefore = {};
    private long[] firstExcluded = {};

    // Rules that keep a candidate of this sample from each of its opportunities, by ordinal
    private long[] broken = {};
    private final IntArrayList judgedOrdinals = new IntArrayList();
    private int batchSamples;
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
        Arrays.setAll(alone, d -> new SlotTally());
        Arrays.setAll(first, d -> new SlotTally());
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
        final DimensionJudge judge = dimensionJudge(context.index);
        judge.judge(context);
        tally(judge);
        noteOutcomes(judge, context);
        judgeRules(context);
        batchSamples++;
        counters.increment(ExplainCounter.SAMPLES_JUDGED);
        return true;
    }

    /** Adds the batch to the estimates and lets go of the index. */
    void endBatch() {
        final DimensionJudge judge = dimensions;
        if (judge != null && batchSamples > 0) {
            final CampaignIndex index = judge.index();
            for (final FunnelDimension dimension : DIMENSIONS) {
                alone[dimension.ordinal()].drain(
                        (slot, count) -> estimates.addAlone(dimension, index.ordinal(slot), count));
                first[dimension.ordinal()].drain(
                        (slot, count) -> estimates.addFirst(dimension, index.ordinal(slot), count));
            }
            for (int slot = 0; slot < index.slotCount(); slot++) {
                estimates.addSamples(index.ordinal(slot), batchSamples);
            }
        }
        batchSamples = 0;
        route.endOfBatch();
    }

    /** Forgets an index that is no longer the live one, so that its memory can be had back. */
    void forgetIndexBut(final CampaignIndex live) {
        if (dimensions != null && dimensions.index() != live) {
            dimensions = null;
        }
    }

    /** The judge of the pinned index. */
    DimensionJudge dimensionJudge(final CampaignIndex index) {
        DimensionJudge judge = dimensions;
        if (judge == null || judge.index() != index) {
            judge = new DimensionJudge(index, route.gate());
            dimensions = judge;
            rules = new RuleJudge();
            for (int d = 0; d < DIMENSIONS.length; d++) {
                alone[d] = new SlotTally();
                first[d] = new SlotTally();
            }
            reach(index);
        }
        return judge;
    }

    RuleJudge rules() {
        return rules;
    }

    /** Samples that the gate has ruled out for all campaigns, by reason, since the start. */
    CounterBlock<NoBidReason> gateReasons() {
        return gateReasons;
    }

    private void tally(final DimensionJudge judge) {
        Arrays.fill(excludedBefore, 0);
        for (final FunnelDimension dimension : DIMENSIONS) {
            final long[] excluded = judge.excluded(dimension);
            if (excluded.length > 0) {
                for (int word = 0; word < excluded.length; word++) {
                    firstExcluded[word] = excluded[word] & ~excludedBefore[word];
                    excludedBefore[word] |= excluded[word];
                }
                alone[dimension.ordinal()].add(excluded);
                first[dimension.ordinal()].add(firstExcluded);
            }
        }
    }

    private void noteOutcomes(final DimensionJudge judge, final BidContext context) {
        final CampaignIndex index = judge.index();
        final long[] left = judge.left();
        for (int word = 0; word < left.length; word++) {
            for (long rest = left[word]; rest != 0; rest &= rest - 1) {
                final int slot = (word << 6) + Long.numberOfTrailingZeros(rest);
                estimates.addOutcome(outcome(route.trace(), index, slot, context), index.ordinal(slot));
            }
        }
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

    private void judgeRules(final BidContext context) {
        rules.beginRequest();
        final int candidates = route.trace().candidates().size();
        final int oneOf = (candidates + MOST_CANDIDATES_JUDGED - 1) / MOST_CANDIDATES_JUDGED;
        salt++;
        for (final CandidateTrace.Opportunity opportunity : route.trace().opportunities()) {
            context.beginImpression(opportunity.impression());
            context.deal = opportunity.deal();
            for (int i = 0; i < opportunity.slots().size(); i++) {
                final int slot = opportunity.slots().getInt(i);
                final int ordinal = context.index.ordinal(slot);
                if (oneOf <= 1 || Integer.remainderUnsigned(((ordinal + salt) * SPREAD) >>> 7, oneOf) == 0) {
                    judgeRules(context, slot, ordinal);
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

    private void judgeRules(final BidContext context, final int slot, final int ordinal) {
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
        excludedBefore = new long[index.wordCount()];
        firstExcluded = new long[index.wordCount()];
        if (ordinals > broken.length) {
            final int before = broken.length;
            broken = Arrays.copyOf(broken, ordinals + ordinals / 4);
            Arrays.fill(broken, before, broken.length, RuleJudge.NOT_JUDGED);
        }
    }
}
