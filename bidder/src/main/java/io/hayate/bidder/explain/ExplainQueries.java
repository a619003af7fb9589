package io.hayate.bidder.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.QueueCounter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the explain agent, which completes the answers on its thread. Writers: any thread; reader: the explain
 * agent, via the queue.
 */
public final class ExplainQueries {
    /** Questions that may wait; further ones are refused. */
    public static final int MAX_WAITING = 64;

    /** All campaigns are asked about, not one. */
    static final long ALL_CAMPAIGNS = 0;

    private final ManyToOneConcurrentArrayQueue<Query> waiting = new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final CounterBlock<QueueCounter> counters = new CounterBlock<>(QueueCounter.class);

    /** One question. */
    sealed interface Query permits Why, Explain {
        CompletableFuture<?> answer();
    }

    record Why(long campaignId, CompletableFuture<CampaignFunnel> answer) implements Query {}

    /** @param answer empty: the body is no bid request */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Explain(ExchangeProfile exchange, byte[] body, long campaignId, CompletableFuture<ObjectNode> answer)
            implements Query {}

    /** Asks why a campaign does not deliver; null if too many questions wait. */
    @Nullable
    CompletionStage<CampaignFunnel> why(final long campaignId) {
        final Why query = new Why(campaignId, new CompletableFuture<>());
        return offer(query) ? query.answer : null;
    }

    /**
     * Asks what becomes of a request: an empty object if it is none; null if too many questions wait.
     *
     * @param campaignId one to be looked at closely, or {@link #ALL_CAMPAIGNS}
     */
    @Nullable
    CompletionStage<ObjectNode> explain(final ExchangeProfile exchange, final byte[] body, final long campaignId) {
        final Explain query = new Explain(exchange, body, campaignId, new CompletableFuture<>());
        return offer(query) ? query.answer : null;
    }

    /** Questions refused. */
    public CounterBlock<QueueCounter> counters() {
        return counters;
    }

    @Nullable
    Query poll() {
        return waiting.poll();
    }

    private boolean offer(final Query query) {
        if (waiting.offer(query)) {
            return true;
        }
        synchronized (counters) { // cold, and callers may be several
            counters.increment(QueueCounter.TURNED_AWAY);
        }
        return false;
    }
}
