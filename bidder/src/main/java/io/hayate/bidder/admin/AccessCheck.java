package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a call by its head, before its body is gathered: who does not know the token cannot fill the memory. Owned by
 * the admin loop, one for each connection.
 */
final class AccessCheck extends ChannelInboundHandlerAdapter {
    private final AdminAccess access;
    private final CounterBlock<AdminCounter> counters;

    /** The rest of a refused request is dropped up to its end. */
    private boolean dropping;

    AccessCheck(final AdminAccess access, final CounterBlock<AdminCounter> counters) {
        this.access = access;
        this.counters = counters;
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        if (message instanceof HttpRequest request) {
            counters.increment(AdminCounter.REQUESTS);
            final AdminAnswer refusal = refusal(request);
            dropping = refusal != null;
            if (refusal != null) {
                refuse(context, request, refusal);
            }
        }
        if (!dropping) {
            context.fireChannelRead(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            dropping = false;
        }
        ReferenceCountUtil.release(message);
    }

    private @Nullable AdminAnswer refusal(final HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            counters.increment(AdminCounter.MALFORMED);
            return AdminAnswer.error(400, "the request is not HTTP, or its head is too large");
        }
        final AdminAnswer refusal = access.refusal(AdminConnection.rawPath(request.uri()), request.headers());
        if (refusal != null) {
            counters.increment(refusal.status() == 401 ? AdminCounter.NOT_AUTHORISED : AdminCounter.FOREIGN_HOST);
        }
        return refusal;
    }

    private static void refuse(
            final ChannelHandlerContext context, final HttpRequest request, final AdminAnswer refusal) {
        // Who waits for "100 Continue" may or may not send the body now, so the next request could not be told from it.
        final boolean keepAlive = request.decoderResult().isSuccess()
                && HttpUtil.isKeepAlive(request)
                && !HttpUtil.is100ContinueExpected(request);
        final var written = context.writeAndFlush(AnswerEncoding.response(refusal, keepAlive));
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
