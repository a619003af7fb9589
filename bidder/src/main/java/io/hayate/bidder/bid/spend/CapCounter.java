package io.hayate.bidder.bid.spend;

import io.hayate.bidder.telemetry.Counted;

/** What a loop counts of frequency caps, beside the reasons of its noes. Immutable; shared. */
public enum CapCounter implements Counted {
    PENDING_NOTED("pending_impressions", "Bids noted as pending, once for each scope that they count in."),
    PENDING_OVERWRITTEN(
            "pending_impressions_overwritten",
            "A bid that was still pending was forgotten, for there were too many: a frequency cap may be passed by it.");

    private final String label;
    private final String sentence;

    CapCounter(final String label, final String sentence) {
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
