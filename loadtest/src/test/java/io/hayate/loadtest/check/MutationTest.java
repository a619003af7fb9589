package io.hayate.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One thing is broken in a valid pair, and the rule that forbids it is the only one that reports. */
class MutationTest {
    private static final Map<Rule, UnaryOperator<Auction>> MUTATIONS = new LinkedHashMap<>();

    static {
        MUTATIONS.put(Rule.UNUSABLE_FIELD, auction -> auction.imp("/banner/btype", "[[3]]"));
        MUTATIONS.put(Rule.ANSWER_ID, auction -> auction.answer("/id", "\"auction-2\""));
        MUTATIONS.put(Rule.SEATBID, auction -> auction.answer("/seatbid/-", "{\"seat\": \"other\", \"bid\": []}"));
        MUTATIONS.put(Rule.FIELD_TYPE, auction -> auction.bid("attr", "[\"13\"]"));
        MUTATIONS.put(Rule.BID_ID, auction -> auction.bid(2, "id", "\"b-1\""));
        MUTATIONS.put(Rule.IMP_ID, auction -> auction.bid(2, "impid", "\"02\""));
        MUTATIONS.put(Rule.PRICE, auction -> auction.bid(2, "price", "0"));
        MUTATIONS.put(Rule.FLOOR, auction -> auction.request("/imp/1/bidfloor", "0.1000001"));
        MUTATIONS.put(Rule.DEAL_ID, auction -> auction.imp("/pmp/deals/0/id", "\"DEAL-1\""));
        MUTATIONS.put(Rule.DEAL_PRICE, auction -> auction.imp("/pmp/deals/0/at", "3"));
        MUTATIONS.put(Rule.PRIVATE_AUCTION, auction -> auction.request("/imp/1/pmp", "{\"private_auction\": 1}"));
        MUTATIONS.put(Rule.DEAL_SEAT, auction -> auction.imp("/pmp/deals/0/wseat", "[\"other\"]"));
        MUTATIONS.put(Rule.DEAL_ADVERTISER, auction -> auction.imp("/pmp/deals/0/wadomain", "[\"x.example\"]"));
        MUTATIONS.put(Rule.CURRENCY, auction -> auction.request("/cur", "[\"EUR\"]"));
        MUTATIONS.put(Rule.SEAT, auction -> auction.request("/bseat", "[\"hayate\"]"));
        MUTATIONS.put(Rule.CATEGORY, auction -> auction.request("/bcat/-", "\"IAB22\""));
        MUTATIONS.put(Rule.ADVERTISER, auction -> auction.request("/badv/-", "\"sale.shop.example\""));
        MUTATIONS.put(Rule.APP, auction -> auction.bid("bundle", "\"com.rival.game\""));
        MUTATIONS.put(Rule.LANGUAGE, auction -> auction.request("/wlang", "[\"ja\"]"));
        MUTATIONS.put(Rule.MEDIA_TYPE, auction -> auction.bid(2, "mtype", "4"));
        MUTATIONS.put(Rule.SIZE, auction -> auction.dealBid("h", "51"));
        MUTATIONS.put(Rule.ATTRIBUTE, auction -> auction.imp("/banner/battr/-", "13"));
        MUTATIONS.put(Rule.BANNER_TYPE, auction -> auction.imp("/banner/btype/-", "2"));
        MUTATIONS.put(Rule.API, auction -> auction.bid("apis", "[3]"));
        MUTATIONS.put(Rule.MARKUP, auction -> auction.withoutBidField("nurl").bid("adm", "\"\""));
        MUTATIONS.put(Rule.SECURE, auction -> auction.dealBid("adm", "\"<img src='http://cdn.example/b.png'>\""));
        MUTATIONS.put(Rule.OWN_MACRO, auction -> auction.dealBid("adm", "\"<img src='//c.example/${CACHEBUSTER}'>\""));
        MUTATIONS.put(Rule.NOTICE_URL, auction -> auction.bid("burl", "\"t.example/notice/bill\""));
        MUTATIONS.put(Rule.CREATIVE_ID, auction -> auction.bid("crid", "null"));
        MUTATIONS.put(Rule.CAMPAIGN_ID, auction -> auction.bid("cid", "\" \""));
        MUTATIONS.put(Rule.ADVERTISER_DOMAIN, auction -> auction.bid("adomain", "[]"));
        MUTATIONS.put(Rule.ONE_BID, auction -> auction.answer("/seatbid/0/bid/1", secondOpenBid()));
        MUTATIONS.put(Rule.CAMPAIGN_ONCE, auction -> auction.dealBid("cid", "\"1001\""));
    }

    private static String secondOpenBid() {
        return """
                {"id": "b-2", "impid": "1", "price": 0.6, "mtype": 1, "w": 320, "h": 50, "cid": "1002", "crid": "9002",
                 "adomain": ["shop.example"], "nurl": "https://t.example/markup?t=b"}""";
    }

    @Test
    void eachBrokenRuleIsReportedAloneByName() {
        MUTATIONS.forEach(
                (rule, mutation) -> assertThat(mutation.apply(Auction.valid()).brokenRules())
                        .as(rule.label())
                        .containsExactly(rule.label()));
    }

    @Test
    void everyRuleHasAMutation() {
        final Set<Rule> elsewhere = EnumSet.of(Rule.STATUS, Rule.REQUEST_READABLE, Rule.ANSWER_JSON);
        assertThat(MUTATIONS.keySet())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
    }

    @Test
    void labelsAreUnique() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::label)).doesNotHaveDuplicates();
    }
}
