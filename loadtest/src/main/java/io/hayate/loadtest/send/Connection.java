package io.hayate.loadtest.send;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection with at most one request under way. Owned by the sender loop. */
@SuppressWarnings("FutureReturnValueIgnored") // how a write or a close went shows when the channel is gone
final class Connection extends ChannelInboundHandlerAdapter {
    private final SenderLoop loop;
    private final AnswerParser parser = new AnswerParser();
    private @Nullable Channel channel;
    private boolean busy;
    private long dueNs;
    private long sentNs;
    private int requestIndex;
    private int sentCount;
    private boolean retiring;

    Connection(final SenderLoop loop) {
        this.loop = loop;
    }

    boolean isBusy() {
        return busy;
    }

    long dueNs() {
        return dueNs;
    }

    long sentNs() {
        return sentNs;
    }

    int requestIndex() {
        return requestIndex;
    }

    /** How many requests it has taken, with the one under way. */
    int sentCount() {
        return sentCount;
    }

    /** Closes now, or when the answer under way has come. */
    void retire() {
        retiring = true;
        if (!busy) {
            close();
        }
    }

    boolean isRetiring() {
        return retiring;
    }

    AnswerParser answer() {
        return parser;
    }

    void send(final ByteBuf request, final int index, final long requestDueNs, final long nowNs) {
        assert !busy : "one request at a time";
        busy = true;
        requestIndex = index;
        dueNs = requestDueNs;
        sentNs = nowNs;
        sentCount++;
        parser.reset();
        final Channel open = channel;
        if (open == null) {
            request.release();
            throw new IllegalStateException("not open");
        }
        open.writeAndFlush(request, open.voidPromise());
    }

    /** Takes the request off the connection: it has ended, well or not. */
    void release() {
        busy = false;
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelActive(final ChannelHandlerContext context) {
        channel = context.channel();
        loop.onOpen(this);
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final ByteBuf in = (ByteBuf) message;
        try {
            // Also bytes that nobody asked for end here: an idle connection must be silent.
            final AnswerParser.State state = busy ? parser.read(in) : AnswerParser.State.MALFORMED;
            if (state == AnswerParser.State.COMPLETE) {
                loop.onAnswer(this);
            } else if (state == AnswerParser.State.MALFORMED) {
                context.close();
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        loop.onClosed(this);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        // A reset, or a write to a closed connection: the loop counts it when the connection is gone.
        context.close();
    }
}
