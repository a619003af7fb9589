package io.hayate.loadtest.send;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one sender loop. Single writer: that loop; readers: any thread, a little late. */
final class SendCounts {
    private static final int STATUSES = 1000;

    private final AtomicLongArray counts = new AtomicLongArray(SendCount.values().length);
    private final AtomicLongArray errorStatuses = new AtomicLongArray(STATUSES);

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

    long value(final SendCount count) {
        return counts.get(count.ordinal());
    }

    /** Adds the number of answers by status, of statuses that are errors. */
    void addErrorStatusesTo(final SortedMap<Integer, Long> totals) {
        for (int status = 0; status < STATUSES; status++) {
            final long count = errorStatuses.get(status);
            if (count > 0) {
                totals.merge(status, count, Long::sum);
            }
        }
    }
}
