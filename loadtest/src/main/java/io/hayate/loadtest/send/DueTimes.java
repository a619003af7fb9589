package io.hayate.loadtest.send;

import java.util.Arrays;

/**
 * Due times of requests that wait for a free connection, oldest first. It holds at most what falls due within the client's
 * timeout, because older ones are given up.
 *
 * Owned by the sender loop.
 */
final class DueTimes {
    private static final int FIRST_CAPACITY = 1024;

    private long[] ring = new long[FIRST_CAPACITY];
    private int head;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void add(final long dueNs) {
        if (count == ring.length) {
            final long[] larger = Arrays.copyOfRange(ring, head, head + 2 * count);
            System.arraycopy(ring, 0, larger, count - head, head);
            ring = larger;
            head = 0;
        }
        ring[(head + count++) & (ring.length - 1)] = dueNs;
    }

    /** The oldest; not to be called when empty. */
    long peek() {
        return ring[head];
    }

    long remove() {
        final long dueNs = ring[head];
        head = (head + 1) & (ring.length - 1);
        count--;
        return dueNs;
    }
}
