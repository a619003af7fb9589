package io.hayate.bidder.ledger.report;

/** What is summed in each row of the report. In checkpoints by place, so a new one goes behind all. Immutable; shared. */
enum ReportColumn {
    BIDS,
    WINS,
    /** Bids whose billing notice came. */
    BILLED,
    IMPRESSIONS,
    CLICKS,
    CONVERSIONS,
    LOSSES,
    /** What conversions were worth, nanos of the campaign's currency. */
    VALUE_NANOS,
    /** Booked, nanos of the campaign's currency. */
    SPEND_NANOS,
    /** What the wins would have cost at the prices bid, nanos of the campaign's currency. */
    WON_AT_BID_NANOS,
    /** Wins less billed bids, of those that are billed by a notice of their own; below 0: bills without a win. */
    UNBILLED;

    static final int COUNT = values().length;
}
