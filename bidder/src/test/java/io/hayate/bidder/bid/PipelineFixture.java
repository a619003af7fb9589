package io.hayate.bidder.bid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.spend.FrequencyCaps;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerSettings;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.index.CompactCampaigns;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.index.IndexChange;
import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.explain.TracedRoute;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.brakes.OpenBreakers;
import io.hayate.bidder.ledger.pacing.Pacing;
import io.hayate.bidder.ledger.pacing.PacingLane;
import io.hayate.bidder.ledger.pacing.TrafficShapes;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import io.hayate.bidder.ledger.prices.PredictedRates;
import io.hayate.bidder.ledger.prices.ShadedBids;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.NanoClock;

/** The real pipeline over campaigns of a test; creatives lie in a plain map, time stands still until told. */
public final class PipelineFixture implements AutoCloseable {
    public static final long NOW_MS = 1_767_589_200_000L;

    public static final ExchangeProfile DEMO = TestProfiles.DEMO;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int PIPELINE_READER = 0;
    private static final int LEDGER_READER = 1;
    private static final int TRACED_READER = 2;

    /** Its readers: the pipeline, the ledger agent, and a traced route. */
    public final LiveIndex live = new LiveIndex(3);

    public final LedgerAgent ledgerAgent;
    public final LedgerProxy ledgerProxy = new LedgerProxy();
    public final LearnedPrices prices = LearnedPrices.none();
    public final ShadedBids shadedBids;
    public final BidPipeline pipeline;
    /** Of the next request, and of what the ledger agent does. */
    public long nowMs = NOW_MS;
    /** Of the next request. */
    public long arrivalNs;
    /** Nanoseconds that the clock is behind the request's arrival. */
    public long elapsedNs;
    /** How much later it is whenever the pipeline looks. */
    public long elapsedStepNs;

    /** Primitive keys, so that reading it makes no garbage. */
    private final Long2ObjectHashMap<byte[]> creatives = new Long2ObjectHashMap<>();

    /** The index sees campaigns as the campaign agent holds them: without markup. */
    private final CompactCampaigns compact = new CompactCampaigns();

    private final Map<Long, Advertiser> advertisers = new HashMap<>();
    private final ExchangeProfile exchange;
    private final String trackerUrl;
    private final PrivacyPolicy privacy;
    private final SupplyPolicy supply;
    private OpenBreakers breakers = OpenBreakers.NONE;
    private CurrencyRates rates = CurrencyRates.NONE;
    private AuthorizedSellers sellers = AuthorizedSellers.NONE;
    private IndexBuilder builder = new IndexBuilder(live, () -> rates, () -> NOW_MS);
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
    private int answerLength;

    public PipelineFixture(final Campaign... campaigns) {
        this("https://track.example", campaigns);
    }

    public PipelineFixture(final String trackerUrl, final Campaign... campaigns) {
        this(trackerUrl, PrivacyPolicy.DEFAULT, campaigns);
    }

    public PipelineFixture(final String trackerUrl, final PrivacyPolicy privacy, final Campaign... campaigns) {
        this(DEMO, trackerUrl, privacy, campaigns);
    }

    public PipelineFixture(final ExchangeProfile exchange, final String trackerUrl, final Campaign... campaigns) {
        this(exchange, trackerUrl, PrivacyPolicy.DEFAULT, campaigns);
    }

    public PipelineFixture(
            final ExchangeProfile exchange,
            final String trackerUrl,
            final PrivacyPolicy privacy,
            final Campaign... campaigns) {
        this(exchange, trackerUrl, privacy, SupplyPolicy.DEFAULT, campaigns);
    }

    /** @param exchange of ordinal 0, whose requests all are */
    public PipelineFixture(
            final ExchangeProfile exchange,
            final String trackerUrl,
            final PrivacyPolicy privacy,
            final SupplyPolicy supply,
            final Campaign... campaigns) {
        this(exchange, trackerUrl, privacy, supply, new PermittedUserData(), campaigns);
    }

    public PipelineFixture(
            final ExchangeProfile exchange,
            final String trackerUrl,
            final PrivacyPolicy privacy,
            final SupplyPolicy supply,
            final PermittedUserData users,
            final Campaign... campaigns) {
        this(exchange, trackerUrl, privacy, supply, users, FrequencyCaps.withoutPending(false), campaigns);
    }

