package io.hayate.bidder.notices.token;

/**
 * The bytes of a token, version 1.
 *
 * <pre>
 *  0         1        2       3
 *  +---------+--------+-------+-----------------------------+---------+-----------------+----------+
 *  | version | key id | flags | fields, in the order below  | padding | landing page    | MAC part |
 *  +---------+--------+-------+-----------------------------+---------+-----------------+----------+
 *   1 byte    1 byte   1 byte   varints and texts             0-2       click only, the   10 bytes
 *                                                             zeros     rest before MAC
 *                                                                       click id: the
 *                                                                       click's time (ms),
 *                                                                       6 bytes
 *  fields:  epoch v, lane v, sequence v, time (ms) 6 bytes, campaign v, ordinal v, creative version v, creative v,
 *           advertiser v, bid (CPM micros) v, currency 3 bytes, [rate (1e-9) v, campaign's currency 3 bytes],
 *           [multiplier (1e-6) v],
 *           exchange t, impression t, [deal t], [extension t]
 *  v:       unsigned LEB128, 7 bits a byte, lowest first        t: length in 1 byte, then the bytes
 *  [...]:   only if its flag is set; otherwise rate and multiplier are 1, and the campaign's currency is the bid's
 *
 *  extension:  +-----+--------+-------+-----+--------+-------+----   tag 1: key of the user, 16 bytes
 *              | tag | length | bytes | tag | length | bytes | ...   tag 2: cell of the auction, 2 bytes
 *              +-----+--------+-------+-----+--------+-------+----
 *               1      1        length
 * </pre>
 *
 * The padding makes the payload a multiple of three bytes, so its base64url text is the same in every token of a bid and
 * is made once. The extension holds what few bids have, and is left out where there is nothing of it; a reader skips tags
 * that it does not know, and known ones of another length. The MAC part is the kind's own ten bytes (80 bits, the least that
 * RFC 2104 allows) of the HMAC-SHA256 over everything before it, under the key of the kind's {@link MacLabel}.
 */
final class TokenLayout {
    static final byte VERSION = 1;
    static final int MAC_BYTES = 10;
    static final int VERSION_OFFSET = 0;
    static final int KEY_ID_OFFSET = 1;
    static final int FLAGS_OFFSET = 2;
    static final int FIELDS_OFFSET = 3;

    static final int FLAG_TEST = 1;
    static final int FLAG_DEAL = 1 << 1;
    static final int FLAG_RATE = 1 << 2;
    static final int FLAG_MULTIPLIER = 1 << 3;
    static final int FLAG_EXTENSION = 1 << 4;
    private static final int KNOWN_FLAGS = FLAG_TEST | FLAG_DEAL | FLAG_RATE | FLAG_MULTIPLIER | FLAG_EXTENSION;

    static final long ONE_MICROS = 1_000_000;
    static final long ONE_NANOS = 1_000_000_000;
    static final int TIME_BYTES = 6;
    private static final int CURRENCY_BYTES = 3;
    private static final int MAX_VARINT_BYTES = 10;
    private static final int VARINTS = 11;

    static final int TAG_USER_KEY = 1;
    static final int TAG_AUCTION_CELL = 2;
    private static final int USER_KEY_BYTES = 2 * Long.BYTES;
    private static final int AUCTION_CELL_BYTES = 2;

    /** Header, 11 varints at their longest, and all texts at their longest, with room for an extension and padding. */
    static final int MAX_PAYLOAD_BYTES = FIELDS_OFFSET
            + VARINTS * MAX_VARINT_BYTES
            + TIME_BYTES
            + 2 * CURRENCY_BYTES
            + (1 + 32)
            + 3 * (1 + NoticePayload.MAX_TEXT_BYTES)
            + 2;

    /** What {@link #read} returns when the bytes are not a payload. */
    static final int MALFORMED = -1;

    private TokenLayout() {}

    /** Writes the padded payload to the start of {@code out} and returns its length. */
    static int write(final NoticePayload payload, final byte keyId, final byte[] out) {
        int flags = payload.test ? FLAG_TEST : 0;
        flags |= payload.dealIdLength > 0 ? FLAG_DEAL : 0;
        flags |= payload.rateNanos != ONE_NANOS || payload.campaignCurrency != payload.currency ? FLAG_RATE : 0;
        flags |= payload.multiplierMicros != ONE_MICROS ? FLAG_MULTIPLIER : 0;
        flags |= payload.hasUser || payload.auctionCell != 0 ? FLAG_EXTENSION : 0;
        out[VERSION_OFFSET] = VERSION;
        out[KEY_ID_OFFSET] = keyId;
        out[FLAGS_OFFSET] = (byte) flags;
        int o = writeVarint(payload.epoch & 0xffff_ffffL, out, FIELDS_OFFSET);
        o = writeVarint(payload.lane & 0xffff_ffffL, out, o);
        o = writeVarint(payload.sequence, out, o);
        o = writeFixed(payload.timeMs, TIME_BYTES, out, o);
        o = writeVarint(payload.campaignId, out, o);
        o = writeVarint(payload.campaignOrdinal & 0xffff_ffffL, out, o);
        o = writeVarint(payload.creativeVersion, out, o);
        o = writeVarint(payload.creativeId, out, o);
        o = writeVarint(payload.advertiserId, out, o);
        o = writeVarint(payload.bidCpmMicros, out, o);
        o = writeFixed(payload.currency, CURRENCY_BYTES, out, o);
        if ((flags & FLAG_RATE) != 0) {
            o = writeVarint(payload.rateNanos, out, o);
            o = writeFixed(payload.campaignCurrency, CURRENCY_BYTES, out, o);
        }
        if ((flags & FLAG_MULTIPLIER) != 0) {
            o = writeVarint(payload.multiplierMicros, out, o);
        }
        o = writeText(payload.exchange, payload.exchangeLength, out, o);
        o = writeText(payload.impressionId, payload.impressionIdLength, out, o);
        if ((flags & FLAG_DEAL) != 0) {
            o = writeText(payload.dealId, payload.dealIdLength, out, o);
        }
        if ((flags & FLAG_EXTENSION) != 0) {
            o = writeExtension(payload, out, o);
        }
        while (o % 3 != 0) {
            out[o++] = 0;
        }
        return o;
    }

