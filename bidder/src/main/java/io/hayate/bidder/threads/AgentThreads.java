package io.hayate.bidder.threads;

import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts agents, each on a thread named after its role, and closes them in reverse order. Owned by the launching thread;
 * {@link #lateAgents} and {@link #counters} may be asked by anybody.
 */
public final class AgentThreads implements AutoCloseable {
    /** After this long without a duty cycle an agent counts as stuck. */
    public static final long DEFAULT_LONGEST_CYCLE_MS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AgentThreads.class);

    /**
     * Then an agent is interrupted, which closes the files it has open. A large map that is checked and marked clean on a
     * slow disk must not be.
     */
    private static final int CLOSE_PATIENCE_MS = 60_000;

    private final Mode mode;
    private final NanoClock clock;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<AgentInvoker> invokers = new ArrayList<>();
    private volatile List<WatchedAgent> agents = List.of();

    /** Who runs the duty cycles. */
    public enum Mode {
        THREADS,
        /** The caller, by {@link #invoke}: in tests everything is on one thread. */
        INVOKED
    }

    public AgentThreads(final Mode mode, final NanoClock clock) {
        this.mode = mode;
        this.clock = clock;
    }

    /**
     * From now on the agent runs; it is closed with the others.
     *
     * @param idleSleepMs how long an agent without work sleeps before it looks again. Each look costs some ten
     *     microseconds of processor time, and takes them from a loop if cores are few
     */
    public void start(final Agent agent, final long idleSleepMs) {
        final WatchedAgent watched = new WatchedAgent(agent, clock);
        if (mode == Mode.THREADS) {
            startThread(watched, TimeUnit.MILLISECONDS.toNanos(idleSleepMs));
        } else {
            startInvoker(watched);
        }
        final List<WatchedAgent> more = new ArrayList<>(agents);
        more.add(watched);
        agents = List.copyOf(more);
    }

    private void startThread(final WatchedAgent agent, final long idleSleepNs) {
        final AgentRunner runner = new AgentRunner(new SleepingIdleStrategy(idleSleepNs), agent, null, agent);
        AgentRunner.startOnThread(runner);
        running.add(() -> runner.close(CLOSE_PATIENCE_MS, thread -> onSlowClose(agent)));
    }

    private static void onSlowClose(final WatchedAgent agent) {
        LOG.warn("{} has not ended after {} ms, and is interrupted", agent.roleName(), CLOSE_PATIENCE_MS);
    }

    private void startInvoker(final WatchedAgent agent) {
        final AgentInvoker invoker = new AgentInvoker(agent, null, agent);
        invoker.start();
        invokers.add(invoker);
        running.add(invoker);
    }

    /**
     * One duty cycle of each agent, in the order of their start.
     *
     * @return the work done; 0: nobody had anything to do
     */
    public int invoke() {
        if (mode != Mode.INVOKED) {
            throw new IllegalStateException("agents run on their own threads");
        }
        int work = 0;
        for (final AgentInvoker invoker : invokers) {
            work += invoker.invoke();
        }
        return work;
    }

    /**
     * Names of the agents that ended, or whose duty cycle takes longer than it should: with any, the process is not
     * alive.
     */
    public List<String> lateAgents(final long longestCycleNs) {
        final long nowNs = clock.nanoTime();
        return agents.stream()
                .filter(agent -> agent.isLate(nowNs, longestCycleNs))
                .map(WatchedAgent::roleName)
                .toList();
    }

    /** By role name, in the order of their start. */
    public Map<String, CounterBlock<AgentCounter>> counters() {
        final Map<String, CounterBlock<AgentCounter>> counters = new LinkedHashMap<>();
        for (final WatchedAgent agent : agents) {
            counters.put(agent.roleName(), agent.counters());
        }
        return counters;
    }

    /** Ends the agents, the last started first, so that none outlives what it gives its work to. */
    @Override
    public void close() {
        agents.forEach(WatchedAgent::onEnding);
        for (int i = running.size() - 1; i >= 0; i--) {
            try {
                running.get(i).close();
            } catch (final Exception e) {
                LOG.error("an agent could not be closed", e);
            }
        }
        running.clear();
        invokers.clear();
    }
}
