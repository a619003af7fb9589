package io.hayate.bidder.bidlog;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.ledger.prices.AuctionCell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loop copies of its bids. */
class BidSamplesTest {
    private static final ExchangeProfile SHADED = TestProfiles.of("demo", 0, "shading: true");
    private static final String IMPRESSION = "\"imp\": [{\"id\": \"1\", \"banner\": {\"w\": 300, \"h\": 250}}]}";

    @Test
    void shouldTellTheAuctionCellOfShadedBidsOnly() {
        final BidSamples samples = new BidSamples(1, 0, List.of(SHADED), 1);
        final List<Integer> cells = new ArrayList<>();
        try (PipelineFixture bidder =
                new PipelineFixture(SHADED, "https://track.example", campaign(1).build())) {
            bidder.pipeline.observe(samples);
            bidder.answer("{\"id\": \"a\", \"at\": 1, " + IMPRESSION);
            bidder.answer("{\"id\": \"b\", \"at\": 2, " + IMPRESSION);
            samples.drain(
                    (type, buffer, offset, lengthBytes) ->
                            cells.add((int) buffer.getShort(offset + BidRecord.AUCTION_CELL_OFFSET)),
                    10);
        }
        assertThat(cells).containsExactly(AuctionCell.of(AdFormat.BANNER.ordinal(), 300, 250, 0), AuctionCell.NONE);
    }
}
