package io.hayate.bidder.bid;

/**
 * What impressions offer for native ads (OpenRTB Native Ads 1.2, section 4), by impression, and the assets that they ask
 * for; part of the {@link BidRequestView}.
 *
 * <p>The assets of impression i are at {@code firstAsset[i]} to {@code firstAsset[i] + assetCount[i] - 1}, at least
 * one. Only of impressions whose {@link BidRequestView#formats} have the bit; of others, what an earlier request left.
 * Absent numbers are {@link BidRequestView#UNKNOWN}. Owned by the bid loop.
 */
public final class NativeOffers {
    // Kinds of assets
    public static final int TITLE = 1;
    public static final int IMAGE = 2;
    public static final int VIDEO = 3;
    public static final int DATA = 4;
    /** None of them, or several, or a field of it is unreadable: it cannot be filled. */
    public static final int NO_KIND = 0;
    /** Instead of an id's number: it is none, or has a fraction. */
    public static final long NO_NUMBER = Long.MIN_VALUE;

    /** Ten times the version that first had eventtrackers. */
    public static final int EVENT_TRACKERS_SINCE = 12;

    // Types of image assets (section 7.4)
    public static final int ICON = 1;
    public static final int LOGO = 2;

    public static final int MAIN = 3;

    // Event trackers (sections 7.6, 7.7)
    public static final int EVENT_IMPRESSION = 1;
    public static final int METHOD_IMAGE = 1;
    public static final int METHOD_SCRIPT = 2;
    /** In {@link #eventTrackers}: the request lists some. */
    public static final long TRACKERS_LISTED = 1;

    private static final long IMPRESSION_PIXEL = trackerBit(EVENT_IMPRESSION, METHOD_IMAGE);

    // By impression
    /** The request was wrapped as in 1.0: {@code {"native": {...}}}; so is the answer. */
    public final boolean[] wrapped = new boolean[BidLimits.MAX_IMPRESSIONS];
    /** native.request came as an object, not as a string. */
    public final boolean[] asObject = new boolean[BidLimits.MAX_IMPRESSIONS];
    /** Ten times the version: 10, 11, 12; of the request, else of the native object, else 12. */
    public final int[] version = new int[BidLimits.MAX_IMPRESSIONS];

    public final boolean[] privacy = new boolean[BidLimits.MAX_IMPRESSIONS];
    /** Accepted event trackers, as {@link #trackerBit}; {@link #TRACKERS_LISTED} with any, also such as we do not know. */
    public final long[] eventTrackers = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of numbers. */
    public final long[] blockedAttributes = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of AdCOM API frameworks. */
    public final long[] apis = new long[BidLimits.MAX_IMPRESSIONS];

    public final int[] firstAsset = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] assetCount = new int[BidLimits.MAX_IMPRESSIONS];

    // Assets
    public int assetTotal;
    /** The id's token, echoed as it came; ABSENT, also where an asset before it has the same id: it cannot be filled. */
    public final long[] assetIdToken = new long[BidLimits.MAX_NATIVE_ASSETS];

    /** The id's text. */
    public final long[] assetId = new long[BidLimits.MAX_NATIVE_ASSETS];
    /** The id as whole number, however it is written; {@link #NO_NUMBER}. */
    public final long[] assetNumber = new long[BidLimits.MAX_NATIVE_ASSETS];

    public final boolean[] assetRequired = new boolean[BidLimits.MAX_NATIVE_ASSETS];
    public final int[] assetKind = new int[BidLimits.MAX_NATIVE_ASSETS];
    /** Of an image or of data. */
    public final int[] assetType = new int[BidLimits.MAX_NATIVE_ASSETS];
    /** Most characters of a title or of data. */
    public final int[] assetLength = new int[BidLimits.MAX_NATIVE_ASSETS];

    public final int[] imageWidth = new int[BidLimits.MAX_NATIVE_ASSETS];
    public final int[] imageHeight = new int[BidLimits.MAX_NATIVE_ASSETS];
    public final int[] imageMinWidth = new int[BidLimits.MAX_NATIVE_ASSETS];
    public final int[] imageMinHeight = new int[BidLimits.MAX_NATIVE_ASSETS];
    /** List of texts; ABSENT: all. Also of a video. */
    public final long[] assetMimes = new long[BidLimits.MAX_NATIVE_ASSETS];

    NativeOffers() {}

    /** Whether our pixel may stand in the answer's eventtrackers. */
    public boolean takesPixelAsEvent(final int impression) {
        return version[impression] >= EVENT_TRACKERS_SINCE && (eventTrackers[impression] & IMPRESSION_PIXEL) != 0;
    }

    /** Whether our pixel may stand nowhere: the request lists event trackers, and images for impressions are not of them. */
    public boolean takesNoPixel(final int impression) {
        return version[impression] >= EVENT_TRACKERS_SINCE
                && eventTrackers[impression] != 0
                && (eventTrackers[impression] & IMPRESSION_PIXEL) == 0;
    }

    /** Bit of an event (1 to 4) and a method (1 or 2) in {@link #eventTrackers}. */
    public static long trackerBit(final int event, final int method) {
        return 1L << (2 * event + method);
    }
}
