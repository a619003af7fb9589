package io.hayate.loadtest.send;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due over its connections. A request that is due takes a free connection or waits for one; its latency runs
 * from the due time either way.
 *
 * Owned by its Netty loop: all state is touched there only; counters and recorders are read from outside.
 */
@SuppressWarnings("FutureReturnValueIgnored") // tasks of this loop: what they throw is this loop's to see
final class SenderLoop {
    /** How often requests under way and waiting ones are held against the timeout. */
    private static final long SWEEP_NS = 5_000_000;

    /**
     * A request waits for a connection for half of the timeout at most. If it could wait for all of it, a queue once that
     * long would never get shorter: each request would be sent just to time out, and its connection be closed.
     */
    private static final int MAX_WAIT_DIVISOR = 2;

    private static final long RECONNECT_DELAY_NS = 50_000_000;

    private final EventLoop eventLoop;
    private final Bootstrap bootstrap;
    private final RequestPool pool;
    private final @Nullable AnswerChecker checker;
    private final long timeoutNs;
    private final int stride;
    private final SendCounts counts = new SendCounts();
    private final LatencyRecorders recorders = new LatencyRecorders();
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final DueTimes waiting = new DueTimes();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Runnable onTick = this::onTick;
    private final Runnable onSweep = this::onSweep;
    private final Runnable onReconnect = this::connectOne;

    private int connectionCount;
    private int busyCount;
    private int nextIndex;
    private @Nullable Arrivals arrivals;
    private long nextDueNs;
    private long endNs;
    private boolean allEmitted;
    private boolean closing;
    private volatile long lastSentNs;

    /**
     * @param first number of this loop's first request
     * @param stride from one of its requests to the next
     */
    SenderLoop(
            final EventLoop eventLoop,
            final Bootstrap bootstrap,
            final RequestPool pool,
            final @Nullable AnswerChecker checker,
            final long timeoutNs,
            final int first,
            final int stride) {
        this.eventLoop = eventLoop;
        this.bootstrap = bootstrap.clone().group(eventLoop).option(ChannelOption.TCP_NODELAY, true);
        this.pool = pool;
        this.checker = checker;
        this.timeoutNs = timeoutNs;
        this.nextIndex = first % pool.count();
        this.stride = stride;
    }

    SendCounts counts() {
        return counts;
    }

    LatencyRecorders recorders() {
        return recorders;
    }

