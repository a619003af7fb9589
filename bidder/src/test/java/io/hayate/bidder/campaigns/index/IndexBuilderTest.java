package io.hayate.bidder.campaigns.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IndexBuilderTest {
    private static final IndexSizes SIZES = new IndexSizes(0, 3, 6, 1_000);

    private final LiveIndex live = new LiveIndex(1);
    private final Map<Long, LiveCampaign> campaigns = new TreeMap<>();
    private final IndexBuilder builder = new IndexBuilder(live, () -> CurrencyRates.NONE, SIZES, () -> 1_000);

    private void apply(final LiveCampaign after) {
        campaigns.put(after.campaign().id(), after);
        live.publish(builder.apply(List.of(new IndexChange(after.campaign().id(), after)), campaigns.values()));
    }

    private static LiveCampaign campaign(final long id, final List<Long> creativeVersions) {
        return new LiveCampaign(CampaignBuilder.campaign(id).build(), (int) id, 1, creativeVersions);
    }

    @Test
    void shouldGiveATableBackOnceThoughAPartCouldNotBeBuiltInBetween() {
        try (builder) {
            campaigns.put(1L, campaign(1, List.of(1L)));
            live.publish(builder.build(campaigns.values()));
            apply(campaign(2, List.of(2L)));
            // A creative without a version fits no table.
            assertThatThrownBy(() -> apply(campaign(3, List.of()))).isInstanceOf(RuntimeException.class);
            campaigns.remove(3L);
            live.publish(builder.apply(List.of(new IndexChange(3, null)), campaigns.values()));
            for (int i = 0; i < 7; i++) {
                final IndexView pinned = live.pin(0);
                apply(campaign(2, List.of(2L)));
                assertThat(live.current().part(1).table())
                        .as("not that of the view that a reader has pinned")
                        .isNotSameAs(pinned.part(1).table());
                live.unpin(0);
            }
            assertThat(live.pin(0).campaignCount()).isEqualTo(2);
        }
    }
}
