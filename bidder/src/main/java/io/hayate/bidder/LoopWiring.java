package io.hayate.bidder;

import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.accept.BidLoopParts;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerSettings;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.explain.TracedRoute;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.telemetry.LatencyRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/** Builds what each bid loop owns: its pipeline, its notice receiver, its histogram. Owned by the launching thread. */
final class LoopWiring {
    private final int epoch;
    private final LiveIndex live;
    private final NanoClock nanoClock;
    private final EpochClock epochClock;
    private final Exchanges exchanges;
    private final CreativeSource creatives;
    private final NoticeKeys keys;
    private final AnswerSettings answerSettings;
    private final long noticeExpiryMs;
    private final Supplier<Gate> gates;

    private final List<BidPipeline> pipelines = new ArrayList<>();
    private final List<NoticeReceiver> receivers = new ArrayList<>();
    private final List<LatencyRecorder> recorders = new ArrayList<>();
    private final List<BidLoopParts> parts = new ArrayList<>();

    LoopWiring(
            final int epoch,
            final LiveIndex live,
            final NanoClock nanoClock,
            final EpochClock epochClock,
            final Exchanges exchanges,
            final CreativeSource creatives,
            final NoticeKeys keys,
            final AnswerSettings answerSettings,
            final long noticeExpiryMs,
            final Supplier<Gate> gates) {
        this.epoch = epoch;
        this.live = live;
        this.nanoClock = nanoClock;
        this.epochClock = epochClock;
        this.exchanges = exchanges;
        this.creatives = creatives;
        this.keys = keys;
        this.answerSettings = answerSettings;
        this.noticeExpiryMs = noticeExpiryMs;
        this.gates = gates;
    }

    /** The next loop; its number is how many there were before. */
    void addLoop(final BudgetLane lane, final LedgerProxy ledger, final RouteObserver observer) {
        final BidPipeline pipeline = pipeline(pipelines.size(), nanoClock, gates.get(), lane, observer);
        final NoticeReceiver receiver = new NoticeReceiver(
                new TokenVerifier(keys, noticeExpiryMs),
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
        return pipeline(reader, nanoClock, gates.get(), new BudgetLane(), RouteObserver.NONE);
    }

    /** The route for explanations; {@code reader} is its number among the index's readers. */
    TracedRoute tracedRoute(final int reader) {
        final Gate gate = gates.get();
        return new TracedRoute(trace -> pipeline(reader, () -> 0, gate, null, trace), gate, epochClock);
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

    /** What the bid port needs of each loop, in order. */
    List<BidLoopParts> parts() {
        return parts;
    }

    private BidPipeline pipeline(
            final int reader,
            final NanoClock clock,
            final Gate gate,
            final @Nullable BudgetLane lane,
            final RouteObserver observer) {
        return new BidPipeline(
                reader,
                live,
                clock,
                exchanges.profiles().byOrdinal(0),
                gate,
                new Spender(lane),
                new AnswerWriter(
                        epoch,
                        reader,
                        new TokenSigner(keys),
                        creatives,
                        exchanges.profiles().all(),
                        answerSettings),
                observer);
    }
}
