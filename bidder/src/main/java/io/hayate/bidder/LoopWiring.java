package io.hayate.bidder;

import io.hayate.bidder.audience.UserLookupOutcome;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.accept.BidLoopParts;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerSettings;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.explain.TracedRoute;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.brakes.OpenBreakers;
import io.hayate.bidder.ledger.pacing.PacingLane;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.telemetry.LatencyRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/** Builds what each bid loop owns: its pipeline, its notice receiver, its histogram. Owned by the launching thread. */
final class LoopWiring {
    private final NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private final EpochClock epochClock = SystemEpochClock.INSTANCE;
    private final BidderConfig config;
    private final int epoch;
    private final LiveIndex live;
    private final Exchanges exchanges;
    private final CreativeSource creatives;
    private final NoticeKeys keys;
    private final Supplier<AuthorizedSellers> sellers;
    private final AnswerSettings answerSettings;
    private final boolean trackersSecure;

    private @Nullable Supplier<UserFinder> users;
    private Supplier<OpenBreakers> breakers = () -> OpenBreakers.NONE;

    private final List<BidPipeline> pipelines = new ArrayList<>();
    private final List<NoticeReceiver> receivers = new ArrayList<>();
    private final List<LatencyRecorder> recorders = new ArrayList<>();
    private final List<CounterBlock<UserLookupOutcome>> userLookups = new ArrayList<>();
    private final List<BidLoopParts> parts = new ArrayList<>();

    /**
     * @param bidPort that notice URLs name
     * @param epoch of this start
     * @param sellers those authorised now
     */
    LoopWiring(
            final BidderConfig config,
            final int bidPort,
            final int epoch,
            final LiveIndex live,
            final Exchanges exchanges,
            final CreativeSource creatives,
            final NoticeKeys keys,
            final Supplier<AuthorizedSellers> sellers) {
        this.config = config;
        this.epoch = epoch;
        this.live = live;
        this.exchanges = exchanges;
        this.creatives = creatives;
        this.keys = keys;
        this.sellers = sellers;
        this.answerSettings = new AnswerSettings(
                config.noticeUrl(bidPort),
                config.trackerUrl(bidPort),
                TimeUnit.MILLISECONDS.toSeconds(config.noticeExpiryMs()));
        this.trackersSecure =
                config.trackerUrl(bidPort).toLowerCase(Locale.ROOT).startsWith("https:");
    }

    /** Loops and warm-up look users up with these, one each; without them they look up none. */
    void users(final Supplier<UserFinder> newFinders) {
        users = newFinders;
    }

    /** Gates ask these for open circuit breakers; without them none is open. Before the first loop. */
    void breakers(final Supplier<OpenBreakers> openNow) {
        breakers = openNow;
    }

    /** The next loop; its number is how many there were before. */
    void addLoop(
            final BudgetLane lane, final PacingLane pacing, final LedgerProxy ledger, final RouteObserver observer) {
        final UserFinder finder = users == null ? null : users.get();
        if (finder != null) {
            userLookups.add(finder.lookups());
        }
        final BidPipeline pipeline = pipeline(pipelines.size(), nanoClock, gate(), new Spender(lane, pacing), finder);
        pipeline.observe(observer);
        final NoticeReceiver receiver = new NoticeReceiver(
                new TokenVerifier(keys, config.noticeExpiryMs()),
                exchanges.profiles().all(),
                exchanges.priceKeys(),
                ledger,
                epochClock);
        final LatencyRecorder recorder = new LatencyRecorder();
        pipelines.add(pipeline);
        receivers.add(receiver);
        recorders.add(recorder);
        parts.add(new BidLoopParts(pipeline, receiver, recorder::record));
    }

    /** A pipeline that nobody counts and that reserves nothing; {@code reader} is its number among the index's readers. */
    BidRoute warmUpRoute(final int reader) {
        return pipeline(reader, nanoClock, gate(), new Spender(new BudgetLane()), users == null ? null : users.get());
    }

    /** The route for explanations; {@code reader} is its number among the index's readers. */
    TracedRoute tracedRoute(final int reader) {
        final Gate gate = gate();
        final BidPipeline pipeline =
                pipeline(reader, () -> 0, gate, new Spender(null), users == null ? null : users.get());
        return new TracedRoute(pipeline, gate, epochClock);
    }

    List<BidPipeline> pipelines() {
        return pipelines;
    }

    List<NoticeReceiver> receivers() {
        return receivers;
    }

    List<LatencyRecorder> recorders() {
        return recorders;
    }

    /** Of the loops. */
    List<CounterBlock<UserLookupOutcome>> userLookups() {
        return userLookups;
    }

    /** What the bid port needs of each loop, in order. */
    List<BidLoopParts> parts() {
        return parts;
    }

    private Gate gate() {
        return new Gate(trackersSecure, config.privacy(), config.supply(), sellers, breakers);
    }

    private BidPipeline pipeline(
            final int reader,
            final NanoClock clock,
            final Gate gate,
            final Spender spender,
            final @Nullable UserFinder finder) {
        return new BidPipeline(
                reader,
                live,
                clock,
                exchanges.profiles().byOrdinal(0),
                gate,
                finder == null ? new PermittedUserData() : new PermittedUserData(finder),
                spender,
                new AnswerWriter(
                        epoch,
                        reader,
                        new TokenSigner(keys),
                        creatives,
                        exchanges.profiles().all(),
                        answerSettings));
    }
}
