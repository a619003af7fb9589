package io.hayate.bidder.audience;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One impression on its way from the ledger agent to the audience agent: whose it is, and what it counts in. A struct. Owned by
 * the side that fills it.
 */
final class CountedImpression {
    private static final int KEY_HIGH_OFFSET = 0;
    private static final int KEY_LOW_OFFSET = 8;
    private static final int ADVERTISER_ID_OFFSET = 16;
    private static final int CAMPAIGN_ID_OFFSET = 24;
    private static final int CREATIVE_ID_OFFSET = 32;
    private static final int TIME_OFFSET = 40;
    private static final int CURRENCY_OFFSET = 48;
    private static final int EXCHANGE_TAG_OFFSET = 52;
    private static final int COUNTERS_OFFSET = 56;
    private static final int FIRST_COUNTER_OFFSET = 64;
    private static final int COUNTER_BYTES = 16;

    final UserKey key = new UserKey();
    final LastImpression last = new LastImpression();
    final long[] counted = new long[UserRecord.MAX_COUNTERS];
    final int[] partMinutes = new int[UserRecord.MAX_COUNTERS];
    int counterCount;

    /** Adds a counter; false if there is no room for more. */
    boolean add(final long newCounted, final int newPartMinutes) {
        if (counterCount == UserRecord.MAX_COUNTERS) {
            return false;
        }
        counted[counterCount] = newCounted;
        partMinutes[counterCount++] = newPartMinutes;
        return true;
    }

    int lengthBytes() {
        return FIRST_COUNTER_OFFSET + counterCount * COUNTER_BYTES;
    }

    void write(final MutableDirectBuffer buffer, final int offset) {
        buffer.putLong(offset + KEY_HIGH_OFFSET, key.high);
        buffer.putLong(offset + KEY_LOW_OFFSET, key.low);
        buffer.putLong(offset + ADVERTISER_ID_OFFSET, last.advertiserId);
        buffer.putLong(offset + CAMPAIGN_ID_OFFSET, last.campaignId);
        buffer.putLong(offset + CREATIVE_ID_OFFSET, last.creativeId);
        buffer.putLong(offset + TIME_OFFSET, last.timeSeconds);
        buffer.putInt(offset + CURRENCY_OFFSET, last.currency);
        buffer.putInt(offset + EXCHANGE_TAG_OFFSET, last.exchangeTag);
        buffer.putInt(offset + COUNTERS_OFFSET, counterCount);
        for (int i = 0; i < counterCount; i++) {
            final int at = offset + FIRST_COUNTER_OFFSET + i * COUNTER_BYTES;
            buffer.putLong(at, counted[i]);
            buffer.putInt(at + Long.BYTES, partMinutes[i]);
        }
    }

    void decode(final DirectBuffer buffer, final int offset) {
        key.high = buffer.getLong(offset + KEY_HIGH_OFFSET);
        key.low = buffer.getLong(offset + KEY_LOW_OFFSET);
        last.advertiserId = buffer.getLong(offset + ADVERTISER_ID_OFFSET);
        last.campaignId = buffer.getLong(offset + CAMPAIGN_ID_OFFSET);
        last.creativeId = buffer.getLong(offset + CREATIVE_ID_OFFSET);
        last.timeSeconds = buffer.getLong(offset + TIME_OFFSET);
        last.currency = buffer.getInt(offset + CURRENCY_OFFSET);
        last.exchangeTag = buffer.getInt(offset + EXCHANGE_TAG_OFFSET);
        counterCount = buffer.getInt(offset + COUNTERS_OFFSET);
        for (int i = 0; i < counterCount; i++) {
            final int at = offset + FIRST_COUNTER_OFFSET + i * COUNTER_BYTES;
            counted[i] = buffer.getLong(at);
            partMinutes[i] = buffer.getInt(at + Long.BYTES);
        }
    }
}
