package io.hayate.benchmarks.changes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A campaign that alone can bid on the requests made for it: it is aimed at a site of its own, and their floor is above
 * every other campaign's price. Immutable; shared.
 */
final class ProbeCampaign {
    /** Below those of generated campaigns, and of their advertisers. */
    static final long ID = 1;

    /** Two prices to switch between. */
    static final BigDecimal LOW_CPM = new BigDecimal("60");

    static final BigDecimal HIGH_CPM = new BigDecimal("70");

    /** What an answer without bid shows. */
    static final BigDecimal NO_BID = BigDecimal.ZERO;

    private static final Pattern PRICE = Pattern.compile("\"price\":([0-9.]+)");

    private static final String REQUEST = """
            {"id": "probe", "at": 1, "tmax": 300, "cur": ["USD"],
             "imp": [{"id": "1", "banner": {"w": 300, "h": 250}, "bidfloor": 50, "bidfloorcur": "USD", "secure": 0}],
             "site": {"id": "1", "domain": "probe.example", "page": "https://probe.example/"},
             "device": {"ua": "Mozilla/5.0", "devicetype": 2, "geo": {"country": "USA"}}}
            """;

    private ProbeCampaign() {}

    static byte[] document(final BigDecimal cpm) {
        return bytes(String.format(Locale.ROOT, """
            {"id": %d, "advertiser": 1, "name": "Probe", "flight": {"start": "2026-01-01T00:00:00Z"},
             "budget": {"currency": "USD"}, "bid": {"strategy": "cpm", "amount": %s},
             "targeting": {"siteDomain": {"include": ["probe.example"]}},
             "creatives": [{"id": 1, "type": "banner", "w": 300, "h": 250, "markup": "<a href=\\"${CLICK_URL}\\">probe</a>",
               "domain": ["shop.example"], "categories": ["IAB22"], "secure": true}]}
            """, ID, cpm.toPlainString()));
    }

    static byte[] request() {
        return bytes(REQUEST);
    }

    /** A body for the kill switch. */
    static byte[] bidding(final boolean bidding) {
        return bytes("{\"campaign\": " + ID + ", \"bidding\": " + bidding + "}");
    }

    /** The price that an answer shows, or {@link #NO_BID}. */
    static BigDecimal shownCpm(final HttpConnection.Answer answer) {
        final Matcher price = PRICE.matcher(answer.text());
        return price.find() ? new BigDecimal(price.group(1)).stripTrailingZeros() : NO_BID;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
