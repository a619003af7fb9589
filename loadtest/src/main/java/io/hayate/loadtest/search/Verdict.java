package io.hayate.loadtest.search;

/**
 * What a run made of one objective. Immutable; shared.
 *
 * @param value in nanoseconds or as a share, as the objective's limit; not a number if nothing was measured
 */
public record Verdict(Objective objective, double value, boolean met) {
    /** In words: {@code p99 14.213 ms, above 10ms}. */
    @Override
    public String toString() {
        final String relation =
                objective.kind() == Objective.Kind.BIDS ? met ? "at least" : "below" : met ? "within" : "above";
        return objective.name() + " " + objective.valueText(value) + ", " + (Double.isNaN(value) ? "limit" : relation)
                + " " + objective.limitText();
    }
}
