package io.hayate.bidder.bid;

/**
 * What impressions offer for video, or for audio (OpenRTB 2.6, 3.2.7 and 3.2.8), by impression; part of the {@link
 * BidRequestView}.
 *
 * <p>Only of impressions whose {@link BidRequestView#formats} have the bit; of others, what an earlier request left.
 * Absent numbers are {@link BidRequestView#UNKNOWN} unless a default is named. A list is a Slice of the view's items.
 * Owned by the bid loop.
 */
public final class MediaOffers {
    /** Numbers of one range of durfloors in its list: mindur, maxdur (each maybe UNKNOWN), floor in micros. */
    public static final int DURATION_FLOOR_ITEMS = 3;

    /** Companions read of one impression, each of its sizes counted; the rest is not offered to us. */
    public static final int MAX_COMPANIONS = Long.SIZE;

    /** List of texts. */
    public final long[] mimes = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of AdCOM protocols, the deprecated {@code protocol} among them. */
    public final long[] protocols = new long[BidLimits.MAX_IMPRESSIONS];

    public final int[] minDurationSeconds = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] maxDurationSeconds = new int[BidLimits.MAX_IMPRESSIONS];
    /** List of seconds; if not ABSENT, exactly these durations are allowed. */
    public final long[] requiredDurations = new long[BidLimits.MAX_IMPRESSIONS];

    public final int[] width = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] height = new int[BidLimits.MAX_IMPRESSIONS];
    /** Whether a video of another ratio than the player's may be shown between bars. */
    public final boolean[] boxingAllowed = new boolean[BidLimits.MAX_IMPRESSIONS];
    /** 1 linear, 2 non-linear; UNKNOWN: any. */
    public final int[] linearity = new int[BidLimits.MAX_IMPRESSIONS];

    /** The deprecated video.placement. */
    public final int[] placement = new int[BidLimits.MAX_IMPRESSIONS];

    public final int[] plcmt = new int[BidLimits.MAX_IMPRESSIONS];
    /** Whether the player lets a viewer skip: 0 no, 1 yes. */
    public final int[] skip = new int[BidLimits.MAX_IMPRESSIONS];

    /** 0 by default; a skippable creative must be longer than this. */
    public final int[] skipMinSeconds = new int[BidLimits.MAX_IMPRESSIONS];
    /** 0 by default. */
    public final int[] skipAfterSeconds = new int[BidLimits.MAX_IMPRESSIONS];

    /** The viewer is rewarded for watching, as the format's own object says; the impression's may say so, too. */
    public final boolean[] rewarded = new boolean[BidLimits.MAX_IMPRESSIONS];

    /** List of AdCOM delivery methods; ABSENT: any. */
    public final long[] deliveries = new long[BidLimits.MAX_IMPRESSIONS];

    public final int[] minBitrateKbps = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] maxBitrateKbps = new int[BidLimits.MAX_IMPRESSIONS];
    /** List of numbers. */
    public final long[] blockedAttributes = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of AdCOM API frameworks; what is not listed is not supported. */
    public final long[] apis = new long[BidLimits.MAX_IMPRESSIONS];

    public final int[] position = new int[BidLimits.MAX_IMPRESSIONS];

    // Companions: sizes as BidRequestView.size, and which of them are end-cards (vcm 1), as bits by place in the list
    public final long[] companionSizes = new long[BidLimits.MAX_IMPRESSIONS];
    public final long[] companionEndCards = new long[BidLimits.MAX_IMPRESSIONS];
    /** By place in the list of sizes, what battr blocks there: bits of attributes, those above 62 together; ABSENT: nothing. */
    public final long[] companionBlockedAttributes = new long[BidLimits.MAX_IMPRESSIONS];
    /** By place in the list of sizes, which pictures may stand there: sets of PictureType; ABSENT: any. */
    public final long[] companionPictures = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of numbers (1 static, 2 HTML, 3 iframe); ABSENT: any. */
    public final long[] companionTypes = new long[BidLimits.MAX_IMPRESSIONS];

    // Pods
    public final long[] podId = new long[BidLimits.MAX_IMPRESSIONS];
    /** All of a dynamic pod, or the dynamic part of a hybrid one. */
    public final int[] podDurationSeconds = new int[BidLimits.MAX_IMPRESSIONS];

    public final int[] maxSequence = new int[BidLimits.MAX_IMPRESSIONS];
    /** Per second of the creative, rounded up to 1e-6; 0 if none, {@link BidRequestView#FLOOR_OUT_OF_REACH} if unreadable. */
    public final long[] minCpmPerSecondMicros = new long[BidLimits.MAX_IMPRESSIONS];

    /** List of {@link #DURATION_FLOOR_ITEMS} numbers for each range. */
    public final long[] durationFloors = new long[BidLimits.MAX_IMPRESSIONS];

    MediaOffers() {}
}
