package io.hayate.loadtest.search;

import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a search tells its user. Owned by the thread that runs the command. */
final class FindMaxReport {
    private final Terminal terminal;

    FindMaxReport(final Terminal terminal) {
        this.terminal = terminal;
    }

    void begin(final SearchBounds bounds) {
        terminal.line(terminal.tone(
                Tone.FAINT,
                String.format(
                        Locale.ROOT,
                        "  at most %d steps of %.0f s; a step that is not kept is tried again before that counts",
                        bounds.maxProbes(),
                        bounds.stepNs() / 1e9)));
        terminal.line(CurvePoint.HEAD);
    }

    void onPoint(final CurvePoint point) {
        terminal.line(terminal.tone(point.isMet() ? Tone.GOOD : Tone.BAD, point.row()));
    }

    void end(final SearchOutcome outcome, final List<CurvePoint> points) {
        terminal.heading("the curve, by rate");
        terminal.line(CurvePoint.HEAD);
        byRate(points).forEach(point -> terminal.line(point.row()));
        terminal.line("");
        final boolean good = outcome.ending() == SearchOutcome.Ending.FOUND
                || outcome.ending() == SearchOutcome.Ending.HIGHEST_ALLOWED;
        terminal.line("  " + terminal.tone(good ? Tone.GOOD : Tone.BAD, sentence(outcome)));
    }

    static List<CurvePoint> byRate(final List<CurvePoint> points) {
        return points.stream()
                .sorted(Comparator.comparingDouble(CurvePoint::ratePerSecond).thenComparingInt(CurvePoint::number))
                .toList();
    }

    /** The outcome in a sentence. */
    static String sentence(final SearchOutcome outcome) {
        final String rate = perSecond(outcome.ratePerSecond());
        return switch (outcome.ending()) {
            case FOUND ->
                rate + ", confirmed; at " + perSecond(outcome.brokenPerSecond()) + " not kept: " + outcome.reason();
            case HIGHEST_ALLOWED -> rate + ", confirmed; the highest rate that was to be tried (--to-rate)";
            case LOWER_BOUND ->
                "at least " + rate + ", confirmed; the bidder may do more, the generator cannot: at "
                        + perSecond(outcome.brokenPerSecond()) + " " + outcome.reason();
            case NOT_CONFIRMED ->
                "none confirmed: steps kept up to " + rate + ", held for longer it is not, nor at "
                        + perSecond(outcome.brokenPerSecond()) + ": " + outcome.reason();
            case NEVER_MET ->
                "none: not kept at " + perSecond(outcome.brokenPerSecond()) + ", the lowest rate tried: "
                        + outcome.reason();
            case NOTHING_KNOWN ->
                "INVALID: nothing is known: at " + perSecond(outcome.brokenPerSecond()) + " " + outcome.reason();
            case INTERRUPTED ->
                outcome.ratePerSecond() > 0
                        ? "interrupted: a step kept " + rate + ", not confirmed"
                        : "interrupted before a step was kept";
        };
    }

    private static String perSecond(final double rate) {
        return String.format(Locale.ROOT, rate < 100 ? "%.1f requests/s" : "%,.0f requests/s", rate);
    }
}
