package io.hayate.bidder.campaigns.sellers;

import io.hayate.bidder.telemetry.Counted;

/** What the watcher of authorised sellers counts. Immutable; shared. */
public enum SellersCounter implements Counted {
    RELOADED("reloaded", "Times that a changed file was taken over."),
    LINES_REFUSED("lines_refused", "Lines of the file that were refused, since the start."),
    REFUSED("refused", "Changed files that were refused, for no line of them could be used."),
    READ_FAILED("read_failed", "Times that the file could not be read.");

    private final String label;
    private final String sentence;

    SellersCounter(final String label, final String sentence) {
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
