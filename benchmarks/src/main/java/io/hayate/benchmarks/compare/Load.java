package io.hayate.benchmarks.compare;

import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Sender;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One server's load: requests that stand encoded before the clock starts, sent by the load harness. Closed loop (all are due
 * at once, so each of the connections sends when its answer has come), or at a fixed rate. Owned by the comparing thread.
 */
public final class Load implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int CLOSED_LOOP_RATE = 100_000_000;
    private static final double NS_PER_SECOND = 1e9;

    private final Target target;
    private final RequestPool pool;
    private final int connections;
    private final int ratePerSecond;

    /** What came of some requests. */
    public record Answers(long answered, long bids, long bytes) {}

    /** What a bidder does with these requests, for the floor server to do likewise. */
    public record Mix(double bidShare, int meanBidBytes) {}

    /** @param ratePerSecond 0: closed loop */
    public Load(final Target target, final List<byte[]> requests, final int connections, final int ratePerSecond) {
        this.target = target;
        this.pool = RequestPool.of(requests, target);
        this.connections = connections;
        this.ratePerSecond = ratePerSecond;
    }

    /** Opens the connections, so that what follows is answering only. */
    Sender open(final int requests) throws IOException {
        return open(requests, null);
    }

    private Sender open(final int requests, final @Nullable AnswerChecker checker) throws IOException {
        final int rate = ratePerSecond == 0 ? CLOSED_LOOP_RATE : ratePerSecond;
        final long durationNs = (long) (requests * NS_PER_SECOND / rate);
        return Sender.open(
                new SendPlan(
                        target,
                        RateSchedule.constant(rate, Math.max(1, durationNs)),
                        ConnectionPlan.of(connections),
                        1,
                        TIMEOUT_NS),
                pool,
                checker);
    }

    /**
     * Sends them all and waits for the answers.
     *
     * @throws IOException if a request was not answered with 200 or 204
     */
    Answers send(final Sender sender) throws IOException {
        sender.launch();
        if (!sender.awaitEnd(TIMEOUT_NS)) {
            throw new IOException(target + " does not answer");
        }
        final SendResult result = sender.result();
        if (result.failures() > 0) {
            throw new IOException(target + ": " + result.failures() + " requests were not answered with 200 or 204 "
                    + result.errorStatuses());
        }
        return new Answers(
                result.count(SendCount.ANSWERED), result.count(SendCount.BIDS), result.count(SendCount.BYTES_IN));
    }

    /** Sends each request once and looks at the answers. */
    public Mix learn() throws IOException {
        final AtomicLong bytes = new AtomicLong();
        final AtomicLong looked = new AtomicLong();
        try (AnswerChecker checker = AnswerChecker.launch(
                        (request, answer) -> {
                            bytes.addAndGet(answer.length);
                            looked.incrementAndGet();
                            return List.of();
                        },
                        1);
                Sender sender = open(pool.count(), checker)) {
            final Answers answers = send(sender);
            checker.awaitChecked(TIMEOUT_NS);
            return new Mix((double) answers.bids() / answers.answered(), (int)
                    Math.round((double) bytes.get() / Math.max(1, looked.get())));
        }
    }

    /** Sends so many requests that nobody measures. */
    public void warm(final int requests) throws IOException {
        try (Sender sender = open(requests)) {
            send(sender);
        }
    }

    /** Sends without end, on a thread of its own. */
    public RunningLoad launch() throws IOException {
        return RunningLoad.launch(this);
    }

    @Override
    public void close() {
        pool.close();
    }
}
