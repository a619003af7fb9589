package io.hayate.bidder.audience;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The last impression of an advertiser that a user has had: what a conversion without a click is booked on. It lies in the
 * bytes of a {@link UserRecord}, which has its drawing. A struct. Owned by
 * the side that fills it.
 */
public final class LastImpression {
    /** It counts for so long. */
    public static final long KEPT_MS = 86_400_000;

    static final int LENGTH_BYTES = 40;

    private static final int CAMPAIGN_ID_OFFSET = 8;
    private static final int CREATIVE_ID_OFFSET = 16;
    private static final int TIME_OFFSET = 24;
    private static final int CURRENCY_OFFSET = 28;
    private static final int EXCHANGE_TAG_OFFSET = 32;
    private static final int RESERVED_OFFSET = 36;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    public long advertiserId;
    public long campaignId;
    public long creativeId;
    /** Of the campaign's budget. */
    public int currency;
    /** Seconds since 1970. */
    public long timeSeconds;
    /** See {@link ExchangeTags}. */
    public int exchangeTag;

    static long advertiserId(final byte[] bytes, final int at) {
        return (long) LONG.get(bytes, at);
    }

    static long timeSeconds(final byte[] bytes, final int at) {
        return Integer.toUnsignedLong((int) INT.get(bytes, at + TIME_OFFSET));
    }

    /** Whether it counts no longer; one from a future that only a clock set back can have told of neither. */
    static boolean isOver(final byte[] bytes, final int at, final long nowSeconds) {
        return Math.abs(nowSeconds - timeSeconds(bytes, at)) >= KEPT_MS / 1000;
    }

    void write(final byte[] bytes, final int at) {
        LONG.set(bytes, at, advertiserId);
        LONG.set(bytes, at + CAMPAIGN_ID_OFFSET, campaignId);
        LONG.set(bytes, at + CREATIVE_ID_OFFSET, creativeId);
        INT.set(bytes, at + TIME_OFFSET, (int) timeSeconds);
        INT.set(bytes, at + CURRENCY_OFFSET, currency);
        INT.set(bytes, at + EXCHANGE_TAG_OFFSET, exchangeTag);
        INT.set(bytes, at + RESERVED_OFFSET, 0);
    }

    void read(final byte[] bytes, final int at) {
        advertiserId = advertiserId(bytes, at);
        campaignId = (long) LONG.get(bytes, at + CAMPAIGN_ID_OFFSET);
        creativeId = (long) LONG.get(bytes, at + CREATIVE_ID_OFFSET);
        timeSeconds = timeSeconds(bytes, at);
        currency = (int) INT.get(bytes, at + CURRENCY_OFFSET);
        exchangeTag = (int) INT.get(bytes, at + EXCHANGE_TAG_OFFSET);
    }
}
