package io.hayate.bidder.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

class AgentThreadsTest {
    private static final long LONGEST_CYCLE_NS = 1_000;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private long nowNs;

    /** Notes what happens to it, and fails as it is told. */
    private class NotingAgent implements Agent {
        final CountDownLatch cycles = new CountDownLatch(3);
        private final String name;
        RuntimeException failure;

        NotingAgent(final String name) {
            this.name = name;
        }

        @Override
        public int doWork() {
            if (cycles.getCount() == 3) {
                events.add(name + " on " + Thread.currentThread().getName());
            }
            cycles.countDown();
            if (failure != null) {
                throw failure;
            }
            return 2;
        }

        @Override
        public void onClose() {
            events.add(name + " closed");
        }

        @Override
        public String roleName() {
            return name;
        }
    }

    @Test
    void shouldRunEachAgentOnAThreadOfItsNameAndCloseInReverseOrder() throws Exception {
        final NotingAgent first = new NotingAgent("first-agent");
        final NotingAgent second = new NotingAgent("second-agent");
        try (AgentThreads threads = new AgentThreads(AgentThreads.Mode.THREADS, SystemNanoClock.INSTANCE)) {
            threads.start(first, 1);
            threads.start(second, 1);
            assertThat(first.cycles.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(second.cycles.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(threads.lateAgents(TimeUnit.SECONDS.toNanos(60))).isEmpty();
            assertThatThrownBy(threads::invoke).isInstanceOf(IllegalStateException.class);
        }
        assertThat(events)
                .contains("first-agent on first-agent", "second-agent on second-agent")
                .endsWith("second-agent closed", "first-agent closed");
    }

    @Test
    void shouldRunAgentsByHandOnTheCallersThread() {
        try (AgentThreads threads = new AgentThreads(AgentThreads.Mode.INVOKED, () -> nowNs)) {
            threads.start(new NotingAgent("a"), 1);
            threads.start(new NotingAgent("b"), 1);
            assertThat(threads.invoke()).isEqualTo(4);
        }
        final String caller = Thread.currentThread().getName();
        assertThat(events).containsExactly("a on " + caller, "b on " + caller, "b closed", "a closed");
    }

    @Test
    void shouldNameAgentsWhoseDutyCycleIsLate() {
        try (AgentThreads threads = new AgentThreads(AgentThreads.Mode.INVOKED, () -> nowNs)) {
            threads.start(new NotingAgent("a"), 1);
            nowNs += LONGEST_CYCLE_NS;
            assertThat(threads.lateAgents(LONGEST_CYCLE_NS)).isEmpty();
            nowNs++;
            assertThat(threads.lateAgents(LONGEST_CYCLE_NS)).containsExactly("a");
            threads.invoke();
            assertThat(threads.lateAgents(LONGEST_CYCLE_NS)).isEmpty();
        }
    }

    @Test
    void shouldNotCallAnAgentLateThatGetsOnInALongDutyCycle() {
        final AgentThreads threads = new AgentThreads(AgentThreads.Mode.INVOKED, () -> nowNs);
        final List<List<String>> lateWhileWorking = new ArrayList<>();
        final LongWork agent = new LongWork() {
            private Runnable onProgress = () -> {};

            @Override
            public void reportTo(final Runnable newOnProgress) {
                onProgress = newOnProgress;
            }

            @Override
            public int doWork() {
                for (int line = 0; line < 5; line++) {
                    nowNs += 800;
                    onProgress.run();
                    lateWhileWorking.add(threads.lateAgents(1_000));
                }
                return 0;
            }

            @Override
            public String roleName() {
                return "long-agent";
            }
        };

        threads.start(agent, 1);
        threads.invoke();

        assertThat(lateWhileWorking).hasSize(5).allMatch(List::isEmpty);
    }

    @Test
    void shouldTellLongWorkThatItIsToEnd() throws Exception {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch ending = new CountDownLatch(1);
        final LongWork agent = new LongWork() {
            @Override
            public void reportTo(final Runnable newOnProgress) {}

            @Override
            public int doWork() throws Exception {
                begun.countDown();
                ending.await();
                return 1;
            }

            @Override
            public void onEnding() {
                ending.countDown();
            }

            @Override
            public void onClose() {
                events.add("closed, interrupted: " + Thread.currentThread().isInterrupted());
            }

            @Override
            public String roleName() {
                return "long-agent";
            }
        };

        try (AgentThreads threads = new AgentThreads(AgentThreads.Mode.THREADS, SystemNanoClock.INSTANCE)) {
            threads.start(agent, 1);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(events).containsExactly("closed, interrupted: false");
    }

    @Test
    void shouldCountFailuresAndGoOn() {
        final NotingAgent agent = new NotingAgent("a");
        try (AgentThreads threads = new AgentThreads(AgentThreads.Mode.INVOKED, () -> nowNs)) {
            threads.start(agent, 1);
            agent.failure = new IllegalStateException("as told");
            threads.invoke();
            threads.invoke();
            assertThat(threads.counters().get("a").get(AgentCounter.FAILURES)).isEqualTo(2);
            agent.failure = null;
            assertThat(threads.invoke()).isEqualTo(2);
            assertThat(threads.lateAgents(LONGEST_CYCLE_NS)).isEmpty();
        }
    }

    @Test
    void shouldReportAnAgentThatEnds() {
        final NotingAgent agent = new NotingAgent("a");
        try (AgentThreads threads = new AgentThreads(AgentThreads.Mode.INVOKED, () -> nowNs)) {
            threads.start(agent, 1);
            agent.failure = new AgentTerminationException("as told");
            threads.invoke();
            assertThat(threads.counters().get("a").get(AgentCounter.STOPS)).isEqualTo(1);
            assertThat(threads.lateAgents(LONGEST_CYCLE_NS)).containsExactly("a");
        }
    }
}
