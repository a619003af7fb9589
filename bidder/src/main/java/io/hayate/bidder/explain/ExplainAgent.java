package io.hayate.bidder.explain;

import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.AgentClosedException;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * Keeps the funnel of every campaign: makes room for what loops count, judges campaigns by sampled requests, and answers
 * questions. Sole writer of the estimates. Owned by the explain agent.
 */
public final class ExplainAgent implements Agent {
    /** Samples wait so long at most before they are judged. */
    static final long BATCH_PAUSE_MS = 2_000;

    /** How often the index is followed at most, unless somebody asks. */
    static final long FOLLOW_PAUSE_MS = 1_000;

    /** After a batch that took t nothing is judged for so many times t: so many campaigns take no more than their share of a core. */
    static final long PAUSE_PER_BATCH_TIME = 50;

    /** Questions answered in one duty cycle. */
    static final int QUERIES_PER_CYCLE = 16;

    private final LiveIndex live;
    private final List<LoopFunnel> loops;
    private final ExplainQueries queries;
    private final EpochClock clock;
    private final NanoClock nanoClock;
    private final CounterBlock<ExplainCounter> counters = new CounterBlock<>(ExplainCounter.class);
    private final FunnelEstimates estimates = new FunnelEstimates();
    private final FollowedCampaigns campaigns;
    private final SampleJudge samples;
    private final RequestReport report;
    private long nextBatchMs;
    private long nextFollowMs;
    private long lastCycleMs;
    private int firstLoop;

    /**
     * @param loops one for each bid loop
     * @param exchanges by ordinal
     */
    public ExplainAgent(
            final LiveIndex live,
            final List<LoopFunnel> loops,
            final TracedRoute route,
            final List<ExchangeProfile> exchanges,
            final ExplainQueries queries,
            final EpochClock clock,
            final NanoClock nanoClock) {
        this.live = live;
        this.loops = List.copyOf(loops);
        this.queries = queries;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.campaigns =
                new FollowedCampaigns(loops.stream().map(LoopFunnel::counts).toList(), estimates);
        this.samples = new SampleJudge(route, exchanges, estimates, counters);
        this.report = new RequestReport(route, samples);
    }

    @Override
    public int doWork() {
        final long nowMs = clock.time();
        if (nowMs < lastCycleMs) {
            // The clock was set back.
            nextBatchMs = nowMs;
            nextFollowMs = nowMs;
        }
        lastCycleMs = nowMs;
        int work = openRows();
        if (nowMs >= nextFollowMs) {
            nextFollowMs = nowMs + FOLLOW_PAUSE_MS;
            work += follow(nowMs);
        }
        if (nowMs >= nextBatchMs) {
            work += judgeSamples(nowMs);
        }
        return work + answerQueries(nowMs);
    }

    @Override
    public void onClose() {
        final AgentClosedException closing = new AgentClosedException();
        for (ExplainQueries.Query query = queries.poll(); query != null; query = queries.poll()) {
            query.answer().completeExceptionally(closing);
        }
    }

    @Override
    public String roleName() {
        return "explain-agent";
    }

    public CounterBlock<ExplainCounter> counters() {
        return counters;
    }

    private int openRows() {
        int opened = 0;
        for (final LoopFunnel loop : loops) {
            opened += loop.counts().openRows();
        }
        return opened;
    }

    private int follow(final long nowMs) {
        final IndexView view = live.current();
        // Only now: what an ordinal's campaign before has counted is in the ring by then, and must be in rows.
        openRows();
        samples.forgetPartsBut(view);
        return campaigns.follow(view, nowMs) ? 1 : 0;
    }

    private int judgeSamples(final long nowMs) {
        final long startNs = nanoClock.nanoTime();
        int judged = 0;
        try {
            firstLoop = (firstLoop + 1) % loops.size();
            final int fairShare = Math.max(1, SampleJudge.MOST_SAMPLES / loops.size());
            for (int n = 0; n < loops.size(); n++) {
                final int room = SampleJudge.MOST_SAMPLES - judged;
                final LoopFunnel loop = loops.get((firstLoop + n) % loops.size());
                judged += loop.samples().drain(samples::judge, Math.min(room, fairShare));
            }
        } finally {
            samples.endBatch();
        }
        if (judged > 0) {
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(nanoClock.nanoTime() - startNs);
            nextBatchMs = nowMs + Math.max(BATCH_PAUSE_MS, PAUSE_PER_BATCH_TIME * tookMs);
        }
        return judged;
    }

