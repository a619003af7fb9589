package io.hayate.bidder.ledger.pacing;

/**
 * What one participation is expected to cost: what it reserves (it may find no creative, or a floor above its price), times
 * the part of what is reserved that is billed in the end. Both are learned, the first at once, the second from what is
 * settled. Owned by the ledger agent.
 */
final class CostEstimate {
    /** Participations that weigh as much as all before them. */
    private static final double AVERAGED_PARTICIPATIONS = 300;

    /**
     * Settled bids that do, if they come in no less than these seconds: bids that nothing is heard of are settled last, and
     * would weigh more than they are whenever traffic ceases.
     */
    private static final double AVERAGED_BIDS = 600;

    private static final double AVERAGED_SECONDS = 1_200;

    /** What is assumed counts for so many participations, or bids. */
    private static final double ASSUMED_WEIGHT = 5;

    /** Of the price, until it is known better. */
    static final double ASSUMED_RESERVED = 0.7;

    static final double ASSUMED_BILLED = 0.4;

    private final double bidNanos;
    private double participations = ASSUMED_WEIGHT;
    private double reservedNanos;
    private double settledNanos;
    private double billedNanos;

    /** @param billedShare of what is settled, as other campaigns have it */
    CostEstimate(final double bidNanos, final double billedShare) {
        this.bidNanos = bidNanos;
        this.reservedNanos = participations * ASSUMED_RESERVED * bidNanos;
        this.settledNanos = ASSUMED_WEIGHT * bidNanos;
        this.billedNanos = settledNanos * billedShare;
    }

    void onReserved(final long newParticipations, final double newReservedNanos) {
        final double kept = Math.exp(-newParticipations / AVERAGED_PARTICIPATIONS);
        participations = participations * kept + newParticipations;
        reservedNanos = reservedNanos * kept + newReservedNanos;
    }

    void onSettled(final double newSettledNanos, final double newBilledNanos, final double seconds) {
        final double kept = Math.exp(
                -Math.min(seconds / AVERAGED_SECONDS, Math.max(0, newSettledNanos) / (AVERAGED_BIDS * bidNanos)));
        settledNanos = settledNanos * kept + newSettledNanos;
        billedNanos = billedNanos * kept + newBilledNanos;
    }

    /** Of what is reserved, the part that will be billed: 0 to 1. */
    double billedShare() {
        return settledNanos <= 0 ? 1 : Math.min(1, Math.max(0, billedNanos / settledNanos));
    }

    /** 1e-9 of the campaign's currency, above 0: a campaign that never won may still win. */
    double nanosPerParticipation() {
        final double reserved = Math.max(0, reservedNanos) / participations;
        return Math.max(bidNanos * 1e-6, reserved * Math.max(0.001, billedShare()));
    }
}
