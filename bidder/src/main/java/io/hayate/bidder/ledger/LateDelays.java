package io.hayate.bidder.ledger;

/**
 * How much of what expired unbilled was billed later, by how many steps later: learned from all campaigns of a currency. A
 * step is an hour if notices are accepted for a day. Owned by the owner of its ledger.
 */
final class LateDelays {
    /** Steps that notices are accepted for, the one under way and the one that begins with the expiry. */
    static final int AGES = 26;

    /** What is left of what was learned, from a step to the next: half after a week of hours. */
    private static final double KEPT = Math.pow(0.5, 1.0 / 168);

    /** Whole numbers, so that their sums do not depend on the order of the accounts. */
    private final long[] expired = new long[AGES];

    private final long[] late = new long[AGES];

    static double kept(final long steps) {
        return Math.pow(KEPT, (double) steps);
    }

    void onExpired(final int age, final long nanos) {
        expired[age] = Account.addCapped(expired[age], nanos);
    }

    void onLate(final int age, final long nanos) {
        late[age] = Account.addCapped(late[age], nanos);
    }

    void decay(final double kept) {
        for (int age = 0; age < AGES; age++) {
            expired[age] = (long) (expired[age] * kept);
            late[age] = (long) (late[age] * kept);
        }
    }

    /**
     * The share of what has expired that is billed within each step; a step that nothing is old enough for is taken to be
     * like the last known one.
     */
    void shares(final double[] shares) {
        double known = 0;
        for (int age = 0; age < AGES; age++) {
            if (expired[age] > 0) {
                known = Math.min(1, (double) late[age] / expired[age]);
            }
            shares[age] = known;
        }
    }

    void writeTo(final StateWriter out) {
        for (int age = 0; age < AGES; age++) {
            out.number(expired[age]).number(late[age]);
        }
    }

    void readFrom(final StateReader in) {
        for (int age = 0; age < AGES; age++) {
            expired[age] = in.number();
            late[age] = in.number();
        }
    }
}
