package io.hayate.bidder.threads;

import io.hayate.bidder.telemetry.Counted;

/** What is counted at the door to an agent, by those who ask. Immutable; shared. */
public enum QueueCounter implements Counted {
    TURNED_AWAY("calls_turned_away", "Calls refused because too many waited for the agent already.");

    private final String label;
    private final String sentence;

    QueueCounter(final String label, final String sentence) {
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
