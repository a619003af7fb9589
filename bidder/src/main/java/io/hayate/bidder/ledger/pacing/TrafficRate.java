package io.hayate.bidder.ledger.pacing;

/**
 * How many opportunities come in a second, now: averaged over as long as it takes for about thirty of them, and lifted at
 * once by a rise that chance does not explain. Owned by the ledger agent.
 */
final class TrafficRate {
    private static final double AVERAGED_COUNT = 30;
    private static final double SHORTEST_SECONDS = 4;
    private static final double LONGEST_SECONDS = 300;

    /** Rises are looked for over so many seconds each. */
    private static final double[] RISE_SECONDS = {2, 15, 90};

    /** Standard deviations of a Poisson count, and opportunities on top, that chance may explain. */
    private static final double CHANCE_DEVIATIONS = 3;

    private static final double CHANCE_COUNT = 3;

    private final double[] recent = new double[RISE_SECONDS.length];
    private double perSecond;
    private boolean known;

    double perSecond() {
        return perSecond;
    }

    void onCounted(final long count, final double seconds) {
        final double now = count / seconds;
        if (!known) {
            // Nothing is told by nothing: a campaign that was not asked yet has no rate of 0.
            known = count > 0;
            perSecond = now;
        } else {
            final double averaged =
                    Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, AVERAGED_COUNT / Math.max(perSecond, 1e-6)));
            perSecond += (now - perSecond) * -Math.expm1(-seconds / averaged);
        }
        for (int i = 0; i < recent.length; i++) {
            recent[i] += (now - recent[i]) * -Math.expm1(-seconds / RISE_SECONDS[i]);
            final double windowSeconds = 2 * RISE_SECONDS[i];
            final double expected = perSecond * windowSeconds;
            if (recent[i] * windowSeconds > expected + CHANCE_DEVIATIONS * Math.sqrt(expected) + CHANCE_COUNT) {
                perSecond = recent[i];
                known = true;
            }
        }
    }
}
