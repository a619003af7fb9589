package io.hayate.loadtest.search;

/**
 * What a search found. Immutable; shared.
 *
 * @param ratePerSecond the confirmed rate, if there is one; else the highest that a step kept, 0 if none did
 * @param brokenPerSecond the lowest rate that was not kept; infinite if all were
 * @param reason why that one was not kept; empty if all were
 */
public record SearchOutcome(Ending ending, double ratePerSecond, double brokenPerSecond, String reason) {
    /** How it ended. */
    public enum Ending {
        /** Confirmed, and a little above it an objective is missed. */
        FOUND(""),
        /** Confirmed, and the highest that was to be tried. */
        HIGHEST_ALLOWED(""),
        /** Confirmed, but the generator could do no more: the bidder may be able to. */
        LOWER_BOUND("-LOWER-BOUND"),
        /** Steps kept it, but for longer no rate near it was. */
        NOT_CONFIRMED("-NOT-CONFIRMED"),
        /** Missed at the lowest rate, too. */
        NEVER_MET("-SLO-MISSED"),
        /** The generator was too late at the lowest rate, too: nothing is known. */
        NOTHING_KNOWN("-INVALID"),
        /** The user had enough before the end. */
        INTERRUPTED("-INTERRUPTED");

        private final String fileMark;

        Ending(final String fileMark) {
            this.fileMark = fileMark;
        }

        /** Part of the names of the files. */
        String fileMark() {
            return fileMark;
        }
    }

    public boolean isConfirmed() {
        return ending == Ending.FOUND || ending == Ending.HIGHEST_ALLOWED || ending == Ending.LOWER_BOUND;
    }
}
