package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.Bid;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What every candidate needs, dense and off-heap: a record for each slot, then one for each creative, then lists of ids.
 *
 * <pre>
 *  slot      0            8              16              24       28             32             36       40         44         48             56     60
 *            +------------+--------------+---------------+--------+--------------+--------------+--------+----------+----------+--------------+------+-------+
 *            | campaignId | advertiserId | bidCpmMicros  | ordinal| firstCreative| creativeCount| tieEnd | currency | strategy | baseCpmMicros| caps | flags |
 *            +------------+--------------+---------------+--------+--------------+--------------+--------+----------+----------+--------------+------+-------+
 *  creative  0          8           16           24         32   36   40      44       48           52           56      60
 *            +----------+-----------+------------+----------+----+----+-------+--------+------------+------------+-------+--------+
 *            | version  | creativeId| attributes | language | w  | h  | flags | cattax | categories | domains    | app   | format |
 *            +----------+-----------+------------+----------+----+----+-------+--------+------------+------------+-------+--------+
 *            64     72                80            84      88         92          96                 100       104            108..127
 *            +------+-----------------+-------------+-------+----------+-----------+------------------+---------+--------------+------+
 *            | apis | durationSeconds | bitrateKbps | mimes | delivery | linearity | skipAfterSeconds | expand  | nativeParts  |unused|
 *            +------+-----------------+-------------+-------+----------+-----------+------------------+---------+--------------+------+
 * </pre>
 *
 * <p>{@code categories} and {@code domains} are places in the list region; a list is its length, then that many ids. The
 * categories' list holds pairs: a category and its parent ({@link ByteDictionary#MISSING} if none). The domains' list
 * holds for each domain the ids of it and its parents, then {@link #END_OF_DOMAIN}. The {@code mimes} list holds ids, the
 * {@code nativeParts} list the numbers {@link #NATIVE_TITLE} and so on. The list at {@code caps} holds for each frequency
 * cap {@link #CAP_ITEMS} numbers: the scope's code, impressions, and the minutes of a part of its window.
 *
 * <p>Single writer: the campaign agent, before the index that holds it is published; readers: bid loops, while that
 * index is pinned. The memory is used again for a later index.
 */
public final class SlotTable implements AutoCloseable {
    public static final int SLOT_LENGTH_BYTES = 64;
    public static final int CREATIVE_LENGTH_BYTES = 128;
    public static final int END_OF_DOMAIN = -2;

    /** Flag: all of the creative loads over https. */
    public static final int SECURE = 1;
    /** Flag: the VAST is a wrapper around another. */
    public static final int WRAPPER = 2;

    public static final int NOT_SKIPPABLE = -1;

    /** In place of the caps' list: the slot has none. */
    public static final int NO_CAPS = -1;

    /** Numbers of one cap in the caps' list. */
    public static final int CAP_ITEMS = 3;

    /** Flag of a slot: users to whom it is shown are to be known again. */
    private static final int FOLLOWS_USERS = 1;

    // Numbers in the list of a native creative's parts; 0 where it has no such part
    /** Characters (code points) of the title. */
    public static final int NATIVE_TITLE = 1;
    /** Characters of the data of type t are at NATIVE_DATA + t, t from 1 to 12. */
    public static final int NATIVE_DATA = 1;

    /** Width, height and mime (an id, or {@link ByteDictionary#MISSING}) of the icon, in this order. */
    public static final int NATIVE_ICON = 14;
    /** Width, height and mime of the main image. */
    public static final int NATIVE_MAIN = 17;

    /** Length of that list. */
    public static final int NATIVE_PARTS = 19;

    /** The creative's banner types (OpenRTB list of banner ad types, 1 to 4) are bits of the flags from here on. */
    public static final int BANNER_TYPE_SHIFT = 8;

    static final int CAMPAIGN_ID_OFFSET = 0;
    static final int ADVERTISER_ID_OFFSET = 8;
    static final int BID_CPM_MICROS_OFFSET = 16;
    static final int ORDINAL_OFFSET = 24;
    static final int FIRST_CREATIVE_OFFSET = 28;
    static final int CREATIVE_COUNT_OFFSET = 32;
    static final int TIE_END_OFFSET = 36;
    static final int CURRENCY_OFFSET = 40;
    static final int STRATEGY_OFFSET = 44;
    static final int BASE_CPM_MICROS_OFFSET = 48;
    static final int CAPS_OFFSET = 56;
    static final int SLOT_FLAGS_OFFSET = 60;

    static final int VERSION_OFFSET = 0;
    static final int CREATIVE_ID_OFFSET = 8;
    static final int ATTRIBUTES_OFFSET = 16;
    static final int LANGUAGE_OFFSET = 24;
    static final int WIDTH_OFFSET = 32;
    static final int HEIGHT_OFFSET = 36;
    static final int FLAGS_OFFSET = 40;
    static final int CATTAX_OFFSET = 44;
    static final int CATEGORIES_OFFSET = 48;
    static final int DOMAINS_OFFSET = 52;
    static final int APP_OFFSET = 56;
    static final int FORMAT_OFFSET = 60;
    static final int APIS_OFFSET = 64;
    static final int DURATION_OFFSET = 72;
    static final int BITRATE_OFFSET = 80;
    static final int MIMES_OFFSET = 84;
    static final int DELIVERY_OFFSET = 88;
    static final int LINEARITY_OFFSET = 92;
    static final int SKIP_AFTER_OFFSET = 96;
    static final int EXPAND_OFFSET = 100;
    static final int NATIVE_PARTS_OFFSET = 104;

    private final ByteBuffer memory;
    private final UnsafeBuffer buffer;
    private int creativesOffset;
    private int listsOffset;

    /** Takes off-heap memory; it belongs to the table until {@link #close}. */
    public SlotTable(final int capacityBytes) {
        this.memory = ByteBuffer.allocateDirect(Math.max(capacityBytes, SLOT_LENGTH_BYTES));
        this.buffer = new UnsafeBuffer(memory);
    }

    public static int requiredBytes(final int slotCount, final int creativeCount, final int listLength) {
        return Math.addExact(
                Math.addExact(slotCount * SLOT_LENGTH_BYTES, creativeCount * CREATIVE_LENGTH_BYTES), listLength * 4);
    }

    public int capacityBytes() {
        return buffer.capacity();
    }

    /** Lays out the regions for a new index; the writer then fills them. */
    public void layOut(final int slotCount, final int creativeCount) {
        creativesOffset = slotCount * SLOT_LENGTH_BYTES;
        listsOffset = creativesOffset + creativeCount * CREATIVE_LENGTH_BYTES;
    }

    public void writeSlot(
            final int slot,
            final long campaignId,
            final long advertiserId,
            final long bidCpmMicros,
            final int ordinal,
            final int firstCreative,
            final int creativeCount) {
        final int at = slot * SLOT_LENGTH_BYTES;
        buffer.putLong(at + CAMPAIGN_ID_OFFSET, campaignId);
        buffer.putLong(at + ADVERTISER_ID_OFFSET, advertiserId);
        buffer.putLong(at + BID_CPM_MICROS_OFFSET, bidCpmMicros);
        buffer.putInt(at + ORDINAL_OFFSET, ordinal);
        buffer.putInt(at + FIRST_CREATIVE_OFFSET, firstCreative);
        buffer.putInt(at + CREATIVE_COUNT_OFFSET, creativeCount);
    }

    /**
     * What the slot's bid is in.
     *
     * @param currency a {@link CurrencyCode}
     * @param baseCpmMicros the bid in the base currency of the index' rates, which is what slots are ordered by
     */
    public void writeCurrency(final int slot, final int currency, final long baseCpmMicros) {
        buffer.putInt(slot * SLOT_LENGTH_BYTES + CURRENCY_OFFSET, currency);
        buffer.putLong(slot * SLOT_LENGTH_BYTES + BASE_CPM_MICROS_OFFSET, baseCpmMicros);
    }

    /**
     * What the slot has to do with its users.
     *
     * @param caps place of the caps' list, or {@link #NO_CAPS}
     */
    public void writeUserTerms(final int slot, final int caps, final boolean followsUsers) {
        buffer.putInt(slot * SLOT_LENGTH_BYTES + CAPS_OFFSET, caps);
        buffer.putInt(slot * SLOT_LENGTH_BYTES + SLOT_FLAGS_OFFSET, followsUsers ? FOLLOWS_USERS : 0);
    }

    /** What the campaign pays for: the ordinal of a {@link Bid.Strategy}. */
    public void writeStrategy(final int slot, final int strategy) {
        buffer.putInt(slot * SLOT_LENGTH_BYTES + STRATEGY_OFFSET, strategy);
    }

    /** The slots from this one to {@code end}, exclusive, bid the same. */
    public void writeTie(final int slot, final int end) {
        buffer.putInt(slot * SLOT_LENGTH_BYTES + TIE_END_OFFSET, end);
    }

    /** Identity and size of a creative; {@link #writeCreativeRules} completes it. */
    public void writeCreative(final int creative, final long version, final long creativeId, final int w, final int h) {
        final int at = creativesOffset + creative * CREATIVE_LENGTH_BYTES;
        buffer.putLong(at + VERSION_OFFSET, version);
        buffer.putLong(at + CREATIVE_ID_OFFSET, creativeId);
        buffer.putInt(at + WIDTH_OFFSET, w);
        buffer.putInt(at + HEIGHT_OFFSET, h);
    }

    /** What the rules of an impression are held against. */
    public void writeCreativeRules(
            final int creative,
            final long attributes,
            final long language,
            final int flags,
            final int cattax,
            final int categories,
            final int domains,
            final int app) {
        final int at = creativesOffset + creative * CREATIVE_LENGTH_BYTES;
        buffer.putLong(at + ATTRIBUTES_OFFSET, attributes);
        buffer.putLong(at + LANGUAGE_OFFSET, language);
        buffer.putInt(at + FLAGS_OFFSET, flags);
        buffer.putInt(at + CATTAX_OFFSET, cattax);
        buffer.putInt(at + CATEGORIES_OFFSET, categories);
        buffer.putInt(at + DOMAINS_OFFSET, domains);
        buffer.putInt(at + APP_OFFSET, app);
    }

    /** What its format adds to the rules: mimes is a place in the list region, apis and expand directions are bits. */
    public void writeCreativeFormat(
            final int creative, final int format, final long apis, final int mimes, final int expandDirections) {
        final int at = creativesOffset + creative * CREATIVE_LENGTH_BYTES;
        buffer.putInt(at + FORMAT_OFFSET, format);
        buffer.putLong(at + APIS_OFFSET, apis);
        buffer.putInt(at + MIMES_OFFSET, mimes);
        buffer.putInt(at + EXPAND_OFFSET, expandDirections);
    }

    /** Of video and audio. */
    public void writeCreativeMedia(
            final int creative,
            final int durationSeconds,
            final int bitrateKbps,
            final int delivery,
            final int linearity,
            final int skipAfterSeconds) {
        final int at = creativesOffset + creative * CREATIVE_LENGTH_BYTES;
        buffer.putInt(at + DURATION_OFFSET, durationSeconds);
        buffer.putInt(at + BITRATE_OFFSET, bitrateKbps);
        buffer.putInt(at + DELIVERY_OFFSET, delivery);
        buffer.putInt(at + LINEARITY_OFFSET, linearity);
        buffer.putInt(at + SKIP_AFTER_OFFSET, skipAfterSeconds);
    }

    /** The place of a native ad's list of parts; of another, any place. */
    public void writeNativeParts(final int creative, final int place) {
        buffer.putInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + NATIVE_PARTS_OFFSET, place);
    }

    public void writeListItem(final int place, final int value) {
        buffer.putInt(listsOffset + place * 4, value);
    }

    public long campaignId(final int slot) {
        return longOfSlot(slot, CAMPAIGN_ID_OFFSET);
    }

    public long advertiserId(final int slot) {
        return longOfSlot(slot, ADVERTISER_ID_OFFSET);
    }

    /** The most that it may bid, in {@link #currency}; unless its value is predicted, what it bids. */
    public long bidCpmMicros(final int slot) {
        return longOfSlot(slot, BID_CPM_MICROS_OFFSET);
    }

    /** Of the campaign: a {@link CurrencyCode}. */
    public int currency(final int slot) {
        return intOfSlot(slot, CURRENCY_OFFSET);
    }

    /** Whether what an impression is worth to the campaign is predicted: it pays for clicks or conversions. */
    public boolean isPredicted(final int slot) {
        return intOfSlot(slot, STRATEGY_OFFSET) != Bid.Strategy.CPM.ordinal();
    }

    /** The bid in the base currency of the index' rates. */
    public long baseCpmMicros(final int slot) {
        return longOfSlot(slot, BASE_CPM_MICROS_OFFSET);
    }

    /** Place of the list of frequency caps, or {@link #NO_CAPS}. */
    public int caps(final int slot) {
        return intOfSlot(slot, CAPS_OFFSET);
    }

    /** Whether users to whom the slot is shown are to be known again, by what the campaign itself says. */
    public boolean followsUsers(final int slot) {
        return (intOfSlot(slot, SLOT_FLAGS_OFFSET) & FOLLOWS_USERS) != 0;
    }

    public int ordinal(final int slot) {
        return intOfSlot(slot, ORDINAL_OFFSET);
    }

    public int firstCreative(final int slot) {
        return intOfSlot(slot, FIRST_CREATIVE_OFFSET);
    }

    public int creativeCount(final int slot) {
        return intOfSlot(slot, CREATIVE_COUNT_OFFSET);
    }

    /** End, exclusive, of the slots that bid the same as this one. */
    public int tieEnd(final int slot) {
        return intOfSlot(slot, TIE_END_OFFSET);
    }

    public long creativeVersion(final int creative) {
        return longOfCreative(creative, VERSION_OFFSET);
    }

    public long creativeId(final int creative) {
        return longOfCreative(creative, CREATIVE_ID_OFFSET);
    }

    /** Attributes as bits; bit 63 stands for all above 62. */
    public long attributes(final int creative) {
        return longOfCreative(creative, ATTRIBUTES_OFFSET);
    }

    /** Packed as {@link LanguageCode}. */
    public long language(final int creative) {
        return longOfCreative(creative, LANGUAGE_OFFSET);
    }

    public int width(final int creative) {
        return intOfCreative(creative, WIDTH_OFFSET);
    }

    public int height(final int creative) {
        return intOfCreative(creative, HEIGHT_OFFSET);
    }

    /** Whether all of the creative loads over https. */
    public boolean isSecure(final int creative) {
        return (flags(creative) & SECURE) != 0;
    }

    /** Whether the creative is a VAST around another. */
    public boolean isWrapper(final int creative) {
        return (flags(creative) & WRAPPER) != 0;
    }

    /** The types of a banner's markup (OpenRTB list of banner ad types), as bits. */
    public int bannerTypes(final int creative) {
        return flags(creative) >>> BANNER_TYPE_SHIFT;
    }

    public int cattax(final int creative) {
        return intOfCreative(creative, CATTAX_OFFSET);
    }

    /** Place of the categories' list. */
    public int categories(final int creative) {
        return intOfCreative(creative, CATEGORIES_OFFSET);
    }

    /** Place of the domains' list. */
    public int domains(final int creative) {
        return intOfCreative(creative, DOMAINS_OFFSET);
    }

    /** Id of the advertised app, or {@link ByteDictionary#MISSING}. */
    public int app(final int creative) {
        return intOfCreative(creative, APP_OFFSET);
    }

    /** Ordinal of the {@link io.hayate.bidder.campaigns.AdFormat}. */
    public int format(final int creative) {
        return intOfCreative(creative, FORMAT_OFFSET);
    }

    /** AdCOM API frameworks that the creative needs, as bits; bit 63 stands for all above 62. */
    public long apis(final int creative) {
        return longOfCreative(creative, APIS_OFFSET);
    }

    /** Of video and audio. */
    public int durationSeconds(final int creative) {
        return intOfCreative(creative, DURATION_OFFSET);
    }

    /** Of video and audio; 0 if not said. */
    public int bitrateKbps(final int creative) {
        return intOfCreative(creative, BITRATE_OFFSET);
    }

    /** Place of the list of mimes. */
    public int mimes(final int creative) {
        return intOfCreative(creative, MIMES_OFFSET);
    }

    /** AdCOM delivery method of video and audio. */
    public int delivery(final int creative) {
        return intOfCreative(creative, DELIVERY_OFFSET);
    }

    /** 1 linear, 2 non-linear; of video. */
    public int linearity(final int creative) {
        return intOfCreative(creative, LINEARITY_OFFSET);
    }

    /** Of video and audio; {@link #NOT_SKIPPABLE}. */
    public int skipAfterSeconds(final int creative) {
        return intOfCreative(creative, SKIP_AFTER_OFFSET);
    }

    /** AdCOM expandable directions of a banner, as bits. */
    public int expandDirections(final int creative) {
        return intOfCreative(creative, EXPAND_OFFSET);
    }

    /** Place of the list of a native ad's parts. */
    public int nativeParts(final int creative) {
        return intOfCreative(creative, NATIVE_PARTS_OFFSET);
    }

    /** An item of the list region; the item at a list's place is its length. */
    public int listItem(final int place) {
        return buffer.getInt(listsOffset + place * 4);
    }

    @Override
    public void close() {
        BufferUtil.free(memory);
    }

    private int flags(final int creative) {
        return intOfCreative(creative, FLAGS_OFFSET);
    }

    private int intOfSlot(final int slot, final int offset) {
        return buffer.getInt(slot * SLOT_LENGTH_BYTES + offset);
    }

    private long longOfSlot(final int slot, final int offset) {
        return buffer.getLong(slot * SLOT_LENGTH_BYTES + offset);
    }

    private int intOfCreative(final int creative, final int offset) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + offset);
    }

    private long longOfCreative(final int creative, final int offset) {
        return buffer.getLong(creativesOffset + creative * CREATIVE_LENGTH_BYTES + offset);
    }
}
