package io.hayate.loadtest.send;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks answers on a thread of its own, beside the timed path. When it cannot keep up, answers are let go unchecked and
 * counted.
 *
 * Single writer: the checker thread; readers: any, through its counters.
 */
public final class AnswerChecker implements AutoCloseable {
    /** Answers waiting to be checked: a few seconds' work, some tens of megabytes. */
    private static final int QUEUE_CAPACITY = 8192;

    private static final int KEPT_EXAMPLES = 5;
    private static final long IDLE_NS = 1_000_000;

    /** An answer that waits. Goes back and forth between the sender loops and the checker, so that the loops make no object for each. */
    private static final class Waiting {
        private static final int FIRST_CAPACITY_BYTES = 2 * 1024;
        /** Larger ones are rare, and not kept. */
        private static final int KEPT_CAPACITY_BYTES = 16 * 1024;

        private byte[] bytes = new byte[FIRST_CAPACITY_BYTES];
        private int length;
        private int requestIndex;
        private @Nullable RequestPool pool;

        void set(final RequestPool requests, final int index, final AnswerParser answer) {
            pool = requests;
            requestIndex = index;
            length = answer.bodyLength();
            if (length > bytes.length) {
                bytes = new byte[Math.max(length, 2 * bytes.length)];
            }
            answer.copyBodyTo(bytes);
        }

        void clear() {
            pool = null;
            if (bytes.length > KEPT_CAPACITY_BYTES) {
                bytes = new byte[FIRST_CAPACITY_BYTES];
            }
        }
    }

    private final AnswerCheck check;
    private final int every;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final BlockingQueue<Waiting> unused = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
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
        for (int i = 0; i < QUEUE_CAPACITY; i++) {
            unused.add(new Waiting());
        }
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

    /** Takes a copy of the body; called by sender loops. */
    void offer(final RequestPool pool, final int requestIndex, final AnswerParser answer) {
        final Waiting waiting = unused.poll();
        if (waiting == null) {
            skipped.incrementAndGet();
            return;
        }
        waiting.set(pool, requestIndex, answer);
        accepted.incrementAndGet();
        queue.add(waiting);
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
                final Waiting waiting = queue.take();
                checkOne(waiting);
                waiting.clear();
                unused.add(waiting);
                checked.incrementAndGet();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void checkOne(final Waiting waiting) {
        final RequestPool pool = waiting.pool;
        if (pool == null) {
            throw new IllegalStateException("an answer to nothing");
        }
        List<String> violations;
        try {
            violations =
                    check.violations(pool.body(waiting.requestIndex), Arrays.copyOf(waiting.bytes, waiting.length));
        } catch (final RuntimeException e) {
            violations = List.of("the check itself failed: " + e);
        }
        if (!violations.isEmpty()) {
            invalid.incrementAndGet();
            if (examples.size() < KEPT_EXAMPLES) {
                examples.add("request " + waiting.requestIndex + ": " + String.join("; ", violations));
            }
        }
    }
}
