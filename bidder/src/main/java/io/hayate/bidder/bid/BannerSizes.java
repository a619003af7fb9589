package io.hayate.bidder.bid;

/**
 * Which sizes a banner impression allows (contract of campaigns, "Sizes"; OpenRTB 2.6, 3.2.6 and 3.2.10). Immutable;
 * shared.
 */
public final class BannerSizes {
    /** Flexible formats of one impression that are looked at: they are read for each candidate. */
    private static final int MAX_RATIOS = 64;

    private BannerSizes() {}

    /** There is no flexible format of the size. */
    public static final int NO_RATIO = -1;

    /** Whether the impression names its sizes, or ratios, one by one. */
    public static boolean listed(final BidRequestView request, final int impression) {
        return request.bannerSizes[impression] != Slice.ABSENT || request.bannerRatios[impression] != Slice.ABSENT;
    }

    /**
     * The place among the items of the flexible format that the size keeps, exactly in its ratio and not narrower than its
     * wmin; {@link #NO_RATIO}.
     */
    public static int ratioFor(final BidRequestView request, final int impression, final int width, final int height) {
        final long ratios = request.bannerRatios[impression];
        final int end = Math.min(Slice.end(ratios), Slice.offset(ratios) + MAX_RATIOS * BidRequestView.RATIO_ITEMS);
        for (int i = Slice.offset(ratios); i < end; i += BidRequestView.RATIO_ITEMS) {
            final long wratio = request.items[i];
            final long hratio = request.items[i + 1];
            final long minWidth = request.items[i + 2];
            if (wratio > 0
                    && hratio > 0
                    && width * hratio == height * wratio
                    && (minWidth == BidRequestView.UNKNOWN || (minWidth >= 0 && width >= minWidth))) {
                return i;
            }
        }
        return NO_RATIO;
    }

    /** Whether the impression has one size, and no list. */
    public static boolean single(final BidRequestView request, final int impression) {
        return !listed(request, impression)
                && request.bannerWidth[impression] != BidRequestView.UNKNOWN
                && request.bannerHeight[impression] != BidRequestView.UNKNOWN;
    }

    /** Whether a creative of this size may be shown on an impression that lists no sizes. */
    public static boolean allowUnlisted(
            final BidRequestView request, final int impression, final int width, final int height) {
        if (request.bannerWidth[impression] != BidRequestView.UNKNOWN
                || request.bannerHeight[impression] != BidRequestView.UNKNOWN) {
            return request.bannerWidth[impression] == width && request.bannerHeight[impression] == height;
        }
        if (hasRange(request, impression)) {
            return inRange(width, request.bannerMinWidth[impression], request.bannerMaxWidth[impression])
                    && inRange(height, request.bannerMinHeight[impression], request.bannerMaxHeight[impression]);
        }
        return request.interstitial[impression] && width <= request.deviceWidth && height <= request.deviceHeight;
    }

    private static boolean hasRange(final BidRequestView request, final int impression) {
        return request.bannerMinWidth[impression] != BidRequestView.UNKNOWN
                || request.bannerMaxWidth[impression] != BidRequestView.UNKNOWN
                || request.bannerMinHeight[impression] != BidRequestView.UNKNOWN
                || request.bannerMaxHeight[impression] != BidRequestView.UNKNOWN;
    }

    private static boolean inRange(final int value, final int min, final int max) {
        return min != BidRequestView.UNUSABLE && value >= min && (max == BidRequestView.UNKNOWN || value <= max);
    }
}
