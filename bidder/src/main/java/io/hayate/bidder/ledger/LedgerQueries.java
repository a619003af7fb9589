package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.QueueCounter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the ledger agent, by which an account is read on the thread that owns it.
 *
 * <p>A queue rather than published snapshots: asking is rare, accounts are many, and an answer then holds every notice
 * that was answered before the question. Writers: any thread; reader: the ledger agent, via the queue.
 */
public final class LedgerQueries {
    /** Questions that may wait; further ones are refused. */
    public static final int MAX_WAITING = 1024;

    /** One question; completed on the ledger agent. */
    record Query(long campaignId, CompletableFuture<Optional<AccountStatement>> answer) {}

    private final ManyToOneConcurrentArrayQueue<Query> waiting = new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final CounterBlock<QueueCounter> counters = new CounterBlock<>(QueueCounter.class);

    /**
     * Asks for a campaign's account; the answer is empty if the ledger has never heard of the campaign, and comes on the
     * ledger agent's thread.
     *
     * @return null if too many questions wait
     */
    public @Nullable CompletionStage<Optional<AccountStatement>> ask(final long campaignId) {
        final Query query = new Query(campaignId, new CompletableFuture<>());
        if (waiting.offer(query)) {
            return query.answer();
        }
        synchronized (counters) { // cold, and callers may be several
            counters.increment(QueueCounter.TURNED_AWAY);
        }
        return null;
    }

    /** Questions refused. */
    public CounterBlock<QueueCounter> counters() {
        return counters;
    }

    @Nullable
    Query poll() {
        return waiting.poll();
    }
}
