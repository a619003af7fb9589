package io.hayate.loadtest.report.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Everything that is kept of a run; its JSON form is described in docs/loadtest.md. Immutable; shared.
 *
 * @param format {@link #FORMAT}
 * @param commandLine to be typed again
 * @param startedAt of the first repetition, ISO 8601 in UTC
 */
public record RunRecord(
        int format,
        String name,
        String commandLine,
        String startedAt,
        Environment environment,
        PlanFigures plan,
        List<Repetition> repetitions,
        List<SloVerdict> slos) {
    /** Rises when a key changes its meaning or goes; new keys do not count. */
    public static final int FORMAT = 1;

    public RunRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(commandLine, "commandLine");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(plan, "plan");
        repetitions = List.copyOf(Objects.requireNonNull(repetitions, "repetitions"));
        slos = List.copyOf(Objects.requireNonNull(slos, "slos"));
        if (repetitions.isEmpty()) {
            throw new IllegalArgumentException("repetitions must not be empty");
        }
    }

    /** Whether the figures may be quoted: those of every repetition. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean valid() {
        return repetitions.stream()
                .allMatch(repetition -> repetition.reasonsInvalid().isEmpty());
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean interrupted() {
        return repetitions.stream().anyMatch(Repetition::interrupted);
    }

    /** {@code valid}, {@code INVALID}, {@code PARTIAL} or {@code INVALID, PARTIAL}: what every output says of the run. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String verdict() {
        return Marks.of(this).verdict();
    }

    /** Why the figures must not be quoted, each with the number of its repetition where there are several. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public List<String> reasonsInvalid() {
        final boolean several = repetitions.size() > 1;
        return IntStream.range(0, repetitions.size())
                .boxed()
                .flatMap(i -> repetitions.get(i).reasonsInvalid().stream()
                        .map(reason -> several ? "repetition " + (i + 1) + ": " + reason : reason))
                .toList();
    }
}
