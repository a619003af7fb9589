package io.hayate.bidder.campaigns.admit;

/**
 * The most there may be of something. Immutable; shared.
 *
 * @param key of the configuration; empty if it is not for the operator to choose
 */
record Limit(int most, String key) {
    static Limit fixed(final int most) {
        return new Limit(most, "");
    }

    /** The end of a refusal's sentence. */
    String allowed() {
        return "at most " + most + " are allowed" + (key.isEmpty() ? "" : " (" + key + ")");
    }
}
