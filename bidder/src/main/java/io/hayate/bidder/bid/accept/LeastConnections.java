package io.hayate.bidder.bid.accept;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Gives a new connection to the loop with the fewest. Single writer of choices: the acceptor; loops take back what they
 * close, via atomic counts.
 */
final class LeastConnections implements EventExecutorChooserFactory {
    private final AtomicIntegerArray openByLoop;

    LeastConnections(final int loopCount) {
        this.openByLoop = new AtomicIntegerArray(loopCount);
    }

    @Override
    public EventExecutorChooser newChooser(final EventExecutor[] loops) {
        assert loops.length == openByLoop.length();
        return () -> loops[choose()];
    }

    /** Counted when chosen, not when it is registered: else a burst would all go to one loop. */
    private int choose() {
        int least = 0;
        for (int i = 1; i < openByLoop.length(); i++) {
            if (openByLoop.get(i) < openByLoop.get(least)) {
                least = i;
            }
        }
        openByLoop.incrementAndGet(least);
        return least;
    }

    void release(final int loop) {
        openByLoop.decrementAndGet(loop);
    }

    int open(final int loop) {
        return openByLoop.get(loop);
    }

    int openOnAll() {
        int open = 0;
        for (int i = 0; i < openByLoop.length(); i++) {
            open += openByLoop.get(i);
        }
        return open;
    }
}
