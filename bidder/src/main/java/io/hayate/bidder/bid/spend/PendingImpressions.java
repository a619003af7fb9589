package io.hayate.bidder.bid.spend;

import io.hayate.bidder.telemetry.CounterBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.IntStream;

/**
 * Bids of one loop that may become impressions within the next seconds, counted by user, scope and id: other bids for that
 * user must not wait until the impression is known.
 *
 * <p>A table of fixed size, in buckets of {@value #BUCKET_ENTRIES} entries. An entry is one number, so that readers see all
 * of it or nothing:
 *
 * <pre>
 *  63                    32          8        0
 *  +---------------------+-----------+--------+
 *  | tag of the key's    | expiry,   | bids   |
 *  | hash 32             | seconds 24|      8 |
 *  +---------------------+-----------+--------+
 * </pre>
 *
 * <p>Bids of the same second share an entry; an entry that has expired is free. The expiry's high bits are left out, so an
 * entry that nobody overwrote would be taken for a new one after half a year, for seconds. Two users with the same tag in
 * the same bucket, one in some hundred million, are taken for one.
 *
 * <p>Single writer: the bid loop; readers: all bid loops, entry by entry.
 */
public final class PendingImpressions {
    /**
     * A bid counts for so long. Most impressions follow their bid within some seconds: auction, answer, rendering, notice.
     * A longer time would keep users back who have seen nothing, for most bids lose.
     */
    public static final long PENDING_MS = 10_000;

    /** A megabyte for each loop: room for 6,500 bids a second of campaigns with caps in two scopes. */
    public static final int DEFAULT_ENTRIES = 1 << 17;

    static final int BUCKET_ENTRIES = 16;

    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int TAG_SHIFT = 32;
    private static final int EXPIRY_SHIFT = 8;
    private static final int EXPIRY_MASK = (1 << 24) - 1;
    private static final int MOST_BIDS = 0xFF;

    /** Of an entry that has not expired; a minute more, for clocks may be set back. */
    private static final long MOST_LEFT_SECONDS = PENDING_MS / 1000 + 60;

    private final CounterBlock<CapCounter> counters = new CounterBlock<>(CapCounter.class);
    private final long[] entries;
    private final int bucketMask;

    /** @param entryCount a power of two, at least {@value #BUCKET_ENTRIES} */
    public PendingImpressions(final int entryCount) {
        entries = new long[entryCount];
        bucketMask = entryCount / BUCKET_ENTRIES - 1;
    }

    /** One for each loop. */
    public static PendingImpressions[] of(final int loops) {
        return IntStream.range(0, loops)
                .mapToObj(loop -> new PendingImpressions(DEFAULT_ENTRIES))
                .toArray(PendingImpressions[]::new);
    }

    /** Of a user's key and what is counted. The key's bits are those of a MAC, so each is as good as any other. */
    static long hash(final long userKeyHigh, final long userKeyLow, final long counted) {
        final long mixed = (userKeyLow + counted * 0x9E37_79B9_7F4A_7C15L) * 0xFF51_AFD7_ED55_8CCDL;
        return mixed ^ (mixed >>> 32) ^ userKeyHigh;
    }

    /** Notes a bid. Called by the table's own loop. */
    void add(final long hash, final long nowMs) {
        final long secondEntry = tagged(hash) | (expiryOf(nowMs) << EXPIRY_SHIFT);
        final int first = bucket(hash);
        int at = first;
        long atLeftSeconds = Long.MAX_VALUE;
        for (int place = first; place < first + BUCKET_ENTRIES; place++) {
            final long entry = entries[place];
            if (entry >>> EXPIRY_SHIFT == secondEntry >>> EXPIRY_SHIFT) {
                if ((entry & MOST_BIDS) < MOST_BIDS) {
                    ENTRIES.setOpaque(entries, place, entry + 1);
                }
                counters.increment(CapCounter.PENDING_NOTED);
                return;
            }
            final long leftSeconds = leftSeconds(entry, nowMs);
            if (leftSeconds < atLeftSeconds) {
                at = place;
                atLeftSeconds = leftSeconds;
            }
        }
        counters.increment(CapCounter.PENDING_NOTED);
        if (atLeftSeconds > 0) {
            counters.increment(CapCounter.PENDING_OVERWRITTEN);
        }
        ENTRIES.setOpaque(entries, at, secondEntry | 1);
    }

    /** Takes a bid back that was noted at this time. Called by the table's own loop. */
    void remove(final long hash, final long bidMs) {
        final long secondEntry = tagged(hash) | (expiryOf(bidMs) << EXPIRY_SHIFT);
        final int first = bucket(hash);
        for (int place = first; place < first + BUCKET_ENTRIES; place++) {
            final long entry = entries[place];
            if (entry >>> EXPIRY_SHIFT == secondEntry >>> EXPIRY_SHIFT) {
                ENTRIES.setOpaque(entries, place, (entry & MOST_BIDS) <= 1 ? 0L : entry - 1);
                return;
            }
        }
    }

    /** Bids that are pending at a time. */
    int count(final long hash, final long nowMs) {
        final long tagged = tagged(hash);
        final int first = bucket(hash);
        int bids = 0;
        for (int place = first; place < first + BUCKET_ENTRIES; place++) {
            final long entry = (long) ENTRIES.getOpaque(entries, place);
            if ((entry ^ tagged) >>> TAG_SHIFT == 0 && leftSeconds(entry, nowMs) > 0) {
                bids += (int) (entry & MOST_BIDS);
            }
        }
        return bids;
    }

    /** Counts of the table's own loop. */
    public CounterBlock<CapCounter> counters() {
        return counters;
    }

    private int bucket(final long hash) {
        return ((int) hash & bucketMask) * BUCKET_ENTRIES;
    }

    private static long tagged(final long hash) {
        return hash >>> TAG_SHIFT << TAG_SHIFT;
    }

    /** The first second in which it no longer counts. */
    private static long expiryOf(final long bidMs) {
        return ((bidMs + PENDING_MS) / 1000 + 1) & EXPIRY_MASK;
    }

    /** Seconds until the entry expires; 0 if it has, or never was. */
    private static long leftSeconds(final long entry, final long nowMs) {
        final long left = ((entry >>> EXPIRY_SHIFT) - nowMs / 1000) & EXPIRY_MASK;
        return left <= MOST_LEFT_SECONDS && (entry & MOST_BIDS) != 0 ? left : 0;
    }
}
