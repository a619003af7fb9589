package io.hayate.loadtest.check;

import static io.hayate.loadtest.check.CheckSettings.NoBidForm.NO_CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One thing is broken in a valid pair, and the rule that forbids it is the only one that reports. */
class MutationTest {
    private static final Map<Rule, UnaryOperator<Auction>> MUTATIONS = new LinkedHashMap<>();
    private static final Map<Rule, UnaryOperator<Auction>> VIDEO = new LinkedHashMap<>();
    private static final Map<Rule, UnaryOperator<Auction>> NATIVE = new LinkedHashMap<>();

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

    static {
        MUTATIONS.put(
                Rule.NO_BID_FORM,
                auction -> auction.noBid(9).settings(CheckSettings.defaults().withNoBidForm(NO_CONTENT)));
        MUTATIONS.put(Rule.MIME, auction -> auction.imp("/banner/mimes", "[\"video/mp4\"]"));
        MUTATIONS.put(
                Rule.EXPANSION, auction -> auction.imp("/banner/expdir", "[0]").bid("attr", "[5]"));
        MUTATIONS.put(Rule.ONE_FORMAT, auction -> auction.bid("dur", "15"));
        MUTATIONS.put(
                Rule.CREATIVE_ID_LENGTH,
                auction -> auction.settings(CheckSettings.defaults().withMaxCridBytes(3)));
        MUTATIONS.put(
                Rule.REQUIRED_FIELD,
                auction -> auction.settings(CheckSettings.defaults().withRequiredFields(List.of("seat", "cat"))));
        MUTATIONS.put(
                Rule.TRANSPARENCY, auction -> auction.request("/regs", "{\"ext\": {\"dsa\": {\"dsarequired\": 2}}}"));
        MUTATIONS.put(Rule.BILLING_ID, auction -> auction.bid("ext", "{\"billing_id\": \"7\"}"));
        MUTATIONS.put(Rule.EXPIRY, auction -> auction.bid("exp", "0"));
        MUTATIONS.put(Rule.GROUP, auction -> auction.answer("/seatbid/0/group", "1"));
        MUTATIONS.put(
                Rule.USER_ID,
                auction -> auction.request("/regs", "{\"coppa\": 1}")
                        .request("/user", "{\"buyeruid\": \"Visitor-77\"}")
                        .bid("nurl", "\"https://t.example/n?u=visitor-77\""));
        MUTATIONS.put(
                Rule.CONSENT,
                auction -> auction.request("/regs", "{\"gdpr\": 1}")
                        .request("/user", "{\"consent\": \"" + TcStrings.with(1) + "\"}")
                        .settings(CheckSettings.defaults().withLimits(new BidderLimits(42, false, Set.of()))));
        MUTATIONS.put(
                Rule.SUPPLY_CHAIN,
                auction -> auction.request(
                                "/source", "{\"schain\": {\"complete\": 0, \"nodes\": [{\"asi\": \"a.example\"}]}}")
                        .settings(CheckSettings.defaults().withLimits(new BidderLimits(0, true, Set.of()))));
        MUTATIONS.put(Rule.OWN_SEAT, auction -> auction.settings(advertiser("\"seats\": {\"demo\": \"own\"}")));
        MUTATIONS.put(
                Rule.BLOCKED_SITE,
                auction -> auction.settings(advertiser("\"blockedDomains\": [\"news-001.example\"]")));
        VIDEO.put(Rule.FLOOR_PER_SECOND, auction -> auction.imp("/video/mincpmpersec", "0.14"));
        VIDEO.put(
                Rule.DURATION_FLOOR,
                auction -> auction.imp("/video/durfloors", "[{\"maxdur\": 15, \"bidfloor\": 2.01}]"));
        VIDEO.put(Rule.PROTOCOL, auction -> auction.imp("/video/protocols", "[3, 14]"));
        VIDEO.put(Rule.DURATION, auction -> auction.imp("/video/maxduration", "14"));
        VIDEO.put(Rule.SLOT_IN_POD, auction -> auction.bid("slotinpod", "1"));
        VIDEO.put(Rule.SKIP, auction -> auction.imp("/video/skip", "0"));
        VIDEO.put(Rule.LINEARITY, auction -> auction.imp("/video/linearity", "2"));
        VIDEO.put(Rule.DELIVERY, auction -> auction.imp("/video/delivery", "[1]"));
        VIDEO.put(Rule.BITRATE, auction -> auction.imp("/video/maxbitrate", "1499"));
        VIDEO.put(Rule.COMPANION, auction -> auction.imp("/video/companionad", "[]"));
        VIDEO.put(Rule.VAST_KIND, auction -> auction.bid("protocol", "14"));
        VIDEO.put(Rule.VAST_VERSION, auction -> auction.bid("protocol", "3"));
        VIDEO.put(Rule.VAST_ELEMENT, auction -> auction.vast("<AdServingId>b-1</AdServingId>", ""));
        VIDEO.put(Rule.VAST_URL, auction -> auction.vast("https://cdn.example/a.mp4", "//cdn.example/a.mp4"));
        VIDEO.put(Rule.VAST_TRACKING, auction -> auction.vast("event=\"start\"", "event=\"begin\""));
        VIDEO.put(Rule.VAST_DURATION, auction -> auction.vast("00:00:15", "00:00:16"));
        VIDEO.put(Rule.VAST_SIZE, auction -> auction.bid("w", "1281"));
        VIDEO.put(Rule.OWN_IMPRESSION, auction -> auction.vast("/notice/imp", "/pixel"));
        NATIVE.put(
                Rule.NATIVE_FORM,
                auction -> auction.asked("/ver", "\"1.1\"")
                        .asked("/eventtrackers", "[]")
                        .ad("/imptrackers", "[\"https://t.example/notice/imp\"]")
                        .withoutInAd("/eventtrackers"));
        NATIVE.put(Rule.NATIVE_ASSET, auction -> auction.ad("/assets/2/id", "6"));
        NATIVE.put(Rule.NATIVE_REQUIRED, auction -> auction.withoutInAd("/assets/3"));
        NATIVE.put(Rule.NATIVE_LENGTH, auction -> auction.asked("/assets/0/title/len", "10"));
        NATIVE.put(Rule.NATIVE_IMAGE, auction -> auction.ad("/assets/1/img/h", "330"));
        NATIVE.put(Rule.NATIVE_LINK, auction -> auction.ad("/link/url", "\"shop.example\""));
        NATIVE.put(Rule.NATIVE_TRACKER, auction -> auction.ad("/eventtrackers/0/method", "3"));
        NATIVE.put(Rule.NATIVE_PRIVACY, auction -> auction.asked("/privacy", "0"));
    }

