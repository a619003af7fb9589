package io.hayate.bidder.ledger.brakes;

import io.hayate.bidder.telemetry.Counted;

/** What the circuit breaker counts. Immutable; shared. */
public enum BreakerCounter implements Counted {
    SPEND("spend_tripped", "Times the circuit breaker opened because an hour's spend had reached its limit."),
    ANOMALY("anomaly_tripped", "Times the win rate or the price on an exchange jumped."),
    UNCONVERTED("unconverted", "Bills left out of an hour's spend because there was no rate for their currency.");

    private final String label;
    private final String sentence;

    BreakerCounter(final String label, final String sentence) {
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
