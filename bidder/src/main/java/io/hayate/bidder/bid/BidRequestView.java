package io.hayate.bidder.bid;

import io.hayate.bidder.campaigns.AdFormat;
import java.util.Arrays;

/**
 * One OpenRTB bid request as numbers and positions in its own bytes: no objects, no strings.
 *
 * <p>Text is a {@link Slice} of {@link #body}, unescaped (strings with escapes are unescaped behind the body, in the
 * same array). A {@code ...Token} is the slice of the JSON token as it stood, quotes included, for echoing. A list is a
 * Slice of {@link #items}; its items are Slices (text) or numbers. Impressions and deals are structs of arrays.
 *
 * <p>Absent, null and empty mean the same: {@link Slice#ABSENT} or {@link #UNKNOWN}. Fields are public because this is a
 * struct: {@code decode} writes it, every other stage only reads it. Valid until the next request. Owned by the bid loop.
 */
public final class BidRequestView {
    /** A number that the request does not tell. */
    public static final int UNKNOWN = -1;

    /** A number that cannot be used: fractional, negative or beyond range where that makes no sense. */
    public static final int UNUSABLE = -2;

    /** A floor that no bid can meet: unreadable, or beyond what a long of micros holds. */
    public static final long FLOOR_OUT_OF_REACH = Long.MAX_VALUE;

    /** A latitude or longitude that the request does not tell. */
    public static final int NO_COORDINATE = Integer.MIN_VALUE;

    // Kinds of inventory, as places in arrays; site and app together break the specification and occur.
    public static final int SITE = 0;
    public static final int APP = 1;
    public static final int DOOH = 2;
    public static final int INVENTORY_KINDS = 3;

    /** Lists of content categories that an inventory object may have: cat, sectioncat, pagecat and its content's cat. */
    public static final int CATEGORY_LISTS = 4;

    /** Numbers of one flexible format in {@link #bannerRatios}. */
    public static final int RATIO_ITEMS = 3;

    // Formats of ads, as bits
    public static final int BANNER = 1;
    public static final int VIDEO = 2;
    public static final int AUDIO = 4;
    public static final int NATIVE = 8;

    /** The body's bytes, then a zero byte, then unescaped strings. */
    public final byte[] body = new byte[BidLimits.BODY_BUFFER_BYTES];

    public int bodyLengthBytes;

    /** Items of all lists. */
    public final long[] items = new long[BidLimits.MAX_LIST_ITEMS];

    // Request
    /** Echoed as it came; a string or a number. */
    public long idToken;

    public boolean test;
    /** 1 first price, 2 second price plus (the default), 500 and above private. */
    public int auctionType;
    /** {@link #UNKNOWN} if absent, {@link #UNUSABLE} if not a positive number; saturated at Integer.MAX_VALUE. */
    public int tmaxMs;
    /** A field that restricts what may be bid had a type that says nothing; then nothing is bid. */
    public boolean unusable;
    /** More deals or list items than {@link BidLimits} allows, so some rule is unread; then nothing is bid. */
    public boolean tooComplex;
    /** Impressions beyond {@link BidLimits#MAX_IMPRESSIONS}, which were not read. */
    public int impressionsOverLimit;

    public long currencies;
    public long allowedSeats;
    public long blockedSeats;
    public long blockedCategories;
    public long allowedCategories;
    public int categoryTaxonomy;
    public long blockedAdvertiserDomains;
    public long blockedApps;
    public long allowedLanguages;
    public long allowedLanguagesB;

    // Inventory
    public boolean site;
    public long siteDomain;
    public long sitePage;
    public boolean app;
    public long appBundle;
    public boolean dooh;
    /** By kind of inventory. */
    public final long[] publisherId = new long[INVENTORY_KINDS];
    /** Lists of texts; those of a kind of inventory at {@code kind * CATEGORY_LISTS}. */
    public final long[] contentCategories = new long[INVENTORY_KINDS * CATEGORY_LISTS];

    // Device
    public int deviceType;
    public long os;
    public long osVersion;
    public long language;
    public long languageB;
    public int deviceWidth;
    public int deviceHeight;
    public long make;
    public long carrier;
    public int connectionType;
    /** lmt or dnt is set. */
    public boolean limitTracking;
    /** The device's advertising id, zeros included. */
    public long ifa;

    // Where the device is (device.geo)
    public long country;
    public long region;
    public long metro;
    public long city;
    public long postalCode;
    /** In 1e-6 degrees, or {@link #NO_COORDINATE}. */
    public int latitudeMicros;
    /** In 1e-6 degrees, or {@link #NO_COORDINATE}. */
    public int longitudeMicros;

