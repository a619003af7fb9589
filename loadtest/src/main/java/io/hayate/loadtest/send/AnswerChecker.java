package io.hayate.loadtest.send;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks answers on a thread of its own, beside the timed path. When it cannot keep up, answers are let go unchecked and
 * counted.
 *
 * Single writer: the checker thread; readers: any, through its counters.
 */
public final class AnswerChecker implements AutoCloseable {
    /** Answers waiting to be checked: a few seconds' work, a few megabytes. */
    private static final int QUEUE_CAPACITY = 8192;

    private static final int KEPT_EXAMPLES = 5;
    private static final long IDLE_NS = 1_000_000;

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Waiting(RequestPool pool, int requestIndex, byte[] answer) {}

    private final AnswerCheck check;
    private final int every;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong invalid = new AtomicLong();
    private final List<String> examples = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean closed;

    private AnswerChecker(final AnswerCheck check, final int every) {
        this.check = check;
        this.every = every;
        this.thread = new Thread(this::checkUntilClosed, "answer-checker");
        this.thread.setDaemon(true);
    }

    /** @param every 1 checks all answers, 10 every tenth */
    public static AnswerChecker launch(final AnswerCheck check, final int every) {
        final AnswerChecker checker = new AnswerChecker(check, every);
        checker.thread.start();
        return checker;
    }

    /** Another one with the same check, to warm up with. */
    public AnswerChecker launchAnother() {
        return launch(check, every);
    }

    /** Whether the next answer is one to be offered; to be asked once for each answer. */
    boolean wantsNext() {
        return seen.getAndIncrement() % every == 0;
    }

    void offer(final RequestPool pool, final int requestIndex, final byte[] answer) {
        if (queue.offer(new Waiting(pool, requestIndex, answer))) {
            accepted.incrementAndGet();
        } else {
            skipped.incrementAndGet();
        }
    }

    public long checked() {
        return checked.get();
    }

    /** Answers that were to be checked but were not, because the queue was full. */
    public long skipped() {
        return skipped.get();
    }

    public long invalid() {
        return invalid.get();
    }

    /** The first violations, each with the number of its request. */
    public List<String> examples() {
        synchronized (examples) {
            return List.copyOf(examples);
        }
    }

    /** Waits until all that was offered is checked, at most that long. */
    public void awaitChecked(final long timeoutNs) {
        final long startNs = System.nanoTime();
        while (checked.get() < accepted.get() && System.nanoTime() - startNs < timeoutNs) {
            LockSupport.parkNanos(IDLE_NS);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void checkUntilClosed() {
        try {
            while (!closed) {
                checkOne(queue.take());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void checkOne(final Waiting waiting) {
        List<String> violations;
        try {
            violations = check.violations(waiting.pool.body(waiting.requestIndex), waiting.answer);
        } catch (final RuntimeException e) {
            violations = List.of("the check itself failed: " + e);
        }
        if (!violations.isEmpty()) {
            invalid.incrementAndGet();
            if (examples.size() < KEPT_EXAMPLES) {
                examples.add("request " + waiting.requestIndex + ": " + String.join("; ", violations));
            }
        }
        checked.incrementAndGet();
    }
}
