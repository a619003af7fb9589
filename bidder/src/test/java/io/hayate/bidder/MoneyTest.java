package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.ledger.audit.JournalCommand;
import io.hayate.bidder.wire.WireAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a bid's own URLs to the ledger call, over sockets. Each test has a campaign of its own. */
@Tag("jdk25")
class MoneyTest {
    private static final String PRICE_MACRO = "${AUCTION_PRICE}";

    @TempDir
    static Path folder;

    private static LaunchedBidder bidder;
    private static long lastCampaign = 1000;

    @BeforeAll
    static void launch() throws Exception {
        bidder = LaunchedBidder.launch(folder, "--bid-log-sample", "1");
    }

    @AfterAll
    static void close() throws IOException {
        bidder.close();
    }

    @Test
    void shouldBookWhatTheNoticesOfABidTell() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, "");
        assertThat(bid.path("price").decimalValue()).isEqualByComparingTo("2.5");
        assertLedger(campaign, "reserved", "0.0025", "bids", "1", "spentToday", "0");

        assertThat(bidder.fire(priced(bid, "nurl", "1.25")).status()).isEqualTo(204);
        assertLedger(campaign, "wins", "1", "spentToday", "0", "billed", "0");
        assertThat(bidder.fire(priced(bid, "burl", "1.25")).status()).isEqualTo(204);
        assertLedger(campaign, "billed", "1", "spentToday", "0.00125", "spentTotal", "0.00125", "reserved", "0");

        final WireAnswer pixel = bidder.fire(inMarkup(bid, "imp"));
        assertThat(pixel.status()).isEqualTo(200);
        assertThat(pixel.header("content-type")).hasValue("image/gif");
        assertThat(new String(pixel.body(), 0, 3, StandardCharsets.US_ASCII)).isEqualTo("GIF");
        final WireAnswer click = bidder.fire(inMarkup(bid, "click"));
        assertThat(click.status()).isEqualTo(302);
        assertThat(click.header("location")).hasValue(TestCampaign.LANDING_PAGE);
        assertLedger(campaign, "wins", "1", "billed", "1", "impressions", "1", "clicks", "1", "losses", "0");
        assertLedger(campaign, "spentTotal", "0.00125", "conversions", "0", "campaign", campaign.id() + "");
    }

    @Test
    void shouldCountAConversionOfAClickOnce() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        final String landingPage = TestCampaign.LANDING_PAGE + "&cid=%24%7BCLICK_ID%7D";
        bidder.apply(campaign.json().replace(TestCampaign.LANDING_PAGE, landingPage));
        final JsonNode bid = bid(campaign, "");
        bidder.fire(priced(bid, "burl", "1"));
        final String redirect =
                bidder.fire(inMarkup(bid, "click")).header("location").orElseThrow();
        assertThat(redirect).matches(Pattern.quote(TestCampaign.LANDING_PAGE) + "&cid=[A-Za-z0-9_-]{70,}");
        final String conversion =
                "/notice/conversion?t=" + redirect.substring(redirect.indexOf("cid=") + 4) + "&o=A-1&v=9.99&c=USD";

        for (int i = 0; i < 3; i++) {
            assertThat(bidder.fire(conversion).status()).isEqualTo(204);
        }
        assertThat(bidder.fire(altered(conversion)).status()).isEqualTo(204);

        assertLedger(campaign, "conversions", "1", "clicks", "1", "billed", "1", "spentTotal", "0.001");
        assertThat(notices("conversion_passed_on")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldRefuseViewThroughWithoutTheAdminToken() throws Exception {
        final double before = notices("view_through_not_authorized");
        assertThat(bidder.fire("/notice/conversion?idType=ifa&id=x&advertiser=1&o=1")
                        .status())
                .isEqualTo(204);
        assertThat(notices("view_through_not_authorized")).isEqualTo(before + 1);
    }

    @Test
    void shouldReportAndLogWhatWasBidAndNoticed() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode won = bid(campaign, "");
        bidder.fire(priced(won, "nurl", "1.25"));
        bidder.fire(priced(won, "burl", "1.25"));
        bidder.fire(inMarkup(won, "imp"));
        final JsonNode lost = bid(campaign, "");
        bidder.fire(priced(lost, "lurl", "3.10").replace("${AUCTION_LOSS}", "102"));
        // Answered only after notices before it.
        bidder.ledger(campaign.id());

        final String path = "/report?by=campaign,exchange,advertiser&campaign=" + campaign.id();
        assertThat(bidder.get(path + "&format=csv").body())
                .isEqualTo(
                        "campaign,exchange,advertiser,currency,bids,wins,billed,impressions,clicks,conversions,losses,"
                                + "value,spend,wonAtBid,winRate,ecpm,winsNotBilled,billedWithoutWin\r\n"
                                + campaign.id() + ",demo," + campaign.advertiser()
                                + ",USD,2,1,1,1,0,0,1,0,0.00125,0.0025,0.5,1.25,0,0\r\n");
        assertThat(bidder.json(path).at("/rows/0/spend").decimalValue()).isEqualByComparingTo("0.00125");
        assertThat(bidder.json("/report?by=reason&campaign=" + campaign.id())
                        .at("/rows/0/reason")
                        .asInt())
                .isEqualTo(102);
        assertThat(bidder.get("/report?by=campaign,colour").statusCode()).isEqualTo(400);

        LaunchedBidder.await(
                "the bid log", () -> bidLog().contains(lost.path("id").asText()));
        assertThat(bidLog().lines().filter(line -> line.contains(won.path("id").asText())))
                .singleElement()
                .asString()
                .contains("\"campaign\":" + campaign.id() + ",\"advertiser\":" + campaign.advertiser())
                .contains("\"exchange\":\"demo\",\"currency\":\"USD\",\"bidPrice\":2.5")
                .contains("\"format\":\"banner\",\"w\":300,\"h\":250");
    }

    private static String bidLog() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final String[] args = {"--data-dir", folder.toString(), "--log", "bids"};
        assertThat(JournalCommand.run(args, out, System.err, Map.of())).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReleaseWhatALostBidHadReserved() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, "");

        final String lurl = priced(bid, "lurl", "3.10").replace("${AUCTION_LOSS}", "102");
        assertThat(bidder.fire(lurl).status()).isEqualTo(204);

        assertLedger(campaign, "losses", "1", "reserved", "0", "spentTotal", "0", "bids", "1");
    }

    @Test
    void shouldBookANoticeOnceHoweverOftenItComes() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, "");

        for (final String price : List.of("2.00", "2.00", "1.00", "AUDIT", "")) {
            assertThat(bidder.fire(priced(bid, "burl", price)).status()).isEqualTo(204);
            assertThat(bidder.fire(priced(bid, "nurl", price)).status()).isEqualTo(204);
            bidder.fire(inMarkup(bid, "imp"));
            bidder.fire(inMarkup(bid, "click"));
        }

        assertLedger(campaign, "billed", "1", "wins", "1", "impressions", "1", "clicks", "1", "spentTotal", "0.002");
    }

    @ParameterizedTest(name = "p={0} books {1}, counted as {2}")
    @CsvSource({
        "1.2345,           0.0012345, bill_passed_on",
        "0,                0,         bill_passed_on",
        "2.5000001,        0.0025,    price_above_bid",
        "999,              0.0025,    price_above_bid",
        "'',               0.0025,    price_missing",
        "${AUCTION_PRICE}, 0.0025,    price_not_filled",
        "abc,              0.0025,    price_unreadable",
        "-1,               0.0025,    price_unreadable"
    })
    void shouldBookAtTheNoticesPriceOrAtTheBids(final String price, final String booked, final String counter)
            throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, "");
        final double before = notices(counter);

        assertThat(bidder.fire(priced(bid, "burl", price)).status()).isEqualTo(204);

        assertLedger(campaign, "billed", "1", "spentTotal", booked, "reserved", "0");
        assertThat(notices(counter)).isEqualTo(before + 1);
    }

    @Test
    void shouldNotBookAnAudit() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, "");

        assertThat(bidder.fire(priced(bid, "burl", "AUDIT")).status()).isEqualTo(204);

        assertLedger(campaign, "billed", "0", "spentTotal", "0");
    }

    @Test
    void shouldNeitherReserveNorBookATest() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, ",\"test\":1");
        final double before = notices("test");

        bidder.fire(priced(bid, "nurl", "2"));
        bidder.fire(priced(bid, "burl", "2"));
        bidder.fire(priced(bid, "lurl", "2"));
        assertThat(bidder.fire(inMarkup(bid, "imp")).status()).isEqualTo(200);
        assertThat(bidder.fire(inMarkup(bid, "click")).status()).isEqualTo(302);

        assertLedger(campaign, "reserved", "0", "bids", "0", "wins", "0", "billed", "0", "spentTotal", "0");
        assertLedger(campaign, "impressions", "0", "clicks", "0", "losses", "0");
        assertThat(notices("test")).isEqualTo(before + 5);
    }

    @Test
    void shouldRefuseAndCountWhatWasForgedOrAltered() throws Exception {
        final TestCampaign campaign = liveCampaign("");
        final JsonNode bid = bid(campaign, "");
        final String impressionToken = token(inMarkup(bid, "imp"));
        final double forged = verdicts("forged");
        final double malformed = verdicts("malformed");
        final double refused = notices("token_refused");
        final double none = notices("no_token");

        assertThat(bidder.fire(altered(priced(bid, "burl", "2"))).status()).isEqualTo(204);
        assertThat(bidder.fire(altered(priced(bid, "nurl", "2"))).status()).isEqualTo(204);
        assertThat(bidder.fire(altered(inMarkup(bid, "imp"))).status()).isEqualTo(204);
        assertThat(bidder.fire(altered(inMarkup(bid, "click"))).status()).isEqualTo(404);
        // What stands in public markup is not worth money on the servers' paths.
        assertThat(bidder.fire("/notice/bill?t=" + impressionToken + "&p=2").status())
                .isEqualTo(204);
        assertThat(bidder.fire("/notice/win?t=" + impressionToken + "&p=2").status())
                .isEqualTo(204);
        assertThat(bidder.fire("/notice/bill?t=" + token(bid.path("nurl").asText()) + "&p=2")
                        .status())
                .isEqualTo(204);
        assertThat(verdicts("forged")).isEqualTo(forged + 7);
        assertThat(bidder.fire("/notice/bill?t=x&p=2").status()).isEqualTo(204);
        assertThat(bidder.fire("/notice/click?t=%00").status()).isEqualTo(404);
        assertThat(bidder.fire("/notice/bill?p=2").status()).isEqualTo(204);
        assertThat(bidder.fire("/notice/other?p=2").status()).isEqualTo(404);

        assertThat(verdicts("malformed")).isGreaterThan(malformed);
        assertThat(notices("token_refused") + notices("no_token")).isEqualTo(refused + none + 10);
        assertLedger(campaign, "wins", "0", "billed", "0", "impressions", "0", "clicks", "0", "spentTotal", "0");
        assertLedger(campaign, "reserved", "0.0025");
    }

    @Test
    void shouldStopWhenTheDayIsSpentAndGoOnAfterALoss() throws Exception {
        final TestCampaign campaign = liveCampaign(",\"daily\":0.0075,\"total\":1");
        final double noBudget = bidder.metric("hayate_no_bids_total{reason=\"no_budget\"}");
        final List<JsonNode> bids = new ArrayList<>();
        LaunchedBidder.await("three bids", () -> {
            bidOrNot(campaign, bids);
            return bids.size() == 3;
        });
        shouldNotBidAnyMore(campaign);
        assertLedger(campaign, "bids", "3", "reserved", "0.0075");

        bidder.fire(priced(bids.get(0), "lurl", "9"));
        LaunchedBidder.await("a fourth bid", () -> {
            bidOrNot(campaign, bids);
            return bids.size() == 4;
        });
        shouldNotBidAnyMore(campaign);

        for (final JsonNode bid : bids.subList(1, 4)) {
            bidder.fire(priced(bid, "burl", "2.5"));
        }
        shouldNotBidAnyMore(campaign);
        assertLedger(campaign, "bids", "4", "reserved", "0", "spentToday", "0.0075", "billed", "3", "losses", "1");
        assertThat(bidder.metric("hayate_no_bids_total{reason=\"no_budget\"}")).isGreaterThan(noBudget);
    }

    @Test
    void shouldBidAgainWithWhatCheapBillsLeave() throws Exception {
        final TestCampaign campaign = liveCampaign(",\"total\":0.0075");
        final List<JsonNode> bids = new ArrayList<>();
        // A bill costs a fifth of its bid: after eleven there is less left than one bid.
        LaunchedBidder.await("eleven bids", () -> {
            final int before = bids.size();
            bidOrNot(campaign, bids);
            if (bids.size() > before) {
                bidder.fire(priced(bids.get(before), "burl", "0.5"));
            }
            return bids.size() == 11;
        });
        shouldNotBidAnyMore(campaign);
        assertLedger(campaign, "billed", "11", "spentTotal", "0.0055", "reserved", "0");
    }

    @Test
    void shouldKeepTheAccountOfAnIdThatIsReplacedDeletedAndUsedAgain() throws Exception {
        final TestCampaign campaign = liveCampaign(",\"total\":0.005");
        bidder.fire(priced(bid(campaign, ""), "burl", "2.5"));
        final JsonNode late = bid(campaign, "");
        assertLedger(campaign, "spentTotal", "0.0025", "bids", "2");

        bidder.call("PUT", path(campaign), campaign.withAmount("1.5").json());
        assertLedger(campaign, "spentTotal", "0.0025", "billed", "1", "bids", "2");
        bidder.call("DELETE", path(campaign), "");
        assertThat(bidder.bid(campaign.request("deleted")).status()).isEqualTo(204);
        assertLedger(campaign, "spentTotal", "0.0025", "billed", "1", "bids", "2");
        bidder.fire(priced(late, "burl", "2.5"));
        assertLedger(campaign, "spentTotal", "0.005", "billed", "2", "bids", "2");

        bidder.call("PUT", path(campaign), campaign.json());
        shouldNotBidAnyMore(campaign);
        bidder.call(
                "PUT", path(campaign), campaign.withBudget(",\"total\":0.0075").json());
        bidder.fire(priced(bid(campaign, ""), "burl", "2.5"));
        assertLedger(campaign, "spentTotal", "0.0075", "billed", "3", "bids", "3");
    }

    @Test
    void shouldTellZerosOfACampaignThatNeverWasLive() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign).withStatus("paused");
        assertThat(bidder.get("/campaigns/" + campaign.id() + "/ledger").statusCode())
                .isEqualTo(404);
        bidder.apply(campaign.json());

        assertLedger(campaign, "spentToday", "0", "spentTotal", "0", "reserved", "0", "bids", "0", "billed", "0");
        assertThat(bidder.ledger(campaign.id()).path("currency").asText()).isEqualTo("USD");
    }

    private static TestCampaign liveCampaign(final String budget) throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign).withBudget(budget);
        bidder.apply(campaign.json());
        return campaign;
    }

    /** A bid, as soon as the ledger has granted the campaign something. */
    private static JsonNode bid(final TestCampaign campaign, final String more) throws Exception {
        final List<JsonNode> bids = new ArrayList<>();
        LaunchedBidder.await("a bid of campaign " + campaign.id(), () -> {
            final WireAnswer answer = bidder.bid(campaign.request("money", more));
            if (answer.status() == 200) {
                bids.add(LaunchedBidder.firstBid(answer));
            }
            return !bids.isEmpty();
        });
        assertThat(bids.get(0).path("cid").asText()).isEqualTo(Long.toString(campaign.id()));
        return bids.get(0);
    }

    private static void bidOrNot(final TestCampaign campaign, final List<JsonNode> bids) throws IOException {
        final WireAnswer answer = bidder.bid(campaign.request("money"));
        if (answer.status() == 200) {
            bids.add(LaunchedBidder.firstBid(answer));
        }
    }

    /** Not at once, and not when the ledger has had time to think again: it answers between the requests. */
    private static void shouldNotBidAnyMore(final TestCampaign campaign) throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(bidder.bid(campaign.request("money")).status()).isEqualTo(204);
            bidder.ledger(campaign.id());
        }
    }

    /** Pairs of a field and its value. The call tells of every notice that was answered before it. */
    private static void assertLedger(final TestCampaign campaign, final String... fields) throws Exception {
        final JsonNode ledger = bidder.ledger(campaign.id());
        for (int i = 0; i < fields.length; i += 2) {
            assertThat(ledger.path(fields[i]).decimalValue())
                    .as(fields[i] + " in " + ledger)
                    .isEqualByComparingTo(fields[i + 1]);
        }
    }

    private static String path(final TestCampaign campaign) {
        return "/campaigns/" + campaign.id();
    }

    private static String priced(final JsonNode bid, final String field, final String price) {
        final String url = bid.path(field).asText();
        assertThat(url).contains("/notice/").contains(PRICE_MACRO);
        return url.replace(PRICE_MACRO, price);
    }

    private static String inMarkup(final JsonNode bid, final String kind) {
        final Matcher url = Pattern.compile("https://[^\"' ]+/notice/" + kind + "\\?t=[A-Za-z0-9_-]+")
                .matcher(bid.path("adm").asText());
        assertThat(url.find()).as(bid.path("adm").asText()).isTrue();
        return url.group();
    }

    private static String token(final String url) {
        return url.replaceAll(".*[?]t=([A-Za-z0-9_-]+).*", "$1");
    }

    /** With another character in the middle of the token; it stays canonical. */
    private static String altered(final String url) {
        final String token = token(url);
        final int middle = token.length() / 2;
        final char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return url.replace(token, token.substring(0, middle) + other + token.substring(middle + 1));
    }

    private static double notices(final String outcome) throws Exception {
        return bidder.metric("hayate_notices_total{outcome=\"" + outcome + "\"}");
    }

    private static double verdicts(final String verdict) throws Exception {
        return bidder.metric("hayate_notice_tokens_total{verdict=\"" + verdict + "\"}");
    }
}
