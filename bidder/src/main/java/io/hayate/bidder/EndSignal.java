package io.hayate.bidder;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT: lets the main thread wait for one, and holds the JVM's end back while it ends the program in order.
 * Single writer: the thread {@code signal}; reader: the main thread, via a latch.
 */
final class EndSignal {
    /** For closing what is open, after the drain; a process that hangs in there ends anyway. */
    private static final long CLOSE_TIMEOUT_MS = 20_000;

    private final CountDownLatch received = new CountDownLatch(1);

    private EndSignal() {}

    /** @param drainMs how long the main thread may take to answer what is under way */
    static EndSignal register(final long drainMs) {
        final EndSignal signal = new EndSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.onSignal(drainMs + CLOSE_TIMEOUT_MS), "signal"));
        return signal;
    }

    void await() throws InterruptedException {
        received.await();
    }

    /** The JVM ends when this returns; the main thread halts it before, with the exit code. */
    private void onSignal(final long timeoutMs) {
        received.countDown();
        try {
            new CountDownLatch(1).await(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
