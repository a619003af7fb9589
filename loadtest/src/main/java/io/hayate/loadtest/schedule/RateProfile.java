package io.hayate.loadtest.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * A rate over time: pieces in a row, in each of which it stays or changes evenly. Immutable; shared.
 *
 * <p>The request of a number is due when the area under the rate has come to that number: so every due time is computed from the
 * start, and no rounding adds up.
 */
public final class RateProfile {
    private static final double NS_PER_SECOND = 1e9;

    /** Requests per second, from the piece's begin to its end. */
    private record Piece(long startNs, long lengthNs, double fromPerSecond, double toPerSecond, double countBefore) {
        double count() {
            return (fromPerSecond + toPerSecond) / 2 * lengthNs / NS_PER_SECOND;
        }

        double rateAt(final long offsetNs) {
            return fromPerSecond + (toPerSecond - fromPerSecond) * (offsetNs - startNs) / lengthNs;
        }

        /** When the area under this piece has come to so much. */
        double offsetNs(final double count) {
            if (fromPerSecond == toPerSecond) {
                return count * NS_PER_SECOND / fromPerSecond;
            }
            // count = from t + gain t^2, solved for t in the form that does not cancel digits.
            final double gain = (toPerSecond - fromPerSecond) / (2 * lengthNs / NS_PER_SECOND);
            final double root = Math.sqrt(Math.max(0, fromPerSecond * fromPerSecond + 4 * gain * count));
            return 2 * count / (fromPerSecond + root) * NS_PER_SECOND;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final String words;

    private RateProfile(final String words) {
        this.words = words;
    }

    public static RateProfile constant(final double ratePerSecond, final long durationNs) {
        return new RateProfile("constant").then(ratePerSecond, ratePerSecond, durationNs);
    }

    /** From one rate evenly to another. */
    public static RateProfile ramp(final double fromPerSecond, final double toPerSecond, final long durationNs) {
        return new RateProfile("ramp").then(fromPerSecond, toPerSecond, durationNs);
    }

    /** From one rate to another in equal steps of equal length, each constant. */
    public static RateProfile steps(
            final double fromPerSecond, final double toPerSecond, final int steps, final long durationNs) {
        final RateProfile profile = new RateProfile("step");
        for (int step = 0; step < steps; step++) {
            final double rate =
                    steps == 1 ? toPerSecond : fromPerSecond + (toPerSecond - fromPerSecond) * step / (steps - 1);
            profile.then(rate, rate, durationNs * (step + 1) / steps - durationNs * step / steps);
        }
        return profile;
    }

    /**
     * An event day: the first third at the base rate, then within a moment the N-fold of it, kept until two thirds are over, then back.
     *
     * @param riseNs how long the way up takes, and the way down; at most a third of it all
     */
    public static RateProfile spike(
            final double basePerSecond, final double fold, final long riseNs, final long durationNs) {
        final long third = durationNs / 3;
        if (riseNs > third) {
            throw new IllegalArgumentException("the rise of a spike must not be longer than a third of the duration");
        }
        final double high = basePerSecond * fold;
        return new RateProfile("spike")
                .then(basePerSecond, basePerSecond, third)
                .then(basePerSecond, high, riseNs)
                .then(high, high, third - riseNs)
                .then(high, basePerSecond, riseNs)
                .then(basePerSecond, basePerSecond, durationNs - 2 * third - riseNs);
    }

    private RateProfile then(final double fromPerSecond, final double toPerSecond, final long lengthNs) {
        if (!(fromPerSecond >= 0 && toPerSecond >= 0 && fromPerSecond + toPerSecond > 0)) {
            throw new IllegalArgumentException("a rate must be above 0");
        }
        if (lengthNs > 0) {
            pieces.add(new Piece(durationNs(), lengthNs, fromPerSecond, toPerSecond, count()));
        }
        return this;
    }

    public long durationNs() {
        if (pieces.isEmpty()) {
            return 0;
        }
        final Piece last = pieces.get(pieces.size() - 1);
        return last.startNs + last.lengthNs;
    }

    /** The area under the whole rate. */
    public double count() {
        if (pieces.isEmpty()) {
            return 0;
        }
        final Piece last = pieces.get(pieces.size() - 1);
        return last.countBefore + last.count();
    }

    public double ratePerSecondAt(final long offsetNs) {
        for (final Piece piece : pieces) {
            if (offsetNs < piece.startNs + piece.lengthNs) {
                return piece.rateAt(offsetNs);
            }
        }
        return 0;
    }

    /** Follows the profile from one number to the next. */
    Cursor cursor() {
        return new Cursor();
    }

    @Override
    public String toString() {
        return words;
    }

    /** Owned by the sender loop. */
    final class Cursor {
        private int index;

        /** When the area has come to this much, in whole nanoseconds; the duration if it never does. Never to be asked for less than before. */
        long offsetNs(final double count) {
            while (index < pieces.size()) {
                final Piece piece = pieces.get(index);
                final double rest = count - piece.countBefore;
                if (rest < piece.count()) {
                    return piece.startNs + Math.min(piece.lengthNs, (long) piece.offsetNs(rest));
                }
                index++;
            }
            return durationNs();
        }
    }
}
