package io.hayate.bidder.bid;

import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.match.Candidates;
import io.hayate.bidder.bid.pick.CreativePicker;
import io.hayate.bidder.bid.predict.Predictor;
import io.hayate.bidder.bid.price.Pricer;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.AnswerForm.NoBidForm;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import io.hayate.bidder.ledger.prices.ShadedBids;
import io.hayate.bidder.privacy.PrivacyRestriction;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.NanoClock;

/**
 * One bid request from its bytes to the answer's bytes: the stages in order, and the only place that decides whether we
 * bid. Owned by the bid loop.
 */
public final class BidPipeline implements BidRoute {

    private final int reader;
    private final LiveIndex liveIndex;
    private final NanoClock clock;
    private final BidContext context;
    private final BidRequestDecoder decoder = new BidRequestDecoder();
    private final Gate gate;
    private final PermittedUserData permittedUserData;
    private final Candidates candidates = new Candidates();
    /** By part of the view. */
    private final CreativePicker[] pickers = new CreativePicker[IndexView.MAX_PARTS];

    private final KeptCandidates kept = new KeptCandidates();
    private LearnedPrices prices = LearnedPrices.none();
    private ShadedBids shadedBids = new ShadedBids(List.of());
    private Predictor predictor = new Predictor(prices.values());
    private Pricer pricer = new Pricer(prices.shading());
    private final Spender spender;
    private final AnswerWriter writer;
    private RouteObserver observer = RouteObserver.NONE;
    private final CounterBlock<BidCounter> counters = new CounterBlock<>(BidCounter.class);
    private final CounterBlock<NoBidReason> requestNoBids = new CounterBlock<>(NoBidReason.class);
    private final CounterBlock<NoBidReason> impressionNoBids = new CounterBlock<>(NoBidReason.class);
    private final CounterBlock<PrivacyRestriction> privacyRestrictions = new CounterBlock<>(PrivacyRestriction.class);
    private boolean pinned;
    private byte[] answer = new byte[0];
    private boolean idRead;
    private int noBidLengthBytes;

    /**
     * @param reader number of this loop among those that pin the live index
     * @param anyExchange any profile; replaced with each request
     */
    public BidPipeline(
            final int reader,
            final LiveIndex liveIndex,
            final NanoClock clock,
            final ExchangeProfile anyExchange,
            final Gate gate,
            final PermittedUserData permittedUserData,
            final Spender spender,
            final AnswerWriter writer) {
        this.reader = reader;
        this.liveIndex = liveIndex;
        this.clock = clock;
        this.context = new BidContext(anyExchange);
        this.gate = gate;
        this.permittedUserData = permittedUserData;
        this.spender = spender;
        this.writer = writer;
        Arrays.setAll(pickers, part -> new CreativePicker());
    }

    /** Before the first request: who is told what becomes of requests and candidates. */
    public void observe(final RouteObserver newObserver) {
        observer = newObserver;
    }

    /** Before the first request: what the ledger agent tells of prices; without it nothing is known of them. */
    public void learnFrom(final LearnedPrices learned, final ShadedBids counted) {
        prices = learned;
        shadedBids = counted;
        predictor = new Predictor(learned.values());
        pricer = new Pricer(learned.shading());
    }

    /** What candidates are valued and priced by. */
    public LearnedPrices prices() {
        return prices;
    }

    @Override
    public byte[] body() {
        return context.request.body;
    }

