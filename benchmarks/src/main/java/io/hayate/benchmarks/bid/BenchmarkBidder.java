package io.hayate.benchmarks.bid;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.explain.ExplainAgent;
import io.hayate.bidder.explain.ExplainQueries;
import io.hayate.bidder.explain.LoopFunnel;
import io.hayate.bidder.explain.TracedRoute;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.loadtest.campaigns.CreativeFormat;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.traffic.TrafficMix;
import java.time.Instant;
import java.util.List;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A bidder for benchmarks: generated campaigns, one loop, and always the same Monday, 14:00 in Tokyo. Owned by the
 * benchmark's thread.
 */
public final class BenchmarkBidder implements AutoCloseable {
    /** The time of every request. */
    public static final long NOW_MS = Instant.parse("2026-11-23T05:00:00Z").toEpochMilli();

    private static final int LOOP = 0;

    private final ThreadlessBidder bidder;
    private final @Nullable Viewers viewers;

    private BenchmarkBidder(final List<byte[]> campaigns, final @Nullable Viewers viewers) {
        final LedgerPart[] parts = viewers == null ? new LedgerPart[0] : new LedgerPart[] {viewers.feed()};
        this.bidder = ThreadlessBidder.open(campaigns, 1, CurrencyRates.NONE, Exchanges.builtIn(), () -> NOW_MS, parts);
        this.viewers = viewers;
    }

    private BenchmarkBidder(final int campaignCount, final List<CreativeFormat> formats) {
        this(GeneratedTraffic.campaigns(campaignCount, formats), null);
    }

    /**
     * With the first so many generated campaigns, each with frequency caps that nobody reaches: what looking at them costs
     * can be compared with the same campaigns without.
     */
    public static BenchmarkBidder openWithCaps(final int campaignCount) {
        return new BenchmarkBidder(
                GeneratedTraffic.withCaps(GeneratedTraffic.campaigns(campaignCount, GeneratorOptions.DEFAULT_FORMATS)),
                Viewers.open(() -> NOW_MS));
    }

    /** Bids on requests, each once, and takes what is bid for shown to whom the requests tell of. */
    public void show(final List<byte[]> requests) {
        if (viewers != null) {
            viewers.show(bidder, LOOP, requests);
        }
    }

    /** With the first so many generated campaigns, of all formats. */
    public static BenchmarkBidder open(final int campaignCount) {
        return new BenchmarkBidder(campaignCount, GeneratorOptions.DEFAULT_FORMATS);
    }

    /** With the first so many generated campaigns that have banners only. */
    public static BenchmarkBidder openWithBanners(final int campaignCount) {
        return new BenchmarkBidder(campaignCount, List.of(CreativeFormat.BANNER));
    }

    public ExchangeProfile exchange() {
        return bidder.exchanges().profiles().byOrdinal(0);
    }

    /** The index that stays live to the end: all campaigns in one part. */
    public CampaignIndex index() {
        return bidder.live().current().part(0);
    }

    /** As a bid loop has it; all share one loop's leases, so only one may be used at a time. */
    public BidPipeline newPipeline() {
        return newPipeline(RouteObserver.NONE);
    }

    /** The same, told of to an observer. */
    public BidPipeline newPipeline(final RouteObserver observer) {
        final BidPipeline pipeline = viewers == null
                ? bidder.newPipeline(LOOP, SystemNanoClock.INSTANCE)
                : viewers.newPipeline(bidder, LOOP, SystemNanoClock.INSTANCE);
        pipeline.observe(observer);
        return pipeline;
    }

    /** What makes room for a loop's counts and judges its samples; to be run on a thread of its own. */
    public ExplainAgent newExplainAgent(final LoopFunnel loop) {
        final Gate gate = newGate();
        return new ExplainAgent(
                bidder.live(),
                List.of(loop),
                new TracedRoute(
                        bidder.newPipeline(bidder.explainReader(), () -> 0, gate, new Spender(null)),
                        gate,
                        () -> NOW_MS),
                bidder.exchanges().profiles().all(),
                new ExplainQueries(),
                SystemEpochClock.INSTANCE,
                SystemNanoClock.INSTANCE);
    }

    public Gate newGate() {
        return bidder.newGate();
    }

    public AnswerWriter newAnswerWriter() {
        return bidder.newAnswerWriter(LOOP);
    }

    public TokenSigner newTokenSigner() {
        return bidder.newTokenSigner();
    }

    /** The first so many generated requests of the mix that pass the gate and offer something to bid on. */
    public DecodedRequest[] decodedRequests(final int count, final TrafficMix mix) {
        final BidRequestDecoder decoder = new BidRequestDecoder();
        final Gate gate = newGate();
        final DecodedRequest[] requests = new DecodedRequest[count];
        int decoded = 0;
        for (int generated = count; decoded < count; generated *= 2) {
            decoded = 0;
            for (final byte[] body : GeneratedTraffic.requests(generated, mix, 0, Integer.MAX_VALUE)) {
                if (decoded == count) {
                    break;
                }
                // Views are large, so one is made for each request that is kept, not for each that is looked at.
                final BidContext context = requests[decoded] == null ? newContext() : requests[decoded].context();
                final DecodedRequest request = DecodedRequest.decode(context, body, decoder, gate);
                if (request != null) {
                    requests[decoded++] = request;
                }
            }
        }
        return requests;
    }

    private BidContext newContext() {
        final BidContext context = new BidContext(exchange());
        context.view = bidder.live().current();
        context.lookAt(0);
        context.reset(exchange(), bidder.live().switches(), 0, NOW_MS);
        return context;
    }

    @Override
    public void close() {
        bidder.close();
        if (viewers != null) {
            viewers.close();
        }
    }
}
