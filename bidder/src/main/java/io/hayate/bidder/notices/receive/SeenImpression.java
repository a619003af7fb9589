package io.hayate.bidder.notices.receive;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.ledger.NoticeRecord;

/**
 * The last impression of an advertiser that a user saw. Reused; public fields because it is a struct. Owned by the thread that
 * fills it.
 */
public final class SeenImpression {
    /** When it was seen, epoch milliseconds. */
    public long timeMs;

    public long campaignId;
    public long creativeId;
    /** Ordinal of the exchange's profile, or {@link NoticeRecord#NO_EXCHANGE}. */
    public int exchange = NoticeRecord.NO_EXCHANGE;
    /** Of the campaign's budget; {@link CurrencyCode#NONE} if that is not known, and then no value is counted. */
    public int currency = CurrencyCode.NONE;
}
