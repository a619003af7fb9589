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

    /**
     * This dimension, and nothing else; what advertisers block counts as their campaigns' sites, and that a deal is for other
     * seats as their campaigns' deals.
     */
    public TargetingIndex only(final Dimension dimension) {
        final DimensionIndex[] one = NOTHING.dimensions.clone();
        one[dimension.ordinal()] = dimension(dimension);
        return new TargetingIndex(
                one,
                NOTHING.radius,
                NOTHING.osVersions,
                NOTHING.segments,
                switch (dimension) {
                    case SITE_DOMAIN -> advertisers.onlySites();
                    case DEAL -> advertisers.onlySeats();
                    default -> NOTHING.advertisers;
                });
    }

    /** The seats of advertisers, and nothing else. */
    public TargetingIndex onlySeats() {
        return new TargetingIndex(
                NOTHING.dimensions, NOTHING.radius, NOTHING.osVersions, NOTHING.segments, advertisers.onlySeats());
    }

    /** The circles, and nothing else. */
    public TargetingIndex onlyRadius() {
        return new TargetingIndex(
                NOTHING.dimensions, radius, NOTHING.osVersions, NOTHING.segments, NOTHING.advertisers);
    }

    /** The versions of operating systems, and nothing else. */
    public TargetingIndex onlyOsVersions() {
        return new TargetingIndex(
                NOTHING.dimensions, NOTHING.radius, osVersions, NOTHING.segments, NOTHING.advertisers);
    }

    /** The segments, and nothing else. */
    public TargetingIndex onlySegments() {
        return new TargetingIndex(
                NOTHING.dimensions, NOTHING.radius, NOTHING.osVersions, segments, NOTHING.advertisers);
    }

    /** Nothing that restricts. */
    public static TargetingIndex unrestricted() {
        return NOTHING;
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
