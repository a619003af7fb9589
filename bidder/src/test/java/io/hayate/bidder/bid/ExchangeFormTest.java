package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.exchanges.TestProfiles;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exchange's profile changes in answers. */
class ExchangeFormTest {
    private static final Campaign[] OPEN = {plain(1, 3_000_000), plain(2, 2_000_000), plain(3, 1_000_000)};

    private static Campaign plain(final long id, final long bidCpmMicros) {
        return campaign(id).bidCpmMicros(bidCpmMicros).banner(300, 250).build();
    }

    private static Campaign in(final String currency, final long id) {
        return campaign(id).currency(currency).banner(300, 250).build();
    }

    private static Campaign dealt(final long id) {
        return campaign(id).include(Dimension.DEAL, "d-1").banner(300, 250).build();
    }

    private static PipelineFixture bidder(final String profile, final Campaign... campaigns) {
        return new PipelineFixture(TestProfiles.of("x", 0, profile), "https://track.example", campaigns);
    }

    private static String request(final String id, final String impressionFields, final String requestFields) {
        return "{\"id\":" + id + ",\"imp\":[{\"id\":\"i-1\",\"banner\":{\"w\":300,\"h\":250}" + impressionFields + "}]"
                + requestFields + "}";
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            "r-1"           | ,"bidfloor":9 | {"id":"r-1","nbr":515}
            17              | ,"bidfloor":9 | {"id":17,"nbr":515}
            "a\\"\\u0000é\\n" | ,"bidfloor":9 | {"id":"a\\"\\u0000é\\n","nbr":515}
            "r"             | ,"pmp":{"private_auction":1} | {"id":"r","nbr":506}
            """)
    void shouldTellTheReasonOfANoBidWithTheIdAsItCame(final String id, final String fields, final String answer) {
        try (PipelineFixture bidder = bidder("noBid: 200", OPEN)) {
            assertThat(bidder.bid(request(id, fields, ""))).isEqualTo(BidRoute.NO_BID);
            assertThat(bidder.answerText()).isEqualTo(answer);
        }
    }

    @Test
    void shouldTellNoReasonWhereTheRequestWasNotRead() {
        try (PipelineFixture bidder = bidder("noBid: 200", OPEN)) {
            bidder.elapsedNs = TimeUnit.MILLISECONDS.toNanos(291);
            assertThat(bidder.bid(request("\"r\"", "", ""))).isEqualTo(BidRoute.NO_BID);
            assertThat(bidder.pipeline.noBidLengthBytes()).isZero();
            assertThat(bidder.answerText()).isEmpty();
            bidder.elapsedNs = 0;
            assertThat(bidder.bid(request("\"r\"", "", ""))).isPositive();
        }
    }

    @Test
    void shouldTellThatBiddingIsOff() {
        try (PipelineFixture bidder = bidder("noBid: 200", OPEN)) {
            bidder.live.publish(new BiddingSwitches(true, Set.of(), Set.of(), Set.of()));
            bidder.bid(request("\"r\"", "", ""));
            assertThat(bidder.answerText()).isEqualTo("{\"id\":\"r\",\"nbr\":500}");
        }
    }

    @Test
    void shouldStillRefuseWhatIsNoBidRequest() {
        try (PipelineFixture bidder = bidder("noBid: 200", OPEN)) {
            assertThat(bidder.bid("{\"id\":\"r\"}")).isEqualTo(BidRoute.BAD_REQUEST);
        }
    }

    @Test
    void shouldHaveNothingToSayWhere204Is() {
        try (PipelineFixture bidder = bidder("noBid: 204", OPEN)) {
            assertThat(bidder.bid(request("\"r\"", ",\"bidfloor\":9", ""))).isEqualTo(BidRoute.NO_BID);
            assertThat(bidder.answerText()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                                 | JPY
            ,"cur":["JPY"]       | JPY
            ,"cur":["USD"]       | USD
            ,"cur":["usd","jpy"] | JPY
            ,"cur":["EUR","GBP"] | EUR
            ,"cur":["CHF"]       |
            """)
    void shouldAnswerInTheFirstOfItsCurrenciesThatIsAllowed(final String fields, final String currency) {
        final Campaign[] campaigns = {in("USD", 1), in("JPY", 2), in("EUR", 3)};
        try (PipelineFixture bidder = bidder("currency: JPY, otherCurrencies: [USD, EUR]", campaigns)) {
            final String request = request("\"r\"", "", fields == null ? "" : fields);
            if (currency == null) {
                assertThat(bidder.reason(request)).isEqualTo(NoBidReason.NO_RATE);
            } else {
                assertThat(bidder.answer(request).path("cur").asText()).isEqualTo(currency);
            }
        }
    }

    @Test
    void shouldNotTakeOneCurrencyForAnother() {
        try (PipelineFixture bidder = bidder("currency: JPY", in("USD", 1))) {
            assertThat(bidder.reason(request("\"r\"", "", ""))).isEqualTo(NoBidReason.NO_RATE);
        }
        try (PipelineFixture bidder = bidder("currency: JPY", in("JPY", 1))) {
            assertThat(bidder.bids(request("\"r\"", ",\"bidfloor\":1,\"bidfloorcur\":\"jpy\"", "")))
                    .hasSize(1);
            assertThat(bidder.reason(request("\"r\"", ",\"bidfloor\":0.001", "")))
                    .isEqualTo(NoBidReason.FLOOR_CURRENCY);
        }
    }

    @Test
    void shouldPutTheExchangesPriceMacroIntoItsNoticeUrls() {
        try (PipelineFixture bidder = bidder("price: {macro: '${AUCTION_PRICE:B64}'}", OPEN)) {
            final JsonNode bid = bidder.bids(request("\"r\"", "", "")).get(0);
            assertThat(bid.path("nurl").asText()).endsWith("&p=${AUCTION_PRICE:B64}");
            assertThat(bid.path("burl").asText()).endsWith("&p=${AUCTION_PRICE:B64}");
            assertThat(bid.path("lurl").asText()).endsWith("&p=${AUCTION_PRICE:B64}&r=${AUCTION_LOSS}");
        }
    }

    @Test
    void shouldAskForTheLeastPriceToWinWhereItShades() {
        try (PipelineFixture bidder = bidder("shading: true", OPEN)) {
            final JsonNode bid = bidder.bids(request("\"r\"", "", "")).get(0);
            assertThat(bid.path("nurl").asText()).endsWith("&p=${AUCTION_PRICE}&m=${AUCTION_MIN_TO_WIN}");
            assertThat(bid.path("burl").asText()).endsWith("&p=${AUCTION_PRICE}");
            assertThat(bid.path("lurl").asText())
                    .endsWith("&p=${AUCTION_PRICE}&r=${AUCTION_LOSS}&m=${AUCTION_MIN_TO_WIN}");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "16, 3"})
    void shouldBidOpenlyAsOftenAsTheExchangeTakes(final int openBids, final int expected) {
        try (PipelineFixture bidder = bidder("openBids: " + openBids, OPEN)) {
            assertThat(bidder.bids(request("\"r\"", "", "")))
                    .hasSize(expected)
                    .extracting(bid -> bid.path("cid").asText())
                    .containsExactlyElementsOf(List.of("1", "2", "3").subList(0, expected));
        }
    }

    @Test
    void shouldBidUnderADealAsOftenAsTheExchangeTakes() {
        try (PipelineFixture bidder = bidder("dealBids: 2, openBids: 1", OPEN[0], dealt(4), dealt(5), dealt(6))) {
            final String pmp = ",\"pmp\":{\"deals\":[{\"id\":\"d-1\"}]}";
            assertThat(bidder.bids(request("\"r\"", pmp, "")))
                    .extracting(bid -> bid.path("dealid").asText())
                    .containsExactly("d-1", "d-1", "");
        }
    }

    @Test
    void shouldNotAnswerWithMoreBidsThanTheExchangeTakes() {
        try (PipelineFixture bidder = bidder("openBids: 3, maxBidsPerAnswer: 2", OPEN)) {
            assertThat(bidder.answer(request("\"r\"", "", "")).at("/seatbid/0/bid"))
                    .hasSize(2);
            assertThat(bidder.pipeline.counters().get(BidCounter.BIDS_OVER_LIMIT))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldTakeEveryImpressionAsSecureWhereTheExchangeIsHttpsOnly() {
        final Campaign insecure = campaign(1)
                .creative(new CreativeBuilder(11, 300, 250).secure(false).build())
                .build();
        try (PipelineFixture bidder = bidder("httpsOnly: true", insecure)) {
            assertThat(bidder.reason(request("\"r\"", ",\"secure\":0", ""))).isEqualTo(NoBidReason.NOT_SECURE);
        }
        try (PipelineFixture bidder = bidder("httpsOnly: false", insecure)) {
            assertThat(bidder.bids(request("\"r\"", "", ""))).hasSize(1);
        }
    }
}
