package io.hayate.loadtest.agree;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that answers every POST in the same way, after a delay that is known, and stalls when it is told to
 * ({@code POST /stall?ms=1000}): what clients measure of it can be held against what it does.
 *
 * Single writer: the loop that is told to stall; readers: all loops, one volatile read for each answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a group that never served ends by itself
public final class FixedServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final MultiThreadIoEventLoopGroup group;
    private final Channel channel;
    private final FixedAnswer answer;
    private final ByteBuf encoded;
    private final AtomicLong connections = new AtomicLong();
    private volatile long stalledUntilNs = System.nanoTime();

    private FixedServer(final String host, final int port, final int loops, final FixedAnswer answer)
            throws IOException {
        this.answer = answer;
        this.encoded = answer.encoded();
        final boolean epoll = Epoll.isAvailable();
        this.group = new MultiThreadIoEventLoopGroup(
                loops,
                new DefaultThreadFactory("fixed-server", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        final var bind = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(final Channel child) {
                        child.pipeline()
                                .addLast(
                                        new HttpRequestDecoder(new HttpDecoderConfig().setValidateHeaders(false)),
                                        new FixedConnection(FixedServer.this, connections.getAndIncrement()));
                    }
                })
                .bind(new InetSocketAddress(host, port))
                .awaitUninterruptibly();
        if (!bind.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on " + host + ":" + port + ": "
                            + bind.cause().getMessage(),
                    bind.cause());
        }
        this.channel = bind.channel();
    }

    /**
     * Listens.
     *
     * @param port 0: any that is free
     */
    public static FixedServer open(final String host, final int port, final int loops, final FixedAnswer answer)
            throws IOException {
        return new FixedServer(host, port, loops, answer);
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    FixedAnswer answer() {
        return answer;
    }

    ByteBuf encoded() {
        return encoded.duplicate();
    }

    /** No answer leaves before this time, by {@link System#nanoTime}. */
    long stalledUntilNs() {
        return stalledUntilNs;
    }

    void stallUntil(final long untilNs) {
        stalledUntilNs = untilNs;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
