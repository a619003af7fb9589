package io.hayate.loadtest.send;

import io.hayate.loadtest.schedule.Arrivals;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due over its connections. A request that is due takes a free connection or waits for one; its latency runs
 * from the due time either way. In a closed loop every free connection sends at once, and what it sends is due at that moment.
 *
 * Owned by its Netty loop: all state is touched there only; counters and recorders are read from outside.
 */
@SuppressWarnings("FutureReturnValueIgnored") // tasks of this loop: what they throw is this loop's to see
final class SenderLoop {
    /** How often requests under way and waiting ones are held against the timeout, and connections against their plan. */
    private static final long SWEEP_NS = 5_000_000;

    /**
     * A request waits for a connection for half of the timeout at most. If it could wait for all of it, a queue once that
     * long would never get shorter: each request would be sent just to time out, and its connection be closed.
     */
    private static final int MAX_WAIT_DIVISOR = 2;

    private static final long RECONNECT_DELAY_NS = 50_000_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final EventLoop eventLoop;
    private final DueIoHandler due;
    private final Bootstrap bootstrap;
    private final List<SocketAddress> addresses;
    private final SendPlan plan;
    private final RequestPool pool;
    private final @Nullable AnswerChecker checker;
    private final int stride;
    private final int connectionCount;
    private final SendCounts counts = new SendCounts();
    private final LatencyRecorders recorders = new LatencyRecorders();
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final DueTimes waiting = new DueTimes();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Runnable onReconnect = this::connectOne;

    private int opened;
    private int nextAddress;
    private int busyCount;
    private int nextIndex;
    private @Nullable Arrivals arrivals;
    private long startNs;
    private long endNs;
    private long nextDueNs;
    private long nextStormNs;
    private boolean allEmitted;
    private boolean closing;
    private long launchCpuNs;
    private volatile long lastSentNs;
    private volatile double busyShare;