    // User
    /** The exchange's id. */
    public long userId;
    /** The id that the exchange knows we know the user by. */
    public long buyerUserId;
    /** A list: for each of user.eids, then of user.ext.eids, its source and the first id in it, if both are told. */
    public long eids;
    /** List of the ids in user.data.segment, of all providers. */
    public long segments;
    /** Of user.geo: where the user lives; the device's own place says more. */
    public long userCountry;
    /** TC string: a text, ABSENT, or below 0 for what is no text. In user of OpenRTB 2.6, and in user.ext (Ext) of 2.5. */
    public long consent;

    public long consentExt;

    // Regulations: regs of OpenRTB 2.6, and regs.ext (Ext), where 2.5 has the same
    /** Also if regs is no object: what it is to say cannot be told. */
    public boolean coppa;
    /** 0, 1 (also for an odd value), or {@link #UNKNOWN}. */
    public int gdpr;

    public int gdprExt;
    /** A text, ABSENT, or below 0 for what is no text. */
    public long usPrivacy;

    public long usPrivacyExt;
    /** String of the Global Privacy Platform: a text, ABSENT, or below 0 for what is no text. */
    public long gpp;

    public long gppExt;
    /** Sections of GPP in force, as a mask of {@link io.hayate.bidder.privacy.GppString}; 0 if nothing is said. */
    public long gppSections;

    public long gppSectionsExt;
    /** Global Privacy Control (regs.ext.gpc). */
    public boolean globalPrivacyControl;
    /** Bids must have the transparency data of the Digital Services Act (regs.ext.dsa). */
    public boolean transparencyRequired;

    // Supply chain (OpenRTB 2.6, 3.2.25): source.schain and source.ext.schain; if they differ, the nodes of both
    public boolean supplyChain;
    /** The chain (of two: each) goes back to the owner of the inventory. */
    public boolean supplyChainComplete;
    /** A list: for each node its asi and its sid (texts, maybe ABSENT). */
    public long supplyChainNodes;
    /** How many items of that list are the chain of the 2.5 place, if 2.6 tells another one, which then follows; else 0. */
    public int supplyChainExtItems;

    // Impressions
    public int impressionCount;
    /** Slice of the id's token; ABSENT where the impression has no usable id and so cannot be bid on. */
    public final long[] impressionIdToken = new long[BidLimits.MAX_IMPRESSIONS];

    public final long[] impressionId = new long[BidLimits.MAX_IMPRESSIONS];
    /**
     * Which of {@link #BANNER}, {@link #VIDEO}, {@link #AUDIO}, {@link #NATIVE} are offered, as bits. A format with a field
     * that restricts what may be bid, but is of a type that says nothing, is not: what is said of it counts for nothing.
     */
    public final int[] formats = new int[BidLimits.MAX_IMPRESSIONS];

    /** The deals or the currency of the floor had a type that says nothing; then nothing is bid, in whichever format. */
    public final boolean[] impressionUnusable = new boolean[BidLimits.MAX_IMPRESSIONS];

    public final boolean[] interstitial = new boolean[BidLimits.MAX_IMPRESSIONS];
    public final boolean[] secure = new boolean[BidLimits.MAX_IMPRESSIONS];
    /** The viewer is rewarded for watching. */
    public final boolean[] rewarded = new boolean[BidLimits.MAX_IMPRESSIONS];
    /** List of the tokens of imp.ext.billing_id (Google): accounts that a bid may be billed to. */
    public final long[] billingIds = new long[BidLimits.MAX_IMPRESSIONS];
    /** Seconds that may pass until the impression, or UNKNOWN. */
    public final int[] expirySeconds = new int[BidLimits.MAX_IMPRESSIONS];
    /**
     * Billable events that one impression counts for (imp.qty.multiplier), rounded up to 1e-6; 0 if unusable, 1e6 if
     * absent.
     */
    public final long[] multiplierMicros = new long[BidLimits.MAX_IMPRESSIONS];
    /** Rounded up to 1e-6; 0 if none, {@link #FLOOR_OUT_OF_REACH} if unreadable. */
    public final long[] floorCpmMicros = new long[BidLimits.MAX_IMPRESSIONS];
    /** ABSENT means USD. */
    public final long[] floorCurrency = new long[BidLimits.MAX_IMPRESSIONS];

