package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.campaigns.AdFormat;

/**
 * The kinds of auctions of one exchange that winning prices are learned apart for: format by size class, numbered from 1
 * on. The number stands in notice tokens, beside the exchange's name; it means the same after a restart. Immutable; shared.
 */
public final class AuctionCell {
    /** The price was not shaded, and nothing is learned from what becomes of it. */
    public static final int NONE = 0;

    /** Nothing is shaded to less. */
    public static final long LOWEST_CPM_MICROS = PriceLevels.LOWEST_CPM_MICROS;

    /** Classes of a format. */
    static final int CLASSES = 4;

    /** Cells are below this. */
    public static final int END = 1 + AdFormat.values().length * CLASSES;

    // Banners by their area: up to 320x100, up to 300x250 (and 728x90), up to 970x250, larger
    private static final int SMALL_PIXELS = 320 * 100;
    private static final int MEDIUM_PIXELS = 300 * 250;
    private static final int LARGE_PIXELS = 970 * 250;

    // Video and audio by what they last: a bumper, up to 15 seconds, up to 30, longer
    private static final int BUMPER_SECONDS = 6;
    private static final int SHORT_SECONDS = 15;
    private static final int LONG_SECONDS = 30;

    private AuctionCell() {}

    /** @param format ordinal of the {@link AdFormat}; a native ad has no size of its own */
    public static int of(final int format, final int width, final int height, final int durationSeconds) {
        final int sizeClass;
        if (format == AdFormat.BANNER.ordinal()) {
            sizeClass = classOf((long) width * height, SMALL_PIXELS, MEDIUM_PIXELS, LARGE_PIXELS);
        } else if (format == AdFormat.NATIVE.ordinal()) {
            sizeClass = 0;
        } else {
            sizeClass = classOf(durationSeconds, BUMPER_SECONDS, SHORT_SECONDS, LONG_SECONDS);
        }
        return 1 + format * CLASSES + sizeClass;
    }

    private static int classOf(final long measure, final int first, final int second, final int third) {
        if (measure <= first) {
            return 0;
        }
        if (measure <= second) {
            return 1;
        }
        return measure <= third ? 2 : 3;
    }
}
