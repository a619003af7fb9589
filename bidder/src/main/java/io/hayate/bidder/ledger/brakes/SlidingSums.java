package io.hayate.bidder.ledger.brakes;

/**
 * Sums over the last minutes, in a bucket for each: what is older is dropped with its minute. The minute under way counts.
 * Owned by the ledger agent.
 */
final class SlidingSums {
    private final long[] buckets;
    private long newestMinute = Long.MIN_VALUE;

    SlidingSums(final int minutes) {
        buckets = new long[minutes];
    }

    /** Adds to a minute, which may be one that is over; what is too old for the window is not kept. */
    void add(final long minute, final long amount) {
        moveTo(minute);
        if (minute > newestMinute - buckets.length) {
            final int i = place(minute);
            final long sum = buckets[i] + amount;
            buckets[i] = sum < 0 ? Long.MAX_VALUE : sum;
        }
    }

    /** Drops what is over at this minute. A step back changes nothing. */
    void moveTo(final long minute) {
        if (newestMinute == Long.MIN_VALUE) {
            newestMinute = minute;
        }
        final long first = Math.max(newestMinute + 1, minute - buckets.length + 1);
        for (long each = first; each <= minute; each++) {
            buckets[place(each)] = 0;
        }
        newestMinute = Math.max(newestMinute, minute);
    }

    /** Over the newest so many minutes, but for the newest {@code skipped} of them. */
    long sum(final int minutes, final int skipped) {
        long sum = 0;
        for (int back = skipped; back < Math.min(minutes, buckets.length); back++) {
            sum += buckets[place(newestMinute - back)];
            if (sum < 0) {
                return Long.MAX_VALUE;
            }
        }
        return sum;
    }

    long sum() {
        return sum(buckets.length, 0);
    }

    private int place(final long minute) {
        return (int) Math.floorMod(minute, (long) buckets.length);
    }
}
