package io.hayate.bidder.bid;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.live.IndexView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** It makes no difference in which part of the view a campaign is. */
class PipelinePartsTest {
    private static final int CAMPAIGNS = 24;

    private static Campaign[] campaigns(final long equalCpmMicros) {
        final Campaign[] campaigns = new Campaign[CAMPAIGNS];
        for (int i = 0; i < CAMPAIGNS; i++) {
            // 7 and 24 have no common divisor: the order of bids is none of the order of parts.
            campaigns[i] = CampaignBuilder.campaign(i + 1)
                    .bidCpmMicros(equalCpmMicros > 0 ? equalCpmMicros : (1 + i * 7 % CAMPAIGNS) * 100_000L)
                    .creative(new CreativeBuilder(1000 + i, 300, 250)
                            .categories(1, i % 5 == 0 ? "IAB7" : "IAB1")
                            .build())
                    .build();
        }
        return campaigns;
    }

    private static String request(final int id, final String more) {
        return "{\"id\": \"%d\", \"imp\": [{\"id\": \"1\", \"banner\": {\"w\": 300, \"h\": 250}}]%s}"
                .formatted(id, more);
    }

    @Test
    void shouldBidWithTheBestOfAllParts() {
        try (PipelineFixture whole = new PipelineFixture(campaigns(0));
                PipelineFixture parts = new PipelineFixture()) {
            parts.publishInParts(campaigns(0));
            assertThat(parts.live.current().partCount()).isEqualTo(IndexView.MAX_PARTS);
            assertThat(parts.live.current().campaignCount()).isEqualTo(CAMPAIGNS);
            for (final String more :
                    List.of("", ", \"bcat\": [\"IAB7\"]", ", \"bcat\": [\"IAB1\"]", ", \"tmax\": 100")) {
                final var expected = whole.bids(request(1, more)).get(0);
                final var bid = parts.bids(request(1, more)).get(0);
                assertThat(bid.path("cid")).isEqualTo(expected.path("cid"));
                assertThat(bid.path("crid")).isEqualTo(expected.path("crid"));
                assertThat(bid.path("price")).isEqualTo(expected.path("price"));
            }
        }
    }

    @Test
    void shouldGiveEqualsOfAllPartsTheirTurn() {
        try (PipelineFixture bidder = new PipelineFixture()) {
            bidder.publishInParts(campaigns(500_000));
            final Set<String> bidding = new HashSet<>();
            for (int i = 0; i < 400; i++) {
                bidding.add(bidder.bids(request(i, "")).get(0).path("cid").asText());
            }
            assertThat(bidding).hasSizeGreaterThan(CAMPAIGNS / 2);
        }
    }
}
