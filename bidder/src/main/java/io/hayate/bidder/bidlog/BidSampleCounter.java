package io.hayate.bidder.bidlog;

import io.hayate.bidder.telemetry.Counted;

/** What a bid loop counts of its samples. Immutable; shared. */
public enum BidSampleCounter implements Counted {
    TAKEN("taken", "Bids that were picked for the bid log."),
    DROPPED("dropped", "Bids that were picked for the bid log and dropped, because its agent was behind.");

    private final String label;
    private final String sentence;

    BidSampleCounter(final String label, final String sentence) {
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
