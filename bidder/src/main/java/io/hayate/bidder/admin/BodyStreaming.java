package io.hayate.bidder.admin;

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
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands long bodies on piece by piece, where the route has a {@link BodySink}: a piece is gathered, and nothing more is read
 * until it was taken. All else goes on as it is. Owned by the admin loop, one for each connection.
 */
final class BodyStreaming extends ChannelInboundHandlerAdapter {
    /** Bodies up to this length are gathered and go to the route's handler. */
    static final int LONG_BODY_BYTES = 1024 * 1024;

    /** Of a body in memory, at most about that much. */
    private static final int PIECE_BYTES = 1024 * 1024;

    private final AdminRouter router;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();

    /** Of the call whose body comes; null between such calls. */
    private @Nullable BodySink sink;

    private boolean keepAlive;
    /** The sink or its answer is waited for, not the client. */
    private boolean waiting;
    /** The last of the body has come, or the call has failed. */
    private boolean over;

    BodyStreaming(final AdminRouter router) {
        this.router = router;
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        if (message instanceof final HttpRequest request) {
            final Supplier<BodySink> sinks = isLong(request)
                    ? router.sinks(request.method().name(), AdminConnection.rawPath(request.uri()))
                    : null;
            if (sinks != null) {
                begin(context, request, sinks.get());
            }
        }
        final BodySink current = sink;
        if (current == null) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof final HttpContent content && !over) {
                onContent(context, content, current);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event instanceof IdleStateEvent && waiting) {
            return; // it is us who are slow
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        if (sink != null && !over) {
            sink.cancel();
        }
        over = true;
        context.fireChannelInactive();
    }

    private static boolean isLong(final HttpRequest request) {
        return request.decoderResult().isSuccess()
                && (HttpUtil.isTransferEncodingChunked(request)
                        || HttpUtil.getContentLength(request, 0L) > LONG_BODY_BYTES);
    }

    private void begin(final ChannelHandlerContext context, final HttpRequest request, final BodySink newSink) {
        sink = newSink;
        over = false;
        keepAlive = HttpUtil.isKeepAlive(request);
        if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void onContent(final ChannelHandlerContext context, final HttpContent content, final BodySink current) {
        if (content.decoderResult().isFailure()) {
            fail(context, current, AdminAnswer.error(400, "the body is not properly encoded"));
            return;
        }
        final byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        piece.writeBytes(bytes);
        final boolean last = content instanceof LastHttpContent;
        if (!last && piece.size() < PIECE_BYTES) {
            return;
        }
        waiting = true;
        context.channel().config().setAutoRead(false);
        final byte[] whole = piece.toByteArray();
        piece.reset();
        over = last;
        onLoop(context, current.take(whole), (taken, failure) -> {
            if (failure != null) {
                fail(context, current, current.failed(failure));
            } else if (last) {
                onLoop(context, current.end(), (answer, none) -> {
                    answer(
                            context,
                            answer == null ? AdminAnswer.error(500, "the call failed; the log tells why") : answer,
                            keepAlive);
                });
            } else {
                waiting = false;
                context.channel().config().setAutoRead(true);
            }
        });
    }

    /** What goes on when a stage is complete, on the loop. */
    private interface Next<T extends @Nullable Object> {
        void onComplete(@Nullable T result, @Nullable Throwable failure);
    }

    private static <T extends @Nullable Object> void onLoop(
            final ChannelHandlerContext context, final CompletionStage<T> stage, final Next<T> next) {
        stage.whenComplete((result, failure) -> context.executor().execute(() -> next.onComplete(result, failure)));
    }

    /** The rest of the body is not wanted: the connection ends with the answer. */
    private void fail(final ChannelHandlerContext context, final BodySink current, final AdminAnswer answer) {
        over = true;
        current.cancel();
        answer(context, answer, false);
    }

    private void answer(final ChannelHandlerContext context, final AdminAnswer answer, final boolean staysOpen) {
        waiting = false;
        sink = staysOpen ? null : sink;
        final var written = context.writeAndFlush(AnswerEncoding.response(answer, staysOpen));
        if (staysOpen) {
            context.channel().config().setAutoRead(true);
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