    @Override
    public int bid(
            final ExchangeProfile exchange,
            final int bodyLengthBytes,
            final long arrivalNs,
            final long arrivalMs,
            final byte[] answer) {
        counters.increment(BidCounter.REQUESTS);
        begin(exchange, arrivalNs, arrivalMs, answer);
        if (clock.nanoTime() - context.latestDeadlineNs() > 0) {
            return noBid(NoBidReason.EXPIRED_BEFORE_DECODE);
        }
        context.request.bodyLengthBytes = bodyLengthBytes;
        if (!decoder.decode(context.request)) {
            requestNoBids.increment(NoBidReason.INVALID_REQUEST);
            return BAD_REQUEST;
        }
        idRead = true;
        countDecoded();
        observer.onRequest(context);
        if (exchange.answers().httpsOnly()) {
            Arrays.fill(context.request.secure, 0, context.request.impressionCount, true);
        }
        final boolean passesGate = gate.passesRequest(context);
        if (context.privacy.isRestricted()) {
            context.privacy.countInto(privacyRestrictions);
        }
        if (!passesGate) {
            return noBid(context.requestReason());
        }
        if (late()) {
            return noBid(NoBidReason.EXPIRED_BEFORE_MATCH);
        }
        if (!permittedUserData.take(context)) {
            counters.increment(BidCounter.SEGMENTS_WITHHELD);
        }
        if (!candidates.matchRequest(context)) {
            return noBid(context.requestReason());
        }
        for (int part = 0; part < context.view.partCount(); part++) {
            pickers[part].beginRequest();
        }
        final long rotation = RequestHash.ofId(context.request);
        for (int impression = 0; impression < context.request.impressionCount; impression++) {
            if (impression > 0 && late()) {
                cancelBids();
                return noBid(NoBidReason.EXPIRED_BEFORE_WRITE);
            }
            context.rotation = rotation + impression;
            bidOnImpression(impression);
        }
        if (context.bidCount == 0) {
            return noBid(context.requestReason());
        }
        if (late()) {
            cancelBids();
            return noBid(NoBidReason.EXPIRED_BEFORE_WRITE);
        }
        return write();
    }

    @Override
    public int noBidLengthBytes() {
        return noBidLengthBytes;
    }

    @Override
    public void endOfBatch() {
        if (pinned) {
            observer.onEndOfBatch();
            pinned = false;
            liveIndex.unpin(reader);
        }
    }

    /** Counts of this loop's pipeline. */
    public CounterBlock<BidCounter> counters() {
        return counters;
    }

    /** Requests without bid, by their furthest reason. */
    public CounterBlock<NoBidReason> requestNoBids() {
        return requestNoBids;
    }

    /** Impressions without bid, by their furthest reason; of requests that passed the gate and were matched. */
    public CounterBlock<NoBidReason> impressionNoBids() {
        return impressionNoBids;
    }

    /** Requests whose privacy signals restricted us, by the signal; of requests that nothing else of the gate ruled out. */
    public CounterBlock<PrivacyRestriction> privacyRestrictions() {
        return privacyRestrictions;
    }

    private void begin(
            final ExchangeProfile exchange, final long arrivalNs, final long arrivalMs, final byte[] newAnswer) {
        answer = newAnswer;
        idRead = false;
        noBidLengthBytes = 0;
        if (!pinned) {
            pinned = true;
            context.view = liveIndex.pin(reader);
            context.lookAt(0);
        }
        context.reset(exchange, liveIndex.switches(), arrivalNs, arrivalMs);
    }

    /** Openly and under each deal: as many bids as the exchange takes, from different campaigns. */
    private void bidOnImpression(final int impression) {
        context.beginImpression(impression);
        final int bidsBefore = context.bidCount;
        if (gate.passesImpression(context) && candidates.matchImpression(context)) {
            // The guaranteed ones have been promised: no other deal takes their campaigns.
            bidOnDeals(impression, true);
            bidOnDeals(impression, false);
            context.deal = BidContext.NO_DEAL;
            if (!context.request.privateAuction[impression]) {
                bidOnOpportunity(context.exchange.limits().openBids());
            }
        }
        if (context.bidCount == bidsBefore) {
            impressionNoBids.increment(context.impressionReason());
        }
    }

    private void bidOnDeals(final int impression, final boolean guaranteed) {
        final BidRequestView request = context.request;
        final int firstDeal = request.firstDeal[impression];
        for (int deal = firstDeal; deal < firstDeal + request.dealCount[impression] && !late(); deal++) {
            if (request.dealGuaranteed[deal] == guaranteed) {
                context.deal = deal;
                if (gate.passesDeal(context)) {
                    bidOnOpportunity(context.exchange.limits().dealBids());
                }
            }
        }
    }

    /** Until there are that many bids, or no campaign is left. */
    private void bidOnOpportunity(final int mostBids) {
        int bids = 0;
        while (bids < mostBids && addBid()) {
            bids++;
        }
    }

    /** Bids with the best candidate that keeps every rule, reaches the floor and can pay; false if there is none. */
    private boolean addBid() {
        if (context.bidCount >= context.exchange.limits().maxBidsPerAnswer()) {
            counters.increment(BidCounter.BIDS_OVER_LIMIT);
            return false;
        }
        if (!candidates.matchOpportunity(context)) {
            return false;
        }
        observer.onOpportunity(context, candidates);
        return context.view.hasPredicted() ? addBestBid() : addFirstBid();
    }