    public final boolean[] privateAuction = new boolean[BidLimits.MAX_IMPRESSIONS];
    public final int[] firstDeal = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] dealCount = new int[BidLimits.MAX_IMPRESSIONS];

    // Banner of an impression; all absent if none is offered
    public final int[] bannerWidth = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] bannerHeight = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] bannerMinWidth = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] bannerMaxWidth = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] bannerMinHeight = new int[BidLimits.MAX_IMPRESSIONS];
    public final int[] bannerMaxHeight = new int[BidLimits.MAX_IMPRESSIONS];
    /**
     * List of banner.format; an item is {@link #size(int, int)}, or {@link #UNKNOWN} for an entry without w and h (it
     * may be in {@link #bannerRatios}).
     */
    public final long[] bannerSizes = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of numbers. */
    public final long[] bannerBlockedAttributes = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of numbers. */
    public final long[] bannerBlockedTypes = new long[BidLimits.MAX_IMPRESSIONS];

    public final int[] bannerPosition = new int[BidLimits.MAX_IMPRESSIONS];
    /** List of flexible formats: {@link #RATIO_ITEMS} numbers each: wratio, hratio, wmin (or UNKNOWN). */
    public final long[] bannerRatios = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of texts; ABSENT: any. */
    public final long[] bannerMimes = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of AdCOM API frameworks; what is not listed is not supported. */
    public final long[] bannerApis = new long[BidLimits.MAX_IMPRESSIONS];
    /** List of AdCOM expandable directions; ABSENT: nothing said. */
    public final long[] bannerExpandDirections = new long[BidLimits.MAX_IMPRESSIONS];

    // Video, audio and native of an impression; to be read only if its formats have the bit
    public final MediaOffers video = new MediaOffers();
    public final MediaOffers audio = new MediaOffers();
    public final NativeOffers nativeAds = new NativeOffers();

    // Deals, those of impression i at firstDeal[i] to firstDeal[i] + dealCount[i] - 1
    public int dealTotal;
    /** ABSENT where the deal has no usable id and so cannot be bid on. */
    public final long[] dealIdToken = new long[BidLimits.MAX_DEALS];

    public final long[] dealId = new long[BidLimits.MAX_DEALS];
    /** Rounded up to 1e-6; 0 if none, {@link #FLOOR_OUT_OF_REACH} if unreadable. */
    public final long[] dealFloorCpmMicros = new long[BidLimits.MAX_DEALS];
    /** ABSENT means USD; never inherited from the impression. */
    public final long[] dealFloorCurrency = new long[BidLimits.MAX_DEALS];
    /** 1, 2, 3 (the floor is the agreed price), or {@link #UNKNOWN}: the request's. */
    public final int[] dealAuctionType = new int[BidLimits.MAX_DEALS];

    public final long[] dealAllowedSeats = new long[BidLimits.MAX_DEALS];
    public final long[] dealAllowedAdvertiserDomains = new long[BidLimits.MAX_DEALS];
    public final boolean[] dealGuaranteed = new boolean[BidLimits.MAX_DEALS];
    /** Per second of the creative, rounded up to 1e-6; 0 if none, {@link #FLOOR_OUT_OF_REACH} if unreadable. */
    public final long[] dealMinCpmPerSecondMicros = new long[BidLimits.MAX_DEALS];
    /** List of {@link MediaOffers#DURATION_FLOOR_ITEMS} numbers for each range. */
    public final long[] dealDurationFloors = new long[BidLimits.MAX_DEALS];
    /** A field that restricts bids under this deal had a type that says nothing. */
    public final boolean[] dealUnusable = new boolean[BidLimits.MAX_DEALS];

    /** What impressions offer for this format, video or audio: an ordinal of AdFormat. */
    public MediaOffers media(final int format) {
        return format == AdFormat.AUDIO.ordinal() ? audio : video;
    }

    /** The list of API frameworks that the impression offers for this format: an ordinal of AdFormat. */
    public long apis(final int format, final int impression) {
        if (format == AdFormat.BANNER.ordinal()) {
            return bannerApis[impression];
        }
        return format == AdFormat.NATIVE.ordinal() ? nativeAds.apis[impression] : media(format).apis[impression];
    }

    /** The list of attributes that the impression blocks for this format: an ordinal of AdFormat. */
    public long blockedAttributes(final int format, final int impression) {
        if (format == AdFormat.BANNER.ordinal()) {
            return bannerBlockedAttributes[impression];
        }
        return format == AdFormat.NATIVE.ordinal()
                ? nativeAds.blockedAttributes[impression]
                : media(format).blockedAttributes[impression];
    }

    /** A size as one number: width in the upper, height in the lower 32 bits. */
    public static long size(final int width, final int height) {
        return (long) width << 32 | height;
    }

    /** Whether the text of a slice is these ASCII bytes, letter case ignored; {@code lowerCase} must be lower case. */
    public boolean equalsIgnoreCase(final long slice, final byte[] lowerCase) {
        final int length = Slice.length(slice);
        if (length != lowerCase.length) {
            return false;
        }
        final int offset = Slice.offset(slice);
        for (int i = 0; i < length; i++) {
            byte b = body[offset + i];
            if (b >= 'A' && b <= 'Z') {
                b = (byte) (b + ('a' - 'A'));
            }
            if (b != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text of a slice is exactly these bytes. */
    public boolean equals(final long slice, final byte[] text) {
        final int offset = Slice.offset(slice);
        return Arrays.equals(body, offset, offset + Slice.length(slice), text, 0, text.length);
    }
}
