package io.hayate.bidder.bidlog;

import io.hayate.bidder.telemetry.Counted;

/** What the bid log's agent counts. Immutable; shared. */
public enum BidLogCounter implements Counted {
    WRITTEN("written", "Bids written to the bid log."),
    WRITE_FAILURES("write_failures", "Bids that could not be written to the bid log, and are lost to it."),
    BYTES_DELETED("bytes_deleted", "Bytes of the bid log that went because it had grown to its bound.");

    private final String label;
    private final String sentence;

    BidLogCounter(final String label, final String sentence) {
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