    /** Candidates come in the order of what they bid: the first that can be paid is the best. */
    private boolean addFirstBid() {
        while (nextCandidate()) {
            if (pickAndPrice()) {
                if (reserve()) {
                    return true;
                }
            } else if (pricer.refusesAllAfter(context)) {
                return false;
            }
        }
        return false;
    }

    /** Candidates come in the order of the most they may bid: they are kept until none that comes can be better. */
    private boolean addBestBid() {
        kept.clear();
        boolean more = nextCandidate();
        while (true) {
            if (more && kept.mayBeBeaten(context)) {
                if (!pickAndPrice()) {
                    more = !pricer.refusesAllAfter(context);
                } else if (!kept.keep(context)) {
                    counters.increment(BidCounter.KEPT_CUT);
                }
                more = more && nextCandidate();
            } else if (kept.isEmpty()) {
                return false;
            } else {
                kept.takeBest(context);
                if (reserve()) {
                    return true;
                }
                if (more) {
                    candidates.lookAgain(context);
                }
            }
        }
    }

    /** Turns the context to the next candidate; false if there is none, or enough has been tried. */
    private boolean nextCandidate() {
        while (candidates.next(context)) {
            if (CreativePicker.isSpent(context)) {
                counters.increment(BidCounter.CREATIVES_CUT);
                return false;
            }
            if (context.bidsAlready()) {
                continue;
            }
            context.beginCandidate();
            if (!spender.takesPart(context) || !spender.mayShow(context)) {
                observer.onNoBid(context);
            } else {
                return true;
            }
        }
        if (candidates.cut()) {
            counters.increment(BidCounter.CANDIDATES_CUT);
        }
        return false;
    }

    private boolean reserve() {
        if (spender.reserve(context)) {
            observer.onReserved(context);
            context.addBid();
            return true;
        }
        observer.onNoBid(context);
        return false;
    }

    /** A creative of the candidate that keeps every rule and reaches the floor, which may differ by duration. */
    private boolean pickAndPrice() {
        final CreativePicker picker = pickers[context.part];
        picker.beginCandidate(context);
        pricer.beginCandidate();
        while (picker.next(context) && predictor.predict(context)) {
            if (!spender.mayShowCreative(context)) {
                continue;
            }
            if (pricer.price(context)) {
                return true;
            }
            if (pricer.refusesAllCreatives(context)) {
                break;
            }
        }
        observer.onNoBid(context);
        return false;
    }

    private int write() {
        writer.begin(context, answer);
        int written = 0;
        int underDeals = 0;
        for (int place = 0; place < context.bidCount; place++) {
            final int bid = writer.bidAt(place);
            context.beginCandidate();
            if (writer.writeBid(context, bid)) {
                observer.onBid(context, bid);
                shadedBids.count(context.exchange.ordinal(), context.bidAuctionCell[bid], context.bidCpmMicros[bid]);
                written++;
                underDeals += context.bidDeal[bid] == BidContext.NO_DEAL ? 0 : 1;
            } else {
                spender.cancel(context, bid);
                observer.onUnsentBid(context, bid, context.candidateReason());
            }
        }
        if (written == 0) {
            return noBid(context.requestReason());
        }
        counters.increment(BidCounter.RESPONSES);
        counters.add(BidCounter.BIDS, written);
        counters.add(BidCounter.DEAL_BIDS, underDeals);
        return writer.end();
    }

    private int noBid(final NoBidReason reason) {
        requestNoBids.increment(reason);
        // A BidResponse needs the request's id; looking for it in what was not read is work for somebody who no longer
        // waits.
        if (idRead && context.exchange.answers().noBid() == NoBidForm.WITH_REASON) {
            noBidLengthBytes = writer.writeNoBid(context.request, reason, answer);
        }
        return NO_BID;
    }

    private void cancelBids() {
        for (int bid = 0; bid < context.bidCount; bid++) {
            spender.cancel(context, bid);
            observer.onUnsentBid(context, bid, NoBidReason.EXPIRED_BEFORE_WRITE);
        }
    }

    private void countDecoded() {
        final BidRequestView request = context.request;
        counters.add(BidCounter.IMPRESSIONS, request.impressionCount);
        counters.add(BidCounter.IMPRESSIONS_OVER_LIMIT, request.impressionsOverLimit);
        if (request.test) {
            counters.increment(BidCounter.TEST_REQUESTS);
        }
    }

    private boolean late() {
        return clock.nanoTime() - context.deadlineNs > 0;
    }
}
