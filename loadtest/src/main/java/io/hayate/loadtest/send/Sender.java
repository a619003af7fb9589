package io.hayate.loadtest.send;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a plan's requests at their due times: open the connections, launch, drain intervals until the end, take the result.
 *
 * Owned by the thread that opened it.
 */
public final class Sender implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    /** The loops begin together, after all have the plan. */
    private static final long LEAD_NS = 20_000_000;

    private final SendPlan plan;
    private final RequestPool pool;
    private final MultiThreadIoEventLoopGroup group;
    private final List<SenderLoop> loops = new ArrayList<>();
    private final Interval total = new Interval();
    private final long[] secondsCounts = new long[SendCount.values().length];
    private final @Nullable AnswerChecker checker;
    private long startNs;
    private long stoppedNs;
    private boolean stopped;

    private Sender(final SendPlan plan, final RequestPool pool, final @Nullable AnswerChecker checker) {
        this.plan = plan;
        this.pool = pool;
        this.checker = checker;
        final boolean epoll = Epoll.isAvailable();
        final IoHandlerFactory ioHandlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        final Class<? extends Channel> channel = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        final List<DueIoHandler> handlers = new ArrayList<>();
        // A group makes the handlers of its loops in the order of its loops.
        this.group = new MultiThreadIoEventLoopGroup(
                plan.loops(), new DefaultThreadFactory("sender-loop", true), (IoHandlerFactory) executor -> {
                    handlers.add(new DueIoHandler(ioHandlers.newHandler(executor)));
                    return handlers.get(handlers.size() - 1);
                });
        final Bootstrap bootstrap = new Bootstrap()
                .channel(channel)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
        final List<SocketAddress> addresses = plan.targets().stream()
                .<SocketAddress>map(target -> new InetSocketAddress(target.host(), target.port()))
                .toList();
        for (final EventExecutor loop : group) {
            final int number = loops.size();
            loops.add(new SenderLoop(
                    (EventLoop) loop, handlers.get(number), bootstrap, addresses, plan, pool, checker, number));
        }
    }

    /**
     * Opens the connections of the plan: all, or the first of a slow start.
     *
     * @throws IOException if one cannot be opened
     */
    public static Sender open(final SendPlan plan, final RequestPool pool, final @Nullable AnswerChecker checker)
            throws IOException {
        final Sender sender = new Sender(plan, pool, checker);
        try {
            sender.connect();
            return sender;
        } catch (final IOException e) {
            sender.close();
            throw e;
        }
    }

    /** Begins to send at once, in loops of their own. */
    public void launch() {
        launch(System.nanoTime() + LEAD_NS);
    }

    /** Begins to send at that moment by {@link System#nanoTime}. */
    public void launch(final long firstNs) {
        startNs = firstNs;
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i)
                    .launch(plan.schedule().arrivals(startNs, i, loops.size()), startNs, startNs + plan.durationNs());
        }
    }

    /** Lets nothing more fall due; what was due goes on to its end. From any thread. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            stoppedNs = System.nanoTime();
            loops.forEach(SenderLoop::stop);
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Of all requests. */
    public long longestTimeoutNs() {
        return plan.timeoutNs() == SendPlan.TMAX
                ? TimeUnit.MILLISECONDS.toNanos(pool.longestTmaxMs())
                : plan.timeoutNs();
    }

    /** When the first request was or will be due. */
    public long startNs() {
        return startNs;
    }

    /** Waits for the end, at most that long; true when every request has ended, one way or another. */
    public boolean awaitEnd(final long timeoutNs) {
        final CompletableFuture<?> all =
                CompletableFuture.allOf(loops.stream().map(SenderLoop::ended).toArray(CompletableFuture<?>[]::new));
        try {
            all.get(timeoutNs, TimeUnit.NANOSECONDS);
            return true;
        } catch (final TimeoutException e) {
            return false;
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a sender loop broke", e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * What happened since the last call.
     *
     * @param nowNs the end of it, by {@link System#nanoTime}
     */
    public Second drainSecond(final long sinceNs, final long nowNs) {
        final long[] counts = new long[SendCount.values().length];
        for (final SendCount count : SendCount.values()) {
            final long now = count(count);
            counts[count.ordinal()] = now - secondsCounts[count.ordinal()];
            secondsCounts[count.ordinal()] = now;
        }
        return new Second(sinceNs - startNs, nowNs - sinceNs, counts, drainInterval());
    }

    private Interval drainInterval() {
        final Interval interval = new Interval();
        loops.forEach(loop -> loop.recorders().drainTo(interval));
        total.add(interval);
        return interval;
    }

    /** Over all loops, so far. */
    public long count(final SendCount count) {
        return loops.stream().mapToLong(loop -> loop.counts().value(count)).sum();
    }

    /** All figures so far; final after the end. */
    public SendResult result() {
        drainInterval();
        final SortedMap<Integer, Long> errorStatuses = new TreeMap<>();
        final SortedMap<Integer, Long> noBidReasons = new TreeMap<>();
        loops.forEach(loop -> {
            loop.counts().addErrorStatusesTo(errorStatuses);
            loop.counts().addNoBidReasonsTo(noBidReasons);
        });
        final long[] counts = new long[SendCount.values().length];
        for (final SendCount count : SendCount.values()) {
            counts[count.ordinal()] = count(count);
        }
        final long lastSentNs =
                loops.stream().mapToLong(SenderLoop::lastSentNs).max().orElse(startNs);
        final long plannedNs =
                isStopped() ? Math.max(1, Math.min(plan.durationNs(), stoppedNs - startNs)) : plan.durationNs();
        return new SendResult(
                plan,
                total,
                counts,
                errorStatuses,
                noBidReasons,
                plannedNs,
                Math.max(plannedNs, lastSentNs - startNs),
                checker == null ? 0 : checker.checked(),
                checker == null ? 0 : checker.invalid(),
                loops.stream().mapToDouble(SenderLoop::busyShare).max().orElse(0),
                isStopped());
    }

    @Override
    public void close() {
        loops.forEach(SenderLoop::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void connect() throws IOException {
        final List<CompletableFuture<Void>> connecting =
                loops.stream().map(SenderLoop::connect).toList();
        try {
            CompletableFuture.allOf(connecting.toArray(CompletableFuture<?>[]::new))
                    .get(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (final ExecutionException e) {
            Throwable cause = e;
            // Netty says only that it has no channel; below that stands why, such as too many open files.
            for (Throwable below = e; below != null; below = below.getCause()) {
                cause = below;
                if (cause instanceof ConnectException) {
                    break;
                }
            }
            throw new IOException("cannot connect to " + plan.target() + ": " + cause.getMessage(), e);
        } catch (final TimeoutException e) {
            throw new IOException("cannot connect to " + plan.target() + " within " + CONNECT_TIMEOUT_MS + " ms", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting", e);
        }
    }
}
