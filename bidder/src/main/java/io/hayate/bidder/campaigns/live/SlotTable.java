package io.hayate.bidder.campaigns.live;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What every candidate needs, dense and off-heap: a record for each slot, then one for each creative, then lists of ids.
 *
 * <pre>
 *  slot      0            8              16              24       28             32             36       40..63
 *            +------------+--------------+---------------+--------+--------------+--------------+--------+------+
 *            | campaignId | advertiserId | bidCpmMicros  | ordinal| firstCreative| creativeCount| tieEnd |unused|
 *            +------------+--------------+---------------+--------+--------------+--------------+--------+------+
 *  creative  0          8           16           24         32   36   40      44       48           52           56      60
 *            +----------+-----------+------------+----------+----+----+-------+--------+------------+------------+-------+------+
 *            | version  | creativeId| attributes | language | w  | h  | flags | cattax | categories | domains    | app   |unused|
 *            +----------+-----------+------------+----------+----+----+-------+--------+------------+------------+-------+------+
 * </pre>
 *
 * <p>{@code categories} and {@code domains} are places in the list region; a list is its length, then that many ids. The
 * categories' list holds pairs: a category and its parent ({@link ByteDictionary#MISSING} if none). The domains' list
 * holds for each domain the ids of it and its parents, then {@link #END_OF_DOMAIN}.
 *
 * <p>Single writer: the campaign agent, before the index that holds it is published; readers: bid loops, while that
 * index is pinned. The memory is used again for a later index.
 */
public final class SlotTable implements AutoCloseable {
    public static final int SLOT_LENGTH_BYTES = 64;
    public static final int CREATIVE_LENGTH_BYTES = 64;
    public static final int END_OF_DOMAIN = -2;

    /** Flag: all of the creative loads over https. */
    public static final int SECURE = 1;
    /** The creative's banner types (OpenRTB list of banner ad types, 1 to 4) are bits of the flags from here on. */
    public static final int BANNER_TYPE_SHIFT = 8;

    static final int CAMPAIGN_ID_OFFSET = 0;
    static final int ADVERTISER_ID_OFFSET = 8;
    static final int BID_CPM_MICROS_OFFSET = 16;
    static final int ORDINAL_OFFSET = 24;
    static final int FIRST_CREATIVE_OFFSET = 28;
    static final int CREATIVE_COUNT_OFFSET = 32;
    static final int TIE_END_OFFSET = 36;

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

    public void writeListItem(final int place, final int value) {
        buffer.putInt(listsOffset + place * 4, value);
    }

    public long campaignId(final int slot) {
        return buffer.getLong(slot * SLOT_LENGTH_BYTES + CAMPAIGN_ID_OFFSET);
    }

    public long advertiserId(final int slot) {
        return buffer.getLong(slot * SLOT_LENGTH_BYTES + ADVERTISER_ID_OFFSET);
    }

    public long bidCpmMicros(final int slot) {
        return buffer.getLong(slot * SLOT_LENGTH_BYTES + BID_CPM_MICROS_OFFSET);
    }

    public int ordinal(final int slot) {
        return buffer.getInt(slot * SLOT_LENGTH_BYTES + ORDINAL_OFFSET);
    }

    public int firstCreative(final int slot) {
        return buffer.getInt(slot * SLOT_LENGTH_BYTES + FIRST_CREATIVE_OFFSET);
    }

    public int creativeCount(final int slot) {
        return buffer.getInt(slot * SLOT_LENGTH_BYTES + CREATIVE_COUNT_OFFSET);
    }

    /** End, exclusive, of the slots that bid the same as this one. */
    public int tieEnd(final int slot) {
        return buffer.getInt(slot * SLOT_LENGTH_BYTES + TIE_END_OFFSET);
    }

    public long creativeVersion(final int creative) {
        return buffer.getLong(creativesOffset + creative * CREATIVE_LENGTH_BYTES + VERSION_OFFSET);
    }

    public long creativeId(final int creative) {
        return buffer.getLong(creativesOffset + creative * CREATIVE_LENGTH_BYTES + CREATIVE_ID_OFFSET);
    }

    /** Attributes as bits; bit 63 stands for all above 62. */
    public long attributes(final int creative) {
        return buffer.getLong(creativesOffset + creative * CREATIVE_LENGTH_BYTES + ATTRIBUTES_OFFSET);
    }

    /** Packed as {@link LanguageCode}. */
    public long language(final int creative) {
        return buffer.getLong(creativesOffset + creative * CREATIVE_LENGTH_BYTES + LANGUAGE_OFFSET);
    }

    public int width(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + WIDTH_OFFSET);
    }

    public int height(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + HEIGHT_OFFSET);
    }

    public int flags(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + FLAGS_OFFSET);
    }

    public int cattax(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + CATTAX_OFFSET);
    }

    /** Place of the categories' list. */
    public int categories(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + CATEGORIES_OFFSET);
    }

    /** Place of the domains' list. */
    public int domains(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + DOMAINS_OFFSET);
    }

    /** Id of the advertised app, or {@link ByteDictionary#MISSING}. */
    public int app(final int creative) {
        return buffer.getInt(creativesOffset + creative * CREATIVE_LENGTH_BYTES + APP_OFFSET);
    }

    /** An item of the list region; the item at a list's place is its length. */
    public int listItem(final int place) {
        return buffer.getInt(listsOffset + place * 4);
    }

    @Override
    public void close() {
        BufferUtil.free(memory);
    }
}
