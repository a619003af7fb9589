package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lists of a request are read once, however many creatives are held against them; each request, impression and deal has
 * its own.
 */
class RequestListsTest {
    private static final int LONG_LIST = 5_000;

    private static final Campaign OPEN =
            campaign(1).bidCpmMicros(2_000_000).creative(ruledCreative(11)).build();

    private static final Campaign DEALT = campaign(2)
            .bidCpmMicros(2_000_000)
            .include(Dimension.DEAL, "d-1", "d-2")
            .creative(ruledCreative(21))
            .build();

    private static Creative ruledCreative(final long id) {
        return new CreativeBuilder(id, 300, 250)
                .domains("www.shop.example")
                .categories(1, "IAB22")
                .attributes(6)
                .language("ja")
                .bundle("com.example.shop")
                .build();
    }

    private static String request(final String banner, final String impressionFields, final String requestFields) {
        return "{\"id\":\"r-1\",\"imp\":[{\"id\":\"i-1\",\"banner\":{" + banner + "}" + impressionFields
                + "}],\"site\":{\"domain\":\"news.example\"}" + requestFields + "}";
    }

    private static String repeated(final String item, final int count) {
        return String.join(",", Collections.nCopies(count, item));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bcat   | "IAB22"            | "IAB21"            | BLOCKED_CATEGORY
            acat   | "IAB21"            | "IAB22"            | BLOCKED_CATEGORY
            badv   | "shop.example"     | "mall.example"     | BLOCKED_ADVERTISER
            bapp   | "com.example.shop" | "com.example.mall" | BLOCKED_APP
            wlang  | "en"               | "ja"               | LANGUAGE_NOT_ALLOWED
            wlangb | "en"               | "ja-JP"            | LANGUAGE_NOT_ALLOWED
            """)
    void shouldNotTakeARequestsListForTheNextOnes(
            final String field, final String blocking, final String allowing, final NoBidReason reason) {
        try (PipelineFixture bidder = new PipelineFixture(OPEN)) {
            final String size = "\"w\":300,\"h\":250";
            final String blocked = request(size, "", ",\"" + field + "\":[" + blocking + "]");
            final String allowed = request(size, "", ",\"" + field + "\":[" + allowing + "]");
            assertThat(bidder.reason(blocked)).isEqualTo(reason);
            assertThat(bidder.bids(allowed)).hasSize(1);
            assertThat(bidder.reason(blocked)).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "w":300,"h":250,"battr":[6]    | "w":300,"h":250,"battr":[7]      | BLOCKED_ATTRIBUTE
            "w":300,"h":250,"btype":[2]    | "w":300,"h":250,"btype":[1]      | BLOCKED_BANNER_TYPE
            "format":[{"w":301,"h":250}]   | "format":[{"w":300,"h":250}]     | NO_SIZE
            """)
    void shouldNotTakeABannersListForTheNextOnes(
            final String blocking, final String allowing, final NoBidReason reason) {
        try (PipelineFixture bidder = new PipelineFixture(OPEN)) {
            assertThat(bidder.reason(request(blocking, "", ""))).isEqualTo(reason);
            assertThat(bidder.bids(request(allowing, "", ""))).hasSize(1);
            assertThat(bidder.reason(request(blocking, "", ""))).isEqualTo(reason);
            final String both = "{\"id\":\"r-1\",\"imp\":[{\"id\":\"i-1\",\"banner\":{" + blocking
                    + "}},{\"id\":\"i-2\",\"banner\":{" + allowing + "}},{\"id\":\"i-3\",\"banner\":{" + blocking
                    + "}}]}";
            assertThat(bidder.bids(both))
                    .extracting(bid -> bid.path("impid").asText())
                    .containsExactly("i-2");
        }
    }

    @Test
    void shouldHoldEachDealAgainstItsOwnDomains() {
        try (PipelineFixture bidder = new PipelineFixture(DEALT)) {
            final List<JsonNode> bids = bidder.bids(request(
                    "\"w\":300,\"h\":250",
                    ",\"pmp\":{\"deals\":[{\"id\":\"d-1\",\"wadomain\":[\"mall.example\"]},"
                            + "{\"id\":\"d-2\",\"wadomain\":[\"shop.example\"]}]}",
                    ""));
            assertThat(bids).extracting(bid -> bid.path("dealid").asText()).containsExactly("d-2");
        }
    }

    @Test
    void shouldFindTheLastItemOfALongList() {
        try (PipelineFixture bidder = new PipelineFixture(OPEN)) {
            final String sizes = "\"format\":[" + repeated("{\"w\":1,\"h\":1}", LONG_LIST) + ",{\"w\":300,\"h\":250}]";
            assertThat(bidder.bids(request(sizes, "", ""))).hasSize(1);
            final String apps = ",\"bapp\":[" + repeated("\"x\"", LONG_LIST) + ",\"com.example.shop\"]";
            assertThat(bidder.reason(request("\"w\":300,\"h\":250", "", apps))).isEqualTo(NoBidReason.BLOCKED_APP);
        }
    }

    @Test
    void shouldTakeAsManyLanguagesAsThereAreAndNoMore() {
        try (PipelineFixture bidder = new PipelineFixture(OPEN)) {
            final String languages = ",\"wlang\":[" + repeated("\"en\"", BidLimits.MAX_LANGUAGES - 1) + ",\"ja\"";
            final String size = "\"w\":300,\"h\":250";
            assertThat(bidder.bids(request(size, "", languages + "]"))).hasSize(1);
            assertThat(bidder.reason(request(size, "", languages + ",\"ja\"]"))).isEqualTo(NoBidReason.TOO_COMPLEX);
        }
    }

    @Test
    void shouldGiveUpARequestThatBlocksCreativeAfterCreative() {
        final Campaign[] campaigns = new Campaign[BidLimits.MAX_CANDIDATES];
        final int creatives = BidLimits.MAX_CREATIVES_TRIED / BidLimits.MAX_CANDIDATES / 2;
        for (int i = 0; i < campaigns.length; i++) {
            final CampaignBuilder campaign = campaign(i + 1).bidCpmMicros(2_000_000);
            for (int each = 0; each < creatives; each++) {
                campaign.creative(ruledCreative(i * 1_000L + each + 1));
            }
            campaigns[i] = campaign.build();
        }
        try (PipelineFixture bidder = new PipelineFixture(campaigns)) {
            final String impression = "{\"id\":\"%d\",\"banner\":{\"w\":300,\"h\":250,\"battr\":[%d]}}";
            final String two = impression.formatted(1, 6) + "," + impression.formatted(2, 6);
            final String free = impression.formatted(4, 7);
            // Two impressions are looked at in full; the third comes to the limit, and the free one gets nothing.
            assertThat(bidder.bids("{\"id\":1,\"imp\":[" + two + "," + free + "]}"))
                    .hasSize(1);
            assertThat(bidder.pipeline.counters().get(BidCounter.CREATIVES_CUT)).isZero();
            final String three = two + "," + impression.formatted(3, 6);
            assertThat(bidder.reason("{\"id\":1,\"imp\":[" + three + "," + free + "]}"))
                    .isEqualTo(NoBidReason.BLOCKED_ATTRIBUTE);
            assertThat(bidder.pipeline.counters().get(BidCounter.CREATIVES_CUT)).isEqualTo(2);
            // The next request starts afresh.
            assertThat(bidder.bids("{\"id\":1,\"imp\":[" + free + "]}")).hasSize(1);
        }
    }
}
