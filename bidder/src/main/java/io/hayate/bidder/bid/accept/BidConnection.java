package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: takes requests as they come, answers them in order, flushes once per read. Owned by the bid
 * loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close closes the channel, which is seen there
final class BidConnection extends ChannelInboundHandlerAdapter {
    private static final long LINGER_NS = TimeUnit.MILLISECONDS.toNanos(HttpLimits.LINGER_MS);
    private static final long DRAIN_QUIET_NS = TimeUnit.MILLISECONDS.toNanos(HttpLimits.DRAIN_QUIET_MS);

    /** Where the loop keeps this connection; changed by the loop only. */
    int position;

    private final BidLoop loop;
    private final StrictRequestDecoder decoder = new StrictRequestDecoder(this);
    private final RequestHead head = new RequestHead();
    private @Nullable ChannelHandlerContext context;

    /** Between a request's first and last byte. */
    private boolean receiving;

    private long firstByteNs;
    private int bodyLength;

    /** A body that comes in several pieces. */
    private @Nullable ByteBuf collected;

    private final ParkedAnswer parked = new ParkedAnswer(this);
    private long lastReadNs;
    private boolean paused;
    private long pausedSinceNs;

    /** After the last answer: what still comes is dropped. */
    private boolean closing;

    /** Then our half is closed, and the client is given until here to close its own. */
    private boolean lingering;

    private long closingSinceNs;
    private long discardedBytes;
    private boolean inputEnded;

    BidConnection(final BidLoop loop) {
        this.loop = loop;
        this.lastReadNs = System.nanoTime();
    }

