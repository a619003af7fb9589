package io.hayate.bidder.explain;

import io.hayate.bidder.telemetry.Counted;

/** What is counted about the explaining that a bid loop takes part in. Immutable; shared. */
public enum LoopFunnelCounter implements Counted {
    SAMPLES_TAKEN("explain_samples", "Requests copied for the explain agent."),
    SAMPLES_DROPPED("explain_samples_dropped", "Requests not copied because the ring to the explain agent was full."),
    SAMPLES_TOO_LARGE("explain_samples_too_large", "Requests not copied because their body is above the limit."),
    COUNTS_LOST(
            "explain_counts_lost",
            "Outcomes of candidates not counted because the explain agent was late with room for them.");

    private final String label;
    private final String sentence;

    LoopFunnelCounter(final String label, final String sentence) {
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
