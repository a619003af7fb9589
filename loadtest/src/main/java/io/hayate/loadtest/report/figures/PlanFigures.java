package io.hayate.loadtest.report.figures;

import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.Target;
import java.util.List;
import java.util.Objects;

/**
 * What was sent, in words and numbers. Immutable; shared.
 *
 * @param targets the bidder's replicas
 * @param schedule when requests were due, in words
 * @param ratePerSecond the mean that was asked for; 0 in a closed loop
 * @param connections how many, and how they come and go, in words
 * @param timeoutMs from the due time; 0 where it is each request's own {@code tmax}
 */
public record PlanFigures(
        List<String> targets,
        String schedule,
        double ratePerSecond,
        double durationS,
        String connections,
        int threads,
        double timeoutMs) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    public PlanFigures {
        targets = List.copyOf(Objects.requireNonNull(targets, "targets"));
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(connections, "connections");
    }

    public static PlanFigures of(final SendPlan plan) {
        return new PlanFigures(
                plan.targets().stream().map(Target::toString).toList(),
                plan.schedule().toString(),
                plan.schedule().ratePerSecond(),
                plan.durationNs() / NS_PER_SECOND,
                plan.connections().toString(),
                plan.loops(),
                plan.timeoutNs() / NS_PER_MS);
    }
}