    /** Reads the payload from the start of {@code in}; returns the offset behind its padding, or {@link #MALFORMED}. */
    static int read(final byte[] in, final int length, final NoticePayload payload, final TokenCursor cursor) {
        if (length < FIELDS_OFFSET) {
            return MALFORMED;
        }
        final int flags = in[FLAGS_OFFSET];
        cursor.wrap(in, FIELDS_OFFSET, length);
        payload.test = (flags & FLAG_TEST) != 0;
        payload.epoch = (int) cursor.varint();
        payload.lane = (int) cursor.varint();
        payload.sequence = cursor.varint();
        payload.timeMs = cursor.fixed(TIME_BYTES);
        payload.campaignId = cursor.varint();
        payload.campaignOrdinal = (int) cursor.varint();
        payload.creativeVersion = cursor.varint();
        payload.creativeId = cursor.varint();
        payload.advertiserId = cursor.varint();
        payload.bidCpmMicros = cursor.varint();
        payload.currency = (int) cursor.fixed(CURRENCY_BYTES);
        payload.rateNanos = (flags & FLAG_RATE) != 0 ? cursor.varint() : ONE_NANOS;
        payload.campaignCurrency = (flags & FLAG_RATE) != 0 ? (int) cursor.fixed(CURRENCY_BYTES) : payload.currency;
        payload.multiplierMicros = (flags & FLAG_MULTIPLIER) != 0 ? cursor.varint() : ONE_MICROS;
        payload.exchangeLength = cursor.text(payload.exchange);
        payload.impressionIdLength = cursor.text(payload.impressionId);
        payload.dealIdLength = (flags & FLAG_DEAL) != 0 ? cursor.text(payload.dealId) : 0;
        readExtension((flags & FLAG_EXTENSION) != 0, payload, cursor);
        cursor.padding();
        return cursor.isMalformed() || (flags & ~KNOWN_FLAGS) != 0 ? MALFORMED : cursor.position();
    }

    private static int writeExtension(final NoticePayload payload, final byte[] out, final int offset) {
        int o = offset + 1;
        if (payload.hasUser) {
            out[o++] = TAG_USER_KEY;
            out[o++] = USER_KEY_BYTES;
            o = writeFixed(payload.userKeyHigh, Long.BYTES, out, o);
            o = writeFixed(payload.userKeyLow, Long.BYTES, out, o);
        }
        if (payload.auctionCell != 0) {
            assert payload.auctionCell >>> Short.SIZE == 0 : payload.auctionCell;
            out[o++] = TAG_AUCTION_CELL;
            out[o++] = AUCTION_CELL_BYTES;
            o = writeFixed(payload.auctionCell, AUCTION_CELL_BYTES, out, o);
        }
        out[offset] = (byte) (o - offset - 1);
        return o;
    }

    private static void readExtension(final boolean present, final NoticePayload payload, final TokenCursor cursor) {
        payload.hasUser = false;
        payload.userKeyHigh = 0;
        payload.userKeyLow = 0;
        payload.auctionCell = 0;
        final int end = present ? cursor.textEnd() : cursor.position();
        while (cursor.position() < end) {
            final int tag = (int) cursor.fixed(1);
            final int length = (int) cursor.fixed(1);
            if (length > end - cursor.position()) {
                cursor.refuse();
                return;
            }
            if (tag == TAG_USER_KEY && length == USER_KEY_BYTES) {
                payload.hasUser = true;
                payload.userKeyHigh = cursor.fixed(Long.BYTES);
                payload.userKeyLow = cursor.fixed(Long.BYTES);
            } else if (tag == TAG_AUCTION_CELL && length == AUCTION_CELL_BYTES) {
                payload.auctionCell = (int) cursor.fixed(AUCTION_CELL_BYTES);
            } else {
                cursor.skip(length);
            }
        }
    }

    private static int writeVarint(final long value, final byte[] out, final int offset) {
        long rest = value;
        int o = offset;
        while ((rest & ~0x7fL) != 0) {
            out[o++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[o++] = (byte) rest;
        return o;
    }

    static int writeFixed(final long value, final int lengthBytes, final byte[] out, final int offset) {
        for (int i = 0; i < lengthBytes; i++) {
            out[offset + i] = (byte) (value >>> (8 * (lengthBytes - 1 - i)));
        }
        return offset + lengthBytes;
    }

    private static int writeText(final byte[] text, final int length, final byte[] out, final int offset) {
        out[offset] = (byte) length;
        System.arraycopy(text, 0, out, offset + 1, length);
        return offset + 1 + length;
    }
}
