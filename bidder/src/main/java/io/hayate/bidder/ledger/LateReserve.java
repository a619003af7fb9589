package io.hayate.bidder.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What stays reserved of one campaign's expired reservations, against bills that come later still. Owned by the owner of
 * its ledger.
 *
 * <pre>
 *  reserve = min(1, k) x sum over steps of ( expired in the step, and not billed since x what all campaigns' delays say is still to come )
 *  k       = (late + 2 sqrt(late x bid) + 3 bid) / (late that those delays let expect + 3 bid)
 * </pre>
 *
 * So a campaign is like all others until it has shown otherwise, and k is an upper estimate.
 */
final class LateReserve {
    private static final int AGES = LateDelays.AGES;
    private static final double PRIOR_BIDS = 3;
    private static final double DEVIATIONS = 2;

    /** By step, as a ring; made with the first expiry. */
    private long @Nullable [] openByStep;

    /** What has reached each age. */
    private double @Nullable [] expiredByAge;

    private double lateNanos;
    private long bidNanos;
    private long reservedNanos;
    private long absorbedNanos;

    long reservedNanos() {
        return reservedNanos;
    }

    /** Of all late bills, what this had set aside. */
    long absorbedNanos() {
        return absorbedNanos;
    }

    boolean isEmpty() {
        return openByStep == null;
    }

    void forget() {
        openByStep = null;
        expiredByAge = null;
        lateNanos = 0;
        reservedNanos = 0;
        absorbedNanos = 0;
    }

    void onExpired(final long step, final long nanos, final long fullBidNanos, final LateDelays delays) {
        if (openByStep == null || expiredByAge == null) {
            openByStep = new long[AGES];
            expiredByAge = new double[AGES];
        }
        final int place = place(step);
        openByStep[place] = Account.addCapped(openByStep[place], nanos);
        expiredByAge[0] += nanos;
        bidNanos = fullBidNanos;
        delays.onExpired(0, nanos);
    }

    /** A bill that nothing was reserved for, so many steps after it expired; returns how much of it was set aside here. */
    long onLate(final long step, final long age, final long nanos, final LateDelays delays) {
        final long fromReserveNanos = Math.min(nanos, reservedNanos);
        reservedNanos -= fromReserveNanos;
        absorbedNanos += fromReserveNanos;
        if (openByStep != null && age < AGES) {
            final int place = place(step - age);
            openByStep[place] = Math.max(0, openByStep[place] - nanos);
            lateNanos += nanos;
            delays.onLate((int) age, nanos);
        }
        return fromReserveNanos;
    }

    /** Everything grows older; what is older than any notice is let go of. */
    void moveOn(final long fromStep, final long toStep, final LateDelays delays) {
        if (openByStep == null || expiredByAge == null) {
            return;
        }
        for (long step = Math.max(fromStep, toStep - AGES) + 1; step <= toStep; step++) {
            openByStep[place(step)] = 0;
            for (int age = 1; age < AGES; age++) {
                final long openNanos = openByStep[place(step - age)];
                expiredByAge[age] += openNanos;
                delays.onExpired(age, openNanos);
            }
        }
        final double kept = LateDelays.kept(toStep - fromStep);
        lateNanos *= kept;
        long openNanos = 0;
        for (int age = 0; age < AGES; age++) {
            expiredByAge[age] *= kept;
            openNanos |= openByStep[age];
        }
        if (openNanos == 0 && lateNanos < bidNanos) {
            openByStep = null;
            expiredByAge = null;
            reservedNanos = 0;
        }
    }

    /** Brings the reserve in line with what is open and what is known. */
    void estimate(final long step, final double[] shares) {
        if (openByStep == null || expiredByAge == null) {
            return;
        }
        double expected = 0;
        double toCome = 0;
        double open = 0;
        double shareToCome = 0;
        for (int age = AGES - 1; age >= 0; age--) {
            shareToCome = Math.min(1, shareToCome + shares[age]);
            expected += expiredByAge[age] * shares[age];
            toCome += openByStep[place(step - age)] * shareToCome;
            open += openByStep[place(step - age)];
        }
        final double prior = PRIOR_BIDS * bidNanos;
        final double upper = lateNanos + DEVIATIONS * Math.sqrt(lateNanos * bidNanos) + prior;
        reservedNanos = (long) Math.ceil(Math.min(open, toCome * upper / Math.max(1, expected + prior)));
    }

    void writeTo(final StateWriter out, final long step) {
        out.number(lateNanos).number(bidNanos).number(reservedNanos).number(absorbedNanos);
        out.small(openByStep == null ? 0 : AGES);
        if (openByStep != null && expiredByAge != null) {
            for (int age = 0; age < AGES; age++) {
                out.number(openByStep[place(step - age)]).number(expiredByAge[age]);
            }
        }
    }

    void readFrom(final StateReader in, final long step) {
        lateNanos = in.fraction();
        bidNanos = in.number();
        reservedNanos = in.number();
        absorbedNanos = in.number();
        if (in.small() > 0) {
            final long[] open = new long[AGES];
            final double[] expired = new double[AGES];
            for (int age = 0; age < AGES; age++) {
                open[place(step - age)] = in.number();
                expired[age] = in.fraction();
            }
            openByStep = open;
            expiredByAge = expired;
        }
    }

    private static int place(final long step) {
        return (int) Math.floorMod(step, (long) AGES);
    }
}
