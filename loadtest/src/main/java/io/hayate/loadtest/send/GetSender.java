package io.hayate.loadtest.send;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends GET requests from a source to several replicas at random, over keep-alive connections with one request under way on
 * each; no more is under way than there are connections. What breaks is told to the source, and the connection opened
 * again.
 *
 * <p>Owned by its Netty loop, on which the source is called; {@link #close} and the count from any thread.
 *
 * @param <T> what a request is for
 */
@SuppressWarnings("FutureReturnValueIgnored") // tasks of this loop: what they throw is this loop's to see
public final class GetSender<T> implements AutoCloseable {
    /** What {@link Source#onAnswered} is told where there is no answer. */
    public static final int BROKEN = 0;

    private static final long TICK_NS = 1_000_000;
    private static final long SWEEP_NS = 100_000_000;
    private static final long TIMEOUT_NS = 5_000_000_000L;
    private static final long RECONNECT_DELAY_NS = 50_000_000;
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    /** What is sent. Called on the loop only. */
    public interface Source<T> {
        /** What is due now; null if nothing is. */
        @Nullable
        T next();

        /** Of its request: path and query, ASCII without spaces. */
        String pathAndQuery(T due);

        /**
         * @param status of HTTP, or {@link #BROKEN}: the connection broke, or there was no answer within 5 s
         * @param location of a redirect; null without one
         */
        void onAnswered(T due, int status, @Nullable String location);
    }

    private final List<Target> targets;
    private final int connectionsEach;
    private final Source<T> source;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop eventLoop;
    private final Bootstrap bootstrap;
    private final SplittableRandom random;
    private final List<GetConnection<T>> free = new ArrayList<>();
    private final List<GetConnection<T>> open = new ArrayList<>();
    private final AtomicLong brokenCount = new AtomicLong();
    private boolean closing;

    /**
     * @param targets the replicas' hosts and ports; their paths are not used
     * @param connectionsEach to each of them
     */
    public GetSender(final List<Target> targets, final int connectionsEach, final long seed, final Source<T> source) {
        this.targets = List.copyOf(targets);
        this.connectionsEach = connectionsEach;
        this.source = source;
        final boolean epoll = Epoll.isAvailable();
        this.group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("notice-loop", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.eventLoop = group.next();
        this.random = new SplittableRandom(seed);
        this.bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
    }

    /** Connects, and sends what the source has, until it is closed. */
    public void launch() {
        eventLoop.execute(() -> {
            for (final Target target : targets) {
                for (int i = 0; i < connectionsEach; i++) {
                    connect(target);
                }
            }
        });
        eventLoop.scheduleWithFixedDelay(this::sendDue, 0, TICK_NS, TimeUnit.NANOSECONDS);
        eventLoop.scheduleWithFixedDelay(this::sweep, SWEEP_NS, SWEEP_NS, TimeUnit.NANOSECONDS);
    }

    /** Connections that broke, or could not be opened. */
    public long brokenCount() {
        return brokenCount.get();
    }

    @Override
    public void close() {
        eventLoop.execute(() -> {
            closing = true;
            List.copyOf(open).forEach(GetConnection::close);
        });
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    void onOpen(final GetConnection<T> connection) {
        open.add(connection);
        free.add(connection);
        sendDue();
    }

    void onAnswer(final GetConnection<T> connection, final T due, final AnswerParser answer) {
        source.onAnswered(due, answer.status(), answer.status() / 100 == 3 ? answer.location() : null);
        if (answer.isClosing()) {
            connection.close();
        } else {
            free.add(connection);
        }
        sendDue();
    }

    /** @param due what was under way; null if nothing was */
    void onClosed(final GetConnection<T> connection, final @Nullable T due) {
        open.remove(connection);
        free.remove(connection);
        if (due != null) {
            brokenCount.incrementAndGet();
            source.onAnswered(due, BROKEN, null);
        }
        if (!closing) {
            connect(connection.target());
        }
    }

    private void connect(final Target target) {
        if (closing) {
            return;
        }
        bootstrap
                .clone()
                .handler(new GetConnection<>(this, target))
                .connect(new InetSocketAddress(target.host(), target.port()))
                .addListener(future -> {
                    if (!future.isSuccess() && !closing) {
                        brokenCount.incrementAndGet();
                        eventLoop.schedule(() -> connect(target), RECONNECT_DELAY_NS, TimeUnit.NANOSECONDS);
                    }
                });
    }

    private void sendDue() {
        while (!free.isEmpty() && !closing) {
            final T due = source.next();
            if (due == null) {
                return;
            }
            final int drawn = random.nextInt(free.size());
            final GetConnection<T> connection = free.get(drawn);
            final GetConnection<T> last = free.remove(free.size() - 1);
            if (last != connection) {
                free.set(drawn, last);
            }
            connection.send(due, source.pathAndQuery(due), System.nanoTime());
        }
    }

    private void sweep() {
        final long nowNs = System.nanoTime();
        // Closing takes a connection off the list, so go over it from the end.
        for (int i = open.size() - 1; i >= 0; i--) {
            final GetConnection<T> connection = open.get(i);
            if (connection.isOverdue(nowNs, TIMEOUT_NS)) {
                connection.close();
            }
        }
    }
}
