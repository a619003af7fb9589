package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes in, bytes out: every rule of a request holds in every bid, and every no has its reason. */
class BidRulesTest {
    /** Wide open, 300x250, 2 USD. */
    private static final Campaign PLAIN =
            campaign(1).bidCpmMicros(2_000_000).banner(300, 250).build();

    /** Has something for every rule to look at. */
    private static final Campaign RULED = campaign(2)
            .bidCpmMicros(2_000_000)
            .creative(new CreativeBuilder(21, 300, 250)
                    .markup("<script src='http://cdn.example/a.js'></script>")
                    .secure(false)
                    .domains("www.shop.example")
                    .categories(1, "IAB7-39", "IAB22")
                    .attributes(6, 501)
                    .language("ja")
                    .bundle("com.example.shop")
                    .build())
            .build();

    private static String request(final String impressionFields, final String requestFields) {
        return "{\"id\":\"r-1\",\"imp\":[{\"id\":\"i-1\",\"banner\":{\"w\":300,\"h\":250}" + impressionFields
                + "}],\"site\":{\"domain\":\"news.example\"}" + requestFields + "}";
    }

    private static String banner(final String banner) {
        return "{\"id\":\"r-1\",\"imp\":[{\"id\":\"i-1\",\"banner\":" + banner + "}],\"device\":{\"w\":320,\"h\":480}}";
    }

