package io.hayate.bidder.explain;

import io.hayate.bidder.bid.NoBidReason;

/**
 * How a campaign that no dimension rules out ends on a request, beside the {@link NoBidReason} of a candidate that was
 * looked at; later ones go before earlier ones where a request has several opportunities. Immutable; shared.
 */
enum SampleOutcome {
    NOT_BIDDABLE_NOW("not_biddable_now", "flight, hours, a switch or the budget keep the campaign from bidding"),
    NO_SINGLE_IMPRESSION("no_single_impression", "no single impression has all that the campaign wants"),
    CUT("candidates_cut", "the search ended before it came to the campaign, for enough candidates had been looked at"),
    LOST_TO_BETTER("lost_to_better", "a candidate that bids as much or more was looked at before, and took the place"),
    BID("bid", "the campaign would have bid");

    /** Reasons of candidates and outcomes together, as columns of counts. */
    static final int COLUMNS = NoBidReason.values().length + values().length;

    private static final NoBidReason[] REASONS = NoBidReason.values();
    private static final SampleOutcome[] OUTCOMES = values();

    private final String label;
    private final String sentence;

    SampleOutcome(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    public String label() {
        return label;
    }

    /** Of what happened, to be continued after "because" or a colon. */
    public String sentence() {
        return sentence;
    }

    int column() {
        return REASONS.length + ordinal();
    }

    static int column(final NoBidReason reason) {
        return reason.ordinal();
    }

    static String label(final int column) {
        return column < REASONS.length ? REASONS[column].label() : OUTCOMES[column - REASONS.length].label;
    }

    static String sentence(final int column) {
        return column < REASONS.length ? REASONS[column].sentence() : OUTCOMES[column - REASONS.length].sentence;
    }
}
