package io.hayate.loadtest.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerRulesTest {
    private static final byte[] NONE = {};
    private final BidChecker checker = new BidChecker();

    @Test
    void shouldFindNothingWrongInAValidAnswer() {
        assertThat(Auction.valid().violations()).isEmpty();
    }

    @Test
    void statusAndBodyMustAgree() {
        assertThat(checker.checkStatus(204, NONE)).isEmpty();
        assertThat(checker.checkStatus(400, NONE)).isEmpty();
        assertThat(checker.checkStatus(200, "{}".getBytes(UTF_8))).isEmpty();
        assertThat(labels(checker.checkStatus(200, NONE))).containsExactly("status");
        assertThat(labels(checker.checkStatus(204, new byte[1]))).containsExactly("status");
        assertThat(labels(checker.checkStatus(500, NONE))).containsExactly("status");
    }

    @Test
    void requestMustBeReadableToBeAnswered() {
        final byte[] answer = Auction.valid().answerBytes();
        assertThat(labels(checker.check("{".getBytes(UTF_8), answer))).containsExactly("request-readable");
        assertThat(labels(checker.check("[1]".getBytes(UTF_8), answer))).contains("request-readable");
        assertThat(Auction.valid().request("/imp", "[]").brokenRules()).contains("request-readable");
    }

    @Test
    void answerMustBeOneJsonDocument() {
        final byte[] request = Auction.valid().requestBytes();
        final String answer = new String(Auction.valid().answerBytes(), UTF_8);
        assertThat(labels(checker.check(request, (answer + "\n").getBytes(UTF_8))))
                .isEmpty();
        for (final String broken : List.of(
                "",
                answer + "{}",
                answer.substring(1),
                answer.replace("0.75", "0.75,"),
                answer.replace("0.75", "NaN"))) {
            assertThat(labels(checker.check(request, broken.getBytes(UTF_8))))
                    .as(broken)
                    .containsExactly("answer-json");
        }
        assertThat(labels(checker.check(request, "[]".getBytes(UTF_8)))).containsExactly("answer-json");
    }

    @Test
    void answerMustBeStrictUtf8() {
        final byte[] request = Auction.valid().requestBytes();
        final Auction auction = Auction.valid().bid("adm", "\"<img src='https://cdn.example/é.png'>\"");
        assertThat(auction.brokenRules()).isEmpty();
        final byte[] latin = new String(auction.answerBytes(), UTF_8).getBytes(ISO_8859_1);
        assertThat(labels(checker.check(request, latin))).containsExactly("answer-json");
    }

    @Test
    void answerMustNotSayAKeyTwice() {
        final byte[] request = Auction.valid().requestBytes();
        final String twice =
                new String(Auction.valid().answerBytes(), UTF_8).replace("\"w\":300", "\"w\":300,\"w\":300");
        assertThat(labels(checker.check(request, twice.getBytes(UTF_8)))).containsExactly("answer-json");
    }

    @Test
    void answerIdMustBeTheRequestsToken() {
        assertThat(ids("\"a/b\"", "\"a\\/\\u0062\"")).isEmpty();
        assertThat(ids("7", "7")).isEmpty();
        assertThat(ids("1e3", "1e3")).isEmpty();
        assertThat(ids("7", "\"7\"")).containsExactly("answer-id");
        assertThat(ids("\"7\"", "7")).containsExactly("answer-id");
        assertThat(ids("1e3", "1000")).containsExactly("answer-id");
        assertThat(ids("\"a\"", "\"A\"")).containsExactly("answer-id");
    }

    private static List<String> ids(final String request, final String answer) {
        return Auction.valid().request("/id", request).answer("/id", answer).brokenRules();
    }

    @Test
    void seatbidMustHoldBids() {
        assertThat(Auction.valid().answer("/seatbid", "[]").brokenRules()).containsExactly("seatbid");
        assertThat(Auction.valid().answer("/seatbid/0/bid", "[]").brokenRules()).containsExactly("seatbid");
        assertThat(Auction.valid().answer("/seatbid", "null").brokenRules()).containsExactly("seatbid");
    }

    @Test
    void noBidWithAReasonNeedsNoSeatbid() {
        final byte[] noBid = "{\"id\":\"auction-1\",\"nbr\":2}".getBytes(UTF_8);
        assertThat(checker.check(Auction.valid().requestBytes(), noBid)).isEmpty();
    }

    @Test
    void currencyMustBeAllowed() {
        assertThat(Auction.valid().request("/cur", "[]").brokenRules()).isEmpty();
        assertThat(Auction.valid().request("/cur", "[\"JPY\"]").brokenRules()).containsExactly("currency");
        assertThat(Auction.valid().answer("/cur", "\"usd\"").brokenRules()).containsExactly("currency");
    }

    @Test
    void bidIdMustBeAUniqueText() {
        assertThat(Auction.valid().dealBid("id", "\"b-1\"").brokenRules()).containsExactly("bid-id");
        assertThat(Auction.valid().dealBid("id", "5").brokenRules()).containsExactly("bid-id");
        assertThat(Auction.valid().withoutBidField("id").brokenRules()).containsExactly("bid-id");
    }

    @Test
    void oneOpenBidAndOneForEachDeal() {
        assertThat(Auction.valid()
                        .dealBid("dealid", "\"deal-2\"")
                        .dealBid("price", "4.25")
                        .brokenRules())
                .isEmpty();
        assertThat(Auction.valid().bid("dealid", "\"deal-1\"").bid("price", "2").brokenRules())
                .containsExactly("one-bid");
        assertThat(Auction.valid()
                        .bid(2, "impid", "\"1\"")
                        .bid(2, "cid", "\"7\"")
                        .bid(2, "price", "1")
                        .bid(2, "w", "300")
                        .bid(2, "h", "250")
                        .brokenRules())
                .containsExactly("one-bid");
    }

    @Test
    void campaignBidsOnceOnAnImpression() {
        assertThat(Auction.valid().dealBid("cid", "\"1001\"").brokenRules()).containsExactly("campaign-once");
    }

    @Test
    void impressionsThatShareAnIdShareOneBid() {
        final Auction shared = Auction.valid().request("/imp/1/id", "\"1\"");
        shared.answer("/seatbid/0/bid", "[" + bid("300", "250") + "]");
        assertThat(shared.brokenRules()).isEmpty();
        shared.answer("/seatbid/0/bid", "[" + bid("728", "90") + "]");
        assertThat(shared.brokenRules()).isEmpty();
        shared.answer("/seatbid/0/bid", "[" + bid("468", "60") + "]");
        assertThat(shared.brokenRules()).containsExactly("size");
        shared.answer(
                "/seatbid/0/bid",
                "[" + bid("300", "250") + "," + bid("728", "90").replace("b-1", "b-2") + "]");
        assertThat(shared.brokenRules()).containsExactly("one-bid", "campaign-once");
    }

    private static String bid(final String w, final String h) {
        return """
                {"id": "b-1", "impid": "1", "price": 0.75, "mtype": 1, "w": %s, "h": %s, "cid": "1", "crid": "2",
                 "adomain": ["shop.example"], "adm": "<img src='https://cdn.example/a.png'>"}""".formatted(w, h);
    }

    private static List<String> labels(final List<Violation> violations) {
        return violations.stream().map(Violation::rule).distinct().toList();
    }
}
