package io.hayate.bidder.campaigns.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IndexBuilderTest {
    private static final IndexSizes SIZES = new IndexSizes(0, 3, 6, 1_000, 30_000);

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

    /** A switch that moves while parts are built acts at once on those bid with, and on those that come after them. */
    @Test
    void shouldSwitchOffAmidABuild() {
        try (builder) {
            campaigns.put(1L, campaign(1, List.of(1L)));
            live.publish(builder.build(campaigns.values()));
            for (long id = 2; id <= 8; id++) {
                apply(campaign(id, List.of(id)));
            }
            assertThat(live.current().partCount()).isEqualTo(3);
            // The next but one moves the small part into the middle one.
            for (int build = 1; build <= 4; build++) {
                final long off = build;
                final List<Boolean> duringBuild = new ArrayList<>();
                builder.amidBuilds(() -> {
                    live.publish(campaignsOff(off));
                    builder.refreshNow();
                    duringBuild.add(isBiddable(off));
                });
                apply(campaign(8 + build, List.of(8L + build)));
                assertThat(duringBuild).isNotEmpty().containsOnly(false);
                for (int id = 1; id <= build; id++) {
                    assertThat(isBiddable(id)).isFalse();
                }
                for (int id = build + 1; id <= 8 + build; id++) {
                    assertThat(isBiddable(id)).isTrue();
                }
            }
        }
    }

    /** Those up to this one. */
    private static BiddingSwitches campaignsOff(final long last) {
        return new BiddingSwitches(
                false,
                Set.of(),
                Set.of(),
                LongStream.rangeClosed(1, last).boxed().collect(Collectors.toSet()));
    }

    private boolean isBiddable(final long campaignId) {
        final IndexView view = live.current();
        for (int part = 0; part < view.partCount(); part++) {
            final CampaignIndex index = view.part(part);
            for (int slot = 0; slot < index.slotCount(); slot++) {
                final boolean gone = view.gone(part).length > 0 && (view.gone(part)[slot >> 6] & 1L << slot) != 0;
                if (index.campaign(slot).id() == campaignId && !gone) {
                    final long[] biddable = new long[index.wordCount()];
                    index.copyBiddable(biddable, 0, biddable.length);
                    return (biddable[slot >> 6] & 1L << slot) != 0;
                }
            }
        }
        return false;
    }
}
