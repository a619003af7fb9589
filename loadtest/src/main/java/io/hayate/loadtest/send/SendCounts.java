package io.hayate.loadtest.send;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one sender loop. Single writer: that loop; readers: any thread, a little late. */
final class SendCounts {
    private static final int STATUSES = 1000;
    /** OpenRTB's codes, and the exchanges' own from 500 on; what is above has no row of its own. */
    private static final int NO_BID_REASONS = 1000;

    private final AtomicLongArray counts = new AtomicLongArray(SendCount.values().length);
    private final AtomicLongArray errorStatuses = new AtomicLongArray(STATUSES);
    private final AtomicLongArray noBidReasons = new AtomicLongArray(NO_BID_REASONS);

    void increment(final SendCount count) {
        add(count, 1);
    }

    void add(final SendCount count, final long amount) {
        // One writer: no need for an atomic addition.
        counts.lazySet(count.ordinal(), counts.getPlain(count.ordinal()) + amount);
    }

    void incrementErrorStatus(final int status) {
        increment(SendCount.HTTP_ERRORS);
        errorStatuses.lazySet(status, errorStatuses.getPlain(status) + 1);
    }

    /** @param reason nbr; below 0 if the answer has none */
    void incrementNoBidReason(final int reason) {
        increment(SendCount.NO_BIDS);
        if (reason >= 0 && reason < NO_BID_REASONS) {
            noBidReasons.lazySet(reason, noBidReasons.getPlain(reason) + 1);
        }
    }

    long value(final SendCount count) {
        return counts.get(count.ordinal());
    }

    /** Adds the number of answers by status, of statuses that are errors. */
    void addErrorStatusesTo(final SortedMap<Integer, Long> totals) {
        addTo(totals, errorStatuses);
    }

    /** Adds the number of no-bids by nbr, of those that say one. */
    void addNoBidReasonsTo(final SortedMap<Integer, Long> totals) {
        addTo(totals, noBidReasons);
    }

    private static void addTo(final SortedMap<Integer, Long> totals, final AtomicLongArray counted) {
        for (int code = 0; code < counted.length(); code++) {
            final long count = counted.get(code);
            if (count > 0) {
                totals.merge(code, count, Long::sum);
            }
        }
    }
}
