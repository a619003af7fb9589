package io.hayate.benchmarks.changes;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks for bids of {@link ProbeCampaign} all the time, over a connection of its own, the next when the answer has come, and
 * notes when answers show what is expected. Written by a thread of its own; the measuring thread tells it what to expect.
 */
final class ProbeWatch implements AutoCloseable {
    /** Requests sent after the bidder has answered the change, which must all show it. */
    private static final int ANSWERS_AFTER = 5;

    private final HttpConnection connection;
    private final Thread thread = new Thread(this::run, "probe-watch");
    private volatile Expectation expected = new Expectation(ProbeCampaign.NO_BID);
    private volatile boolean ending;
    private volatile String failure = "";

    /** What answers should show from some moment on. Written by the watching thread, but for {@link #onChanged}. */
    static final class Expectation {
        private final BigDecimal cpm;
        private final CountDownLatch shown = new CountDownLatch(ANSWERS_AFTER);
        private volatile boolean changed;
        private volatile long changedNs;
        private volatile boolean shownOnce;
        private volatile long firstNs;
        private volatile long lastOtherBidNs;
        private volatile boolean otherBid;
        private volatile boolean stale;

        private Expectation(final BigDecimal cpm) {
            this.cpm = cpm;
        }

        /** The bidder has answered the change: requests sent from now on must show it. */
        void onChanged() {
            changedNs = System.nanoTime();
            changed = true;
        }

        private void onAnswer(final BigDecimal shownCpm, final long sentNs, final long receivedNs) {
            final boolean after = changed && sentNs - changedNs > 0;
            if (shownCpm.compareTo(cpm) != 0) {
                // No bid may be for want of time, where bids are expected.
                if (shownCpm.signum() > 0) {
                    lastOtherBidNs = receivedNs;
                    otherBid = true;
                    stale |= after;
                }
                return;
            }
            if (!shownOnce) {
                shownOnce = true;
                firstNs = receivedNs;
            }
            if (after) {
                shown.countDown();
            }
        }

        /** Waits until answers show it, also some to requests sent after the change was answered; false: it is lost. */
        boolean await(final long timeoutMs) throws InterruptedException {
            return shown.await(timeoutMs, TimeUnit.MILLISECONDS);
        }

        /** When the first answer that shows it came. */
        long firstNs() {
            return firstNs;
        }

        /** When the last bid that does not show it came; if none did, the moment given. */
        long lastOtherBidNs(final long elseNs) {
            return otherBid ? lastOtherBidNs : elseNs;
        }

        /** Whether a request that was sent after the bidder had answered the change was bid on as before it. */
        boolean isStale() {
            return stale;
        }
    }

    private ProbeWatch(final HttpConnection connection) {
        this.connection = connection;
    }

    static ProbeWatch launch(final InetSocketAddress bidPort) throws IOException {
        final ProbeWatch watch = new ProbeWatch(HttpConnection.open(bidPort));
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** From now on answers are held against this. */
    Expectation expect(final BigDecimal cpm) throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException("the probe's requests broke off: " + failure);
        }
        final Expectation next = new Expectation(cpm);
        expected = next;
        return next;
    }

    private void run() {
        final byte[] request = ProbeCampaign.request();
        try {
            while (!ending) {
                final long sentNs = System.nanoTime();
                final HttpConnection.Answer answer = connection.call("POST", "/openrtb2/demo", request);
                if (!answer.isSuccess()) {
                    throw new IOException("status " + answer.status());
                }
                expected.onAnswer(ProbeCampaign.shownCpm(answer), sentNs, System.nanoTime());
            }
        } catch (final IOException e) {
            failure = e.toString();
        }
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
