package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import java.util.Arrays;

/**
 * Judges the campaigns of one part of the view, and keeps what dimensions have done to them in a batch of samples until
 * that is drained. Owned by the explain agent, which pins the view while this is used.
 */
final class PartJudge {
    private static final FunnelDimension[] DIMENSIONS = FunnelDimension.values();

    private final CampaignIndex index;
    private final DimensionJudge dimensions;
    private final RuleJudge rules;
    private final SlotTally[] alone = new SlotTally[DIMENSIONS.length];
    private final SlotTally[] first = new SlotTally[DIMENSIONS.length];
    private final long[] excludedBefore;
    private final long[] firstExcluded;
    private int samples;

    PartJudge(final CampaignIndex index, final Gate gate, final LearnedPrices prices) {
        this.index = index;
        this.rules = new RuleJudge(prices);
        this.dimensions = new DimensionJudge(index, gate);
        this.excludedBefore = new long[index.wordCount()];
        this.firstExcluded = new long[index.wordCount()];
        Arrays.setAll(alone, d -> new SlotTally());
        Arrays.setAll(first, d -> new SlotTally());
    }

    CampaignIndex index() {
        return index;
    }

    DimensionJudge dimensions() {
        return dimensions;
    }

    RuleJudge rules() {
        return rules;
    }

    /** Holds the request in the context against each dimension; the context looks at the part afterwards. */
    void judge(final BidContext context, final int part) {
        dimensions.judge(context, part);
    }

    /** Counts what was judged last as a sample of the batch. */
    void tally() {
        samples++;
        Arrays.fill(excludedBefore, 0);
        for (final FunnelDimension dimension : DIMENSIONS) {
            final long[] excluded = dimensions.excluded(dimension);
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

    /** Adds the batch to the estimates: all its samples had the same view. */
    void drain(final FunnelEstimates estimates) {
        if (samples == 0) {
            return;
        }
        for (final FunnelDimension dimension : DIMENSIONS) {
            alone[dimension.ordinal()].drain(
                    (slot, count) -> estimates.addAlone(dimension, index.ordinal(slot), count));
            first[dimension.ordinal()].drain(
                    (slot, count) -> estimates.addFirst(dimension, index.ordinal(slot), count));
        }
        final int count = samples;
        SlotTally.forEach(dimensions.inView(), slot -> estimates.addSamples(index.ordinal(slot), count));
        samples = 0;
    }
}
