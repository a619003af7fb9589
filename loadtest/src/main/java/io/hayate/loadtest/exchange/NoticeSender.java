package io.hayate.loadtest.exchange;

import io.hayate.loadtest.send.GetSender;
import io.hayate.loadtest.send.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Drives an exchange by the wall clock: takes answers from any thread, and fires the notices that are due at random over the
 * bidder's replicas, on a Netty loop of its own.
 *
 * <p>The exchange belongs to whoever holds this object's lock.
 */
final class NoticeSender implements AutoCloseable, GetSender.Source<Notice> {
    private static final long POLL_NS = 5_000_000;

    private final Exchange exchange;
    private final GetSender<Notice> sender;
    private final long startMs = System.currentTimeMillis();
    private final long startNs = System.nanoTime();
    private int underWay;
    private boolean stopped;

    /** @param connectionsEach to each replica */
    NoticeSender(final Exchange exchange, final List<Target> replicas, final int connectionsEach, final long seed) {
        this.exchange = exchange;
        this.sender = new GetSender<>(replicas, connectionsEach, seed, this);
    }

    void launch() {
        sender.launch();
    }

    synchronized void onAnswer(final byte[] request, final byte[] answer) {
        exchange.onAnswer(request, answer, nowMs());
    }

    @Override
    public synchronized @Nullable Notice next() {
        final Notice notice = stopped ? null : exchange.poll(nowMs());
        underWay += notice == null ? 0 : 1;
        return notice;
    }

    @Override
    public String pathAndQuery(final Notice due) {
        return due.pathAndQuery();
    }

    @Override
    public synchronized void onAnswered(final Notice due, final int status, final @Nullable String location) {
        underWay--;
        exchange.onNoticeAnswered(due, status, location, nowMs());
    }

    /** Nothing more is fired: what waits never comes, and is in nobody's books. From any thread. */
    synchronized void stop() {
        stopped = true;
    }

    /** How many notices wait for their time, unless all was stopped, or for their answer. */
    synchronized int waiting() {
        return (stopped ? 0 : exchange.waiting()) + underWay;
    }

    /** Waits until every notice is fired and answered, at most that long; false if some are not. */
    boolean awaitFired(final long timeoutNs) {
        final long fromNs = System.nanoTime();
        while (waiting() > 0) {
            if (System.nanoTime() - fromNs > timeoutNs || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    /** Connections that broke, or could not be opened. */
    long brokenCount() {
        return sender.brokenCount();
    }

    @Override
    public void close() {
        sender.close();
    }

    /** Never goes back, whatever is done to the machine's clock. */
    private long nowMs() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }
}
