package io.hayate.loadtest.search;

import io.hayate.loadtest.report.RunReport;
import io.hayate.loadtest.schedule.RateProfile;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries a rate by sending at it, after a warm-up that is not counted: a whole one before the first step, a short one
 * before each other, in which the code gets used to a higher rate and the bidder done with what the step before left.
 *
 * Owned by the thread that runs the command.
 */
final class StepProbe implements RateProbe {
    /** The longest warm-up of any step but the first. */
    static final long SHORT_WARM_UP_NS = 1_000_000_000L;

    private final RunReport report;
    private final SendPlan plan;
    private final Slo slo;
    private final long warmUpNs;
    private final long maxLagNs;
    private final @Nullable AnswerChecker checker;
    private final Consumer<CurvePoint> onPoint;
    private final List<CurvePoint> points = new ArrayList<>();
    private long invalidAnswers;

    /**
     * @param plan its rate and duration are replaced
     * @param checker of which each step launches its own
     */
    StepProbe(
            final RunReport report,
            final SendPlan plan,
            final Slo slo,
            final long warmUpNs,
            final long maxLagNs,
            final @Nullable AnswerChecker checker,
            final Consumer<CurvePoint> onPoint) {
        this.report = report;
        this.plan = plan;
        this.slo = slo;
        this.warmUpNs = warmUpNs;
        this.maxLagNs = maxLagNs;
        this.checker = checker;
        this.onPoint = onPoint;
    }

    @Override
    public ProbeResult at(final Purpose purpose, final double ratePerSecond, final long durationNs) throws IOException {
        final long stepWarmUpNs = points.isEmpty() ? warmUpNs : Math.min(warmUpNs, SHORT_WARM_UP_NS);
        try (AnswerChecker stepChecker = checker == null ? null : checker.launchAnother()) {
            final SendResult run = report.run(atRate(ratePerSecond, durationNs), stepWarmUpNs, stepChecker);
            final ProbeResult result = ProbeResult.of(run, slo, maxLagNs);
            invalidAnswers += run.invalid();
            final CurvePoint point =
                    CurvePoint.of(points.size() + 1, purpose, ratePerSecond, run, slo.verdicts(run), result);
            points.add(point);
            onPoint.accept(point);
            return result;
        }
    }

    /** With the plan's own spacing: bursts ask more of a bidder than even gaps. */
    private SendPlan atRate(final double ratePerSecond, final long durationNs) {
        return plan.schedule() instanceof RateSchedule schedule
                ? plan.with(new RateSchedule(
                        RateProfile.constant(ratePerSecond, durationNs),
                        schedule.spacing(),
                        schedule.burst(),
                        schedule.seed()))
                : plan.atRate(ratePerSecond, durationNs);
    }

    /** In the order they were tried. */
    List<CurvePoint> points() {
        return List.copyOf(points);
    }

    /** Answers of all steps that were checked and broke a rule. */
    long invalidAnswers() {
        return invalidAnswers;
    }
}
