package io.hayate.bidder;

import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A banner campaign that nothing but its own site can make bid, and the requests of that site. The defaults: 2.50 USD CPM,
 * no budget's end in sight. Immutable; shared.
 *
 * @param site its only one; empty: it bids on all
 * @param budget further fields of the budget, such as {@code ,"daily": 0.0075}
 */
record TestCampaign(long id, String status, String amount, String budget, String site) {
    static final String LANDING_PAGE = "https://shop.example/landing?a=1&b=2";

    static TestCampaign of(final long id) {
        return new TestCampaign(id, "active", "2.50", "", "site-" + id + ".example");
    }

    TestCampaign withStatus(final String newStatus) {
        return new TestCampaign(id, newStatus, amount, budget, site);
    }

    TestCampaign withAmount(final String newAmount) {
        return new TestCampaign(id, status, newAmount, budget, site);
    }

    TestCampaign withBudget(final String newBudget) {
        return new TestCampaign(id, status, amount, newBudget, site);
    }

    /** Bids on whatever site or app. */
    TestCampaign anywhere() {
        return new TestCampaign(id, status, amount, budget, "");
    }

    long advertiser() {
        return id + 1_000_000;
    }

    /** One line of NDJSON. */
    String json() {
        return """
                {"id":%d,"advertiser":%d,"name":"Test %d","status":"%s",\
                "flight":{"start":"2026-01-01T00:00:00Z","timeZone":"%s"},\
                "budget":{"currency":"USD"%s},"bid":{"strategy":"cpm","amount":%s},\
                "targeting":{"siteDomain":{"include":[%s]}},\
                "creatives":[{"id":%d,"type":"banner","w":300,"h":250,\
                "markup":"<a href=\\"${CLICK_URL}\\"><img src=\\"https://cdn.shop.example/a.png\\"></a>",\
                "landingPage":"%s","domain":["shop.example"],"categories":["IAB22"],"secure":true}]}""".formatted(
                        id,
                        advertiser(),
                        id,
                        status,
                        zone(),
                        budget,
                        amount,
                        site.isEmpty() ? "" : '"' + site + '"',
                        id * 10,
                        LANDING_PAGE);
    }

    /** A request that this campaign bids on and no other does. */
    String request(final String requestId) {
        return request(requestId, "");
    }

    /** @param more further fields of the request, such as {@code ,"test": 1} */
    String request(final String requestId, final String more) {
        return """
                {"id":"%s","imp":[{"id":"1","banner":{"w":300,"h":250},"bidfloor":0.1}],\
                "site":{"id":"s","domain":"%s"},"at":1%s}""".formatted(requestId, site, more);
    }

    /** One where it is not about midnight now, so that a test does not span two days. */
    private static String zone() {
        final int hour = LocalTime.now(ZoneOffset.UTC).getHour();
        return hour >= 22 || hour < 2 ? "Asia/Tokyo" : "UTC";
    }
}