    /** When the last request left, by {@link System#nanoTime}. */
    long lastSentNs() {
        return lastSentNs;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Opens all connections; fails with the reason of the first that cannot be. */
    CompletableFuture<Void> connect(final int count) {
        eventLoop.execute(() -> {
            connectionCount = count;
            for (int i = 0; i < count; i++) {
                connectOne();
            }
        });
        return connected;
    }

    /** Begins to send; requests due at or after the end are not sent. */
    void launch(final Arrivals schedule, final long startNs, final long stopNs) {
        eventLoop.execute(() -> {
            arrivals = schedule;
            endNs = stopNs;
            lastSentNs = startNs;
            nextDueNs = schedule.nextDueNs();
            allEmitted = nextDueNs - stopNs >= 0;
            eventLoop.schedule(onTick, nextDueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            eventLoop.schedule(onSweep, SWEEP_NS, TimeUnit.NANOSECONDS);
        });
    }

    /** Closes the connections, whatever is under way. */
    void close() {
        eventLoop.execute(this::end);
    }

    void onOpen(final Connection connection) {
        if (closing) {
            connection.close();
            return;
        }
        connections.add(connection);
        if (connections.size() == connectionCount) {
            connected.complete(null);
        }
        free.add(connection);
        dispatch();
    }

    void onAnswer(final Connection connection) {
        final long nowNs = System.nanoTime();
        final AnswerParser answer = connection.answer();
        recorders.recordFromDue(nowNs - connection.dueNs());
        recorders.recordFromSend(nowNs - connection.sentNs());
        counts.increment(SendCount.ANSWERED);
        counts.add(SendCount.BYTES_IN, answer.lengthBytes());
        if (answer.status() == 200) {
            counts.increment(answer.hasBid() ? SendCount.BIDS : SendCount.NO_BIDS);
            if (checker != null && checker.wantsNext()) {
                checker.offer(pool, connection.requestIndex(), answer.copyBody());
            }
        } else if (answer.status() == 204) {
            counts.increment(SendCount.NO_BIDS);
        } else {
            counts.incrementErrorStatus(answer.status());
        }
        release(connection);
        if (answer.isClosing()) {
            connection.close();
        } else {
            free.add(connection);
        }
        emitDue(nowNs);
    }

    void onClosed(final Connection connection) {
        if (connection.isBusy()) {
            counts.increment(SendCount.BROKEN);
            release(connection);
        }
        connections.remove(connection);
        free.remove(connection);
        if (!closing) {
            connectOne();
            endWhenDone();
        }
    }

    private void connectOne() {
        if (closing) {
            return;
        }
        final ChannelFuture opening =
                bootstrap.clone().handler(new Connection(this)).connect();
        opening.addListener(future -> {
            if (!future.isSuccess()) {
                counts.increment(SendCount.CONNECT_ERRORS);
                connected.completeExceptionally(future.cause());
                eventLoop.schedule(onReconnect, RECONNECT_DELAY_NS, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void onTick() {
        if (closing) {
            return;
        }
        final long nowNs = System.nanoTime();
        emitDue(nowNs);
        if (!allEmitted) {
            eventLoop.schedule(onTick, Math.max(0, nextDueNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    /** Puts everything that is due by now into the queue and sends what has a connection. */
    private void emitDue(final long nowNs) {
        final Arrivals schedule = arrivals;
        if (schedule == null) {
            return;
        }
        while (!allEmitted && nextDueNs - nowNs <= 0) {
            recorders.recordLag(nowNs - nextDueNs);
            waiting.add(nextDueNs);
            nextDueNs = schedule.nextDueNs();
            allEmitted = nextDueNs - endNs >= 0;
        }
        dispatch();
        endWhenDone();
    }

    private void dispatch() {
        while (!waiting.isEmpty() && !free.isEmpty()) {
            final Connection connection = free.remove();
            final long sentNs = System.nanoTime();
            final var request = pool.encoded(nextIndex);
            busyCount++;
            lastSentNs = sentNs;
            counts.increment(SendCount.SENT);
            counts.add(SendCount.BYTES_OUT, request.readableBytes());
            connection.send(request, nextIndex, waiting.remove(), sentNs);
            nextIndex = (nextIndex + stride) % pool.count();
        }
    }

    /** Gives up what has waited or been under way for longer than the timeout. */
    private void onSweep() {
        if (closing) {
            return;
        }
        final long nowNs = System.nanoTime();
        while (!waiting.isEmpty() && nowNs - waiting.peek() >= timeoutNs / MAX_WAIT_DIVISOR) {
            // It would have taken the whole timeout at least, had we been as patient as with the others.
            recorders.recordFromDue(Math.max(timeoutNs, nowNs - waiting.remove()));
            counts.increment(SendCount.UNSENT);
        }
        // Closing takes a connection off the list, so go over it from the end.
        for (int i = connections.size() - 1; i >= 0; i--) {
            final Connection connection = connections.get(i);
            if (connection.isBusy() && nowNs - connection.dueNs() >= timeoutNs) {
                recorders.recordFromDue(nowNs - connection.dueNs());
                recorders.recordFromSend(nowNs - connection.sentNs());
                counts.increment(SendCount.TIMEOUTS);
                release(connection);
                connection.close();
            }
        }
        endWhenDone();
        eventLoop.schedule(onSweep, SWEEP_NS, TimeUnit.NANOSECONDS);
    }

    private void release(final Connection connection) {
        connection.release();
        busyCount--;
    }

    private void endWhenDone() {
        if (allEmitted && waiting.isEmpty() && busyCount == 0 && arrivals != null) {
            end();
        }
    }

    private void end() {
        closing = true;
        for (final Connection connection : List.copyOf(connections)) {
            connection.close();
        }
        ended.complete(null);
    }
}
