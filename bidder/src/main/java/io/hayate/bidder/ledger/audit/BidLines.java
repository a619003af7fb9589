package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.bidlog.BidRecord;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.CountryCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Lines of the bid log. Owned by the thread that reads. */
final class BidLines implements LineWriter {
    private static final AdFormat[] FORMATS = AdFormat.values();

    private final long fromMs;
    private final long toMs;

    /** @param fromMs of the bids' times, {@code toMs} excluded */
    BidLines(final long fromMs, final long toMs) {
        this.fromMs = fromMs;
        this.toMs = toMs;
    }

    @Override
    public void write(final ByteBuffer record, final long endPosition, final StringBuilder line) {
        final ByteBuffer bytes = record.slice().order(ByteOrder.LITTLE_ENDIAN);
        final long timeMs = bytes.getLong(BidRecord.TIME_OFFSET);
        if (timeMs < fromMs || timeMs >= toMs) {
            return;
        }
        final byte[] name = new byte[bytes.get(BidRecord.NAME_LENGTH_OFFSET)];
        bytes.get(BidRecord.NAME_OFFSET, name);
        final JsonLine json = new JsonLine(line);
        json.number("position", endPosition)
                .text("kind", "bid")
                .time("time", timeMs)
                .bidId(
                        "bid",
                        bytes.getInt(BidRecord.EPOCH_OFFSET),
                        bytes.getInt(BidRecord.LANE_OFFSET),
                        bytes.getLong(BidRecord.SEQUENCE_OFFSET))
                .number("campaign", bytes.getLong(BidRecord.CAMPAIGN_ID_OFFSET))
                .number("advertiser", bytes.getLong(BidRecord.ADVERTISER_ID_OFFSET))
                .number("creative", bytes.getLong(BidRecord.CREATIVE_ID_OFFSET))
                .text("exchange", new String(name, StandardCharsets.US_ASCII))
                .currency("currency", bytes.getInt(BidRecord.CURRENCY_OFFSET))
                .micros("bidPrice", bytes.getLong(BidRecord.BID_CPM_MICROS_OFFSET));
        writeOffer(json, bytes);
        json.end();
    }

    private static void writeOffer(final JsonLine json, final ByteBuffer bytes) {
        final long floor = bytes.getLong(BidRecord.FLOOR_CPM_MICROS_OFFSET);
        if (floor == Long.MAX_VALUE || floor == 0) {
            json.number("floor", 0);
        } else {
            json.micros("floor", floor).currency("floorCurrency", bytes.getInt(BidRecord.FLOOR_CURRENCY_OFFSET));
        }
        final int format = bytes.get(BidRecord.FORMAT_OFFSET) - 1;
        if (format >= 0 && format < FORMATS.length) {
            json.text("format", FORMATS[format].name().toLowerCase(Locale.ROOT));
        }
        if (bytes.getInt(BidRecord.WIDTH_OFFSET) > 0) {
            json.number("w", bytes.getInt(BidRecord.WIDTH_OFFSET)).number("h", bytes.getInt(BidRecord.HEIGHT_OFFSET));
        }
        json.yes("deal", (bytes.get(BidRecord.FLAGS_OFFSET) & BidRecord.DEAL) != 0);
        final int country = bytes.getInt(BidRecord.COUNTRY_OFFSET);
        if (country != 0) {
            json.text("country", CountryCode.alpha3("" + (char) (country >> 8 & 0xff) + (char) (country & 0xff)));
        }
        final int deviceType = bytes.getShort(BidRecord.DEVICE_TYPE_OFFSET);
        if (deviceType > 0) {
            json.number("deviceType", deviceType);
        }
        final int cell = bytes.getShort(BidRecord.AUCTION_CELL_OFFSET) & 0xffff;
        if (cell > 0) {
            json.number("auctionCell", cell);
        }
    }
}
