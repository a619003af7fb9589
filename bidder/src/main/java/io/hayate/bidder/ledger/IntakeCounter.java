package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.Counted;

/** What is counted between the loops' rings and the money log. Immutable; shared. */
public enum IntakeCounter implements Counted {
    LOG_WRITE_FAILURES("log_write_failures", "Writes to the money log that failed; what is in the rings waits.");

    private final String label;
    private final String sentence;

    IntakeCounter(final String label, final String sentence) {
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
