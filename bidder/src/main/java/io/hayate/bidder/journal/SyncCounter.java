package io.hayate.bidder.journal;

import io.hayate.bidder.telemetry.Counted;

/** What is counted about forcing a log. Immutable; shared. */
public enum SyncCounter implements Counted {
    FORCES("forces", "Groups of records that were forced to the disk together."),
    FORCE_FAILURES("force_failures", "Forces that failed: the log takes nothing more until a restart.");

    private final String label;
    private final String sentence;

    SyncCounter(final String label, final String sentence) {
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
