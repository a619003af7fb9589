package io.hayate.bidder.audience;

import io.hayate.bidder.telemetry.Counted;

/** What the ledger agent counts of impressions that it hands to the audience agent. Immutable; shared. */
public enum ImpressionCounter implements Counted {
    HANDED_OVER("user_impressions", "Impressions of known users that count for frequency caps or conversions."),
    DROPPED(
            "user_impressions_dropped",
            "Such an impression was not handed over, for too many waited: a frequency cap may be passed by it."),
    COUNTERS_LEFT_OUT(
            "user_impression_counters_left_out",
            "An impression would have counted in more windows than a user's record has counters."),
    CAMPAIGN_UNKNOWN(
            "user_impressions_of_unknown_campaigns",
            "An impression did not count, for its campaign has not been live for an hour or since the start.");

    private final String label;
    private final String sentence;

    ImpressionCounter(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