    /** @param number of this loop, from 0 */
    SenderLoop(
            final EventLoop eventLoop,
            final DueIoHandler due,
            final Bootstrap bootstrap,
            final List<SocketAddress> addresses,
            final SendPlan plan,
            final RequestPool pool,
            final @Nullable AnswerChecker checker,
            final int number) {
        this.eventLoop = eventLoop;
        this.due = due;
        this.bootstrap = bootstrap.clone().group(eventLoop).option(ChannelOption.TCP_NODELAY, true);
        this.addresses = addresses;
        this.plan = plan;
        this.pool = pool;
        this.checker = checker;
        this.nextIndex = number % pool.count();
        this.nextAddress = number;
        this.stride = plan.loops();
        this.connectionCount = plan.connections().countOf(number, plan.loops());
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

    /** How much of the time since the start its thread was on a processor, 0 to 1. */
    double busyShare() {
        return busyShare;
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Opens the connections, with a slow start the first of them; fails with the reason of the first that cannot be. */
    CompletableFuture<Void> connect() {
        eventLoop.execute(() -> {
            final int first = plan.connections().slowStartNs() > 0 ? 1 : connectionCount;
            while (opened < first) {
                opened++;
                connectOne();
            }
        });
        return connected;
    }

    /** Begins to send; requests due at or after the end are not sent. */
    void launch(final Arrivals schedule, final long firstNs, final long stopNs) {
        eventLoop.execute(() -> {
            arrivals = schedule;
            startNs = firstNs;
            endNs = stopNs;
            lastSentNs = firstNs;
            launchCpuNs = THREADS.getCurrentThreadCpuTime();
            nextStormNs = firstNs + plan.connections().stormEveryNs();
            nextDueNs = plan.schedule().isClosedLoop() ? firstNs : schedule.nextDueNs();
            allEmitted = nextDueNs - stopNs >= 0;
            due.call(this::onDue);
            due.arm(nextDueNs);
            eventLoop.scheduleWithFixedDelay(this::onSweep, SWEEP_NS, SWEEP_NS, TimeUnit.NANOSECONDS);
        });
    }

    /** Nothing more falls due from now on; what is under way or waits goes on to its end. */
    void stop() {
        eventLoop.execute(() -> {
            allEmitted = true;
            due.disarm();
            endWhenDone();
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
        counts.increment(SendCount.CONNECTS);
        connections.add(connection);
        if (connections.size() == opened) {
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
        counts.add(SendCount.BYTES_IN, answer.lengthBytes());
        if (nowNs - connection.dueNs() >= timeoutNs(connection.requestIndex())) {
            // Too late, even if it came before the next sweep.
            counts.increment(SendCount.TIMEOUTS);
        } else {
            counts.increment(SendCount.ANSWERED);
            countAnswer(connection, answer);
        }
        release(connection);
        final int requestsEach = plan.connections().requestsEach();
        if (answer.isClosing() || connection.isRetiring() || connection.sentCount() == requestsEach) {
            connection.close();
        } else {
            free.add(connection);
        }
        emitDue(nowNs);
    }

    private void countAnswer(final Connection connection, final AnswerParser answer) {
        if (answer.status() == 200) {
            if (answer.hasBid()) {
                counts.increment(SendCount.BIDS);
            } else {
                counts.incrementNoBidReason(answer.noBidReason());
            }
            if (checker != null && checker.wantsNext()) {
                checker.offer(pool, connection.requestIndex(), answer);
            }
        } else if (answer.status() == 204) {
            counts.increment(SendCount.NO_BIDS);
        } else {
            counts.incrementErrorStatus(answer.status());
        }
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
        nextAddress = (nextAddress + 1) % addresses.size();
        final ChannelFuture opening =
                bootstrap.clone().handler(new Connection(this)).connect(addresses.get(nextAddress));
        opening.addListener(future -> {
            if (!future.isSuccess()) {
                counts.increment(SendCount.CONNECT_ERRORS);
                connected.completeExceptionally(future.cause());
                eventLoop.schedule(onReconnect, RECONNECT_DELAY_NS, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void onDue() {
        if (!closing) {
            emitDue(System.nanoTime());
        }
    }

    /** Puts everything that is due by now into the queue and sends what has a connection. */
    private void emitDue(final long nowNs) {
        final Arrivals schedule = arrivals;
        if (schedule == null) {
            return;
        }
        if (plan.schedule().isClosedLoop()) {
            emitClosed(nowNs);
        } else {
            while (!allEmitted && nextDueNs - nowNs <= 0) {
                recorders.recordLag(nowNs - nextDueNs);
                waiting.add(nextDueNs);
                nextDueNs = schedule.nextDueNs();
                allEmitted = nextDueNs - endNs >= 0;
            }
            if (!allEmitted) {
                due.arm(nextDueNs);
            }
        }
        dispatch();
        endWhenDone();
    }

    /** Of a closed loop only the begin and the end are due. */
    private void emitClosed(final long nowNs) {
        allEmitted = allEmitted || nowNs - endNs >= 0;
        if (!allEmitted) {
            due.arm(nowNs - startNs < 0 ? startNs : endNs);
        }
    }

    private void dispatch() {
        if (plan.schedule().isClosedLoop()) {
            while (!allEmitted && arrivals != null && !free.isEmpty() && System.nanoTime() - startNs >= 0) {
                final long nowNs = System.nanoTime();
                send(nowNs, nowNs);
            }
            return;
        }
        while (!waiting.isEmpty() && !free.isEmpty()) {
            final long nowNs = System.nanoTime();
            if (!giveUp(nowNs)) {
                send(waiting.remove(), nowNs);
            }
        }
    }

    private void send(final long dueNs, final long nowNs) {
        final Connection connection = free.remove();
        final ByteBuf request = pool.encoded(nextIndex);
        busyCount++;
        lastSentNs = nowNs;
        counts.increment(SendCount.SENT);
        counts.add(SendCount.BYTES_OUT, request.readableBytes());
        connection.send(request, nextIndex, dueNs, nowNs);
        nextIndex = (nextIndex + stride) % pool.count();
    }

    /** Gives the oldest waiting request up if it has waited too long for a connection. */
    private boolean giveUp(final long nowNs) {
        final long timeoutNs = timeoutNs(nextIndex);
        final long waitedNs = nowNs - waiting.peek();
        if (waitedNs < timeoutNs / MAX_WAIT_DIVISOR) {
            return false;
        }
        // It would have taken the whole timeout at least, had we been as patient as with the others.
        recorders.recordFromDue(Math.max(timeoutNs, waitedNs));
        counts.increment(SendCount.UNSENT);
        waiting.remove();
        nextIndex = (nextIndex + stride) % pool.count();
        return true;
    }

    private long timeoutNs(final int requestIndex) {
        return plan.timeoutNs() == SendPlan.TMAX ? pool.tmaxMs(requestIndex) * NS_PER_MS : plan.timeoutNs();
    }

    /** Gives up what has waited or been under way for too long, and keeps the connections to their plan. */
    private void onSweep() {
        if (closing) {
            return;
        }
        final long nowNs = System.nanoTime();
        while (!waiting.isEmpty() && giveUp(nowNs)) {
            // Each is counted where it is given up.
        }
        // Closing takes a connection off the list, so go over it from the end.
        for (int i = connections.size() - 1; i >= 0; i--) {
            final Connection connection = connections.get(i);
            if (connection.isBusy() && nowNs - connection.dueNs() >= timeoutNs(connection.requestIndex())) {
                recorders.recordFromDue(nowNs - connection.dueNs());
                recorders.recordFromSend(nowNs - connection.sentNs());
                counts.increment(SendCount.TIMEOUTS);
                release(connection);
                connection.close();
            }
        }
        emitDue(nowNs);
        keepConnectionsToPlan(nowNs);
        noteBusyShare(nowNs);
    }

    private void noteBusyShare(final long nowNs) {
        final long cpuNs = THREADS.getCurrentThreadCpuTime() - launchCpuNs;
        busyShare = Math.min(1, (double) cpuNs / Math.max(1, nowNs - startNs));
    }

    private void keepConnectionsToPlan(final long nowNs) {
        final long slowStartNs = plan.connections().slowStartNs();
        while (opened < connectionCount && nowNs - startNs >= slowStartNs * opened / connectionCount) {
            opened++;
            connectOne();
        }
        if (plan.connections().stormEveryNs() > 0 && !allEmitted && nowNs - nextStormNs >= 0) {
            nextStormNs += plan.connections().stormEveryNs();
            for (int i = connections.size() - 1; i >= 0; i--) {
                connections.get(i).retire();
            }
        }
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
        due.disarm();
        for (final Connection connection : List.copyOf(connections)) {
            connection.close();
        }
        ended.complete(null);
    }
}
