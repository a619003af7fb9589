package io.hayate.bidder.explain;

import io.hayate.bidder.bid.NoBidReason;

/**
 * What the samples have told of each campaign, by ordinal: in how many each dimension rules it out, alone and as the first,
 * how it ended where none does, and in how many of those where it was a candidate each rule alone rules it out.
 *
 * <p>When a campaign has {@link #MOST_SAMPLES} samples all its counts are halved, so that what was long ago counts less
 * and less. Owned by the explain agent.
 */
final class FunnelEstimates {
    static final int MOST_SAMPLES = 1 << 14;

    private static final int SAMPLES = 0;
    private static final int JUDGED = 1;

    private final OrdinalCounts totals = new OrdinalCounts(2);
    private final OrdinalCounts alone = new OrdinalCounts(FunnelDimension.values().length);
    private final OrdinalCounts first = new OrdinalCounts(FunnelDimension.values().length);
    private final OrdinalCounts outcomes = new OrdinalCounts(SampleOutcome.COLUMNS);
    private final OrdinalCounts rules = new OrdinalCounts(NoBidReason.values().length);

    /** Makes room for ordinals below this. */
    void reach(final int ordinals) {
        totals.reach(ordinals);
        alone.reach(ordinals);
        first.reach(ordinals);
        outcomes.reach(ordinals);
        rules.reach(ordinals);
    }

    /** Forgets all of an ordinal: another campaign has it, or the campaign is another. */
    void clear(final int ordinal) {
        totals.clear(ordinal);
        alone.clear(ordinal);
        first.clear(ordinal);
        outcomes.clear(ordinal);
        rules.clear(ordinal);
    }

    void addSamples(final int ordinal, final int count) {
        totals.add(SAMPLES, ordinal, count);
        if (totals.get(SAMPLES, ordinal) >= MOST_SAMPLES) {
            totals.halve(ordinal);
            alone.halve(ordinal);
            first.halve(ordinal);
            outcomes.halve(ordinal);
            rules.halve(ordinal);
        }
    }

    void addAlone(final FunnelDimension dimension, final int ordinal, final int count) {
        alone.add(dimension.ordinal(), ordinal, count);
    }

    void addFirst(final FunnelDimension dimension, final int ordinal, final int count) {
        first.add(dimension.ordinal(), ordinal, count);
    }

    /** @param column of {@link SampleOutcome} */
    void addOutcome(final int column, final int ordinal) {
        outcomes.add(column, ordinal, 1);
    }

    /** @param broken a bit for each {@link NoBidReason}, by its ordinal, that alone keeps the campaign from bidding */
    void addJudged(final int ordinal, final long broken) {
        totals.add(JUDGED, ordinal, 1);
        for (long rest = broken; rest != 0; rest &= rest - 1) {
            rules.add(Long.numberOfTrailingZeros(rest), ordinal, 1);
        }
    }

    /** Samples that passed the gate while the campaign was live. */
    int samples(final int ordinal) {
        return totals.get(SAMPLES, ordinal);
    }

    int alone(final FunnelDimension dimension, final int ordinal) {
        return alone.get(dimension.ordinal(), ordinal);
    }

    int first(final FunnelDimension dimension, final int ordinal) {
        return first.get(dimension.ordinal(), ordinal);
    }

    int outcome(final int column, final int ordinal) {
        return outcomes.get(column, ordinal);
    }

    /** Samples in which the campaign was a candidate and held against every rule. */
    int judged(final int ordinal) {
        return totals.get(JUDGED, ordinal);
    }

    int broken(final NoBidReason reason, final int ordinal) {
        return rules.get(reason.ordinal(), ordinal);
    }
}
