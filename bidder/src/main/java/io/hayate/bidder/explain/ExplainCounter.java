package io.hayate.bidder.explain;

import io.hayate.bidder.telemetry.Counted;

/** What the explain agent counts. Immutable; shared. */
public enum ExplainCounter implements Counted {
    SAMPLES_JUDGED("samples_judged", "Sampled requests that all campaigns were judged by."),
    SAMPLES_AT_GATE("samples_at_gate", "Sampled requests that the gate rules out for all campaigns."),
    SAMPLES_UNREADABLE("samples_unreadable", "Sampled requests that could not be read again, or of no exchange."),
    CANDIDATES_JUDGED("candidates_judged", "Candidates of samples that were held against every rule."),
    REQUESTS_EXPLAINED("requests_explained", "Requests explained for POST /explain."),
    CAMPAIGNS_EXPLAINED("campaigns_explained", "Campaigns explained for GET /campaigns/{id}/why.");

    private final String label;
    private final String sentence;

    ExplainCounter(final String label, final String sentence) {
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
