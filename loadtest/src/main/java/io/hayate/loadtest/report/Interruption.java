package io.hayate.loadtest.report;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on Ctrl-C (or SIGTERM): the command is told to end early, and the process waits until it has shown and written what
 * it knows by then. To be closed when the command has ended, however.
 *
 * Owned by the thread that runs the command; the shutdown hook calls in.
 */
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /** @param endEarly called on a thread of its own; must not wait */
    public Interruption(final Runnable endEarly) {
        this.hook = new Thread(() -> onShutdown(endEarly), "end-early");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void onShutdown(final Runnable endEarly) {
        endEarly.run();
        try {
            // Beyond that it is stuck, and the user wants to leave.
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // It runs: the process is ending.
        }
    }
}
