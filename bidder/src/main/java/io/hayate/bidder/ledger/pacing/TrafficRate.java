package io.hayate.bidder.ledger.pacing;

/**
 * How many opportunities come in a second, now: averaged over as long as it takes for about thirty of them, and set at once
 * by a rise or a fall that chance does not explain. Chance is learned, too: a request has several impressions, and so
 * opportunities come in clusters. Owned by the ledger agent.
 */
final class TrafficRate {
    private static final double AVERAGED_COUNT = 30;
    private static final double SHORTEST_SECONDS = 4;
    private static final double LONGEST_SECONDS = 900;

    /** Rises are looked for over so many seconds each, falls over the last. */
    private static final double[] RISE_SECONDS = {2, 15, 90};

    /** Standard deviations of a count, and clusters on top, that chance may explain. */
    private static final double CHANCE_DEVIATIONS = 3;

    private static final double CHANCE_CLUSTERS = 4;

    /** Opportunities that tell how they cluster. */
    private static final double CLUSTER_COUNT = 200;

    private final double[] recent = new double[RISE_SECONDS.length];
    private double perSecond;
    private boolean known;

    /** Variance of a count against its mean: 1 of what comes one by one. */
    private double dispersion = 1;

    double perSecond() {
        return perSecond;
    }

    void onCounted(final long count, final double seconds) {
        final double now = count / seconds;
        learnDispersion(count, perSecond * seconds);
        if (!known) {
            // Nothing is told by nothing: a campaign that was not asked yet has no rate of 0.
            known = count > 0;
            perSecond = now;
        } else {
            final double averaged =
                    Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, AVERAGED_COUNT / Math.max(perSecond, 1e-6)));
            perSecond += (now - perSecond) * -Math.expm1(-seconds / averaged);
        }
        boolean falling = true;
        for (int i = 0; i < recent.length; i++) {
            recent[i] += (now - recent[i]) * -Math.expm1(-seconds / RISE_SECONDS[i]);
            final double windowSeconds = 2 * RISE_SECONDS[i];
            final double expected = perSecond * windowSeconds;
            final double chance = CHANCE_DEVIATIONS * Math.sqrt(expected * dispersion) + CHANCE_CLUSTERS * dispersion;
            // After a rise, the longer windows are below it for a while.
            falling &= recent[i] < perSecond;
            final boolean fell = falling && i == recent.length - 1 && recent[i] * windowSeconds < expected - chance;
            if (fell || recent[i] * windowSeconds > expected + chance) {
                perSecond = recent[i];
                known = true;
            }
        }
    }

    /** A step of a spike tells little about chance: it counts as no more than a few clusters. */
    private void learnDispersion(final long count, final double expected) {
        if (count == 0 || !known) {
            return;
        }
        final double distance = Math.min(count - expected, CHANCE_CLUSTERS * Math.max(dispersion, Math.sqrt(expected)));
        final double kept = Math.exp(-count / CLUSTER_COUNT);
        dispersion = Math.max(1, dispersion * kept + (1 - kept) * distance * distance / count);
    }
}
