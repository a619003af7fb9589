package io.hayate.bidder.campaigns.admit;

/**
 * Hard bounds of what stands in a campaign's or an advertiser's document; exceeding one is a refusal that names it. What an
 * operator may choose is in {@link DocumentLimits}. Immutable; shared.
 */
public final class CampaignLimits {
    /** Largest number that every JSON reader keeps exact. */
    public static final long MAX_ID = (1L << 53) - 1;

    public static final int MAX_NAME_BYTES = 256;
    public static final int MAX_URL_CHARS = 2_048;

    /** Circles of {@code targeting.radius}. */
    public static final int MAX_CIRCLES = 1_000;

    /** A metre: what a request's coordinates, in millionths of a degree, can tell apart. */
    public static final double MIN_RADIUS_KM = 0.001;

    /** About half of the Earth's girth: a circle around everything. */
    public static final double MAX_RADIUS_KM = 20_000;

    /** Operating systems with versions of their own. */
    public static final int MAX_OS = 16;

    /** Lists of {@code segment.allOf}. */
    public static final int MAX_SEGMENT_LISTS = 8;

    /** A deal id, bundle or another value of a list. */
    public static final int MAX_VALUE_CHARS = 256;

    public static final int MAX_DOMAINS = 16;
    public static final int MAX_CATEGORIES = 64;
    public static final int MAX_ATTRIBUTES = 64;
    /** Of one event. */
    public static final int MAX_TRACKERS = 20;

    public static final int MAX_APIS = 64;
    public static final int MAX_MIMES = 32;
    public static final int MAX_COMPANIONS = 16;

    /** Above this it is milliseconds. */
    public static final int MAX_DURATION_SECONDS = 3_600;

    public static final int MAX_BITRATE_KBPS = 1_000_000;

    /** A title, description or another text of a native ad. */
    public static final int MAX_NATIVE_TEXT_CHARS = 1_024;

    /** Width or height in pixels or, for billboards, whatever their exchange counts in. */
    public static final int MAX_SIDE = 20_000;

    /** A CPM above this is a slip of the decimal point. */
    public static final long MAX_CPM = 100_000;

    /** A budget above this is none. */
    public static final long MAX_BUDGET = 1_000_000_000;

    public static final int MAX_FREQUENCY_CAPS = 8;

    /** More than a user's record counts apart. */
    public static final int MAX_CAP_IMPRESSIONS = 1_000;

    /** Thirty days. */
    public static final int MAX_CAP_HOURS = 720;

    /** Exchanges where an advertiser has a seat of its own: as many as there can be profiles. */
    public static final int MAX_SEATS = 256;

    public static final int MIN_YEAR = 1970;
    public static final int MAX_YEAR = 9999;

    /** Problems listed of one campaign; one more row says that there are others. */
    public static final int MAX_REFUSALS = 100;

    private CampaignLimits() {}
}
