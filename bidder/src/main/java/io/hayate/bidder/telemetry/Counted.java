package io.hayate.bidder.telemetry;

/** What a counter counts: constants of an enum, so that every counter has a name and a sentence. Immutable; shared. */
public interface Counted {
    /** In snake case, as it stands in /metrics. */
    String label();

    /** What one count means, in one sentence. */
    String sentence();
}
