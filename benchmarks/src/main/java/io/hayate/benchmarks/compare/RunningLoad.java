package io.hayate.benchmarks.compare;

import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.Sender;
import java.io.IOException;
import java.util.List;

/**
 * Load without end, many requests after many others on fresh connections; what was answered so far can be asked at any
 * moment. Written by a thread of its own; readers: the measuring thread, under its lock.
 */
public final class RunningLoad implements AutoCloseable {
    /** Between them the loops rest for some 50 ms. */
    private static final int REQUESTS_PER_CHUNK = 500_000;

    private static final List<SendCount> FAILURES =
            List.of(SendCount.HTTP_ERRORS, SendCount.BROKEN, SendCount.TIMEOUTS, SendCount.UNSENT);

    private final Load load;
    private final Thread thread = new Thread(this::run, "running-load");
    private Sender sender;
    private long answeredBefore;
    private long bidsBefore;
    private boolean closing;
    private String failure = "";

    /** So far. */
    public record Answered(long answered, long bids) {
        public Answered since(final Answered before) {
            return new Answered(answered - before.answered, bids - before.bids);
        }
    }

    private RunningLoad(final Load load, final Sender first) {
        this.load = load;
        this.sender = first;
    }

    static RunningLoad launch(final Load load) throws IOException {
        final RunningLoad running = new RunningLoad(load, load.open(REQUESTS_PER_CHUNK));
        running.thread.setDaemon(true);
        running.thread.start();
        return running;
    }

    private void run() {
        try {
            load.send(sender);
            while (!isClosing()) {
                final Sender next = load.open(REQUESTS_PER_CHUNK);
                final Sender ended = sender;
                synchronized (this) {
                    answeredBefore += ended.count(SendCount.ANSWERED);
                    bidsBefore += ended.count(SendCount.BIDS);
                    sender = next;
                }
                ended.close();
                load.send(next);
            }
        } catch (final IOException | RuntimeException e) {
            synchronized (this) {
                failure = e.toString();
            }
        }
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /**
     * What was answered so far.
     *
     * @throws IOException if a request was not answered with 200 or 204
     */
    public synchronized Answered answered() throws IOException {
        long failures = 0;
        for (final SendCount count : FAILURES) {
            failures += sender.count(count);
        }
        if (failures > 0 || !failure.isEmpty()) {
            throw new IOException(
                    "the load broke off: " + failures + " requests were not answered with 200 or 204 " + failure);
        }
        return new Answered(
                answeredBefore + sender.count(SendCount.ANSWERED), bidsBefore + sender.count(SendCount.BIDS));
    }

    /** Ends at once; what is under way is given up. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }
}
