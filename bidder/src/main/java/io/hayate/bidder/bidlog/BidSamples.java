package io.hayate.bidder.bidlog;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CountryCode;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One bid loop's share of the bid log: copies what is to be known of some bids, picked by a hash of their id, into a ring.
 * Bids on test requests are left out. Allocates nothing. Single writer: the bid loop; reader: the bid log's agent, via the
 * ring.
 */
public final class BidSamples implements RouteObserver {
    /** Room for some two thousand bids; a power of two. */
    static final int RING_BYTES = 1 << 18;

    private static final int MESSAGE = 1;

    private final int epoch;
    private final int lane;
    private final byte[][] exchangeNames;
    private final long threshold;
    private final CounterBlock<BidSampleCounter> counters = new CounterBlock<>(BidSampleCounter.class);
    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));

    /**
     * @param epoch of this process and {@code lane} of the loop, as in the bids' ids
     * @param exchanges all profiles, by ordinal
     * @param share of all bids, from 0 to 1
     */
    public BidSamples(final int epoch, final int lane, final List<ExchangeProfile> exchanges, final double share) {
        this.epoch = epoch;
        this.lane = lane;
        this.exchangeNames = exchanges.stream()
                .map(each -> each.name().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.threshold = (long) (share * 0x1p53);
    }

    @Override
    public void onBid(final BidContext context, final int bid) {
        if (!context.request.test && isPicked(context.bidSequence[bid])) {
            offer(context, bid);
        }
    }

    public CounterBlock<BidSampleCounter> counters() {
        return counters;
    }

    /** Called by the agent; returns how many there were, at most {@code limit}. */
    int drain(final MessageHandler onBid, final int limit) {
        return ring.read(onBid, limit);
    }

    /** The same on every replica, and for whoever has only the id. */
    private boolean isPicked(final long sequence) {
        long hash = sequence + (((long) epoch << 32) ^ lane) * 0x9E3779B97F4A7C15L;
        // The finalizer of SplitMix64.
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return (hash ^ hash >>> 31) >>> 11 < threshold;
    }

    private void offer(final BidContext context, final int bid) {
        final byte[] name = exchangeNames[context.exchange.ordinal()];
        final int index = ring.tryClaim(MESSAGE, BidRecord.NAME_OFFSET + name.length);
        if (index <= 0) {
            counters.increment(BidSampleCounter.DROPPED);
            return;
        }
        write(context, bid, name, ring.buffer(), index);
        ring.commit(index);
        counters.increment(BidSampleCounter.TAKEN);
    }

    private void write(
            final BidContext context,
            final int bid,
            final byte[] name,
            final MutableDirectBuffer buffer,
            final int offset) {
        final SlotTable table = context.view.part(context.bidPart[bid]).table();
        final int slot = context.bidSlot[bid];
        final int creative = context.bidCreative[bid];
        buffer.putLong(offset + BidRecord.TIME_OFFSET, context.arrivalMs);
        buffer.putInt(offset + BidRecord.EPOCH_OFFSET, epoch);
        buffer.putInt(offset + BidRecord.LANE_OFFSET, lane);
        buffer.putLong(offset + BidRecord.SEQUENCE_OFFSET, context.bidSequence[bid]);
        buffer.putLong(offset + BidRecord.CAMPAIGN_ID_OFFSET, table.campaignId(slot));
        buffer.putLong(offset + BidRecord.ADVERTISER_ID_OFFSET, table.advertiserId(slot));
        buffer.putLong(offset + BidRecord.CREATIVE_ID_OFFSET, table.creativeId(creative));
        buffer.putLong(offset + BidRecord.BID_CPM_MICROS_OFFSET, context.bidCpmMicros[bid]);
        buffer.putInt(offset + BidRecord.WIDTH_OFFSET, table.width(creative));
        buffer.putInt(offset + BidRecord.HEIGHT_OFFSET, table.height(creative));
        buffer.putInt(offset + BidRecord.CURRENCY_OFFSET, context.currency);
        buffer.putShort(offset + BidRecord.AUCTION_CELL_OFFSET, (short) context.bidAuctionCell[bid]);
        buffer.putByte(offset + BidRecord.FORMAT_OFFSET, (byte) (table.format(creative) + 1));
        buffer.putByte(offset + BidRecord.NAME_LENGTH_OFFSET, (byte) name.length);
        buffer.putBytes(offset + BidRecord.NAME_OFFSET, name);
        writeOffer(context.request, context.bidImpression[bid], context.bidDeal[bid], buffer, offset);
    }

    private static void writeOffer(
            final BidRequestView request,
            final int impression,
            final int deal,
            final MutableDirectBuffer buffer,
            final int offset) {
        final boolean underDeal = deal != BidContext.NO_DEAL;
        buffer.putLong(
                offset + BidRecord.FLOOR_CPM_MICROS_OFFSET,
                underDeal ? request.dealFloorCpmMicros[deal] : request.floorCpmMicros[impression]);
        final long currency = underDeal ? request.dealFloorCurrency[deal] : request.floorCurrency[impression];
        buffer.putInt(
                offset + BidRecord.FLOOR_CURRENCY_OFFSET,
                currency == Slice.ABSENT
                        ? CurrencyCode.USD
                        : CurrencyCode.of(request.body, Slice.offset(currency), Slice.length(currency)));
        buffer.putInt(offset + BidRecord.COUNTRY_OFFSET, country(request));
        buffer.putShort(offset + BidRecord.DEVICE_TYPE_OFFSET, (short) Math.max(0, request.deviceType));
        buffer.putByte(offset + BidRecord.FLAGS_OFFSET, (byte) (underDeal ? BidRecord.DEAL : 0));
    }

    private static int country(final BidRequestView request) {
        final int country = request.country == Slice.ABSENT
                ? CountryCode.NONE
                : CountryCode.of(request.body, Slice.offset(request.country), Slice.length(request.country));
        return country == CountryCode.NONE ? 0 : CountryCode.letter(country, 0) << 8 | CountryCode.letter(country, 1);
    }
}
