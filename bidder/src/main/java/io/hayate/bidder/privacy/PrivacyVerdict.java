package io.hayate.bidder.privacy;

import io.hayate.bidder.telemetry.CounterBlock;

/** What the signals of the request in flight leave allowed, and which of them restricted it. Owned by the bid loop. */
public final class PrivacyVerdict {
    private static final PrivacyRestriction[] ROWS = PrivacyRestriction.values();

    private int restrictions;
    private int forbidden;

    /** Forgets the request before: all is allowed. */
    public void reset() {
        restrictions = 0;
        forbidden = 0;
    }

    public void restrict(final PrivacyRestriction row) {
        restrictions |= row.bit();
        forbidden |= row.forbidden;
    }

    /** Takes a permission beyond what the rows take. */
    public void forbid(final Permission permission) {
        forbidden |= permission.bit();
    }

    public boolean allows(final Permission permission) {
        return (forbidden & permission.bit()) == 0;
    }

    public boolean isRestricted() {
        return restrictions != 0;
    }

    public boolean isRestrictedBy(final PrivacyRestriction row) {
        return (restrictions & row.bit()) != 0;
    }

    /** Counts each row that has restricted the request. */
    public void countInto(final CounterBlock<PrivacyRestriction> counters) {
        for (int rest = restrictions; rest != 0; rest &= rest - 1) {
            counters.increment(ROWS[Integer.numberOfTrailingZeros(rest)]);
        }
    }

    /** Restricts by each of these rows, given as bits. */
    void restrictAll(final int rows) {
        for (int rest = rows; rest != 0; rest &= rest - 1) {
            restrict(ROWS[Integer.numberOfTrailingZeros(rest)]);
        }
    }
}
