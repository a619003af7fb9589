package io.hayate.bidder.campaigns;

/**
 * How often a user sees what stands for the scope, at most, within a sliding window. Immutable; shared.
 *
 * @param impressions at most, above 0
 * @param hours length of the window, 1 to 720
 */
public record FrequencyCap(Scope scope, int impressions, int hours) {
    /** Parts that a window is counted in. */
    public static final int PARTS = 8;

    private static final int MINUTES_PER_HOUR = 60;

    /** What is counted: impressions of the campaign, of each of its creatives, or of all that the advertiser runs. */
    public enum Scope {
        CAMPAIGN(1),
        CREATIVE(2),
        ADVERTISER(3);

        private static final int CODE_SHIFT = 56;

        private final int code;

        Scope(final int code) {
            this.code = code;
        }

        /** As it is kept: it never changes, and is above 0. */
        public int code() {
            return code;
        }

        /** One number for the scope and what is counted in it. */
        public long key(final long id) {
            return key(code, id);
        }

        /** The same by the scope's code. */
        public static long key(final int code, final long id) {
            return ((long) code << CODE_SHIFT) | id;
        }

        /** The code in a key. */
        public static int codeOf(final long key) {
            return (int) (key >>> CODE_SHIFT);
        }

        /** The id in a key. */
        public static long idOf(final long key) {
            return key & ((1L << CODE_SHIFT) - 1);
        }
    }

    /**
     * Length of each of the {@link #PARTS} parts, in minutes. The newest part is never over, so that the other seven must
     * hold the whole window: an impression counts for at least its length, and for at most a seventh and some minutes more.
     */
    public int partMinutes() {
        final int whole = PARTS - 1;
        return (hours * MINUTES_PER_HOUR + whole - 1) / whole;
    }

    /** Hours of the window that has parts of this length. */
    public static int hoursOf(final int partMinutes) {
        return partMinutes * (PARTS - 1) / MINUTES_PER_HOUR;
    }
}
