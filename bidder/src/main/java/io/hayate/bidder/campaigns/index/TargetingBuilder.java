package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.TargetingIndex;
import java.util.Arrays;

/** Gathers the targeting of all slots, slot by slot in ascending order. Owned by the thread that builds the part. */
final class TargetingBuilder {
    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final DimensionBuilder[] dimensions;
    private final RadiusBuilder radius;
    private final OsVersionBuilder osVersions;
    private final SegmentBuilder segments;
    private final AdvertiserBuilder advertisers;

    TargetingBuilder(final int slotCount, final int wordCount) {
        dimensions = Arrays.stream(DIMENSIONS)
                .map(dimension -> new DimensionBuilder(dimension, slotCount, wordCount))
                .toArray(DimensionBuilder[]::new);
        radius = new RadiusBuilder(wordCount);
        osVersions = new OsVersionBuilder(slotCount, wordCount);
        segments = new SegmentBuilder(slotCount, wordCount);
        advertisers = new AdvertiserBuilder(wordCount);
    }

    void add(final int slot, final LiveCampaign live) {
        final Targeting targeting = live.campaign().targeting();
        targeting.rules().forEach((dimension, rule) -> {
            // Hours are held by BiddableNow; no request tells them.
            if (dimension != Dimension.HOUR_OF_WEEK) {
                dimensions[dimension.ordinal()].add(slot, rule);
            }
        });
        radius.add(slot, targeting.radius());
        osVersions.add(slot, targeting.osVersions());
        segments.add(slot, targeting.segments());
        advertisers.add(slot, live.advertiser());
    }

    TargetingIndex build() {
        return new TargetingIndex(
                Arrays.stream(dimensions).map(DimensionBuilder::build).toArray(DimensionIndex[]::new),
                radius.build(),
                osVersions.build(),
                segments.build(),
                advertisers.build());
    }
}
