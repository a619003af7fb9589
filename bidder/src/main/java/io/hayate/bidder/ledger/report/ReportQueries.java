package io.hayate.bidder.ledger.report;

import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.QueueCounter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reports asked for, on their way to the ledger agent. Writers: any thread; reader: the ledger agent, via the queue. Single
 * writer of counters: whoever holds them.
 */
public final class ReportQueries {
    /** Reports that may wait; further ones are refused. One is added up at a time. */
    public static final int MAX_WAITING = 16;

    /** One question; completed on the ledger agent. */
    record Query(ReportRequest request, CompletableFuture<Report> answer) {}

    private final ManyToOneConcurrentArrayQueue<Query> waiting = new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final CounterBlock<QueueCounter> counters = new CounterBlock<>(QueueCounter.class);

    /** Returns null if too many reports wait. */
    @Nullable
    CompletionStage<Report> ask(final ReportRequest request) {
        final Query query = new Query(request, new CompletableFuture<>());
        if (waiting.offer(query)) {
            return query.answer();
        }
        synchronized (counters) { // cold, and callers may be several
            counters.increment(QueueCounter.TURNED_AWAY);
        }
        return null;
    }

    /** Reports refused. */
    public CounterBlock<QueueCounter> counters() {
        return counters;
    }

    @Nullable
    Query poll() {
        return waiting.poll();
    }
}
