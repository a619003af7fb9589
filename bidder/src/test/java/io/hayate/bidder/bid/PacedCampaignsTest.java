package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.ledger.brakes.OpenBreakers;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Campaigns that do not take part in everything, and exchanges that the circuit breaker is open for. */
class PacedCampaignsTest {
    /** Time stands still in these tests: so much at most is had of a small budget at one moment. */
    private static final int MOST_AT_ONCE = 4;

    private static final Campaign PACED = campaign(5)
            .bidCpmMicros(9_000_000)
            .budget(1_000_000_000, Budget.NO_LIMIT)
            .pacing(Budget.Pacing.EVEN)
            .build();

    @Test
    void shouldLetTheNextBestBidWhereAPacedCampaignDoesNotTakePart() {
        final Campaign next = campaign(1).bidCpmMicros(2_000_000).build();
        try (PipelineFixture bidder = new PipelineFixture(PACED, next)) {
            int bids = 0;
            for (int request = 0; request < 50; request++) {
                final String cid = bidder.bids(request("r-" + request, ""))
                        .get(0)
                        .path("cid")
                        .asText();
                assertThat(cid).isIn("1", "5");
                bids += cid.equals("5") ? 1 : 0;
            }
            assertThat(bids).isBetween(1, MOST_AT_ONCE);
        }
    }

    @Test
    void shouldSayThatNobodyTakesPart() {
        try (PipelineFixture bidder = new PipelineFixture(PACED)) {
            takeAll(bidder);

            assertThat(bidder.reason(request("r-x", ""))).isEqualTo(NoBidReason.PACED);
        }
    }

    @Test
    void shouldNotPaceTestRequests() {
        try (PipelineFixture bidder = new PipelineFixture(PACED)) {
            takeAll(bidder);

            assertThat(cids(bidder.bids(request("r-x", "").replaceFirst("\\{", "{\"test\":1,"))))
                    .containsExactly("5");
        }
    }

    @Test
    void shouldNotPaceGuaranteedDeals() {
        final Campaign dealt = campaign(5)
                .bidCpmMicros(9_000_000)
                .budget(10_000_000_000L, Budget.NO_LIMIT)
                .pacing(Budget.Pacing.EVEN)
                .include(Dimension.DEAL, "d-1")
                .build();
        final String deal = ",\"pmp\":{\"deals\":[{\"id\":\"d-1\",\"bidfloor\":5%s}]}";
        try (PipelineFixture bidder = new PipelineFixture(dealt)) {
            for (int request = 0; request < 20; request++) {
                bidder.bid(request("r-" + request, deal.formatted("")));
            }
            assertThat(bidder.reason(request("r-x", deal.formatted("")))).isEqualTo(NoBidReason.PACED);
            for (int request = 0; request < 20; request++) {
                bidder.ledgerAgent.doWork();
                assertThat(cids(bidder.bids(request("r-" + request, deal.formatted(",\"guar\":1")))))
                        .containsExactly("5");
            }
        }
    }

    @Test
    void shouldNotBidWhileTheCircuitBreakerIsOpen() {
        try (PipelineFixture bidder =
                new PipelineFixture(campaign(1).bidCpmMicros(2_000_000).build())) {
            bidder.breakers(new OpenBreakers(true, new BitSet()));
            assertThat(bidder.reason(request("r-1", ""))).isEqualTo(NoBidReason.BREAKER);

            final BitSet first = new BitSet();
            first.set(0);
            bidder.breakers(new OpenBreakers(false, first));
            assertThat(bidder.reason(request("r-1", ""))).isEqualTo(NoBidReason.BREAKER);

            final BitSet other = new BitSet();
            other.set(1);
            bidder.breakers(new OpenBreakers(false, other));
            assertThat(cids(bidder.bids(request("r-1", "")))).containsExactly("1");
        }
    }

    private static void takeAll(final PipelineFixture bidder) {
        for (int request = 0; request < 20; request++) {
            bidder.bid(request("r-" + request, ""));
        }
    }

    private static List<String> cids(final List<JsonNode> bids) {
        return bids.stream().map(bid -> bid.path("cid").asText()).toList();
    }

    private static String request(final String id, final String impressionFields) {
        return "{\"id\":\"" + id + "\",\"imp\":[{\"id\":\"i-1\",\"banner\":{\"w\":300,\"h\":250}" + impressionFields
                + "}],\"site\":{\"domain\":\"news.example\"}}";
    }
}
