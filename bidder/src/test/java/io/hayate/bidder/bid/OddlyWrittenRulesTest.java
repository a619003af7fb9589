package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that exchanges write in unusual ways hold all the same. */
class OddlyWrittenRulesTest {
    private static final String TEXT_AND_PIXEL =
            "<b>Sale</b><img width='1' height='1' src='https://count.example/'><img src=\"${IMPRESSION_URL}\">";

    private static String request(final String impressionFields, final String requestFields) {
        return request("", impressionFields, requestFields);
    }

    private static String request(
            final String bannerFields, final String impressionFields, final String requestFields) {
        return "{\"id\":\"r-1\",\"imp\":[{\"id\":\"i-1\",\"banner\":{\"w\":300,\"h\":250" + bannerFields + "}"
                + impressionFields + "}]" + requestFields + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "shop.example.",
                " shop.example ",
                "*.shop.example",
                ".shop.example",
                "https://www.shop.example/",
                "HTTP:\\/\\/user@Shop.Example:8080?x",
                "//shop.example",
                "shop.example/betting/*"
            })
    void shouldFindTheDomainInWhatBadvNames(final String blocked) {
        final Campaign campaign = campaign(1)
                .creative(new CreativeBuilder(11, 300, 250)
                        .domains("www.shop.example")
                        .build())
                .build();
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            assertThat(bidder.reason(request("", ",\"badv\":[\"other.example\",\"" + blocked + "\"]")))
                    .isEqualTo(NoBidReason.BLOCKED_ADVERTISER);
            assertThat(bidder.bids(request("", ",\"badv\":[\"x.test/?https://shop.example\",\"hop.example\"]")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"domain\":\"https://good.example/\"}; true",
                "{\"domain\":\"news.good.example.\"}; true",
                "{\"page\":\"//good.example/a\"}; true",
                "{\"page\":\"GOOD.example:8080/a\"}; true",
                "{\"page\":\"https://other.example\\\\@good.example/\"}; false",
                "{\"page\":\"other.example/?u=https://good.example/\"}; false",
                "{\"page\":\"https://other.example/https://good.example/\"}; false",
            })
    void shouldFindTheDomainOfASite(final String site, final boolean good) {
        final Campaign onGood =
                campaign(1).include(Dimension.SITE_DOMAIN, "good.example").build();
        final Campaign elsewhere =
                campaign(2).exclude(Dimension.SITE_DOMAIN, "good.example").build();
        try (PipelineFixture bidder = new PipelineFixture(onGood, elsewhere)) {
            assertThat(bidder.bids(request("", ",\"site\":" + site)))
                    .extracting(bid -> bid.path("cid").asText())
                    .containsExactly(good ? "1" : "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"badv", "bcat", "bapp", "wseat", "bseat", "cur", "wlang"})
    void shouldNotOverlookRulesJoinedInOneText(final String rule) {
        try (PipelineFixture bidder = new PipelineFixture(campaign(1).build())) {
            assertThat(bidder.reason(request("", ",\"" + rule + "\":\"USD,hayate\"")))
                    .isEqualTo(NoBidReason.UNUSABLE_REQUEST);
        }
    }

    @Test
    void shouldIgnoreTheLetterCaseOfBlockedApps() {
        final Campaign campaign = campaign(1)
                .creative(new CreativeBuilder(11, 300, 250)
                        .bundle("com.Example.Shop")
                        .build())
                .creative(new CreativeBuilder(12, 300, 250)
                        .bundle("com.example.shop")
                        .build())
                .build();
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            assertThat(bidder.reason(request("", ",\"bapp\":[\"COM.example.Shop\"]")))
                    .isEqualTo(NoBidReason.BLOCKED_APP);
        }
    }

    @ParameterizedTest(name = "{0} is of type {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "<svg viewBox='0 0 3 2'></svg>; 2",
                "<video src='https://cdn.example/a.mp4'></video>; 2",
                "<img width=\"100\" src='https://cdn.example/a.png'>; 2",
                "<div style=\"background:url('https://cdn.example/a.png')\"></div>; 2",
                TEXT_AND_PIXEL + "; 1",
                "<B>Sale</B>; 1",
                "<SCRIPT src='https://cdn.example/a.js'></SCRIPT><iframe></iframe>; 3",
            })
    void shouldSeeTheTypeOfABanner(final String markup, final int type) {
        final Campaign campaign = campaign(1)
                .creative(new CreativeBuilder(11, 300, 250).markup(markup).build())
                .build();
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            assertThat(bidder.reason(request(",\"btype\":[" + type + "]", "", "")))
                    .isEqualTo(NoBidReason.BLOCKED_BANNER_TYPE);
            final String others = type == 1 ? "2,3,4" : type == 2 ? "1,3,4" : "1,2";
            assertThat(bidder.bids(request(",\"btype\":[" + others + "]", "", "")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldNameALanguageWithoutTwoLetterCodeInItsOwnField() {
        final Campaign campaign = campaign(1)
                .creative(new CreativeBuilder(11, 300, 250).language("fil").build())
                .build();
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            final JsonNode bid =
                    bidder.bids(request("", ",\"wlangb\":[\"fil-PH\"]")).get(0);
            assertThat(bid.has("language")).isFalse();
            assertThat(bid.path("langb").asText()).isEqualTo("fil");
        }
    }

    @Test
    void shouldBidUnderTheFirstOfDealsThatShareAnId() {
        final Campaign first = campaign(1)
                .bidCpmMicros(9_000_000)
                .include(Dimension.DEAL, "d-1")
                .build();
        final Campaign second = campaign(2)
                .bidCpmMicros(8_000_000)
                .include(Dimension.DEAL, "d-1")
                .build();
        final String deals = ",\"pmp\":{\"deals\":[%s,{\"id\":\"d-1\"}]}";
        try (PipelineFixture bidder = new PipelineFixture(first, second)) {
            // The second campaign would reach the floor of the second deal, not of the first.
            assertThat(bidder.bids(request(deals.formatted("{\"id\":\"d-1\",\"bidfloor\":8.5}"), "")))
                    .extracting(bid -> bid.path("cid").asText())
                    .containsExactly("1");
            assertThat(bidder.bids(request(deals.formatted("{\"id\":\"d-1\",\"wseat\":[\"other\"]}"), "")))
                    .isEmpty();
        }
    }

    @Test
    void shouldBidUnderADealOfEachImpression() {
        final Campaign campaign = campaign(1).include(Dimension.DEAL, "d-1").build();
        final String impression =
                "{\"id\":\"%s\",\"banner\":{\"w\":300,\"h\":250},\"pmp\":{\"deals\":[{\"id\":\"d-1\"}]}}";
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            final List<JsonNode> bids = bidder.bids(
                    "{\"id\":\"r\",\"imp\":[" + impression.formatted("a") + "," + impression.formatted("b") + "]}");
            assertThat(bids).extracting(bid -> bid.path("impid").asText()).containsExactly("a", "b");
        }
    }

    @Test
    void shouldGiveTheFloorsCurrencyAsReasonAlsoBesideUnknownDeals() {
        try (PipelineFixture bidder = new PipelineFixture(campaign(1).build())) {
            final String floor = ",\"bidfloor\":1,\"bidfloorcur\":\"EUR\"";
            assertThat(bidder.reason(request(floor + ",\"pmp\":{\"deals\":[{\"id\":\"unknown\"}]}", "")))
                    .isEqualTo(NoBidReason.FLOOR_CURRENCY);
        }
    }
}
