package io.hayate.loadtest.exchange;

/** What a notice tells, by where its URL stood. Immutable; shared. */
public enum NoticeKind {
    /** {@code nurl}. */
    WIN,
    /** {@code burl}. */
    BILL,
    /** {@code lurl}. */
    LOSS,
    /** A tracker in the markup. */
    IMPRESSION,
    /** A link or click tracker in the markup. */
    CLICK,
    /** Fired by the landing page. */
    CONVERSION;

    /** Whether an exchange may bill on it. */
    boolean mayBill() {
        return this == WIN || this == BILL || this == IMPRESSION;
    }

    int mask() {
        return 1 << ordinal();
    }
}
