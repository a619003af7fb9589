package io.hayate.loadtest;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that answers as it is told, byte for byte; one thread, so requests have an order. */
@SuppressWarnings("FutureReturnValueIgnored") // what goes wrong here fails the test that waits for it
public final class StubBidder implements AutoCloseable {
    /** What to do with request number {@code number}, from 0. */
    public interface Behaviour {
        void onRequest(Call call, int number);
    }

    /** One request, to be answered now, later or never. */
    public final class Call {
        private final ChannelHandlerContext context;
        private final String uri;
        private final byte[] body;
        private final HttpHeaders headers;

        private Call(final ChannelHandlerContext context, final FullHttpRequest request) {
            this.context = context;
            this.uri = request.uri();
            this.body = ByteBufUtil.getBytes(request.content());
            this.headers = request.headers();
        }

        /** Empty if it is not there. */
        public String header(final String name) {
            return headers.get(name, "");
        }

        public String uri() {
            return uri;
        }

        public byte[] body() {
            return body;
        }

        public void answer(final int status, final String content) {
            answer(status, content, "");
        }

        public void answer(final int status, final String content, final String headers) {
            final int length = content.getBytes(StandardCharsets.UTF_8).length;
            send("HTTP/1.1 " + status + " X\r\n" + headers + (status == 204 ? "" : "Content-Length: " + length + "\r\n")
                    + "\r\n" + content);
        }

        public void send(final String bytes) {
            if (heldSinceNs == 0) {
                context.writeAndFlush(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
            } else {
                held.add(() -> context.writeAndFlush(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8)));
            }
        }

        public void close() {
            context.close();
        }

        /** Closes so that the other side hears of a reset. */
        public void reset() {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }

        /** From now on no answer leaves for so long; then all do. */
        public void stall(final long ms) {
            heldSinceNs = System.nanoTime();
            context.executor()
                    .schedule(
                            () -> {
                                heldSinceNs = 0;
                                held.forEach(Runnable::run);
                                held.clear();
                            },
                            ms,
                            TimeUnit.MILLISECONDS);
        }
    }

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final List<Runnable> held = new ArrayList<>();
    private long heldSinceNs;
    private int count;

    private StubBidder(final int port, final Behaviour behaviour) {
        this.server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(final Channel channel) {
                        channel.pipeline().addLast(new HttpRequestDecoder(), new HttpObjectAggregator(1 << 20));
                        channel.pipeline().addLast(new SimpleChannelInboundHandler<FullHttpRequest>() {
                            @Override
                            protected void channelRead0(
                                    final ChannelHandlerContext context, final FullHttpRequest request) {
                                behaviour.onRequest(new Call(context, request), count++);
                            }
                        });
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    public static StubBidder start(final Behaviour behaviour) {
        return new StubBidder(0, behaviour);
    }

    public static StubBidder start(final int port, final Behaviour behaviour) {
        return new StubBidder(port, behaviour);
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/openrtb2/demo";
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
