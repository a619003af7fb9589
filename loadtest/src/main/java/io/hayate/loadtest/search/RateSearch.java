package io.hayate.loadtest.search;

import io.hayate.loadtest.search.RateProbe.Purpose;
import io.hayate.loadtest.search.SearchOutcome.Ending;
import java.io.IOException;

/**
 * Looks for the highest rate that is kept: doubles until one is not (or halves until one is), bisects, then holds the rate
 * found for longer, and lowers it while that fails. A rate that is not kept is tried a second time before that counts,
 * since a machine has hiccups; a confirmation is not, since it is there to say no.
 *
 * It takes for granted that what is kept at a rate is kept at every lower one. At most {@link SearchBounds#maxProbes}
 * rates are tried.
 *
 * Owned by the thread that runs the command.
 */
public final class RateSearch {
    private final SearchBounds bounds;
    private final RateProbe probe;
    private double keptPerSecond;
    private double brokenPerSecond = Double.POSITIVE_INFINITY;
    private ProbeResult broken = ProbeResult.met();
    private boolean interrupted;

    public RateSearch(final SearchBounds bounds, final RateProbe probe) {
        this.bounds = bounds;
        this.probe = probe;
    }

    /** To be called once. */
    public SearchOutcome find() throws IOException {
        climb();
        descend();
        bisect();
        return keptPerSecond > 0 && !interrupted ? confirm() : unconfirmed(keptPerSecond);
    }

    private void climb() throws IOException {
        double rate = bounds.fromPerSecond();
        while (isKept(Purpose.BRACKET, rate) && rate < bounds.toPerSecond()) {
            rate = Math.min(bounds.toPerSecond(), 2 * rate);
        }
    }

    private void descend() throws IOException {
        while (keptPerSecond == 0 && brokenPerSecond > bounds.minPerSecond() && !interrupted) {
            isKept(Purpose.BRACKET, Math.max(bounds.minPerSecond(), brokenPerSecond / 2));
        }
    }

    private void bisect() throws IOException {
        while (isBracketed() && brokenPerSecond - keptPerSecond > bounds.precision() * keptPerSecond && !interrupted) {
            isKept(Purpose.BISECT, (keptPerSecond + brokenPerSecond) / 2);
        }
    }

    private boolean isBracketed() {
        return keptPerSecond > 0 && brokenPerSecond < Double.POSITIVE_INFINITY;
    }

    private SearchOutcome confirm() throws IOException {
        double rate = keptPerSecond;
        for (int down = 0; down <= SearchBounds.MAX_STEPS_DOWN && rate >= bounds.minPerSecond(); down++) {
            final ProbeResult result = probe.at(Purpose.CONFIRM, rate, bounds.confirmNs());
            switch (result.kind()) {
                case MET -> {
                    return new SearchOutcome(confirmedEnding(), rate, brokenPerSecond, broken.reason());
                }
                case INTERRUPTED -> {
                    interrupted = true;
                    return unconfirmed(keptPerSecond);
                }
                case MISSED, GENERATOR_LIMIT -> {
                    brokenPerSecond = rate;
                    broken = result;
                }
            }
            rate *= 1 - bounds.precision();
        }
        return unconfirmed(keptPerSecond);
    }

    private Ending confirmedEnding() {
        return switch (broken.kind()) {
            case MET -> Ending.HIGHEST_ALLOWED;
            case GENERATOR_LIMIT -> Ending.LOWER_BOUND;
            case MISSED, INTERRUPTED -> Ending.FOUND;
        };
    }

    private SearchOutcome unconfirmed(final double ratePerSecond) {
        final Ending ending;
        if (interrupted) {
            ending = Ending.INTERRUPTED;
        } else if (broken.kind() == ProbeResult.Kind.GENERATOR_LIMIT) {
            ending = Ending.NOTHING_KNOWN;
        } else {
            ending = ratePerSecond > 0 ? Ending.NOT_CONFIRMED : Ending.NEVER_MET;
        }
        return new SearchOutcome(ending, ratePerSecond, brokenPerSecond, broken.reason());
    }

    /** Tries a rate, a second time if it is not kept, and remembers what that means for the bracket. */
    private boolean isKept(final Purpose purpose, final double ratePerSecond) throws IOException {
        final ProbeResult first = probe.at(purpose, ratePerSecond, bounds.stepNs());
        final ProbeResult result =
                first.kind() == ProbeResult.Kind.MISSED || first.kind() == ProbeResult.Kind.GENERATOR_LIMIT
                        ? worseOf(first, probe.at(purpose, ratePerSecond, bounds.stepNs()))
                        : first;
        switch (result.kind()) {
            case MET -> keptPerSecond = ratePerSecond;
            case MISSED, GENERATOR_LIMIT -> {
                brokenPerSecond = ratePerSecond;
                broken = result;
            }
            case INTERRUPTED -> interrupted = true;
        }
        return result.kind() == ProbeResult.Kind.MET;
    }

    /** The second of two tries counts; but what the bidder has missed once, the generator's limit does not excuse. */
    private static ProbeResult worseOf(final ProbeResult first, final ProbeResult second) {
        return second.kind() == ProbeResult.Kind.GENERATOR_LIMIT && first.kind() == ProbeResult.Kind.MISSED
                ? first
                : second;
    }
}