    private static CheckSettings advertiser(final String fields) {
        try {
            return AdvertiserRulesTest.advertiserOfAll("{\"id\": 7, " + fields + "}");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secondOpenBid() {
        return """
                {"id": "b-2", "impid": "1", "price": 0.6, "mtype": 1, "w": 320, "h": 50, "cid": "1002", "crid": "9002",
                 "adomain": ["shop.example"], "nurl": "https://t.example/markup?t=b"}""";
    }

    @Test
    void eachBrokenRuleIsReportedAloneByName() {
        assertEachIsReportedAlone(MUTATIONS, Auction::valid);
        assertEachIsReportedAlone(VIDEO, Auction::video);
        assertEachIsReportedAlone(NATIVE, Auction::nativeAd);
    }

    private static void assertEachIsReportedAlone(
            final Map<Rule, UnaryOperator<Auction>> mutations, final Supplier<Auction> valid) {
        mutations.forEach(
                (rule, mutation) -> assertThat(mutation.apply(valid.get()).brokenRules())
                        .as(rule.label())
                        .containsExactly(rule.label()));
    }

    @Test
    void nothingIsReportedWithoutAMutation() {
        assertThat(Auction.valid().violations()).isEmpty();
        assertThat(Auction.video().violations()).isEmpty();
        assertThat(Auction.wrapper().violations()).isEmpty();
        assertThat(Auction.audio().violations()).isEmpty();
        assertThat(Auction.nativeAd().violations()).isEmpty();
    }

    @Test
    void everyRuleHasAMutation() {
        final Set<Rule> elsewhere = EnumSet.of(Rule.STATUS, Rule.REQUEST_READABLE, Rule.ANSWER_JSON);
        final Set<Rule> mutated = EnumSet.copyOf(MUTATIONS.keySet());
        mutated.addAll(VIDEO.keySet());
        mutated.addAll(NATIVE.keySet());
        assertThat(mutated).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
    }

    @Test
    void docsNameEveryRule() throws IOException {
        final String docs = Files.readString(Path.of("..", "docs", "loadtest.md"));
        assertThat(Rule.values()).allSatisfy(rule -> assertThat(docs).contains("`" + rule.label() + "`"));
    }

    @Test
    void labelsAreUnique() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::label)).doesNotHaveDuplicates();
    }
}
