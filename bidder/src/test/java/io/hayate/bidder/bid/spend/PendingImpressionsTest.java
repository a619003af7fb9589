package io.hayate.bidder.bid.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingImpressionsTest {
    private static final long NOW_MS = 1_767_589_200_123L;

    private final PendingImpressions pending = new PendingImpressions(1 << 12);

    private long overwritten() {
        return pending.counters().get(CapCounter.PENDING_OVERWRITTEN);
    }

    @Test
    void shouldCountBidsUntilTheyAreOld() {
        for (int second = 0; second < 10; second++) {
            pending.add(7, NOW_MS + second * 1_000L);
            pending.add(7, NOW_MS + second * 1_000L);
        }
        assertThat(pending.count(7, NOW_MS + 9_000)).isEqualTo(20);
        assertThat(pending.count(7, NOW_MS + PendingImpressions.PENDING_MS)).isEqualTo(20);
        assertThat(pending.count(7, NOW_MS + PendingImpressions.PENDING_MS + 1_000))
                .isEqualTo(18);
        assertThat(pending.count(7, NOW_MS + 30_000)).isZero();
        assertThat(pending.count(8, NOW_MS)).isZero();
        assertThat(overwritten()).isZero();
    }

    @Test
    void shouldTakeBidsBack() {
        pending.add(7, NOW_MS);
        pending.add(7, NOW_MS + 3_000);
        pending.add(7, NOW_MS + 3_000);
        pending.remove(7, NOW_MS + 3_000);
        assertThat(pending.count(7, NOW_MS + 3_000)).isEqualTo(2);
        pending.remove(7, NOW_MS + 3_000);
        pending.remove(7, NOW_MS + 3_000);
        assertThat(pending.count(7, NOW_MS + 3_000)).isOne();
        pending.remove(7, NOW_MS);
        assertThat(pending.count(7, NOW_MS)).isZero();
    }

    /** Against a plain list, with as many bids as the table is made for. */
    @Test
    void shouldCountAsAPlainListDoes() {
        final Random random = new Random(3);
        final long[] hashes = new long[600];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = PendingImpressions.hash(random.nextLong(), random.nextLong(), i);
        }
        final Map<Long, Map<Long, Integer>> bidsBySecond = new HashMap<>();
        long nowMs = NOW_MS;
        for (int i = 0; i < 20_000; i++) {
            nowMs += random.nextInt(60);
            final long hash = hashes[random.nextInt(hashes.length)];
            final long nowSeconds = nowMs / 1_000;
            final int expected = bidsBySecond.computeIfAbsent(hash, any -> new HashMap<>()).entrySet().stream()
                    .filter(bid -> bid.getKey() >= nowSeconds - PendingImpressions.PENDING_MS / 1_000)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            assertThat(pending.count(hash, nowMs)).isEqualTo(expected);
            pending.add(hash, nowMs);
            bidsBySecond.get(hash).merge(nowSeconds, 1, Integer::sum);
        }
        assertThat(overwritten()).isZero();
    }

    @Test
    void shouldForgetTheOldestWhereThereIsNoRoomAndTellOfIt() {
        final PendingImpressions small = new PendingImpressions(PendingImpressions.BUCKET_ENTRIES);
        for (int i = 0; i < PendingImpressions.BUCKET_ENTRIES; i++) {
            small.add((long) i << 32, NOW_MS + (i == 5 ? 0 : 1_000));
        }
        assertThat(small.counters().get(CapCounter.PENDING_OVERWRITTEN)).isZero();
        small.add(99L << 32, NOW_MS + 1_000);
        assertThat(small.counters().get(CapCounter.PENDING_OVERWRITTEN)).isOne();
        assertThat(small.count(5L << 32, NOW_MS + 1_000)).isZero();
        assertThat(small.count(99L << 32, NOW_MS + 1_000)).isOne();
        assertThat(small.count(6L << 32, NOW_MS + 1_000)).isOne();
    }

    @Test
    void shouldTellMoreBidsThanAnEntryHolds() {
        for (int i = 0; i < 300; i++) {
            pending.add(7, NOW_MS);
        }
        assertThat(pending.count(7, NOW_MS)).isEqualTo(255);
    }
}
