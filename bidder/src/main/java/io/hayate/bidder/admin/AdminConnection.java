package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls of one connection, one after the other: nothing more is read until the answer is written, so
 * pipelined requests are answered in order and wait in the socket. Owned by the admin loop.
 */
final class AdminConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(AdminConnection.class);
    private static final int MAX_QUERY_PARAMETERS = 64;

    private final AdminRouter router;
    private final CounterBlock<AdminCounter> counters;
    private boolean answering;

    /** Of the answer that is being written in pages. */
    private @Nullable PagedBody body;

    /** What of a call its answer depends on. HTTP/1.0 does not know chunks. */
    private record Call(HttpMethod method, boolean knowsChunks, boolean keepAlive) {}

    AdminConnection(final AdminRouter router, final CounterBlock<AdminCounter> counters) {
        this.router = router;
        this.counters = counters;
    }

    /** A path as it stands in the request, without its query. */
    static String rawPath(final String uri) {
        final int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            counters.increment(AdminCounter.MALFORMED);
            write(context, AdminAnswer.error(400, "the body is not properly encoded"), false);
            return;
        }
        answering = true;
        context.channel().config().setAutoRead(false);
        final Call call = new Call(
                request.method(), request.protocolVersion().isKeepAliveDefault(), HttpUtil.isKeepAlive(request));
        final Map<String, String> query;
        try {
            query = query(request.uri());
        } catch (final IllegalArgumentException e) {
            counters.increment(AdminCounter.MALFORMED);
            onAnswer(context, AdminAnswer.error(400, "the query is not properly percent-encoded"), call);
            return;
        }
        router.answer(
                        request.method().name(),
                        rawPath(request.uri()),
                        query,
                        headers(request),
                        ByteBufUtil.getBytes(request.content()))
                .thenAccept(answer -> {
                    if (context.executor().inEventLoop()) {
                        onAnswer(context, answer, call);
                    } else {
                        context.executor().execute(() -> onAnswer(context, answer, call));
                    }
                });
    }

    private void onAnswer(final ChannelHandlerContext context, final AdminAnswer answer, final Call call) {
        AdminCounter.count(counters, answer);
        if (answer.following() != null) {
            writePages(context, answer, answer.following(), call);
            return;
        }
        answering = false;
        write(context, answer, call.keepAlive());
        context.channel().config().setAutoRead(true);
    }

    private static void write(final ChannelHandlerContext context, final AdminAnswer answer, final boolean keepAlive) {
        final var written = context.writeAndFlush(AnswerEncoding.response(answer, keepAlive));
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The connection's next call is read when the last page is written. */
    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of the head, becomes of the body
    private void writePages(
            final ChannelHandlerContext context, final AdminAnswer answer, final BodyPages following, final Call call) {
        final boolean keepAlive = call.keepAlive() && call.knowsChunks();
        context.write(AnswerEncoding.pagedHead(answer, call.knowsChunks(), keepAlive));
        final PagedBody pages = new PagedBody(context, answer.body(), following);
        body = pages;
        final ChannelFuture written = context.writeAndFlush(
                call.method().equals(HttpMethod.HEAD)
                        ? LastHttpContent.EMPTY_LAST_CONTENT
                        : new HttpChunkedInput(pages));
        written.addListener(done -> {
            body = null;
            answering = false;
            if (pages.failure() != null) {
                cut(context, pages.failure());
            } else if (done.isSuccess() && keepAlive) {
                context.channel().config().setAutoRead(true);
            } else {
                close(context);
            }
        });
    }

    /** By a reset: to HTTP/1.0, and whoever stands between, an orderly close would be the end of the body. */
    private void cut(final ChannelHandlerContext context, final Throwable cause) {
        counters.increment(AdminCounter.ANSWERS_CUT);
        LOG.warn("A long answer on the admin port was cut off: {}", cause.toString());
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        close(context);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event instanceof final IdleStateEvent idle && isIdle(idle)) {
            counters.increment(AdminCounter.CONNECTIONS_IDLE);
            close(context);
        }
    }

    /** A client may take a page slowly, but it must take some of it. The first event comes whether it does or not. */
    private boolean isIdle(final IdleStateEvent event) {
        return body == null ? !answering : !body.isAsked() && !event.isFirst();
    }

    /** Clients that go away are not worth a line; anything else ends this connection only. */
    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("admin connection closed", cause);
        } else {
            // Not least: no memory is left for what bodies of all connections hold together.
            counters.increment(AdminCounter.FAILED);
            LOG.error("admin connection closed without an answer", cause);
        }
        close(context);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nothing left to do when it is closed
    private static void close(final ChannelHandlerContext context) {
        context.close();
    }

    private static Map<String, String> query(final String uri) {
        final QueryStringDecoder decoder =
                QueryStringDecoder.builder().maxParams(MAX_QUERY_PARAMETERS).build(uri);
        final Map<String, String> query = new HashMap<>();
        decoder.parameters().forEach((name, values) -> query.put(name, values.get(0)));
        return query;
    }

    /** A call before its body; nothing of its query is needed by those that take bodies as they come. */
    static AdminRequest withoutBody(final HttpRequest request) {
        return new AdminRequest(
                request.method().name(), rawPath(request.uri()), Map.of(), Map.of(), headers(request), new byte[0]);
    }

    private static Map<String, String> headers(final HttpRequest request) {
        final Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }
}