    private int answerQueries(final long nowMs) {
        int answered = 0;
        while (answered < QUERIES_PER_CYCLE) {
            final ExplainQueries.Query query = queries.poll();
            if (query == null) {
                break;
            }
            try {
                if (answered == 0) {
                    // So that the answer has all that was counted and sampled before the question.
                    follow(nowMs);
                    judgeSamples(nowMs);
                }
                answer(query, nowMs);
            } catch (final RuntimeException e) {
                query.answer().completeExceptionally(e);
            }
            answered++;
        }
        return answered;
    }

    private void answer(final ExplainQueries.Query query, final long nowMs) {
        if (query instanceof final ExplainQueries.Why why) {
            counters.increment(ExplainCounter.CAMPAIGNS_EXPLAINED);
            why.answer().complete(funnel(why.campaignId(), nowMs));
        } else if (query instanceof final ExplainQueries.Explain explain) {
            counters.increment(ExplainCounter.REQUESTS_EXPLAINED);
            explain.answer().complete(report.of(explain.exchange(), explain.body(), explain.campaignId()));
        }
    }

    private CampaignFunnel funnel(final long campaignId, final long nowMs) {
        final int ordinal = campaigns.ordinal(campaignId);
        if (ordinal == FollowedCampaigns.NO_ORDINAL) {
            return new CampaignFunnel(campaignId, null, false, false, nowMs, null, null);
        }
        final Campaign campaign = campaigns.campaign(ordinal);
        if (campaign == null) {
            return new CampaignFunnel(campaignId, null, false, false, nowMs, exact(ordinal), null);
        }
        return new CampaignFunnel(
                campaignId,
                campaign,
                campaigns.isBiddableNow(ordinal),
                campaigns.isOpen(ordinal),
                nowMs,
                exact(ordinal),
                estimate(ordinal));
    }

    private CampaignFunnel.Exact exact(final int ordinal) {
        final long[] counts = campaigns.counts(ordinal);
        final Map<NoBidReason, Long> noBids = new EnumMap<>(NoBidReason.class);
        for (final NoBidReason reason : NoBidReason.values()) {
            if (counts[reason.ordinal()] > 0) {
                noBids.put(reason, counts[reason.ordinal()]);
            }
        }
        return new CampaignFunnel.Exact(campaigns.countedSinceMs(ordinal), counts[CandidateCounts.BID], noBids);
    }

    private CampaignFunnel.Estimate estimate(final int ordinal) {
        final Map<FunnelDimension, Integer> alone = new EnumMap<>(FunnelDimension.class);
        final Map<FunnelDimension, Integer> first = new EnumMap<>(FunnelDimension.class);
        for (final FunnelDimension dimension : FunnelDimension.values()) {
            putIfAny(alone, dimension, estimates.alone(dimension, ordinal));
            putIfAny(first, dimension, estimates.first(dimension, ordinal));
        }
        final Map<Integer, Integer> outcomes = new TreeMap<>();
        for (int column = 0; column < SampleOutcome.COLUMNS; column++) {
            putIfAny(outcomes, column, estimates.outcome(column, ordinal));
        }
        final Map<NoBidReason, Integer> rules = new EnumMap<>(NoBidReason.class);
        final Map<NoBidReason, Long> gate = new EnumMap<>(NoBidReason.class);
        for (final NoBidReason reason : NoBidReason.values()) {
            putIfAny(rules, reason, estimates.broken(reason, ordinal));
            final long atGate = samples.gateReasons().get(reason);
            if (atGate > 0) {
                gate.put(reason, atGate);
            }
        }
        return new CampaignFunnel.Estimate(
                campaigns.estimatedSinceMs(ordinal),
                estimates.samples(ordinal),
                alone,
                first,
                outcomes,
                estimates.judged(ordinal),
                rules,
                gate,
                counters.get(ExplainCounter.SAMPLES_JUDGED) + counters.get(ExplainCounter.SAMPLES_AT_GATE));
    }

    private static <K> void putIfAny(final Map<K, Integer> map, final K key, final int count) {
        if (count > 0) {
            map.put(key, count);
        }
    }
}
