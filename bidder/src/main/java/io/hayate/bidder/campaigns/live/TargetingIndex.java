package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.Dimension;
import java.util.Arrays;
import java.util.Map;

/**
 * What all slots are targeted on. Immutable; shared.
 *
 * @param dimensions one for each {@link Dimension}, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record TargetingIndex(
        DimensionIndex[] dimensions,
        RadiusIndex radius,
        OsVersionIndex osVersions,
        SegmentIndex segments,
        AdvertiserIndex advertisers) {
    static final TargetingIndex NOTHING = nothing();

    public DimensionIndex dimension(final Dimension dimension) {
        return dimensions[dimension.ordinal()];
    }

    private static TargetingIndex nothing() {
        final ByteDictionary noText = ByteDictionary.exact(Map.of());
        final DimensionIndex[] dimensions = new DimensionIndex[Dimension.values().length];
        Arrays.fill(dimensions, new DimensionIndex(noText, true, new long[0], new SlotSet[0], new SlotSet[0]));
        return new TargetingIndex(
                dimensions,
                RadiusIndex.none(0),
                new OsVersionIndex(noText, new long[0], new OsVersionIndex.OneSystem[0]),
                new SegmentIndex(noText, new DimensionIndex[0]),
                AdvertiserIndex.NONE);
    }
}