    /** @param caps those that the loop holds campaigns to */
    public PipelineFixture(
            final ExchangeProfile exchange,
            final String trackerUrl,
            final PrivacyPolicy privacy,
            final SupplyPolicy supply,
            final PermittedUserData users,
            final FrequencyCaps caps,
            final Campaign... campaigns) {
        this.exchange = exchange;
        this.shadedBids = new ShadedBids(List.of(exchange));
        this.trackerUrl = trackerUrl;
        this.privacy = privacy;
        this.supply = supply;
        final BudgetLane lane = new BudgetLane(BudgetLane.DEFAULT_MAX_ORDINALS, ExchangeProfiles.MAX_PROFILES);
        ledgerAgent = new LedgerAgent(
                1,
                live,
                LEDGER_READER,
                List.of(lane),
                List.of(ledgerProxy),
                new LedgerQueries(),
                TimeUnit.HOURS.toMillis(24),
                () -> nowMs);
        ledgerAgent.add(new PredictedRates(prices.values()));
        final PacingLane pacing = new PacingLane();
        ledgerAgent.add(new Pacing(List.of(pacing), new TrafficShapes()));
        pipeline = pipeline(
                PIPELINE_READER,
                () -> arrivalNs + (elapsedNs += elapsedStepNs),
                gate(),
                users,
                new Spender(lane, pacing, caps));
        publish(campaigns);
    }

    /** The same route as an explain agent has it, on the same campaigns; it looks up no users. */
    public TracedRoute tracedRoute() {
        return tracedRoute(new PermittedUserData());
    }

    /** The same, which looks users up. */
    public TracedRoute tracedRoute(final PermittedUserData users) {
        final Gate gate = gate();
        return new TracedRoute(pipeline(TRACED_READER, () -> 0, gate, users, new Spender(null)), gate, () -> nowMs);
    }

    public ExchangeProfile exchange() {
        return exchange;
    }

    private Gate gate() {
        return new Gate(trackerUrl.startsWith("https:"), privacy, supply, () -> sellers, () -> breakers);
    }

    private BidPipeline pipeline(
            final int reader,
            final NanoClock clock,
            final Gate gate,
            final PermittedUserData users,
            final Spender spender) {
        final TokenSigner signer =
                new TokenSigner(NoticeKeys.parse("1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", new ArrayList<>()));
        final BidPipeline made = new BidPipeline(
                reader,
                live,
                clock,
                exchange,
                gate,
                users,
                spender,
                new AnswerWriter(
                        1,
                        reader,
                        signer,
                        source(),
                        List.of(exchange),
                        new AnswerSettings("http://notice.example", trackerUrl, TimeUnit.HOURS.toSeconds(24))));
        made.learnFrom(prices, shadedBids);
        return made;
    }

    /** Replaces all campaigns; a campaign's ordinal is its place, a creative's version its id. */
    public void publish(final Campaign... campaigns) {
        live.publish(builder.build(live(campaigns, 0, campaigns.length)));
        ledgerAgent.doWork();
    }

    /** Replaces all campaigns, which then are in as many parts as a view can have. */
    public void publishInParts(final Campaign... campaigns) {
        builder.close();
        builder = new IndexBuilder(
                live, () -> rates, new IndexSizes(0, campaigns.length / 4, campaigns.length, 0, 0), () -> NOW_MS);
        live.publish(builder.build(live(campaigns, 0, campaigns.length / 2)));
        change(campaigns, campaigns.length / 2, campaigns.length * 5 / 6);
        // Once more: those that the base had are gone from it.
        change(campaigns, 0, 2);
        change(campaigns, campaigns.length * 5 / 6, campaigns.length);
        ledgerAgent.doWork();
    }

    /** Makes or changes those from {@code from} to {@code to}, in a small part where the others are in parts. */
    public void change(final Campaign[] campaigns, final int from, final int to) {
        final List<IndexChange> changes = live(campaigns, from, to).stream()
                .map(each -> new IndexChange(each.campaign().id(), each))
                .toList();
        live.publish(builder.apply(changes, live(campaigns, 0, to)));
    }

