package io.hayate.loadtest.report.compare;

import io.hayate.loadtest.report.figures.Repetition;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure of a repetition that is compared. Immutable; shared. */
public record Figure(String name, Unit unit, ToDoubleFunction<Repetition> value) {
    /** How a figure is written. */
    public enum Unit {
        PER_SECOND("/s"),
        SHARE(""),
        MS("ms");

        private final String text;

        Unit(final String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    static final Figure BIDS = new Figure("bids, of answers", Unit.SHARE, Repetition::bidShare);
    static final Figure ERRORS = new Figure("errors, of requests", Unit.SHARE, Repetition::failureShare);
    static final Figure ACHIEVED = new Figure(
            "rate achieved", Unit.PER_SECOND, repetition -> repetition.rates().achievedPerSecond());
    static final Figure P99 =
            fromDue("p99", repetition -> repetition.latency().fromDue().p99Ms());

    /** In the order of the report. */
    public static final List<Figure> ALL = List.of(
            new Figure(
                    "rate asked",
                    Unit.PER_SECOND,
                    repetition -> repetition.rates().askedPerSecond()),
            ACHIEVED,
            BIDS,
            ERRORS,
            fromDue("p50", repetition -> repetition.latency().fromDue().p50Ms()),
            fromDue("p75", repetition -> repetition.latency().fromDue().p75Ms()),
            fromDue("p90", repetition -> repetition.latency().fromDue().p90Ms()),
            P99,
            fromDue("p99.9", repetition -> repetition.latency().fromDue().p999Ms()),
            fromDue("p99.99", repetition -> repetition.latency().fromDue().p9999Ms()),
            fromDue("max", repetition -> repetition.latency().fromDue().maxMs()),
            fromDue("mean", repetition -> repetition.latency().fromDue().meanMs()),
            new Figure(
                    "p50 from send",
                    Unit.MS,
                    repetition -> repetition.latency().fromSend().p50Ms()),
            new Figure(
                    "p99 from send",
                    Unit.MS,
                    repetition -> repetition.latency().fromSend().p99Ms()),
            new Figure(
                    "p99.9 from send",
                    Unit.MS,
                    repetition -> repetition.latency().fromSend().p999Ms()),
            new Figure(
                    "p99 of the lag",
                    Unit.MS,
                    repetition -> repetition.latency().lag().p99Ms()));

    private static Figure fromDue(final String name, final ToDoubleFunction<Repetition> value) {
        return new Figure(name + " from due", Unit.MS, value);
    }
}
