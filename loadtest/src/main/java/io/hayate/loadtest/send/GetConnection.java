package io.hayate.loadtest.send;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection with at most one GET request under way. Owned by its sender's loop. */
@SuppressWarnings("FutureReturnValueIgnored") // how a write or a close went shows when the channel is gone
final class GetConnection<T> extends ChannelInboundHandlerAdapter {
    private static final byte[] GET = "GET ".getBytes(StandardCharsets.US_ASCII);

    private final GetSender<T> sender;
    private final Target target;
    private final byte[] afterPath;
    private final AnswerParser parser = new AnswerParser();
    private @Nullable Channel channel;
    private @Nullable T underWay;
    private long sentNs;

    GetConnection(final GetSender<T> sender, final Target target) {
        this.sender = sender;
        this.target = target;
        this.afterPath = (" HTTP/1.1\r\nHost: " + target.host() + ":" + target.port() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    Target target() {
        return target;
    }

    boolean isOverdue(final long nowNs, final long timeoutNs) {
        return underWay != null && nowNs - sentNs > timeoutNs;
    }

    void send(final T due, final String pathAndQuery, final long nowNs) {
        assert underWay == null : "one request at a time";
        final Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        underWay = due;
        sentNs = nowNs;
        parser.reset();
        final ByteBuf request = open.alloc().buffer(GET.length + pathAndQuery.length() + afterPath.length);
        request.writeBytes(GET);
        ByteBufUtil.writeAscii(request, pathAndQuery);
        request.writeBytes(afterPath);
        open.writeAndFlush(request, open.voidPromise());
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelActive(final ChannelHandlerContext context) {
        channel = context.channel();
        sender.onOpen(this);
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final ByteBuf in = (ByteBuf) message;
        try {
            final T due = underWay;
            // Also bytes that nobody asked for end here: an idle connection must be silent.
            final AnswerParser.State state = due == null ? AnswerParser.State.MALFORMED : parser.read(in);
            if (due != null && state == AnswerParser.State.COMPLETE) {
                underWay = null;
                sender.onAnswer(this, due, parser);
            } else if (state == AnswerParser.State.MALFORMED) {
                context.close();
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        final T due = underWay;
        underWay = null;
        sender.onClosed(this, due);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        context.close();
    }
}
