package io.hayate.loadtest.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a search looks, and how closely. Immutable; shared.
 *
 * @param fromPerSecond the first rate tried
 * @param minPerSecond the lowest, if the first is too high
 * @param toPerSecond the highest
 * @param precision how close the highest rate kept and the lowest not kept must come, as a part of the former
 * @param stepNs how long a rate is tried
 * @param confirmNs how long the found rate is held
 */
public record SearchBounds(
        double fromPerSecond, double minPerSecond, double toPerSecond, double precision, long stepNs, long confirmNs) {
    /** How often the rate is lowered by the precision when it is not confirmed. */
    static final int MAX_STEPS_DOWN = 5;

    private static final double MIN_PRECISION = 0.001;
    private static final double MAX_PRECISION = 0.5;

    public SearchBounds {
        final List<String> problems = new ArrayList<>();
        require(problems, minPerSecond > 0, "--min-rate must be above 0");
        require(problems, fromPerSecond >= minPerSecond, "--from-rate must not be below --min-rate");
        require(problems, toPerSecond >= fromPerSecond, "--to-rate must not be below --from-rate");
        require(
                problems,
                precision >= MIN_PRECISION && precision <= MAX_PRECISION,
                "--precision must be between 0.1% and 50%");
        require(problems, stepNs > 0, "--step must be above 0");
        require(problems, confirmNs > 0, "--confirm must be above 0");
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void require(final List<String> problems, final boolean met, final String problem) {
        if (!met) {
            problems.add(problem);
        }
    }

    /** How many rates a search tries at most, those counted twice that are tried again. */
    public int maxProbes() {
        final int up = 1 + halvings(toPerSecond / fromPerSecond);
        final int down = 1 + halvings(fromPerSecond / minPerSecond);
        return 2 * Math.max(up, down) + 2 * halvings(1 / precision) + 1 + MAX_STEPS_DOWN;
    }

    private static int halvings(final double ratio) {
        return (int) Math.ceil(Math.log(ratio) / Math.log(2) - 1e-9);
    }
}
