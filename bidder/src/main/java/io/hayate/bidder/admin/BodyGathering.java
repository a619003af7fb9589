package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;

/** Gathers a request's body up to a limit; beyond it answers 413 and drops the rest. Owned by the admin loop. */
final class BodyGathering extends HttpObjectAggregator {
    private final CounterBlock<AdminCounter> counters;
    private final AdminAnswer tooLarge;

    BodyGathering(final int maxBodyBytes, final CounterBlock<AdminCounter> counters) {
        super(maxBodyBytes);
        this.counters = counters;
        this.tooLarge = AdminAnswer.error(413, "the body is larger than " + maxBodyBytes + " bytes");
    }

    @Override
    protected void handleOversizedMessage(final ChannelHandlerContext context, final HttpMessage oversized) {
        counters.increment(AdminCounter.TOO_LARGE);
        final boolean keepAlive = HttpUtil.isKeepAlive(oversized);
        final var written = context.writeAndFlush(AnswerEncoding.response(tooLarge, keepAlive));
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    protected Object newContinueResponse(
            final HttpMessage start, final int maxContentLength, final ChannelPipeline pipeline) {
        final Object response = super.newContinueResponse(start, maxContentLength, pipeline);
        if (response instanceof HttpResponse refusal && refusal.status().code() == 413) {
            ReferenceCountUtil.release(response);
            counters.increment(AdminCounter.TOO_LARGE);
            return AnswerEncoding.response(tooLarge, true);
        }
        return response;
    }
}
