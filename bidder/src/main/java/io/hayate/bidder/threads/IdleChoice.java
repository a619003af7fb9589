package io.hayate.bidder.threads;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;

/** What an agent's thread does when there is nothing to do. Immutable; shared. */
public enum IdleChoice {
    /** Looks for work a thousand times a second: next to no processor time, a millisecond of delay. */
    SLEEP {
        @Override
        IdleStrategy strategy() {
            return new SleepingIdleStrategy(TimeUnit.MILLISECONDS.toNanos(1));
        }
    },
    /** Spins, then yields, then sleeps up to a millisecond. */
    BACK_OFF {
        @Override
        IdleStrategy strategy() {
            return new BackoffIdleStrategy(
                    BackoffIdleStrategy.DEFAULT_MAX_SPINS,
                    BackoffIdleStrategy.DEFAULT_MAX_YIELDS,
                    BackoffIdleStrategy.DEFAULT_MIN_PARK_PERIOD_NS,
                    BackoffIdleStrategy.DEFAULT_MAX_PARK_PERIOD_NS);
        }
    },
    /** Never sleeps: for a thread with a core of its own. */
    SPIN {
        @Override
        IdleStrategy strategy() {
            return BusySpinIdleStrategy.INSTANCE;
        }
    };

    /** One for each thread: strategies have state. */
    abstract IdleStrategy strategy();
}
