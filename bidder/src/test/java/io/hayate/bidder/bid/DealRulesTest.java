package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deals: which campaigns bid under them, at what price, and by whose rules. */
class DealRulesTest {
    private static String request(final String impressionFields) {
        return "{\"id\":\"r-1\",\"imp\":[{\"id\":\"i-1\",\"banner\":{\"w\":300,\"h\":250}" + impressionFields
                + "}],\"site\":{\"domain\":\"news.example\"}}";
    }

    @Test
    void shouldBidUnderDealsAndOpenlyWithDifferentCampaigns() {
        final Campaign open = campaign(1).bidCpmMicros(2_000_000).build();
        final Campaign dealCampaign = campaign(5)
                .bidCpmMicros(9_000_000)
                .include(Dimension.DEAL, "d-1", "d-2")
                .build();
        final String pmp = ",\"pmp\":{%s\"deals\":[{\"id\":\"d-1\",\"bidfloor\":5},{\"id\":\"d-9\"}]}";
        try (PipelineFixture bidder = new PipelineFixture(open, dealCampaign)) {
            final List<JsonNode> bids = bidder.bids(request(String.format(pmp, "")));
            assertThat(bids).extracting(bid -> bid.path("cid").asText()).containsExactly("5", "1");
            assertThat(bids.get(0).path("dealid").asText()).isEqualTo("d-1");
            assertThat(bids.get(1).has("dealid")).isFalse();
            assertThat(bidder.bids(request(String.format(pmp, "\"private_auction\":1,"))))
                    .extracting(bid -> bid.path("cid").asText())
                    .containsExactly("5");
            // Without its deal the campaign does not bid, however high.
            assertThat(bidder.bids(request("")))
                    .extracting(bid -> bid.path("cid").asText())
                    .containsExactly("1");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"d-1\"}; FLOOR_CURRENCY",
                "{\"id\":\"d-1\",\"bidfloor\":0.01}; 9",
                "{\"id\":\"d-1\",\"bidfloor\":9}; 9",
                "{\"id\":\"d-1\",\"bidfloor\":9.1}; BELOW_FLOOR",
                "{\"id\":\"d-1\",\"bidfloor\":5,\"at\":3}; 5",
                "{\"id\":\"d-1\",\"bidfloor\":5,\"at\":1}; 9",
                "{\"id\":\"d-1\",\"bidfloor\":9.5,\"at\":3}; BELOW_FLOOR",
                "{\"id\":\"d-1\",\"bidfloor\":5,\"bidfloorcur\":\"EUR\"}; FLOOR_CURRENCY",
                "{\"id\":\"d-1\",\"wseat\":[\"x\"]}; SEAT_NOT_ALLOWED",
                "{\"id\":\"d-1\",\"bidfloor\":1,\"wseat\":[\"hayate\"]}; 9",
                "{\"id\":\"d-1\",\"wadomain\":[\"other.example\"]}; BLOCKED_ADVERTISER",
                "{\"id\":\"d-1\",\"bidfloor\":1,\"wadomain\":[\"x.test\",\"SHOP.example\"]}; 9",
                "{\"id\":\"d-1\",\"wadomain\":{}}; UNUSABLE_IMPRESSION",
                "{\"bidfloor\":1}; UNUSABLE_IMPRESSION",
            })
    void shouldObeyTheRulesOfADeal(final String deal, final String outcome) {
        final Campaign campaign = campaign(5)
                .bidCpmMicros(9_000_000)
                .include(Dimension.DEAL, "d-1")
                .build();
        // The impression's floor, which nobody can meet, is for deals without one.
        final String request = request(
                ",\"bidfloor\":99,\"bidfloorcur\":\"EUR\",\"pmp\":{\"private_auction\":1,\"deals\":[" + deal + "]}");
        try (PipelineFixture bidder = new PipelineFixture(campaign)) {
            if (Character.isDigit(outcome.charAt(0))) {
                assertThat(bidder.bids(request).get(0).path("price").decimalValue())
                        .isEqualByComparingTo(outcome);
            } else {
                assertThat(bidder.reason(request)).isEqualTo(NoBidReason.valueOf(outcome));
            }
        }
    }
}
