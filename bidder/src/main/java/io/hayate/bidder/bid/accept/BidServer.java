package io.hayate.bidder.bid.accept;

import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bid port: one acceptor thread and the bid loops. Owned by the launching thread; {@link #counters} and the open
 * connections may be read by anybody.
 */
@SuppressWarnings("FutureReturnValueIgnored") // listeners report what matters
public final class BidServer implements AutoCloseable {
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    static {
        // Otherwise Netty follows one buffer in 128 and makes a stack trace of its way. The tests follow all.
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private final AcceptSettings settings;
    private final Transport transport;
    private final LeastConnections leastConnections;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup loopGroup;
    private final List<BidLoop> loops = new ArrayList<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean draining;
    private @Nullable Channel listener;

    private BidServer(
            final AcceptSettings settings,
            final Collection<ExchangeProfile> exchanges,
            final List<BidLoopParts> parts,
            final Transport transport) {
        this.settings = settings;
        this.transport = transport;
        this.leastConnections = new LeastConnections(parts.size());
        this.acceptor = new MultiThreadIoEventLoopGroup(1, threads("acceptor-"), transport.ioHandlers());
        this.loopGroup = new MultiThreadIoEventLoopGroup(
                parts.size(),
                new ThreadPerTaskExecutor(threads("bid-loop-")),
                leastConnections,
                transport.ioHandlers());
        final ExchangePaths paths = new ExchangePaths(exchanges);
        for (final EventExecutor executor : loopGroup) {
            loops.add(new BidLoop((EventLoop) executor, paths, parts.get(loops.size()), settings));
        }
    }

    /**
     * Starts the loops, one for each of {@code parts}, and listens.
     *
     * @throws IOException if the port cannot be bound
     */
    public static BidServer open(
            final AcceptSettings settings, final Collection<ExchangeProfile> exchanges, final List<BidLoopParts> parts)
            throws IOException {
        return open(settings, exchanges, parts, Transport.best());
    }

    static BidServer open(
            final AcceptSettings settings,
            final Collection<ExchangeProfile> exchanges,
            final List<BidLoopParts> parts,
            final Transport transport)
            throws IOException {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no bid loop");
        }
        final BidServer server = new BidServer(settings, exchanges, parts, transport);
        try {
            server.startLoops();
            server.bind();
            return server;
        } catch (final Exception e) {
            server.close();
            throw new IOException(
                    "bid port " + settings.port() + " on " + settings.host() + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    private static ThreadFactory threads(final String prefix) {
        final AtomicInteger count = new AtomicInteger();
        return task -> new FastThreadLocalThread(task, prefix + count.getAndIncrement());
    }

    /** In order, because a loop's thread is made, and so named, with its first task. */
    private void startLoops() {
        final long sweepMs = settings.sweepMs();
        for (final BidLoop loop : loops) {
            loop.eventLoop().submit(() -> {}).syncUninterruptibly();
            loop.eventLoop().scheduleWithFixedDelay(loop::sweep, sweepMs, sweepMs, TimeUnit.MILLISECONDS);
        }
    }

    private void bind() {
        listener = new ServerBootstrap()
                .group(acceptor, loopGroup)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, HttpLimits.BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(HttpLimits.WRITE_LOW_BYTES, HttpLimits.WRITE_HIGH_BYTES))
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(
                                HttpLimits.MIN_READ_BYTES, HttpLimits.FIRST_READ_BYTES, HttpLimits.MAX_READ_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel channel) {
                        onAccepted(channel);
                    }
                })
                .bind(settings.host(), settings.port())
                .syncUninterruptibly()
                .channel();
    }

    private void onAccepted(final SocketChannel channel) {
        final int index = loopOf(channel.eventLoop());
        channel.closeFuture().addListener(closed -> onClosed(index));
        final BidConnection connection = new BidConnection(loops.get(index));
        channel.pipeline().addLast(connection.decoder(), connection);
    }

    private int loopOf(final EventLoop eventLoop) {
        int index = 0;
        while (loops.get(index).eventLoop() != eventLoop) {
            index++;
        }
        return index;
    }

    private void onClosed(final int loop) {
        leastConnections.release(loop);
        noteDrained();
    }

    private void noteDrained() {
        if (draining && leastConnections.openOnAll() == 0) {
            drained.countDown();
        }
    }

    /** The port that is listened on, also where the settings said 0. */
    public int boundPort() {
        final Channel channel = listener;
        if (channel == null) {
            throw new IllegalStateException("not bound");
        }
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** {@code epoll} or {@code nio}. */
    public String transportName() {
        return transport.name();
    }

    /** One block per loop, in the order of the loops. */
    public List<CounterBlock<AcceptCounter>> counters() {
        return loops.stream().map(BidLoop::counters).toList();
    }

    public int openConnections(final int loop) {
        return leastConnections.open(loop);
    }

    /** Of a loop: those that wait until their notice is durable. */
    public int parkedConnections(final int loop) {
        return loops.get(loop).parked().count();
    }

    /** The first exception that came out of each loop's routes; a bug, to be logged once by a thread that may. */
    public List<Throwable> firstFailures() {
        final List<Throwable> failures = new ArrayList<>();
        for (final BidLoop loop : loops) {
            final Throwable failure = loop.firstFailure();
            if (failure != null) {
                failures.add(failure);
            }
        }
        return failures;
    }

    /** No new connections; those that are open are closed after their next answer, or when none is asked for. */
    public void beginDrain() {
        stopListening();
        for (final BidLoop loop : loops) {
            loop.eventLoop().submit(loop::beginDrain).syncUninterruptibly();
        }
        draining = true;
        noteDrained();
    }

    /** @return whether no connection is open any more */
    public boolean awaitDrained(final long timeoutMs) throws InterruptedException {
        return drained.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    private void stopListening() {
        final Channel channel = listener;
        if (channel != null) {
            channel.close().syncUninterruptibly();
        }
    }

    /** Cuts what is still open. */
    @Override
    public void close() {
        stopListening();
        shutDown(acceptor);
        shutDown(loopGroup);
        for (final BidLoop loop : loops) {
            loop.answers().close();
        }
    }

    private static void shutDown(final EventLoopGroup group) {
        group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