    @Test
    void shouldAnswerWithEveryFieldThatExchangesAskFor() {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            final JsonNode answer = bidder.answer(request("", ""));
            assertThat(answer.path("id").asText()).isEqualTo("r-1");
            assertThat(answer.path("cur").asText()).isEqualTo("USD");
            assertThat(answer.path("bidid").asText()).isNotEmpty();
            assertThat(answer.path("seatbid").size()).isEqualTo(1);
            assertThat(answer.at("/seatbid/0/seat").asText()).isEqualTo("hayate");
            final JsonNode bid = answer.at("/seatbid/0/bid/0");
            assertThat(bid.path("id").asText()).isNotEmpty();
            assertThat(bid.path("impid").asText()).isEqualTo("i-1");
            assertThat(bid.path("price").decimalValue()).isEqualByComparingTo("2");
            assertThat(bid.path("crid").asText()).isEqualTo("100");
            assertThat(bid.path("cid").asText()).isEqualTo("1");
            assertThat(bid.at("/adomain/0").asText()).isEqualTo("shop.example");
            assertThat(bid.at("/cat/0").asText()).isEqualTo("IAB22");
            assertThat(bid.path("w").asInt()).isEqualTo(300);
            assertThat(bid.path("h").asInt()).isEqualTo(250);
            assertThat(bid.path("mtype").asInt()).isEqualTo(1);
            assertThat(bid.path("nurl").asText())
                    .startsWith("http://notice.example/notice/win?t=")
                    .endsWith("&p=${AUCTION_PRICE}");
            assertThat(bid.path("burl").asText())
                    .startsWith("http://notice.example/notice/bill?t=")
                    .endsWith("&p=${AUCTION_PRICE}");
            assertThat(bid.path("lurl").asText())
                    .startsWith("http://notice.example/notice/loss?t=")
                    .endsWith("&p=${AUCTION_PRICE}&r=${AUCTION_LOSS}");
            assertThat(bid.path("adm").asText())
                    .startsWith("<a href=\"https://track.example/notice/click?t=")
                    .contains("<img src=\"https://cdn.example/a.png\">")
                    .contains("<img src=\"https://track.example/notice/imp?t=")
                    .doesNotContain("${");
        }
    }

    @Test
    void shouldFillOurMacrosAndLeaveOpenRtbs() {
        final Campaign campaign = campaign(1)
                .creative(new CreativeBuilder(11, 300, 250)
                        .markup("\"\\\n<b>日本</b> ${CLICK_URL}|${CLICK_URL_ENC}|${IMPRESSION_URL}|${CACHEBUSTER}|"
                                + "${AUCTION_PRICE}|${AUCTION_ID}|${UNKNOWN}|${")
                        .impressionTrackers("https://pixel.example/?a=1&b=2")
                        .build())
                .build();
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            final String markup =
                    bidder.bids(request("", "")).get(0).path("adm").asText();
            assertThat(markup).startsWith("\"\\\n<b>日本</b> ");
            final String[] parts = markup.substring(markup.indexOf("</b> ") + 5).split("\\|", -1);
            assertThat(parts[0]).startsWith("https://track.example/notice/click?t=");
            assertThat(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)).isEqualTo(parts[0]);
            assertThat(parts[2]).startsWith("https://track.example/notice/imp?t=");
            assertThat(parts[3]).containsOnlyDigits();
            assertThat(parts[4]).isEqualTo("${AUCTION_PRICE}");
            assertThat(parts[5]).isEqualTo("${AUCTION_ID}");
            assertThat(parts[6]).isEqualTo("${UNKNOWN}");
            assertThat(parts[7]).startsWith("${<img src=\"https://pixel.example/?a=1&amp;b=2\"");
            assertThat(markup).doesNotContain("notice/imp?t=\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"12345; 7", "\"a\\\"b\\u0000\\n<\"; \"\\u65e5本\"", "\"\"; \"1\"", "-1.5e3; 12345678901234567890"})
    void shouldEchoIdsAsTheyCame(final String id, final String impressionId) {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            bidder.answer(
                    "{\"id\":" + id + ",\"imp\":[{\"id\":" + impressionId + ",\"banner\":{\"w\":300,\"h\":250}}]}");
            assertThat(bidder.answerText()).startsWith("{\"id\":" + id + ",\"cur\"");
            assertThat(bidder.answerText()).contains("\"impid\":" + impressionId + ",\"price\"");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // impression; request; reason on the ruled campaign, empty where it bids
                "                                              ; ,\"wlang\":[\"en\"]                  ; LANGUAGE_NOT_ALLOWED",
                "                                              ; ,\"wlang\":[\"JA\"]                  ;",
                "                                              ; ,\"wlangb\":[\"ja-JP\"]              ;",
                "                                              ; ,\"wlangb\":[\"en-GB\"]              ; LANGUAGE_NOT_ALLOWED",
                ",\"secure\":1                                 ;                                      ; NOT_SECURE",
                ",\"secure\":0                                 ;                                      ;",
                "                                              ; ,\"bcat\":[\"IAB7\"]                 ; BLOCKED_CATEGORY",
                "                                              ; ,\"bcat\":[\"IAB7-39\"]              ; BLOCKED_CATEGORY",
                "                                              ; ,\"bcat\":[\"IAB7-3\",\"IAB2\"]      ;",
                "                                              ; ,\"bcat\":[\"IAB1\"],\"cattax\":2    ; BLOCKED_CATEGORY",
                "                                              ; ,\"acat\":[\"IAB7\",\"IAB22\"]       ;",
                "                                              ; ,\"acat\":[\"IAB22\"]                ; BLOCKED_CATEGORY",
                "                                              ; ,\"badv\":[\"shop.example\"]         ; BLOCKED_ADVERTISER",
                "                                              ; ,\"badv\":[\"WWW.Shop.Example\"]     ; BLOCKED_ADVERTISER",
                "                                              ; ,\"badv\":[\"op.example\",\"a.www.shop.example\"];",
                "                                              ; ,\"bapp\":[\"com.example.shop\"]     ; BLOCKED_APP",
                "                                              ; ,\"bapp\":[\"com.example.other\"]    ;",
                "                                              ; ,\"wseat\":[\"other\"]               ; SEAT_NOT_ALLOWED",
                "                                              ; ,\"wseat\":[\"other\",\"hayate\"]    ;",
                "                                              ; ,\"bseat\":[\"hayate\"]              ; SEAT_NOT_ALLOWED",
                "                                              ; ,\"cur\":[\"EUR\",\"JPY\"]           ; NO_RATE",
                "                                              ; ,\"cur\":[\"euro\"]                ; CURRENCY_NOT_ALLOWED",
                "                                              ; ,\"cur\":[\"EUR\",\"usd\"]           ;",
                "                                              ; ,\"tmax\":10                         ; NO_TIME",
                "                                              ; ,\"tmax\":\"soon\"                   ; NO_TIME",
                "                                              ; ,\"tmax\":0                          ; NO_TIME",
                "                                              ; ,\"bcat\":{\"a\":1}                  ; UNUSABLE_REQUEST",
                ",\"bidfloor\":2                               ;                                      ;",
                ",\"bidfloor\":2.0000001                       ;                                      ; BELOW_FLOOR",
                ",\"bidfloor\":\"2.5\"                         ;                                      ; BELOW_FLOOR",
                ",\"bidfloor\":1,\"bidfloorcur\":\"EUR\"       ;                                      ; FLOOR_CURRENCY",
                ",\"bidfloor\":0,\"bidfloorcur\":\"EUR\"       ;                                      ;",
                ",\"bidfloor\":1e400                           ;                                      ; BELOW_FLOOR",
                ",\"bidfloor\":-1                              ;                                      ;",
            })
    void shouldObeyTheRulesOfRequestAndImpression(final String impression, final String request, final String reason) {
        try (PipelineFixture bidder = new PipelineFixture(RULED)) {
            assertOutcome(
                    bidder, request(impression == null ? "" : impression, request == null ? "" : request), reason);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"format\":[{\"w\":320,\"h\":50},{\"w\":300,\"h\":250}],\"w\":1,\"h\":1};",
                "{\"format\":[{\"w\":320,\"h\":50}],\"w\":300,\"h\":250}; NO_SIZE",
                "{\"format\":[],\"w\":300,\"h\":250};",
                "{\"w\":300.0,\"h\":\"250\"};",
                "{\"w\":300}; NO_SIZE",
                "{\"w\":300,\"h\":251}; NO_SIZE",
                "{\"wmin\":200,\"wmax\":400,\"hmin\":200,\"hmax\":300};",
                "{\"wmin\":301,\"wmax\":400,\"hmin\":200,\"hmax\":300}; NO_SIZE",
                "{\"w\":320,\"h\":50,\"wmin\":200,\"wmax\":400}; NO_SIZE",
                "{}; NO_SIZE",
                "{\"w\":300,\"h\":250,\"btype\":[3]}; BLOCKED_BANNER_TYPE",
                "{\"w\":300,\"h\":250,\"btype\":[1,2,4]};",
                "{\"w\":300,\"h\":250,\"battr\":[6]}; BLOCKED_ATTRIBUTE",
                "{\"w\":300,\"h\":250,\"battr\":[1,2,\"6\"]}; BLOCKED_ATTRIBUTE",
                "{\"w\":300,\"h\":250,\"battr\":[777]}; BLOCKED_ATTRIBUTE",
                "{\"w\":300,\"h\":250,\"battr\":[5,7]};",
                "{\"w\":300,\"h\":250,\"battr\":{}}; UNUSABLE_IMPRESSION",
                "{\"w\":300,\"h\":250},\"instl\":1;",
                "{},\"instl\":1;",
                "{\"w\":320,\"h\":480},\"instl\":1; NO_SIZE",
                "null,\"video\":{\"mimes\":[\"video/mp4\"]}; NO_SIZE",
                "null; UNUSABLE_IMPRESSION",
            })
    void shouldObeyTheRulesOfTheBanner(final String banner, final String reason) {
        try (PipelineFixture bidder = new PipelineFixture(RULED)) {
            assertOutcome(bidder, banner(banner), reason);
        }
    }

    @Test
    void shouldNotBidOnSecureImpressionsWithoutSecureTrackers() {
        try (PipelineFixture bidder = new PipelineFixture("http://track.example", PLAIN)) {
            assertThat(bidder.reason(request(",\"secure\":1", ""))).isEqualTo(NoBidReason.TRACKER_NOT_SECURE);
            assertThat(bidder.bids(request("", ""))).hasSize(1);
        }
    }

    @Test
    void shouldBidOnceForImpressionsThatShareAnId() {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            assertThat(bidder.bids("""
                            {"id":"r","imp":[{"id":"1","banner":{"w":300,"h":250}},{"id":"1","banner":{"w":300,"h":250}}]}""")).hasSize(1);
        }
    }

    @Test
    void shouldBidOnEachImpressionByItself() {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            assertThat(bidder.bids("""
                            {"id":"r","imp":[{"id":"1","banner":{"w":300,"h":250}},{"id":"2","banner":{"w":1,"h":1}},
                            {"banner":{"w":300,"h":250}},{"id":3,"banner":{"w":300,"h":250},"bidfloor":1.5}]}"""))
                    .extracting(bid -> bid.path("impid").asText())
                    .containsExactly("1", "3");
        }
    }

    @Test
    void shouldHoldThePositionOfEachImpression() {
        final Campaign aboveTheFold = campaign(4)
                .bidCpmMicros(3_000_000)
                .include(Dimension.POSITION, "1")
                .build();
        final Campaign notBelow = campaign(5)
                .bidCpmMicros(1_000_000)
                .exclude(Dimension.POSITION, "3")
                .build();
        try (PipelineFixture bidder = new PipelineFixture(aboveTheFold, notBelow)) {
            final List<JsonNode> bids = bidder.bids("""
                            {"id":"r","imp":[{"id":"1","banner":{"w":300,"h":250,"pos":1}},
                            {"id":"2","banner":{"w":300,"h":250,"pos":3}},{"id":"3","banner":{"w":300,"h":250}}]}""");
            assertThat(bids).extracting(bid -> bid.path("impid").asText()).containsExactly("1", "3");
            assertThat(bids).extracting(bid -> bid.path("cid").asText()).containsExactly("4", "5");
        }
    }

    @Test
    void shouldBidTheHighestThatKeepsTheRules() {
        final Campaign blocked = campaign(1)
                .bidCpmMicros(5_000_000)
                .creative(
                        new CreativeBuilder(11, 300, 250).categories(1, "IAB7").build())
                .build();
        final Campaign second = campaign(2)
                .bidCpmMicros(4_123_456)
                .creative(
                        new CreativeBuilder(21, 300, 250).categories(1, "IAB7").build())
                .creative(new CreativeBuilder(22, 300, 250).build())
                .build();
        try (PipelineFixture bidder = new PipelineFixture(PLAIN, blocked, second)) {
            final JsonNode bid =
                    bidder.bids(request("", ",\"bcat\":[\"IAB7\"]")).get(0);
            assertThat(bid.path("crid").asText()).isEqualTo("22");
            assertThat(bid.path("price").asText()).isEqualTo("4.123456");
        }
    }

    @Test
    void shouldGiveEqualsTheirShareByRequest() {
        final Campaign[] equals = new Campaign[5];
        for (int i = 0; i < equals.length; i++) {
            equals[i] = campaign(i + 1).build();
        }
        final int[] wins = new int[6];
        try (PipelineFixture bidder = new PipelineFixture(equals)) {
            for (int i = 0; i < 5_000; i++) {
                final String request = request("", "").replace("r-1", "request-" + i);
                wins[bidder.bids(request).get(0).path("cid").asInt()]++;
            }
        }
        for (int campaign = 1; campaign <= 5; campaign++) {
            assertThat(wins[campaign]).isBetween(850, 1_150);
        }
    }

    @Test
    void shouldShowEachCreativeOfCampaignsThatBidTheSame() {
        final Campaign[] equals = new Campaign[2];
        for (int i = 0; i < equals.length; i++) {
            equals[i] = campaign(i + 1).banner(300, 250).banner(300, 250).build();
        }
        final Map<String, Integer> shown = new TreeMap<>();
        try (PipelineFixture bidder = new PipelineFixture(equals)) {
            for (int i = 0; i < 4_000; i++) {
                final String request = request("", "").replace("r-1", "request-" + i);
                shown.merge(bidder.bids(request).get(0).path("crid").asText(), 1, Integer::sum);
            }
        }
        assertThat(shown)
                .hasSize(4)
                .allSatisfy((creative, bids) -> assertThat(bids).isBetween(850, 1_150));
    }

    @Test
    void shouldCountWhenTimeRanOut() {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            bidder.elapsedNs = 89_999_999;
            assertThat(bidder.bids(request("", ",\"tmax\":100"))).hasSize(1);
            bidder.elapsedNs = 90_000_001;
            assertThat(bidder.reason(request("", ",\"tmax\":100"))).isEqualTo(NoBidReason.EXPIRED_BEFORE_MATCH);
            bidder.elapsedNs = 290_000_001;
            assertThat(bidder.reason(request("", ""))).isEqualTo(NoBidReason.EXPIRED_BEFORE_DECODE);
        }
    }

    @Test
    void shouldNotLookAtMoreImpressionsOnceTheDeadlineHasPassed() {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            final String impression = "{\"id\":\"%d\",\"banner\":{\"w\":1,\"h\":1}}";
            final StringBuilder impressions = new StringBuilder(impression.formatted(0));
            for (int i = 1; i < 20; i++) {
                impressions.append(',').append(impression.formatted(i));
            }
            // Looked at before decoding, before matching, and before each impression but the first.
            bidder.elapsedStepNs = 50_000_000;
            assertThat(bidder.reason("{\"id\":1,\"imp\":[" + impressions + "]}"))
                    .isEqualTo(NoBidReason.EXPIRED_BEFORE_WRITE);
            assertThat(bidder.pipeline.impressionNoBids().get(NoBidReason.NO_SIZE))
                    .isEqualTo(4);
        }
    }

    @Test
    void shouldNotBidWhileSwitchedOff() {
        try (PipelineFixture bidder = new PipelineFixture(PLAIN)) {
            bidder.live.publish(new BiddingSwitches(true, Set.of(), Set.of(), Set.of()));
            assertThat(bidder.reason(request("", ""))).isEqualTo(NoBidReason.BIDDING_OFF);
            bidder.live.publish(new BiddingSwitches(false, Set.of("demo"), Set.of(), Set.of()));
            assertThat(bidder.reason(request("", ""))).isEqualTo(NoBidReason.BIDDING_OFF);
            bidder.live.publish(BiddingSwitches.ALL_ON);
            assertThat(bidder.bids(request("", ""))).hasSize(1);
        }
    }

    @Test
    void shouldLeaveOutABidWhoseCreativeCannotBeRead() {
        final Campaign other = campaign(3).banner(320, 50).build();
        final String two = """
                {"id":"r","imp":[{"id":"1","banner":{"w":300,"h":250}},{"id":"2","banner":{"w":320,"h":50}}]}""";
        try (PipelineFixture bidder = new PipelineFixture(PLAIN, other)) {
            bidder.loseCreative(100);
            assertThat(bidder.bids(two))
                    .extracting(bid -> bid.path("impid").asText())
                    .containsExactly("2");
            bidder.loseCreative(300);
            assertThat(bidder.reason(two)).isEqualTo(NoBidReason.CREATIVE_UNREADABLE);
        }
    }

    private static void assertOutcome(final PipelineFixture bidder, final String request, final String reason) {
        if (reason == null) {
            assertThat(bidder.bids(request)).as(request).hasSize(1);
        } else {
            assertThat(bidder.reason(request)).as(request).isEqualTo(NoBidReason.valueOf(reason));
        }
    }
}