    private List<LiveCampaign> live(final Campaign[] campaigns, final int from, final int to) {
        final List<LiveCampaign> some = new ArrayList<>();
        for (int i = from; i < to; i++) {
            final List<Creative> its = campaigns[i].creatives();
            for (final Creative each : its) {
                creatives.put(each.id(), IndexBuilder.encode(campaigns[i], each));
            }
            final long advertiserId = campaigns[i].advertiserId();
            some.add(new LiveCampaign(
                    compact.compact(campaigns[i]),
                    i,
                    1,
                    its.stream().map(Creative::id).toList(),
                    advertisers.getOrDefault(advertiserId, Advertiser.empty(advertiserId))));
        }
        return some;
    }

    /** From the next publication on; the others are empty. */
    public void advertisers(final Advertiser... value) {
        advertisers.clear();
        for (final Advertiser each : value) {
            advertisers.put(each.id(), each);
        }
    }

    /** From the next publication on. */
    public void rates(final CurrencyRates value) {
        rates = value;
    }

    /** From the next request on. */
    public void sellers(final AuthorizedSellers value) {
        sellers = value;
    }

    /** Which circuit breakers are open from now on. */
    public void breakers(final OpenBreakers value) {
        breakers = value;
    }

    /** A creative that can no longer be read. */
    public void loseCreative(final long version) {
        creatives.remove(version);
    }

    /** What {@link BidRoute#bid} returns; the answer, or the no-bid if it has content, is then in {@link #answerText}. */
    public int bid(final String request) {
        return bid(request.getBytes(StandardCharsets.UTF_8));
    }

    public int bid(final byte[] request) {
        System.arraycopy(request, 0, pipeline.body(), 0, request.length);
        final int length = pipeline.bid(exchange, request.length, arrivalNs, nowMs, answer);
        pipeline.endOfBatch();
        answerLength = length == BidRoute.NO_BID ? pipeline.noBidLengthBytes() : Math.max(0, length);
        return length;
    }

    public String answerText() {
        return new String(answer, 0, answerLength, StandardCharsets.UTF_8);
    }

    /** The answer to a request that must be bid on. */
    public JsonNode answer(final String request) {
        final int length = bid(request);
        if (length <= 0) {
            throw new AssertionError("no bid: " + lastReason() + " on " + request);
        }
        try {
            return JSON.readTree(answerText());
        } catch (final IOException e) {
            throw new UncheckedIOException(answerText(), e);
        }
    }

    /** The bids of the answer, over all seats; empty if there is none. */
    public List<JsonNode> bids(final String request) {
        if (bid(request) <= 0) {
            return List.of();
        }
        final List<JsonNode> bids = new ArrayList<>();
        answer(request).path("seatbid").forEach(seat -> seat.path("bid").forEach(bids::add));
        return bids;
    }

    /** The reason counted for a request that must not be bid on. */
    public NoBidReason reason(final String request) {
        final Map<NoBidReason, Long> before = reasons();
        final int length = bid(request);
        if (length > 0) {
            throw new AssertionError("bid " + answerText() + " on " + request);
        }
        NoBidReason counted = null;
        for (final Map.Entry<NoBidReason, Long> entry : reasons().entrySet()) {
            if (entry.getValue() > before.get(entry.getKey())) {
                counted = entry.getKey();
            }
        }
        return counted;
    }

    private String lastReason() {
        return reasons().toString();
    }

    private Map<NoBidReason, Long> reasons() {
        final CounterBlock<NoBidReason> counters = pipeline.requestNoBids();
        final Map<NoBidReason, Long> counts = new HashMap<>();
        for (final NoBidReason reason : NoBidReason.values()) {
            counts.put(reason, counters.get(reason));
        }
        return counts;
    }

    private CreativeSource source() {
        return () -> (version, into) -> {
            final byte[] encoded = creatives.get(version);
            if (encoded == null) {
                return CreativeSource.MISSING;
            }
            System.arraycopy(encoded, 0, into, 0, encoded.length);
            return encoded.length;
        };
    }

    @Override
    public void close() {
        builder.close();
    }
}
