package io.hayate.bidder.bid;

import io.hayate.bidder.audience.UserRecord;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.SlotLayer;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.privacy.PrivacyVerdict;
import org.jspecify.annotations.Nullable;

/**
 * All state of the request in flight: what the stages hand to each other.
 *
 * <p>Built once per bid loop, reset per request; only the layers of slots grow, when the index does.
 * Fields are public because this is a struct. Owned by the bid loop.
 */
public final class BidContext {
    /** The opportunity is the open auction, not a deal. */
    public static final int NO_DEAL = -1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    public final BidRequestView request = new BidRequestView();

    // The request's surroundings
    public ExchangeProfile exchange;
    /** Pinned by the pipeline for the length of a read batch. */
    public IndexView view = IndexView.EMPTY;

    /** The part of the view that is looked at, and its index. Set by {@link #lookAt}. */
    public int part;

    public CampaignIndex index = CampaignIndex.EMPTY;

    public BiddingSwitches switches = BiddingSwitches.ALL_ON;
    public long arrivalNs;
    public long arrivalMs;
    /** On the clock of {@code System.nanoTime()}; set by the gate. */
    public long deadlineNs;
    /** Of all prices in the answer: a {@link CurrencyCode}; set by the gate. */
    public int currency;

    /** Those of the view; set by the gate. */
    public CurrencyRates rates = CurrencyRates.NONE;

    /** Turns equals among campaigns and creatives, so that each gets its share. */
    public long rotation;

    /** What the privacy signals leave allowed; written by the gate. */
    public final PrivacyVerdict privacy = new PrivacyVerdict();

    /** Whether wseat and bseat let campaigns with the profile's seat bid; set by the gate. */
    public boolean profileSeatAllowed;
    /** The same of the deal's wseat. */
    public boolean profileSeatInDeal;

    // What of the user and the place may be used, written by identify; same forms as in the view
    public long segments;
    /** Names of the segments that we know the user to be in, as UTF-8 that nobody may change. */
    public final byte[][] userSegments = new byte[UserRecord.MAX_SEGMENTS][];

    public int userSegmentCount;

    /** Whether there is a key of the user that may be kept with bids; only where a live campaign asks for it. */
    public boolean hasUserKey;

    public long userKeyHigh;
    public long userKeyLow;
    /** What is known of the user: empty if nothing is. */
    public final UserRecord user = new UserRecord();

    /** Whether the user's record tells what he has seen; without it frequency caps cannot be held. */
    public boolean hasUserHistory;

    public int latitudeMicros;
    public int longitudeMicros;

    // What is left of the slots of the part looked at, narrowed by match
    public SlotLayer requestSlots;
    public SlotLayer impressionSlots;
    public SlotLayer opportunitySlots;
    private final SlotLayer[] requestSlotsByPart = new SlotLayer[IndexView.MAX_PARTS];
    private final SlotLayer[] impressionSlotsByPart = new SlotLayer[IndexView.MAX_PARTS];
    private final SlotLayer[] opportunitySlotsByPart = new SlotLayer[IndexView.MAX_PARTS];

    // The opportunity looked at, and the candidate for it
    public int impression;
    /** Place of the deal in the view, or {@link #NO_DEAL}. */
    public int deal;

    public int slot;
    public int creative;
    /** Of {@link BidLimits#MAX_CREATIVES_TRIED}. */
    public int creativeTriesLeft;
    /** What a thousand impressions are worth to the candidate's campaign, in its currency. */
    public long valueCpmMicros;
    /** The same in {@link #currency}: the most that the candidate may bid, and what candidates are compared by. */
    public long unshadedCpmMicros;
    /** What is bid, in {@link #currency}. */
    public long priceCpmMicros;
    /** Of the auction that the price was shaded for, from 1 on; 0 if it was not. */
    public int auctionCell;
    /** One unit of the answer's currency in the campaign's, 1e-9 units, rounded up: what notices are booked at. */
    public long rateNanos;

    /** The furthest no so far, of the request and of the impression looked at. */
    private @Nullable NoBidReason requestReason;

    private @Nullable NoBidReason impressionReason;

    private @Nullable NoBidReason candidateReason;

    // Bids
    public int bidCount;
    public final int[] bidImpression = new int[BidLimits.MAX_BIDS];
    public final int[] bidDeal = new int[BidLimits.MAX_BIDS];
    public final int[] bidPart = new int[BidLimits.MAX_BIDS];
    /** Of the part. */
    public final int[] bidSlot = new int[BidLimits.MAX_BIDS];

    public final int[] bidCreative = new int[BidLimits.MAX_BIDS];
    public final long[] bidCpmMicros = new long[BidLimits.MAX_BIDS];
    public final long[] bidRateNanos = new long[BidLimits.MAX_BIDS];
    /** As {@link #auctionCell}. */
    public final int[] bidAuctionCell = new int[BidLimits.MAX_BIDS];
    /** The last part of the bid's id; set when it is written. */
    public final long[] bidSequence = new long[BidLimits.MAX_BIDS];

