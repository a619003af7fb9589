package io.hayate.bidder.threads;

import io.hayate.bidder.telemetry.CounterBlock;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent, with the time of its last duty cycle and a count of its failures. Single writer: the agent's thread; readers:
 * anybody, via volatile and opaque reads.
 */
final class WatchedAgent implements Agent, ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedAgent.class);

    /** An agent that fails in every cycle should not fill the disk with its logs. */
    private static final long LOG_PAUSE_NS = TimeUnit.SECONDS.toNanos(10);

    private final Agent agent;
    private final NanoClock clock;
    private final CounterBlock<AgentCounter> counters = new CounterBlock<>(AgentCounter.class);
    private volatile long lastCycleNs;
    private volatile boolean ended;
    private long lastLogNs;
    private long failuresAtLastLog;

    WatchedAgent(final Agent agent, final NanoClock clock) {
        this.agent = agent;
        this.clock = clock;
        this.lastCycleNs = clock.nanoTime();
        this.lastLogNs = lastCycleNs - LOG_PAUSE_NS;
        if (agent instanceof final LongWork work) {
            work.reportTo(this::onProgress);
        }
    }

    /** The agent gets on in a long duty cycle. */
    void onProgress() {
        lastCycleNs = clock.nanoTime();
    }

    /** Called by the thread that closes. */
    void onEnding() {
        if (agent instanceof final LongWork work) {
            work.onEnding();
        }
    }

    @Override
    public void onStart() {
        lastCycleNs = clock.nanoTime();
        agent.onStart();
    }

    @Override
    public int doWork() throws Exception {
        lastCycleNs = clock.nanoTime();
        return agent.doWork();
    }

    @Override
    public void onClose() {
        ended = true;
        agent.onClose();
    }

    @Override
    public String roleName() {
        return agent.roleName();
    }

    @Override
    public void onError(final Throwable error) {
        final boolean stops = error instanceof AgentTerminationException;
        counters.increment(stops ? AgentCounter.STOPS : AgentCounter.FAILURES);
        final long failures = counters.get(AgentCounter.FAILURES);
        final long nowNs = clock.nanoTime();
        if (stops || nowNs - lastLogNs >= LOG_PAUSE_NS) {
            LOG.error(
                    "{} failed; {} failures since the last such line", roleName(), failures - failuresAtLastLog, error);
            lastLogNs = nowNs;
            failuresAtLastLog = failures;
        }
    }

    CounterBlock<AgentCounter> counters() {
        return counters;
    }

    /** Whether the agent has ended, or its current duty cycle takes longer than it should. */
    boolean isLate(final long nowNs, final long longestCycleNs) {
        return ended || nowNs - lastCycleNs > longestCycleNs;
    }
}
