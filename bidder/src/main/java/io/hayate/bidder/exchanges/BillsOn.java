package io.hayate.bidder.exchanges;

/** Which notice an exchange bills on. Immutable; shared. */
public enum BillsOn {
    WIN,
    BILL,
    IMPRESSION
}