    StrictRequestDecoder decoder() {
        return decoder;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "used before it was added");
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx) {
        context = ctx;
        loop.onOpened(this);
    }

    @Override
    public void handlerRemoved(final ChannelHandlerContext ctx) {
        releaseCollected();
        loop.parked().remove(parked);
        loop.onClosed(this);
    }

    /** Bytes came, before they are decoded. */
    void onRead() {
        loop.beginBatch();
    }

    boolean isReceiving() {
        return receiving;
    }

    void onFirstByte() {
        receiving = true;
        firstByteNs = loop.batchStartNs();
    }

    boolean isClosing() {
        return closing;
    }

    /** Bytes came that nobody will answer. */
    void onDiscarded(final int lengthBytes) {
        discardedBytes += lengthBytes;
        if (discardedBytes > HttpLimits.MAX_LINGER_BYTES) {
            loop.count(AcceptCounter.LINGERS_CUT);
            context().close();
        }
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object message) {
        // Classes, not interfaces, are asked for: that is one comparison.
        if (closing) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof DefaultHttpRequest request) {
            onHead(ctx, request);
        } else if (message instanceof DefaultHttpContent content) {
            try {
                onContent(ctx, content, content instanceof DefaultLastHttpContent);
            } finally {
                content.release();
            }
        } else {
            assert message == LastHttpContent.EMPTY_LAST_CONTENT : message;
            onContent(ctx, LastHttpContent.EMPTY_LAST_CONTENT, true);
        }
    }

    private void onHead(final ChannelHandlerContext ctx, final HttpRequest request) {
        loop.count(AcceptCounter.REQUESTS);
        bodyLength = 0;
        head.read(request, decoder.hostCount(), loop.exchanges());
        if (head.isRefusedAtOnce()) {
            refuse(ctx, head.refusal());
            // An unusable head comes as a whole request with an empty body.
            ReferenceCountUtil.release(request);
        } else if (head.isContinueExpected()) {
            loop.count(AcceptCounter.ANSWERED_100);
            ctx.write(FixedAnswer.encodeContinue(ctx.alloc()), ctx.voidPromise());
        }
    }

    private void onContent(final ChannelHandlerContext ctx, final HttpContent content, final boolean last) {
        final ByteBuf bytes = content.content();
        bodyLength += bytes.readableBytes();
        if (content.decoderResult().isFailure()) {
            refuse(ctx, FixedAnswer.BAD_REQUEST);
        } else if (bodyLength > BidLimits.MAX_BODY_BYTES) {
            refuse(ctx, FixedAnswer.CONTENT_TOO_LARGE);
        } else if (last && collected == null) {
            onRequest(ctx, bytes);
        } else {
            onPiece(ctx, bytes, last);
        }
    }

    /** Grows by what came, never by what was announced. */
    private void onPiece(final ChannelHandlerContext ctx, final ByteBuf bytes, final boolean last) {
        if (head.refusal() == null) {
            ByteBuf whole = collected;
            if (whole == null) {
                whole = ctx.alloc().directBuffer(2 * bytes.readableBytes(), BidLimits.MAX_BODY_BYTES);
                collected = whole;
            }
            whole.writeBytes(bytes);
        }
        if (last) {
            final ByteBuf whole = collected;
            onRequest(ctx, whole == null ? Unpooled.EMPTY_BUFFER : whole);
            releaseCollected();
        }
    }

    private void onRequest(final ChannelHandlerContext ctx, final ByteBuf body) {
        receiving = false;
        final FixedAnswer refusal = head.refusal();
        final ExchangeProfile exchange = head.exchange();
        final Persistence persistence = head.persistence(loop.isDraining());
        if (refusal != null) {
            write(ctx, encodeRefusal(ctx, refusal, persistence), persistence);
        } else if (exchange == null) {
            onNotice(ctx, persistence);
        } else {
            write(ctx, loop.answers().answerBid(exchange, head, body, persistence, ctx.alloc()), persistence);
        }
    }

    private void write(final ChannelHandlerContext ctx, final ByteBuf answer, final Persistence persistence) {
        ctx.write(answer, ctx.voidPromise());
        if (persistence == Persistence.CLOSES) {
            closeAfterAnswers(ctx);
        }
    }

    private void onNotice(final ChannelHandlerContext ctx, final Persistence persistence) {
        final NoticeAnswer answer = loop.answers().receive(head);
        if (answer == NoticeAnswer.NOT_FOUND || !loop.parked().park(parked, answer, loop.batchStartNs())) {
            final String landingPage =
                    answer == NoticeAnswer.REDIRECT ? loop.notices().landingPage() : "";
            write(ctx, loop.answers().encodeNotice(answer, landingPage, persistence, ctx.alloc()), persistence);
        }
    }

    /** Nothing more is decoded or answered until the notice that came last is durable. */
    boolean isParked() {
        return parked.isParked();
    }

    /** More has come while nothing may be decoded: it waits where it is, and what follows in the kernel. */
    void onStalled() {
        if (isParked()) {
            context().channel().config().setAutoRead(false);
        }
    }

    /** The notice is durable. */
    void answerParked(final NoticeAnswer answer, final String landingPage) {
        final Persistence persistence = head.persistence(loop.isDraining());
        unpark(
                loop.answers()
                        .encodeNotice(
                                answer, landingPage, persistence, context().alloc()),
                persistence);
    }

    /** The notice found no room in time. */
    void refuseParked() {
        final Persistence persistence = head.persistence(loop.isDraining());
        unpark(
                loop.answers()
                        .encode(
                                FixedAnswer.TOO_MANY_REQUESTS,
                                persistence,
                                context().alloc()),
                persistence);
    }

    /** The notice may or may not be booked, so there is no answer that is true. */
    void closeUnanswered() {
        context().close();
    }

    private void unpark(final ByteBuf answer, final Persistence persistence) {
        final ChannelHandlerContext ctx = context();
        lastReadNs = System.nanoTime();
        write(ctx, answer, persistence);
        if (decoder.isWaiting()) {
            goOn(ctx);
        } else {
            ctx.flush();
        }
        if (!closing && !paused && !isParked()) {
            readOn(ctx);
        }
    }

    private ByteBuf encodeRefusal(
            final ChannelHandlerContext ctx, final FixedAnswer refusal, final Persistence persistence) {
        if (refusal == FixedAnswer.NO_BID) {
            loop.count(AcceptCounter.EXCHANGE_DISABLED);
        }
        return loop.answers().encode(refusal, persistence, ctx.alloc());
    }

    /** Answers before the request has ended, which also ends the connection. */
    private void refuse(final ChannelHandlerContext ctx, final @Nullable FixedAnswer refusal) {
        final FixedAnswer answer = refusal == null ? FixedAnswer.BAD_REQUEST : refusal;
        ctx.write(encodeRefusal(ctx, answer, Persistence.CLOSES), ctx.voidPromise());
        closeAfterAnswers(ctx);
    }

    private void releaseCollected() {
        final ByteBuf whole = collected;
        if (whole != null) {
            collected = null;
            whole.release();
        }
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext ctx) {
        lastReadNs = loop.batchStartNs();
        ctx.flush();
    }

    /** Writing is possible again, or no longer: then reading waits, so that a client which never reads costs little. */
    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext ctx) {
        final boolean writable = ctx.channel().isWritable();
        if (closing || writable != paused) {
            return;
        }
        paused = !writable;
        if (paused) {
            pausedSinceNs = System.nanoTime();
            loop.count(AcceptCounter.WRITE_PAUSES);
            ctx.channel().config().setAutoRead(false);
        } else {
            // Later, because we are called from the middle of a flush.
            ctx.executor().execute(this::resume);
        }
    }

    private void resume() {
        final ChannelHandlerContext ctx = context();
        if (paused || isParked() || ctx.isRemoved()) {
            return;
        }
        goOn(ctx);
        if (!paused && !isParked()) {
            readOn(ctx);
        }
    }

    /** With what was read and not decoded; flushes. */
    private void goOn(final ChannelHandlerContext ctx) {
        try {
            decoder.resume(ctx.pipeline().context(decoder));
        } catch (final Exception e) {
            exceptionCaught(ctx, e);
        }
    }

    /**
     * Not after the client's last byte: Netty 4.2.18 has then let the socket go from epoll, and fails to ask for it again.
     * For the same reason a client that closes its side and leaves more answers unread than the kernel holds is cut.
     */
    private static void readOn(final ChannelHandlerContext ctx) {
        final Channel channel = ctx.channel();
        if (!((DuplexChannel) channel).isInputShutdown()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (lingering) {
                ctx.close();
            } else if (!closing) {
                if (receiving) {
                    loop.count(AcceptCounter.REQUESTS_CUT);
                }
                closeAfterAnswers(ctx);
            }
        }
    }

    /**
     * Nothing more is answered. What was answered is sent, then our half is closed; the client's half is read and dropped
     * for a while, because closing over unread bytes would reset the connection and might take the answer with it.
     */
    private void closeAfterAnswers(final ChannelHandlerContext ctx) {
        closing = true;
        closingSinceNs = System.nanoTime();
        receiving = false;
        releaseCollected();
        readOn(ctx);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> onAnswersSent(ctx));
    }

    private void onAnswersSent(final ChannelHandlerContext ctx) {
        lingering = true;
        closingSinceNs = System.nanoTime();
        if (inputEnded || !ctx.channel().isActive()) {
            ctx.close();
        } else {
            ((DuplexChannel) ctx.channel()).shutdownOutput();
        }
    }

    /** Looks for time-outs. */
    void sweep(final long nowNs) {
        final ChannelHandlerContext ctx = context();
        if (closing) {
            sweepClosing(ctx, nowNs);
        } else if (isParked()) {
            loop.parked().sweep(parked, nowNs);
        } else if (paused) {
            if (nowNs - pausedSinceNs > loop.requestTimeoutNs()) {
                loop.count(AcceptCounter.WRITE_TIMEOUTS);
                ctx.close();
            }
        } else if (receiving) {
            if (nowNs - firstByteNs > loop.requestTimeoutNs()) {
                loop.count(AcceptCounter.REQUEST_TIMEOUTS);
                refuse(ctx, FixedAnswer.REQUEST_TIMEOUT);
            }
        } else {
            sweepIdle(ctx, nowNs);
        }
    }

    private void sweepClosing(final ChannelHandlerContext ctx, final long nowNs) {
        if (nowNs - closingSinceNs > (lingering ? LINGER_NS : loop.requestTimeoutNs())) {
            loop.count(lingering ? AcceptCounter.LINGERS_CUT : AcceptCounter.WRITE_TIMEOUTS);
            ctx.close();
        }
    }

    private void sweepIdle(final ChannelHandlerContext ctx, final long nowNs) {
        final long idleNs = nowNs - lastReadNs;
        if (loop.idleTimeoutNs() > 0 && idleNs > loop.idleTimeoutNs()) {
            loop.count(AcceptCounter.IDLE_TIMEOUTS);
            closeAfterAnswers(ctx);
        } else if (loop.isDraining() && Math.min(idleNs, nowNs - loop.drainingSinceNs()) > DRAIN_QUIET_NS) {
            closeAfterAnswers(ctx);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        loop.count(cause instanceof IOException ? AcceptCounter.CONNECTIONS_RESET : AcceptCounter.CONNECTION_FAILURES);
        ctx.close();
    }
}
