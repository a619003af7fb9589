package io.hayate.bidder.audience;

import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.QueueCounter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The door to the audience agent. Each call offers to a bounded queue and returns at once, null if too much waits already;
 * what it returned completes on the audience agent's thread. Many writers; reader: the audience agent.
 */
public final class AudienceProxy {
    /** Look-ups and deletions that may wait. */
    public static final int MAX_WAITING = 1024;

    /** Imports under way at the same time. */
    public static final int MAX_IMPORTS = 16;

    private final ManyToOneConcurrentArrayQueue<Call> calls = new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final AtomicInteger imports = new AtomicInteger();
    private final CounterBlock<QueueCounter> counters = new CounterBlock<>(QueueCounter.class);

    /** What the agent is asked to do. */
    sealed interface Call permits LookUp, Delete, Begin {}

    record LookUp(UserId id, CompletableFuture<Optional<KnownUser>> answer) implements Call {}

    record Delete(UserId id, CompletableFuture<Boolean> answer) implements Call {}

    record Begin(UserImport begun) implements Call {}

    AudienceProxy() {}

    @Nullable
    CompletionStage<Optional<KnownUser>> user(final UserId id) {
        final LookUp call = new LookUp(id, new CompletableFuture<>());
        return offer(call) ? call.answer : null;
    }

    /** Whether there was such a user. */
    @Nullable
    CompletionStage<Boolean> delete(final UserId id) {
        final Delete call = new Delete(id, new CompletableFuture<>());
        return offer(call) ? call.answer : null;
    }

    /** @param onRoom run on the audience agent's thread when the import wants more again */
    @Nullable
    UserImport beginImport(final Runnable onRoom) {
        final UserImport begun = new UserImport(onRoom);
        if (imports.incrementAndGet() <= MAX_IMPORTS) {
            if (offer(new Begin(begun))) {
                return begun;
            }
        } else {
            turnAway();
        }
        imports.decrementAndGet();
        return null;
    }

    /** Calls turned away. */
    public CounterBlock<QueueCounter> counters() {
        return counters;
    }

    /** Whether no import is under way. */
    boolean isIdle() {
        return imports.get() == 0;
    }

    int drain(final Consumer<Call> onCall) {
        return calls.drain(onCall);
    }

    void onImportEnded() {
        imports.decrementAndGet();
    }

    private boolean offer(final Call call) {
        if (calls.offer(call)) {
            return true;
        }
        turnAway();
        return false;
    }

    private void turnAway() {
        synchronized (counters) { // cold, and callers may be several
            counters.increment(QueueCounter.TURNED_AWAY);
        }
    }
}
