package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Hands bodies of calls that want them as they come to their sinks, and reads on only while a sink has room; all other
 * calls pass. Owned by the admin loop, one for each connection.
 */
final class BodyStreaming extends ChannelInboundHandlerAdapter {
    private final AdminRouter router;
    private final CounterBlock<AdminCounter> counters;
    private @Nullable BodySink sink;
    private boolean keepAlive;
    /** Reading is off because the sink has enough, or the answer is not written yet. */
    private boolean waiting;
    /** The body is complete: the next call is read after the answer. */
    private boolean complete;

    BodyStreaming(final AdminRouter router, final CounterBlock<AdminCounter> counters) {
        this.router = router;
        this.counters = counters;
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        if (message instanceof HttpRequest request) {
            final BodyHandler handler =
                    router.bodyHandler(request.method().name(), AdminConnection.rawPath(request.uri()));
            if (handler != null) {
                begin(context, request, handler);
            }
        }
        final BodySink taker = sink;
        if (taker == null) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpContent content) {
                onContent(context, taker, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(final ChannelHandlerContext context, final HttpRequest request, final BodyHandler handler) {
        keepAlive = HttpUtil.isKeepAlive(request);
        if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        complete = false;
        sink = handler.begin(
                AdminConnection.withoutBody(request), () -> context.executor().execute(() -> onRoom(context)));
    }

    private void onContent(final ChannelHandlerContext context, final BodySink taker, final HttpContent content) {
        if (content.decoderResult().isFailure()) {
            counters.increment(AdminCounter.MALFORMED);
            sink = null;
            taker.onAbort();
            context.writeAndFlush(
                            AnswerEncoding.response(AdminAnswer.error(400, "the body is not properly encoded"), false))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (content.content().isReadable() && !taker.onPart(ByteBufUtil.getBytes(content.content()))) {
            pause(context);
        }
        if (content instanceof LastHttpContent) {
            complete = true;
            pause(context);
            taker.onEnd()
                    .exceptionally(error -> AdminRouter.failure("a body", error))
                    .thenAccept(answer -> context.executor().execute(() -> onAnswer(context, answer)));
        }
    }

    private void pause(final ChannelHandlerContext context) {
        waiting = true;
        context.channel().config().setAutoRead(false);
    }

    private void onRoom(final ChannelHandlerContext context) {
        if (waiting && !complete && sink != null) {
            waiting = false;
            context.channel().config().setAutoRead(true);
        }
    }

    private void onAnswer(final ChannelHandlerContext context, final AdminAnswer answer) {
        AdminCounter.count(counters, answer);
        sink = null;
        waiting = false;
        final var written = context.writeAndFlush(AnswerEncoding.response(answer, keepAlive));
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        context.channel().config().setAutoRead(true);
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        final BodySink broken = sink;
        sink = null;
        if (broken != null) {
            broken.onAbort();
        }
        context.fireChannelInactive();
    }

    /** Who waits for us is not idle. */
    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (!(waiting && event instanceof IdleStateEvent)) {
            context.fireUserEventTriggered(event);
        }
    }
}
