package io.hayate.bidder.bid.write;

import static io.hayate.bidder.bid.write.AnswerBuffer.ascii;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.bid.VastChoice;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.notices.token.BidId;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the BidResponse (OpenRTB 2.6, 4.2): ids echoed as they came, the creative's encoded attributes and markup copied,
 * a signed token in each notice URL. Owned by the bid loop.
 */
public final class AnswerWriter {
    private static final AdFormat[] FORMATS = AdFormat.values();

    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] CURRENCY = ascii(",\"cur\":\"");
    private static final byte[] ANSWER_BID_ID = ascii("\",\"bidid\":\"");
    private static final byte[] SEATS = ascii("\",\"seatbid\":[");
    private static final byte[] SEAT = ascii("{\"seat\":");
    private static final byte[] BIDS = ascii(",\"bid\":[");
    private static final byte[] END_SEAT = ascii("]},");
    private static final byte[] END = ascii("]}]}");
    private static final byte[] BID_ID = ascii("{\"id\":\"");
    private static final byte[] IMPRESSION_ID = ascii("\",\"impid\":");
    private static final byte[] PRICE = ascii(",\"price\":");
    private static final byte[] DEAL_ID = ascii(",\"dealid\":");
    private static final byte[] WIN_URL = ascii(",\"nurl\":\"");
    private static final byte[] BILL_URL = ascii("\",\"burl\":\"");
    private static final byte[] LOSS_URL = ascii("\",\"lurl\":\"");
    private static final byte[] MARKUP = ascii("\",\"adm\":");
    private static final byte[] NO_BID_REASON = ascii(",\"nbr\":");

    private final int epoch;
    private final int lane;
    private final TokenSigner signer;
    private final CreativeSource.Reader creatives;
    private final NoticeUrls urls;
    private final ExchangeTexts[] exchanges;

    private final AnswerBuffer out = new AnswerBuffer();
    private final byte[] creative = new byte[CreativeLayout.MAX_LENGTH_BYTES];
    private final NoticePayload payload = new NoticePayload();
    private final SeatOrder order = new SeatOrder();
    private final MarkupWriter markup;
    private final OfferFields offerFields;
    private final VastWriter vast;
    private final NativeAnswerWriter nativeAnswer;
    private ExchangeTexts exchange;
    /** Of the bids written last; null before the first. */
    private byte @Nullable [] seat;

    private int creativeLength;
    private long sequence;

    /**
     * @param epoch of this process; no other process has it, nor had
     * @param lane of this loop
     * @param exchanges all profiles, by ordinal
     */
    public AnswerWriter(
            final int epoch,
            final int lane,
            final TokenSigner signer,
            final CreativeSource creatives,
            final List<ExchangeProfile> exchanges,
            final AnswerSettings settings) {
        this.epoch = epoch;
        this.lane = lane;
        this.signer = signer;
        this.creatives = creatives.newReader();
        this.urls = new NoticeUrls(settings.noticeUrl(), settings.trackerUrl());
        this.markup = new MarkupWriter(out, signer, payload, urls);
        this.offerFields = new OfferFields(out, settings.noticeExpirySeconds());
        this.vast = new VastWriter(out, markup);
        this.nativeAnswer = new NativeAnswerWriter(out, markup);
        this.exchanges = exchanges.stream().map(ExchangeTexts::new).toArray(ExchangeTexts[]::new);
        this.exchange = this.exchanges[0];
    }

    /** Begins the answer in this array. */
    public void begin(final BidContext context, final byte[] answer) {
        final BidRequestView request = context.request;
        out.wrap(answer);
        out.put(ID);
        out.put(request.body, Slice.offset(request.idToken), Slice.length(request.idToken));
        out.put(CURRENCY);
        out.putLetters(context.currency);
        out.put(ANSWER_BID_ID);
        sequence++;
        putBidId();
        out.put(SEATS);
        exchange = exchanges[context.exchange.ordinal()];
        seat = null;
        order.arrange(context, exchange.seat);
        beginPayload(context);
    }

    /** Which of the context's bids is to be written at a place: bids of one seat follow each other. */
    public int bidAt(final int place) {
        return order.bidAt(place);
    }

    /** Writes a BidResponse without bids, to a request that was read, and returns its length. */
    public int writeNoBid(final BidRequestView request, final NoBidReason reason, final byte[] answer) {
        out.wrap(answer);
        out.put(ID);
        out.put(request.body, Slice.offset(request.idToken), Slice.length(request.idToken));
        out.put(NO_BID_REASON);
        out.putDecimal(reason.nbr);
        out.put('}');
        return out.length();
    }

    /**
     * Writes one of the context's bids, in the order of {@link #bidAt}; false if its creative cannot be read or the answer
     * has no room, which is noted in the context. Then the bid is not in the answer.
     */
    public boolean writeBid(final BidContext context, final int bid) {
        context.lookAt(context.bidPart[bid]);
        final SlotTable table = context.index.table();
        final int creativePlace = context.bidCreative[bid];
        creativeLength = creatives.read(table.creativeVersion(creativePlace), creative);
        if (creativeLength == CreativeSource.MISSING) {
            context.note(NoBidReason.CREATIVE_UNREADABLE);
            return false;
        }
        final int lengthBefore = out.length();
        putSeparator(order.seatOf(bid));
        sequence++;
        context.bidSequence[bid] = sequence;
        fillPayload(context, bid, table);
        signer.seal(payload);
        putBid(context, bid);
        if (!out.hasRoom(END.length)) {
            out.cutTo(lengthBefore);
            context.note(NoBidReason.ANSWER_TOO_LARGE);
            return false;
        }
        seat = order.seatOf(bid);
        return true;
    }

    /** Ends the answer and returns its length. */
    public int end() {
        out.put(END);
        return out.length();
    }

    /** What stands between the bid before and one of this seat. */
    private void putSeparator(final byte[] next) {
        if (seat != null && Arrays.equals(seat, next)) {
            out.put(',');
            return;
        }
        if (seat != null) {
            out.put(END_SEAT);
        }
        out.put(SEAT);
        out.put(next);
        out.put(BIDS);
    }

    private void putBid(final BidContext context, final int bid) {
        final BidRequestView request = context.request;
        out.put(BID_ID);
        putBidId();
        out.put(IMPRESSION_ID);
        final long impressionId = request.impressionIdToken[context.bidImpression[bid]];
        out.put(request.body, Slice.offset(impressionId), Slice.length(impressionId));
        out.put(PRICE);
        out.putMicros(context.bidCpmMicros[bid]);
        if (context.bidDeal[bid] != BidContext.NO_DEAL) {
            final long dealId = request.dealIdToken[context.bidDeal[bid]];
            out.put(DEAL_ID);
            out.put(request.body, Slice.offset(dealId), Slice.length(dealId));
        }
        out.put(',');
        final int attributesLength = CreativeLayout.readInt(creative, 0);
        out.put(creative, Integer.BYTES, attributesLength);
        final int landing = Integer.BYTES + attributesLength;
        final int landingLength = CreativeLayout.readInt(creative, landing);
        final int segments = landing + Integer.BYTES + landingLength;
        markup.begin(creative, landing + Integer.BYTES, landingLength);
        final AdFormat format = FORMATS[context.index.table().format(context.bidCreative[bid])];
        putOfferFields(context, bid, format);
        putNotice(WIN_URL, urls.win, NoticeKind.WIN, exchange.winParameters);
        putNotice(BILL_URL, urls.bill, NoticeKind.BILL, exchange.priceParameter);
        putNotice(LOSS_URL, urls.loss, NoticeKind.LOSS, exchange.lossParameters);
        out.put(MARKUP);
        putMarkup(context, bid, format, segments);
        offerFields.putBilling(request, context.bidImpression[bid], context.exchange.billingIds());
        out.put('}');
    }

    private void putOfferFields(final BidContext context, final int bid, final AdFormat format) {
        final BidRequestView request = context.request;
        final int impression = context.bidImpression[bid];
        switch (format) {
            case BANNER -> offerFields.putRatio(request, impression, context.index.table(), context.bidCreative[bid]);
            case VIDEO -> offerFields.putProtocol(protocol(context, bid, request.video));
            case AUDIO -> offerFields.putProtocol(protocol(context, bid, request.audio));
            case NATIVE -> {}
        }
        offerFields.putExpiry(request, impression);
    }

    private void putMarkup(final BidContext context, final int bid, final AdFormat format, final int segments) {
        switch (format) {
            case BANNER -> {
                out.put('"');
                markup.putSegments(segments, creativeLength);
                out.put('"');
            }
            case VIDEO -> putVast(context, bid, context.request.video, segments);
            case AUDIO -> putVast(context, bid, context.request.audio, segments);
            case NATIVE ->
                nativeAnswer.put(
                        context.request,
                        context.bidImpression[bid],
                        context.index,
                        context.bidCreative[bid],
                        segments,
                        creativeLength,
                        context.exchange.answers().nativeForm());
        }
    }

    private void putVast(final BidContext context, final int bid, final MediaOffers offers, final int segments) {
        final int mime = VastChoice.mime(
                context.request, offers, context.bidImpression[bid], context.index, context.bidCreative[bid]);
        out.put('"');
        vast.begin(
                VastChoice.versionTenths(protocol(context, bid, offers)),
                mime,
                context.index.table().attributes(context.bidCreative[bid]));
        vast.putSegments(context.request, offers, context.bidImpression[bid], segments, creativeLength);
        out.put('"');
    }

    private static int protocol(final BidContext context, final int bid, final MediaOffers offers) {
        final boolean wrapper = context.index.table().isWrapper(context.bidCreative[bid]);
        return VastChoice.protocol(context.request, offers, context.bidImpression[bid], wrapper);
    }

    private void putNotice(final byte[] field, final byte[] url, final NoticeKind kind, final byte[] macros) {
        out.put(field);
        out.put(url);
        markup.putToken(kind);
        out.put(macros);
    }

    private void putBidId() {
        if (out.hasRoom(BidId.MAX_LENGTH_BYTES)) {
            out.advanceTo(BidId.write(epoch, lane, sequence, out.bytes(), out.length()));
        }
    }

    private void beginPayload(final BidContext context) {
        payload.epoch = epoch;
        payload.lane = lane;
        payload.timeMs = context.arrivalMs;
        payload.test = context.request.test;
        payload.currency = context.currency;
        System.arraycopy(exchange.name, 0, payload.exchange, 0, exchange.name.length);
        payload.exchangeLength = exchange.name.length;
    }

    private void fillPayload(final BidContext context, final int bid, final SlotTable table) {
        final BidRequestView request = context.request;
        final int slot = context.bidSlot[bid];
        payload.sequence = sequence;
        payload.campaignId = table.campaignId(slot);
        payload.campaignOrdinal = table.ordinal(slot);
        payload.advertiserId = table.advertiserId(slot);
        payload.creativeVersion = table.creativeVersion(context.bidCreative[bid]);
        payload.creativeId = table.creativeId(context.bidCreative[bid]);
        payload.bidCpmMicros = context.bidCpmMicros[bid];
        payload.campaignCurrency = table.currency(slot);
        payload.rateNanos = context.bidRateNanos[bid];
        payload.multiplierMicros = request.multiplierMicros[context.bidImpression[bid]];
        payload.hasUser = context.followsUser(bid);
        payload.userKeyHigh = context.userKeyHigh;
        payload.userKeyLow = context.userKeyLow;
        payload.auctionCell = context.bidAuctionCell[bid];
        payload.impressionIdLength =
                copyText(request, request.impressionId[context.bidImpression[bid]], payload.impressionId);
        payload.dealIdLength = context.bidDeal[bid] == BidContext.NO_DEAL
                ? 0
                : copyText(request, request.dealId[context.bidDeal[bid]], payload.dealId);
    }

    private static int copyText(final BidRequestView request, final long slice, final byte[] target) {
        final int length = Math.min(Slice.length(slice), target.length);
        System.arraycopy(request.body, Slice.offset(slice), target, 0, length);
        return length;
    }
}
