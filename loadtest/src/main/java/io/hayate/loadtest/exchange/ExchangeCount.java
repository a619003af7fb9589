package io.hayate.loadtest.exchange;

/** What an exchange counts. Immutable; shared. */
public enum ExchangeCount {
    /** Answers looked at. */
    ANSWERS,
    /** Answers, or requests, that could not be read: no auction was held. */
    UNREADABLE,
    /** Impressions with at least one bid. */
    AUCTIONS,
    /** Bids, those on test requests among them. */
    BIDS,
    WON,
    LOST,
    /** Bids on an impression that the request does not have. */
    STRAY_BIDS,
    /** Notices drawn to come once, at their time. */
    ON_TIME,
    LATE,
    TWICE,
    NEVER,
    /** Notices that the bidder has taken. */
    TAKEN,
    /** Sent again, because the bidder said so or the connection broke. */
    RETRIES,
    /** Not taken for as often as they were sent again: whether they were booked is not known. */
    GIVEN_UP,
    /** Answered with what says that they are wrong. */
    REFUSED,
    /** Clicks that people made. */
    CLICKS,
    CONVERSIONS
}
