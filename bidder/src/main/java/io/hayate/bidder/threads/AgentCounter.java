package io.hayate.bidder.threads;

import io.hayate.bidder.telemetry.Counted;

/** What is counted about each agent. Immutable; shared. */
public enum AgentCounter implements Counted {
    FAILURES("failures", "Exceptions out of the agent's duty cycle; it goes on with the next."),
    STOPS("stops", "Errors that ended the agent: it does not go on.");

    private final String label;
    private final String sentence;

    AgentCounter(final String label, final String sentence) {
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
