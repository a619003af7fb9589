package io.hayate.bidder.notices.receive;

import io.hayate.bidder.admin.BearerToken;
import io.hayate.bidder.audience.UserIdType;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.notices.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Conversions as a loop of tests receives them: 150 yen a dollar, and one user who saw one ad. */
public final class TestConversions {
    public static final String ADMIN_TOKEN = "let-me-in";
    public static final String AUTHORIZATION = "Bearer " + ADMIN_TOKEN;

    /** Who saw creative 9002 of campaign 1002, of advertiser 7, on the exchange of ordinal 1. */
    public static final String USER = "idType=ifa&id=u-1";

    public static final long ADVERTISER = 7;
    public static final long CAMPAIGN = 1002;
    static final long SEEN_MS = Tokens.NOW_MS - 1_000;

    static final CurrencyRates RATES =
            new CurrencyRates(CurrencyCode.USD, Tokens.NOW_MS, Map.of(CurrencyCode.of("JPY"), 150 * CurrencyRates.ONE));

    public static final ConversionParts PARTS = parts(new BearerToken(ADMIN_TOKEN));

    private TestConversions() {}

    static ConversionParts parts(final BearerToken adminToken) {
        return new ConversionParts(
                adminToken,
                "a key of orders, for tests".getBytes(StandardCharsets.US_ASCII),
                () -> RATES,
                TestConversions::findLast);
    }

    private static boolean findLast(
            final UserIdType type,
            final byte[] id,
            final int length,
            final long advertiserId,
            final long nowMs,
            final SeenImpression into) {
        into.timeMs = SEEN_MS;
        into.campaignId = CAMPAIGN;
        into.creativeId = 9002;
        into.exchange = 1;
        into.currency = CurrencyCode.USD;
        return type.equals(UserIdType.IFA)
                && new String(id, 0, length, StandardCharsets.UTF_8).equals("u-1")
                && advertiserId == ADVERTISER;
    }
}
