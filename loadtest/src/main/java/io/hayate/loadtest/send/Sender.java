package io.hayate.loadtest.send;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
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

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final SendPlan plan;
    private final MultiThreadIoEventLoopGroup group;
    private final List<SenderLoop> loops = new ArrayList<>();
    private final Interval total = new Interval();
    private final @Nullable AnswerChecker checker;
    private long startNs;

    private Sender(final SendPlan plan, final RequestPool pool, final @Nullable AnswerChecker checker) {
        this.plan = plan;
        this.checker = checker;
        final boolean epoll = Epoll.isAvailable();
        final IoHandlerFactory ioHandlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        final Class<? extends Channel> channel = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        this.group = new MultiThreadIoEventLoopGroup(
                plan.loops(), new DefaultThreadFactory("sender-loop", true), ioHandlers);
        final Bootstrap bootstrap = new Bootstrap()
                .channel(channel)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .remoteAddress(new InetSocketAddress(
                        plan.target().host(), plan.target().port()));
        for (int i = 0; i < plan.loops(); i++) {
            loops.add(new SenderLoop(group.next(), bootstrap, pool, checker, plan.timeoutNs(), i, plan.loops()));
        }
    }

    /**
     * Opens all connections of the plan.
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

    /** Begins to send, from now on in loops of their own. */
    public void launch() {
        startNs = System.nanoTime() + LEAD_NS;
        for (int i = 0; i < loops.size(); i++) {
            final Arrivals arrivals = plan.poisson()
                    ? new PoissonArrivals(startNs, plan.ratePerSecond() / (double) plan.loops(), plan.seed() + i * MIX)
                    : new ConstantArrivals(startNs, plan.ratePerSecond(), i, plan.loops());
            loops.get(i).launch(arrivals, startNs, startNs + plan.durationNs());
        }
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

    /** The latencies since the last call. */
    public Interval drainInterval() {
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
        loops.forEach(loop -> loop.counts().addErrorStatusesTo(errorStatuses));
        final long[] counts = new long[SendCount.values().length];
        for (final SendCount count : SendCount.values()) {
            counts[count.ordinal()] = count(count);
        }
        final long lastSentNs =
                loops.stream().mapToLong(SenderLoop::lastSentNs).max().orElse(startNs);
        return new SendResult(
                plan,
                total,
                counts,
                errorStatuses,
                Math.max(plan.durationNs(), lastSentNs - startNs),
                checker == null ? 0 : checker.checked(),
                checker == null ? 0 : checker.invalid());
    }

    @Override
    public void close() {
        loops.forEach(SenderLoop::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void connect() throws IOException {
        final int connections = plan.connections();
        final List<CompletableFuture<Void>> connecting = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            // The first loops take one more each when it does not divide.
            connecting.add(loops.get(i).connect((connections - i + loops.size() - 1) / loops.size()));
        }
        try {
            CompletableFuture.allOf(connecting.toArray(CompletableFuture<?>[]::new))
                    .get(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (final ExecutionException e) {
            final Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("cannot connect to " + plan.target() + ": " + cause.getMessage(), e);
        } catch (final TimeoutException e) {
            throw new IOException("cannot connect to " + plan.target() + " within " + CONNECT_TIMEOUT_MS + " ms", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting", e);
        }
    }
}
