package io.hayate.loadtest.report.figures;

import io.hayate.loadtest.send.SendPlan;

/**
 * What was sent, in words and numbers. Immutable; shared.
 *
 * @param schedule when requests were due, in words
 * @param ratePerSecond the mean that was asked for; 0 in a closed loop
 * @param connections how many, and how they came and went, in words
 */
public record PlanFigures(
        String target,
        String schedule,
        double ratePerSecond,
        double durationS,
        String connections,
        int threads,
        double timeoutMs) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    public static PlanFigures of(final SendPlan plan) {
        return new PlanFigures(
                plan.target().toString(),
                plan.schedule().toString(),
                plan.schedule().ratePerSecond(),
                plan.durationNs() / NS_PER_SECOND,
                plan.connections().toString(),
                plan.loops(),
                plan.timeoutNs() / NS_PER_MS);
    }
}
