package io.hayate.bidder.bid;

import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
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

    public final BidRequestView request = new BidRequestView();

    // The request's surroundings
    public ExchangeProfile exchange;
    /** Pinned by the pipeline for the length of a read batch. */
    public CampaignIndex index = CampaignIndex.EMPTY;

    public BiddingSwitches switches = BiddingSwitches.ALL_ON;
    public long arrivalNs;
    public long arrivalMs;
    /** On the clock of {@code System.nanoTime()}; set by the gate. */
    public long deadlineNs;
    /** Of all prices in the answer: a {@link CurrencyCode}; set by the gate. */
    public int currency;

    /** Those of the index; set by the gate. */
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
    public int latitudeMicros;
    public int longitudeMicros;

    // What is left of the slots, narrowed by match
    public final SlotLayer requestSlots = new SlotLayer();
    public final SlotLayer impressionSlots = new SlotLayer(requestSlots);
    public final SlotLayer opportunitySlots = new SlotLayer(impressionSlots);

    // The opportunity looked at, and the candidate for it
    public int impression;
    /** Place of the deal in the view, or {@link #NO_DEAL}. */
    public int deal;

    public int slot;
    public int creative;
    /** In {@link #currency}. */
    public long priceCpmMicros;
    /** One unit of the answer's currency in the campaign's, 1e-9 units, rounded up: what notices are booked at. */
    public long rateNanos;

    /** The furthest no so far, of the request and of the impression looked at. */
    private @Nullable NoBidReason requestReason;

    private @Nullable NoBidReason impressionReason;

    // Bids
    public int bidCount;
    public final int[] bidImpression = new int[BidLimits.MAX_BIDS];
    public final int[] bidDeal = new int[BidLimits.MAX_BIDS];
    public final int[] bidSlot = new int[BidLimits.MAX_BIDS];
    public final int[] bidCreative = new int[BidLimits.MAX_BIDS];
    public final long[] bidCpmMicros = new long[BidLimits.MAX_BIDS];
    public final long[] bidRateNanos = new long[BidLimits.MAX_BIDS];

    /** @param exchange any profile, until the first reset */
    public BidContext(final ExchangeProfile exchange) {
        this.exchange = exchange;
    }

    /** Forgets the request before; the index is set already, and the view is reset by decoding. */
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
        privacy.reset();
    }

    /** Seats that advertisers have of their own on the exchange; null if none has: then all bid with the profile's. */
    public @Nullable ExchangeSeats ownSeats() {
        return index.targeting().advertisers().seatsOn(exchange.name());
    }

    /** Begins with an impression of the view. */
    public void beginImpression(final int impression) {
        this.impression = impression;
        this.deal = NO_DEAL;
        impressionReason = null;
    }

    /** Notes why a candidate, an impression or the request is not bid on; the furthest on the route counts. */
    public void note(final NoBidReason reason) {
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

    /** Keeps the candidate looked at as a bid. */
    public void addBid() {
        bidImpression[bidCount] = impression;
        bidDeal[bidCount] = deal;
        bidSlot[bidCount] = slot;
        bidCreative[bidCount] = creative;
        bidCpmMicros[bidCount] = priceCpmMicros;
        bidRateNanos[bidCount] = rateNanos;
        bidCount++;
    }

    /** Whether the candidate's campaign bids on the impression already, under another deal. */
    public boolean bidsAlready() {
        for (int bid = bidCount - 1; bid >= 0 && bidImpression[bid] == impression; bid--) {
            if (bidSlot[bid] == slot) {
                return true;
            }
        }
        return false;
    }
}
