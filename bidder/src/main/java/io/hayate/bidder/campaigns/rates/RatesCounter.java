package io.hayate.bidder.campaigns.rates;

import io.hayate.bidder.telemetry.Counted;

/** What the watcher of currency rates counts. Immutable; shared. */
public enum RatesCounter implements Counted {
    RELOADED("reloaded", "Times that changed rates were taken over."),
    REFUSED("refused", "Changed files that were refused: broken, or too far from the rates before."),
    READ_FAILED("read_failed", "Times that the file could not be read."),
    EXPIRED("expired", "Times that the rates became older than allowed: then only bids without conversion are left.");

    private final String label;
    private final String sentence;

    RatesCounter(final String label, final String sentence) {
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
