package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The admin port: one loop, HTTP/1.1, {@link AdminRouter} behind it. Owned by the launching thread. */
public final class AdminServer implements AutoCloseable {
    /** Largest body that is held in memory; {@link BodyStreaming} takes those that may be longer. */
    public static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    /** Connections open at once. Operators, a scraper and probes need a handful. */
    public static final int MAX_CONNECTIONS = 256;

    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MIN_COMPRESSED_BYTES = 1024;
    static final int IDLE_TIMEOUT_S = 75;

    /** A client that takes a page slowly is not idle. */
    private static final boolean OBSERVE_OUTPUT = true;

    private static final int CLOSE_TIMEOUT_S = 2;

    private final EventLoopGroup group;
    private final Channel listener;
    private final ChannelGroup connections;
    private final CounterBlock<AdminCounter> counters;

    private AdminServer(
            final EventLoopGroup group,
            final Channel listener,
            final ChannelGroup connections,
            final CounterBlock<AdminCounter> counters) {
        this.group = group;
        this.listener = listener;
        this.connections = connections;
        this.counters = counters;
    }

    /**
     * Binds the port and answers from then on.
     *
     * @param port 0: any free one
     * @param token null: none is asked for, and the host must be loopback
     * @param router filled, not changed any more
     * @throws IOException if the address cannot be bound
     */
    public static AdminServer open(
            final String host, final int port, final @Nullable String token, final AdminRouter router)
            throws IOException {
        return open(host, port, token, router, MAX_BODY_BYTES);
    }

    static AdminServer open(
            final String host,
            final int port,
            final @Nullable String token,
            final AdminRouter router,
            final int maxBodyBytes)
            throws IOException {
        final InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("admin-host " + host + " is not known");
        }
        if (token == null && !address.getAddress().isLoopbackAddress()) {
            throw new IOException("admin-host " + host + " is not loopback, and there is no admin-token");
        }
        final CounterBlock<AdminCounter> counters = new CounterBlock<>(AdminCounter.class);
        final ThreadFactory threads = task -> new FastThreadLocalThread(task, "admin-loop");
        final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        final ChannelGroup connections = new DefaultChannelGroup(group.next());
        final AdminAccess access = new AdminAccess(token);
        final ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    /** Of the one loop, the oldest first. */
                    private final Set<Channel> inOrder = new LinkedHashSet<>();

                    @Override
                    @SuppressWarnings("FutureReturnValueIgnored") // nothing follows the close
                    protected void initChannel(final SocketChannel channel) {
                        counters.increment(AdminCounter.CONNECTIONS);
                        if (inOrder.size() >= MAX_CONNECTIONS) {
                            // Not the newest: whoever held all connections open would keep the probes out.
                            counters.increment(AdminCounter.CONNECTIONS_OVER_LIMIT);
                            final Channel oldest = inOrder.iterator().next();
                            inOrder.remove(oldest);
                            oldest.close();
                        }
                        inOrder.add(channel);
                        channel.closeFuture().addListener(closed -> inOrder.remove(channel));
                        connections.add(channel);
                        addHandlers(channel, access, router, counters, maxBodyBytes);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, CLOSE_TIMEOUT_S, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException(
                    "admin port " + port + " on " + host + " cannot be opened: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new AdminServer(group, bound.channel(), connections, counters);
    }

    /**
     * The flow control keeps what was decoded beyond the call that is being answered; all behind it see one call at a
     * time. Idle is told behind the codec, so that a head that comes a byte a minute is idle as well.
     */
    static void addHandlers(
            final Channel channel,
            final AdminAccess access,
            final AdminRouter router,
            final CounterBlock<AdminCounter> counters,
            final int maxBodyBytes) {
        channel.pipeline()
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)))
                .addLast(new IdleStateHandler(OBSERVE_OUTPUT, 0, 0, IDLE_TIMEOUT_S, TimeUnit.SECONDS))
                .addLast(new FlowControlHandler())
                .addLast(new HttpContentCompressor(MIN_COMPRESSED_BYTES, StandardCompressionOptions.gzip()))
                .addLast(new ChunkedWriteHandler())
                .addLast(new AccessCheck(access, counters))
                .addLast(new BodyStreaming(router, counters))
                .addLast(new BodyGathering(maxBodyBytes, counters))
                .addLast(new AdminConnection(router, counters));
    }

    /** The port that was bound. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public CounterBlock<AdminCounter> counters() {
        return counters;
    }

    /** Closes the port and its connections, and ends the loop. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        group.shutdownGracefully(0, CLOSE_TIMEOUT_S, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
