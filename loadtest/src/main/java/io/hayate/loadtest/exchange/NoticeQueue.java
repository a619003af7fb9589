package io.hayate.loadtest.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Notices that wait for their time, the earliest first; of those due at the same time the one that came first. A binary heap
 * in three arrays: millions may wait. Owned by the exchange.
 */
final class NoticeQueue {
    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] dueMs = new long[FIRST_CAPACITY];
    private long[] sequence = new long[FIRST_CAPACITY];
    private @Nullable Notice[] notices = new Notice[FIRST_CAPACITY];
    private int count;
    private long nextSequence;

    int count() {
        return count;
    }

    /** {@link Long#MAX_VALUE} if nothing waits. */
    long nextDueMs() {
        return count == 0 ? Long.MAX_VALUE : dueMs[0];
    }

    void offer(final long noticeDueMs, final Notice notice) {
        if (count == dueMs.length) {
            dueMs = Arrays.copyOf(dueMs, 2 * count);
            sequence = Arrays.copyOf(sequence, 2 * count);
            notices = Arrays.copyOf(notices, 2 * count);
        }
        final long noticeSequence = nextSequence++;
        int at = count++;
        while (at > 0) {
            final int parent = (at - 1) >>> 1;
            // A later sequence is never before an equal due time.
            if (dueMs[parent] <= noticeDueMs) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, noticeDueMs, noticeSequence, notice);
    }

    /** The first, if it is due; null else. */
    @Nullable
    Notice poll(final long nowMs) {
        if (count == 0 || dueMs[0] > nowMs) {
            return null;
        }
        final Notice first = notices[0];
        final int last = --count;
        final long lastDueMs = dueMs[last];
        final long lastSequence = sequence[last];
        final Notice lastNotice = notices[last];
        notices[last] = null;
        if (last > 0) {
            int at = 0;
            for (int child = earlierChild(0); child < last && isBefore(child, lastDueMs, lastSequence); ) {
                move(child, at);
                at = child;
                child = earlierChild(at);
            }
            put(at, lastDueMs, lastSequence, lastNotice);
        }
        return first;
    }

    /** At or behind the end if there is none. */
    private int earlierChild(final int at) {
        final int left = 2 * at + 1;
        final int right = left + 1;
        return right < count && isBefore(right, dueMs[left], sequence[left]) ? right : left;
    }

    private boolean isBefore(final int at, final long otherDueMs, final long otherSequence) {
        return dueMs[at] < otherDueMs || (dueMs[at] == otherDueMs && sequence[at] < otherSequence);
    }

    private void move(final int from, final int to) {
        put(to, dueMs[from], sequence[from], notices[from]);
    }

    private void put(final int at, final long noticeDueMs, final long noticeSequence, final @Nullable Notice notice) {
        dueMs[at] = noticeDueMs;
        sequence[at] = noticeSequence;
        notices[at] = notice;
    }
}
