package io.hayate.benchmarks.changes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts changed campaigns at a fixed rate, over connections with a thread each. A change's latency runs from when it was
 * due, so that one that waits for a free connection counts in full.
 *
 * <p>Owned by the measuring thread; each sending thread writes its own figures, which are read when it has ended.
 */
final class ChangeSender implements AutoCloseable {
    private static final double NS_PER_SECOND = 1e9;

    private final CampaignChanges changes;
    private final AtomicLong nextNumber;
    private final long firstNumber;
    private final int ratePerSecond;
    private final long startNs = System.nanoTime();
    private final List<SendingThread> threads = new ArrayList<>();
    private volatile boolean ending;

    /**
     * What became of the changes.
     *
     * @param due until the end
     * @param latencies of those that were answered as they should
     * @param problems other answers and broken connections, and how many of each
     */
    record Result(long due, Latencies latencies, SortedMap<String, Long> problems) {
        static final Result NONE = new Result(0, new Latencies(List.of()), new TreeMap<>());
    }

    private ChangeSender(final CampaignChanges changes, final long firstNumber, final int ratePerSecond) {
        this.changes = changes;
        this.firstNumber = firstNumber;
        this.nextNumber = new AtomicLong(firstNumber);
        this.ratePerSecond = ratePerSecond;
    }

    /**
     * Begins to send.
     *
     * @param firstNumber of the first change; each is to be made once
     */
    static ChangeSender launch(
            final InetSocketAddress admin,
            final CampaignChanges changes,
            final long firstNumber,
            final int ratePerSecond,
            final int connections)
            throws IOException {
        final List<HttpConnection> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            open.add(HttpConnection.open(admin));
        }
        final ChangeSender sender = new ChangeSender(changes, firstNumber, ratePerSecond);
        for (final HttpConnection connection : open) {
            final SendingThread thread = sender.new SendingThread(connection);
            sender.threads.add(thread);
            thread.setDaemon(true);
            thread.start();
        }
        return sender;
    }

    /** Number of the first change that was not taken. */
    long nextNumber() {
        return nextNumber.get();
    }

    /** Sends no more, and waits for the answers to what was sent. */
    Result end() {
        final long due = (long) ((System.nanoTime() - startNs) / NS_PER_SECOND * ratePerSecond);
        close();
        final List<Long> latenciesNs = new ArrayList<>();
        final SortedMap<String, Long> problems = new TreeMap<>();
        for (final SendingThread thread : threads) {
            latenciesNs.addAll(thread.latenciesNs);
            thread.problems.forEach((problem, count) -> problems.merge(problem, count, Long::sum));
        }
        return new Result(due, new Latencies(latenciesNs), problems);
    }

    @Override
    public void close() {
        ending = true;
        for (final SendingThread thread : threads) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long dueNs(final long number) {
        return startNs + (long) ((number - firstNumber) * NS_PER_SECOND / ratePerSecond);
    }

    /** One connection's. */
    private final class SendingThread extends Thread {
        private final HttpConnection connection;
        private final List<Long> latenciesNs = new ArrayList<>();
        private final SortedMap<String, Long> problems = new TreeMap<>();

        SendingThread(final HttpConnection connection) {
            super("change-sender");
            this.connection = connection;
        }

        @Override
        public void run() {
            try (connection) {
                while (!ending) {
                    final long number = nextNumber.getAndIncrement();
                    send(changes.change(number), dueNs(number));
                }
            } catch (final IOException e) {
                problems.merge(e.toString(), 1L, Long::sum);
            }
        }

        private void send(final CampaignChanges.Change change, final long dueNs) throws IOException {
            for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
                if (ending) {
                    return;
                }
                LockSupport.parkNanos(leftNs);
            }
            final HttpConnection.Answer answer =
                    connection.call("PUT", "/campaigns/" + change.campaignId(), change.body());
            if (answer.isSuccess()) {
                latenciesNs.add(System.nanoTime() - dueNs);
            } else {
                problems.merge(answer.status() + " " + answer.text(), 1L, Long::sum);
            }
        }
    }
}
