package io.hayate.loadtest.search;

import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.TypeConversionException;

/**
 * A service-level objective: a list of objectives, all of which a run must keep, as typed: {@code p99=10ms,errors=0.1%}.
 * Immutable; shared.
 */
public record Slo(List<Objective> objectives) {
    public Slo {
        objectives = List.copyOf(objectives);
    }

    /** @throws TypeConversionException naming all that is wrong with the text */
    public static Slo parse(final String text) {
        final List<Objective> objectives = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        for (final String part : text.split(",", -1)) {
            try {
                if (part.isBlank()) {
                    throw new IllegalArgumentException("'" + text + "' has an empty objective");
                }
                final Objective objective = Objective.parse(part.strip());
                if (!names.add(objective.name())) {
                    throw new IllegalArgumentException(objective.name() + " is there twice");
                }
                objectives.add(objective);
            } catch (final IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new TypeConversionException(String.join("; ", problems));
        }
        return new Slo(objectives);
    }

    /** How each objective fared, in the order they were given. */
    public List<Verdict> verdicts(final SendResult result) {
        return verdicts(result, result.latency().fromDue());
    }

    /** Of the latencies from sending, which the sender's own lag is no part of. */
    List<Verdict> verdictsFromSending(final SendResult result) {
        return verdicts(result, result.latency().fromSend());
    }

    /** Whether the sender's lag alone, were the bidder infinitely fast, would break an objective. */
    boolean isBrokenByLag(final SendResult result) {
        return verdicts(result, result.latency().lag()).stream()
                .anyMatch(verdict -> verdict.objective().isLatency() && !verdict.met());
    }

    private List<Verdict> verdicts(final SendResult result, final Histogram latency) {
        return objectives.stream()
                .map(objective -> objective.verdict(result, latency))
                .toList();
    }

    /** Whether the run kept all of them. */
    public boolean isMet(final SendResult result) {
        return verdicts(result).stream().allMatch(Verdict::met);
    }

    /** With this limit on errors if there is none: a bidder that answers nothing but errors is fast. */
    Slo withErrorsAtMost(final String limit) {
        return objectives.stream().anyMatch(objective -> objective.kind() == Objective.Kind.ERRORS)
                ? this
                : new Slo(Stream.concat(objectives.stream(), Stream.of(Objective.parse("errors=" + limit)))
                        .toList());
    }

    /**
     * Looks whether the timeout lets them be missed.
     *
     * @param timeoutNs {@link SendPlan#TMAX}: each request has its own, and there is nothing to look at
     * @throws IllegalArgumentException if a limit on latency is above the timeout: what was not answered by then is
     *     counted as hardly longer, so that the limit could not be told to be missed
     */
    void requireMissable(final long timeoutNs) {
        final List<String> beyond = objectives.stream()
                .filter(objective ->
                        timeoutNs != SendPlan.TMAX && objective.isLatency() && objective.limit() > timeoutNs)
                .map(Objective::toString)
                .toList();
        if (!beyond.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(" and ", beyond) + " could never be missed: longer than --timeout");
        }
    }

    @Override
    public String toString() {
        return objectives.stream().map(Objective::toString).collect(Collectors.joining(","));
    }
}