    /** @param exchange any profile, until the first reset */
    public BidContext(final ExchangeProfile exchange) {
        this.exchange = exchange;
        for (int each = 0; each < IndexView.MAX_PARTS; each++) {
            requestSlotsByPart[each] = new SlotLayer();
            impressionSlotsByPart[each] = new SlotLayer(requestSlotsByPart[each]);
            opportunitySlotsByPart[each] = new SlotLayer(impressionSlotsByPart[each]);
        }
        requestSlots = requestSlotsByPart[0];
        impressionSlots = impressionSlotsByPart[0];
        opportunitySlots = opportunitySlotsByPart[0];
    }

    /** Turns to a part of the view. */
    public void lookAt(final int part) {
        this.part = part;
        index = view.part(part);
        requestSlots = requestSlotsByPart[part];
        impressionSlots = impressionSlotsByPart[part];
        opportunitySlots = opportunitySlotsByPart[part];
    }

    /** Forgets the request before; the view is set already, and the request is reset by decoding. */
    public void reset(
            final ExchangeProfile exchange,
            final BiddingSwitches switches,
            final long arrivalNs,
            final long arrivalMs) {
        this.exchange = exchange;
        this.switches = switches;
        this.arrivalNs = arrivalNs;
        this.arrivalMs = arrivalMs;
        requestReason = null;
        impressionReason = null;
        bidCount = 0;
        creativeTriesLeft = BidLimits.MAX_CREATIVES_TRIED;
        hasUserKey = false;
        privacy.reset();
    }

    /** The deadline of a request without tmax; no request has a later one. */
    public long latestDeadlineNs() {
        return arrivalNs + (exchange.maxTmaxMs() - exchange.marginMs()) * NANOS_PER_MILLI;
    }

    /** Whether an advertiser has a seat of its own on the exchange; else all slots bid with the profile's. */
    public boolean hasOwnSeats() {
        return view.hasOwnSeatsOn(exchange.name());
    }

    /** Seats that advertisers of the part looked at have of their own on the exchange; null if none has. */
    public @Nullable ExchangeSeats ownSeats() {
        return index.targeting().advertisers().seatsOn(exchange.name());
    }

    /** Begins with an impression of the view. */
    public void beginImpression(final int impression) {
        this.impression = impression;
        this.deal = NO_DEAL;
        impressionReason = null;
    }

    /** Begins with a candidate, or with the writing of a bid. */
    public void beginCandidate() {
        candidateReason = null;
    }

    /** Notes why a candidate, an impression or the request is not bid on; the furthest on the route counts. */
    public void note(final NoBidReason reason) {
        if (candidateReason == null || reason.compareTo(candidateReason) > 0) {
            candidateReason = reason;
        }
        if (impressionReason == null || reason.compareTo(impressionReason) > 0) {
            impressionReason = reason;
        }
        if (requestReason == null || reason.compareTo(requestReason) > 0) {
            requestReason = reason;
        }
    }

    /** The furthest reason noted for the request. */
    public NoBidReason requestReason() {
        return requestReason == null ? NoBidReason.NO_CAMPAIGN : requestReason;
    }

    /** The furthest reason noted for the impression looked at. */
    public NoBidReason impressionReason() {
        return impressionReason == null ? NoBidReason.NO_CAMPAIGN : impressionReason;
    }

    /** The furthest reason noted for the candidate looked at. */
    public NoBidReason candidateReason() {
        return candidateReason == null ? NoBidReason.NO_CAMPAIGN : candidateReason;
    }

    /** The stable number of the candidate's campaign. */
    public int candidateOrdinal() {
        return index.table().ordinal(slot);
    }

    /** The stable number of a bid's campaign. */
    public int bidOrdinal(final int bid) {
        return view.part(bidPart[bid]).table().ordinal(bidSlot[bid]);
    }

    /** Whether notices of a bid are to tell of its user: his key is known, and somebody's caps or conversions ask for it. */
    public boolean followsUser(final int bid) {
        return hasUserKey && followsUsers(view.part(bidPart[bid]), bidSlot[bid]);
    }

    /** Whether impressions of the slot's campaign count for some frequency cap, or for conversions. */
    public boolean followsUsers(final CampaignIndex ofPart, final int ofSlot) {
        return ofPart.table().followsUsers(ofSlot)
                || view.capsAdvertiser(ofPart.table().advertiserId(ofSlot));
    }

    /** Keeps the candidate looked at as a bid. */
    public void addBid() {
        bidImpression[bidCount] = impression;
        bidDeal[bidCount] = deal;
        bidPart[bidCount] = part;
        bidSlot[bidCount] = slot;
        bidCreative[bidCount] = creative;
        bidCpmMicros[bidCount] = priceCpmMicros;
        bidRateNanos[bidCount] = rateNanos;
        bidAuctionCell[bidCount] = auctionCell;
        bidCount++;
    }

    /** Whether the candidate's campaign bids on the impression already, under another deal. */
    public boolean bidsAlready() {
        for (int bid = bidCount - 1; bid >= 0 && bidImpression[bid] == impression; bid--) {
            if (bidSlot[bid] == slot && bidPart[bid] == part) {
                return true;
            }
        }
        return false;
    }
}
