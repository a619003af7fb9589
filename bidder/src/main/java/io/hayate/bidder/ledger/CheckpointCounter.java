package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.Counted;

/** What the checkpoint agent counts. Immutable; shared. */
public enum CheckpointCounter implements Counted {
    WRITTEN("written", "Checkpoints of the ledger written."),
    FAILED(
            "failed",
            "Checkpoints of the ledger that could not be written; the one before and more of the log serve on.");

    private final String label;
    private final String sentence;

    CheckpointCounter(final String label, final String sentence) {
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
