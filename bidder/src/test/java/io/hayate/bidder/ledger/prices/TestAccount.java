package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.ledger.AccountView;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** An account whose counts a test sets. Owned by the test's thread. */
public final class TestAccount implements AccountView {
    final long campaignId;
    long billed;
    long impressions;
    long clicks;
    long conversions;

    public TestAccount(final long campaignId) {
        this.campaignId = campaignId;
    }

    @Override
    public long campaignId() {
        return campaignId;
    }

    @Override
    public int currency() {
        return CurrencyCode.USD;
    }

    @Override
    public ZoneId timeZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public long dayEndMs() {
        return Long.MAX_VALUE;
    }

    @Override
    public long leftNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public long reservedNanos() {
        return 0;
    }

    @Override
    public long spentTodayNanos() {
        return 0;
    }

    @Override
    public long spentTotalNanos() {
        return 0;
    }

    @Override
    public long bids() {
        return 0;
    }

    @Override
    public long wins() {
        return 0;
    }

    @Override
    public long billed() {
        return billed;
    }

    @Override
    public long impressions() {
        return impressions;
    }

    @Override
    public long clicks() {
        return clicks;
    }

    @Override
    public long conversions() {
        return conversions;
    }
}
