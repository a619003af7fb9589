package io.hayate.loadtest;

import io.hayate.loadtest.schedule.ClosedLoop;
import io.hayate.loadtest.schedule.RateProfile;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.schedule.Schedule;
import io.hayate.loadtest.schedule.Spacing;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When requests are due. Filled by picocli, read by the command. Owned by the main thread. */
public final class ScheduleOptions {
    /** More at once says nothing of any bidder, and fills memory. */
    private static final int MAX_BURST = 1_000_000;

    private static final double DEFAULT_FROM_SHARE = 0.1;
    /** Beyond what any generator sends: what is due and cannot be sent would only fill the memory. */
    private static final double HIGHEST_PER_SECOND = 10_000_000;

    private static final int MOST_STEPS = 10_000;

    /** How the rate goes over time. */
    public enum Profile {
        CONSTANT,
        /** Evenly from {@code --from} to {@code -R}. */
        RAMP,
        /** The same in {@code --steps}. */
        STEP,
        /** An event day: in the middle third {@code --fold} times {@code -R}. */
        SPIKE,
        /** Constant, and the end held against the begin. */
        SOAK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-R", "--rate"},
            defaultValue = "2000",
            description = "requests per second, over all threads (default: ${DEFAULT-VALUE})")
    private double ratePerSecond;

    @Option(
            names = {"-d", "--duration"},
            defaultValue = "30s",
            description = "how long, without the warm-up (default: ${DEFAULT-VALUE})")
    private SpanNs duration = new SpanNs(0);

    @Option(
            names = "--profile",
            defaultValue = "constant",
            description = "the rate over time: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Profile profile = Profile.CONSTANT;

    @Option(names = "--from", description = "first rate of a ramp or of steps (default: a tenth of -R)")
    private @Nullable Double fromPerSecond;

    @Option(names = "--steps", defaultValue = "5", description = "of the profile step (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(
            names = "--fold",
            defaultValue = "10",
            description = "of the profile spike: times -R in the middle third (default: ${DEFAULT-VALUE})")
    private double fold;

    @Option(
            names = "--rise",
            defaultValue = "2s",
            description = "of the profile spike: how long its way up takes, and down (default: ${DEFAULT-VALUE})")
    private SpanNs rise = new SpanNs(0);

    @Option(
            names = "--arrivals",
            defaultValue = "even",
            description = "gaps between requests: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Spacing spacing = Spacing.EVEN;

    @Option(
            names = "--burst",
            defaultValue = "50",
            description = "of the arrivals burst: requests due at once (default: ${DEFAULT-VALUE})")
    private int burst;

    @Option(
            names = "--closed",
            description = "closed loop: each connection sends when its answer has come. For ceilings only:"
                    + " its latencies leave out what a stall kept from being sent")
    private boolean closed;

    /** @throws IllegalArgumentException naming what makes no sense */
    public Schedule schedule(final long seed) {
        if (duration.ns() <= 0) {
            throw new IllegalArgumentException("duration must be above 0, not " + duration.ns());
        }
        if (closed) {
            return new ClosedLoop(duration.ns());
        }
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException("rate must be above 0, not " + ratePerSecond);
        }
        final double highest = ratePerSecond * (profile == Profile.SPIKE ? fold : 1);
        if (highest > HIGHEST_PER_SECOND) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "rate must be at most %,.0f, not %s", HIGHEST_PER_SECOND, highest));
        }
        final double from = fromPerSecond == null ? ratePerSecond * DEFAULT_FROM_SHARE : fromPerSecond;
        if (!(from >= 0 && from <= HIGHEST_PER_SECOND)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "--from must be from 0 to %,.0f, not %s", HIGHEST_PER_SECOND, from));
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("--steps must be from 1 to " + MOST_STEPS + ", not " + steps);
        }
        if (!(fold > 0)) {
            throw new IllegalArgumentException("--fold must be above 0, not " + fold);
        }
        final RateProfile rates = switch (profile) {
            case CONSTANT, SOAK -> RateProfile.constant(ratePerSecond, duration.ns());
            case RAMP -> RateProfile.ramp(from, ratePerSecond, duration.ns());
            case STEP -> RateProfile.steps(from, ratePerSecond, steps, duration.ns());
            case SPIKE -> RateProfile.spike(ratePerSecond, fold, rise.ns(), duration.ns());
        };
        if (burst < 1 || burst > MAX_BURST) {
            throw new IllegalArgumentException("--burst must be 1 to " + MAX_BURST + ", not " + burst);
        }
        return new RateSchedule(rates, spacing, burst, seed);
    }

    /** Whether the end is to be held against the begin. */
    public boolean isSoak() {
        return profile == Profile.SOAK && !closed;
    }
}
