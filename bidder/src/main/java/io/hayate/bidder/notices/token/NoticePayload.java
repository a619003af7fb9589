package io.hayate.bidder.notices.token;

/**
 * What a notice token says of its bid: all that is needed to book it. Reused; public fields because it is a struct.
 * Owned by the thread that fills it.
 */
public final class NoticePayload {
    /** Longest impression id or deal id kept as text; a longer one is kept as its first bytes. */
    public static final int MAX_TEXT_BYTES = 64;

    // The bid's id: unique over all replicas and restarts.
    public int epoch;
    public int lane;
    public long sequence;

    /** Of the bid, epoch milliseconds. */
    public long timeMs;

    public boolean test;
    public long campaignId;
    public int campaignOrdinal;
    public long creativeVersion;
    public long creativeId;
    public long advertiserId;
    /** In the bid's currency. */
    public long bidCpmMicros;
    /** Currency of the bid, three ASCII letters in the low 24 bits. */
    public int currency;
    /** Currency of the campaign's budget, as {@link #currency}. */
    public int campaignCurrency;
    /** One unit of the bid's currency in the campaign's at bid time, 1e-9 units, rounded up. */
    public long rateNanos;
    /** Impressions that one bid counts for, 1e-6 units. */
    public long multiplierMicros;

    /** Whether the bid's user is known and may be followed: then the key below is his. */
    public boolean hasUser;

    public long userKeyHigh;
    public long userKeyLow;

    /** Of the auction that the bid was shaded for, at most 65,535; 0 if it was not. */
    public int auctionCell;

    /** Of a click's id: when the click came, epoch milliseconds. */
    public long clickTimeMs;

    public final byte[] exchange = new byte[32];
    public int exchangeLength;
    public final byte[] impressionId = new byte[MAX_TEXT_BYTES];
    public int impressionIdLength;
    public final byte[] dealId = new byte[MAX_TEXT_BYTES];
    public int dealIdLength;
}
