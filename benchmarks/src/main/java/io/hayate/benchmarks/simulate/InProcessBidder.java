package io.hayate.benchmarks.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hayate.benchmarks.bid.ThreadlessBidder;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.accept.NoticeRoute;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.bidder.ledger.pacing.PaceStatement;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.loadtest.exchange.BidderRoute;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/**
 * A bidder that an exchange calls instead of sending: the parts of the real one from a request's bytes to its answer's and
 * from a notice's URL to the ledger, on virtual time. Each request and notice goes to any of the loops, drawn from the seed:
 * in turn, two loops would take the last bid of a budget from each other for ever. Within a request no time passes. Owned
 * by the thread that simulates.
 */
public final class InProcessBidder implements BidderRoute, AutoCloseable {
    private static final byte[] NO_ANSWER = {};

    /** How long the agents pause between two looks, as in a bidder that runs on threads. */
    private static final long LEDGER_IDLE_MS = 4;

    private static final long CAMPAIGN_IDLE_MS = 5;

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int FOUND = 302;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    private final VirtualClock clock;
    private final ThreadlessBidder bidder;
    private final ExchangeProfile exchange;
    private final BidPipeline[] pipelines;
    private final NoticeReceiver[] receivers;
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
    private final SplittableRandom loopDraw;
    private int lastReceiver;
    private long nextLedgerMs;
    private long nextCampaignMs;

    private InProcessBidder(
            final List<byte[]> campaignLines,
            final int loops,
            final CurrencyRates rates,
            final boolean shading,
            final long startMs,
            final long seed) {
        clock = new VirtualClock(startMs);
        bidder = ThreadlessBidder.open(campaignLines, loops, rates, shading ? shaded() : Exchanges.builtIn(), clock);
        exchange = bidder.exchanges().profiles().byOrdinal(0);
        pipelines = new BidPipeline[loops];
        receivers = new NoticeReceiver[loops];
        for (int loop = 0; loop < loops; loop++) {
            pipelines[loop] = bidder.newPipeline(loop, clock);
            receivers[loop] = bidder.newNoticeReceiver(loop);
        }
        loopDraw = new SplittableRandom(seed);
        nextLedgerMs = startMs + LEDGER_IDLE_MS;
        nextCampaignMs = startMs + CAMPAIGN_IDLE_MS;
    }

    /**
     * With these campaigns, live from the start.
     *
     * @param campaignLines one a line of NDJSON
     * @param startMs epoch milliseconds
     * @throws IllegalArgumentException if a campaign is refused
     */
    public static InProcessBidder open(
            final List<byte[]> campaignLines,
            final int loops,
            final CurrencyRates rates,
            final long startMs,
            final long seed) {
        return open(campaignLines, loops, rates, false, startMs, seed);
    }

    /**
     * The same.
     *
     * @param shading whether it shades open bids in first-price auctions
     */
    public static InProcessBidder open(
            final List<byte[]> campaignLines,
            final int loops,
            final CurrencyRates rates,
            final boolean shading,
            final long startMs,
            final long seed) {
        return new InProcessBidder(campaignLines, loops, rates, shading, startMs, seed);
    }

    private static Exchanges shaded() {
        return new Exchanges(
                ExchangeProfiles.withFile(
                        "shaded.yaml", "demo: {like: demo, shading: true}".getBytes(UTF_8), PriceKeys.NONE),
                PriceKeys.NONE);
    }

    /** Answers one request at the present moment; without a bid nothing, as 204 has no body. */
    @Override
    public byte[] bid(final byte[] request) {
        if (request.length > BidLimits.MAX_BODY_BYTES) {
            return NO_ANSWER;
        }
        final BidPipeline pipeline = pipelines[loopDraw.nextInt(pipelines.length)];
        System.arraycopy(request, 0, pipeline.body(), 0, request.length);
        final int length = pipeline.bid(exchange, request.length, clock.nanoTime(), clock.time(), answer);
        pipeline.endOfBatch();
        return length > BidRoute.NO_BID ? Arrays.copyOf(answer, length) : NO_ANSWER;
    }

    /** Takes one notice; returns the status that it would be answered with. */
    @Override
    public int notice(final String pathAndQuery) {
        lastReceiver = loopDraw.nextInt(receivers.length);
        final NoticeReceiver receiver = receivers[lastReceiver];
        final NoticeRoute.NoticeAnswer answer = receiver.receive(pathAndQuery);
        if (receiver.waitsFor() == NoticeRoute.ROOM) {
            receiver.waitingNotice().giveUp();
            return TOO_MANY_REQUESTS;
        }
        return switch (answer) {
            case NO_CONTENT -> NO_CONTENT;
            case PIXEL -> OK;
            case REDIRECT -> FOUND;
            case NOT_FOUND -> NOT_FOUND;
        };
    }

    @Override
    public String redirect() {
        return receivers[lastReceiver].landingPage();
    }

    /** Moves the time on, and lets the agents work whenever it is their turn on the way. */
    @Override
    public void advanceTo(final long nowMs) {
        while (Math.min(nextLedgerMs, nextCampaignMs) <= nowMs) {
            if (nextLedgerMs <= nextCampaignMs) {
                clock.advanceTo(nextLedgerMs);
                bidder.workOnLedger();
                nextLedgerMs = nextTurn(nextLedgerMs, LEDGER_IDLE_MS, nowMs);
            } else {
                clock.advanceTo(nextCampaignMs);
                bidder.workOnCampaigns();
                nextCampaignMs = nextTurn(nextCampaignMs, CAMPAIGN_IDLE_MS, nowMs);
            }
        }
        clock.advanceTo(nowMs);
    }

    /** Of the turns until now only the next and the last can find work: between them nobody has asked for anything. */
    private static long nextTurn(final long turnMs, final long idleMs, final long nowMs) {
        final long nextMs = turnMs + idleMs;
        return nextMs <= nowMs ? nowMs - (nowMs - nextMs) % idleMs : nextMs;
    }

    /** The campaign's account, with all notices until now, as the endpoint tells it; empty: never heard of. */
    public Optional<AccountStatement> account(final long campaignId) {
        final CompletionStage<Optional<AccountStatement>> asked =
                bidder.ledgerQueries().ask(campaignId);
        if (asked == null) {
            throw new IllegalStateException("questions wait although each is answered at once");
        }
        bidder.workOnLedger();
        return asked.toCompletableFuture().join();
    }

    /** How all campaigns that are paced stand. */
    public List<PaceStatement> paces() {
        return bidder.pacing().statements();
    }

    public long nowMs() {
        return clock.time();
    }

    public CounterBlock<LedgerCounter> ledgerCounters() {
        return bidder.ledger().counters();
    }

    @Override
    public void close() {
        bidder.close();
    }
}
