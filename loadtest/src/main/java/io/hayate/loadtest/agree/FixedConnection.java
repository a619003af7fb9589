package io.hayate.loadtest.agree;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Answers the requests of one connection, in their order. Owned by its Netty loop. */
@SuppressWarnings("FutureReturnValueIgnored") // how a write went shows when the connection is gone
final class FixedConnection extends ChannelInboundHandlerAdapter {
    private static final String STALL_PATH = "/stall";
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_STALL_MS = 3_600_000;
    private static final ByteBuf STALLED = answer("204 No Content", "");
    private static final ByteBuf BAD_STALL = answer("400 Bad Request", "Content-Length: 0\r\n");
    private static final ByteBuf NOT_POST = answer("405 Method Not Allowed", "Allow: POST\r\nContent-Length: 0\r\n");

    private final FixedServer server;
    private final Random random;
    private final ArrayDeque<Answer> waiting = new ArrayDeque<>();

    /**
     * An answer that is to leave.
     *
     * @param stalls whether a stall holds it back
     */
    private record Answer(ByteBuf bytes, long dueNs, boolean stalls) {}

    private String uri = "";
    private boolean post;

    FixedConnection(final FixedServer server, final long number) {
        this.server = server;
        this.random = new Random(server.answer().seed() + number);
    }

    private static ByteBuf answer(final String status, final String headers) {
        return Unpooled.unreleasableBuffer(
                Unpooled.copiedBuffer("HTTP/1.1 " + status + "\r\n" + headers + "\r\n", StandardCharsets.US_ASCII)
                        .asReadOnly());
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        try {
            if (message instanceof HttpRequest request) {
                if (request.decoderResult().isFailure()) {
                    context.close();
                    return;
                }
                uri = request.uri();
                post = request.method().equals(HttpMethod.POST);
            }
            if (message instanceof LastHttpContent) {
                onRequest(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onRequest(final ChannelHandlerContext context) {
        final long nowNs = System.nanoTime();
        if (!post) {
            answerAt(context, new Answer(NOT_POST.duplicate(), nowNs, true));
        } else if (uri.startsWith(STALL_PATH)) {
            answerAt(context, new Answer(stall(nowNs), nowNs, false));
        } else {
            answerAt(context, new Answer(server.encoded(), nowNs + delayNs(), true));
        }
    }

    private ByteBuf stall(final long nowNs) {
        final List<String> values = new QueryStringDecoder(uri).parameters().getOrDefault("ms", List.of());
        try {
            final long ms = Long.parseLong(values.isEmpty() ? "" : values.get(0));
            if (ms < 1 || ms > MAX_STALL_MS) {
                return BAD_STALL.duplicate();
            }
            server.stallUntil(nowNs + ms * NS_PER_MS);
            return STALLED.duplicate();
        } catch (final NumberFormatException e) {
            return BAD_STALL.duplicate();
        }
    }

    private long delayNs() {
        final FixedAnswer answer = server.answer();
        return answer.sigma() == 0
                ? answer.delayNs()
                : (long) (answer.delayNs() * Math.exp(answer.sigma() * random.nextGaussian()));
    }

    /** Now if nothing is in its way; else when all before it on this connection have left, for a client may send several. */
    private void answerAt(final ChannelHandlerContext context, final Answer answer) {
        if (waiting.isEmpty() && waitNs(answer) <= 0) {
            context.write(answer.bytes, context.voidPromise());
            return;
        }
        waiting.add(answer);
        if (waiting.size() == 1) {
            context.executor().schedule(() -> onDue(context), waitNs(answer), TimeUnit.NANOSECONDS);
        }
    }

    private void onDue(final ChannelHandlerContext context) {
        for (Answer next = waiting.peek(); next != null; next = waiting.peek()) {
            final long waitNs = waitNs(next);
            if (waitNs > 0) {
                context.executor().schedule(() -> onDue(context), waitNs, TimeUnit.NANOSECONDS);
                break;
            }
            waiting.remove();
            context.write(next.bytes, context.voidPromise());
        }
        context.flush();
    }

    /** A stall that began while an answer waited holds it back, too. */
    private long waitNs(final Answer answer) {
        final long nowNs = System.nanoTime();
        final long delayedNs = answer.dueNs - nowNs;
        return answer.stalls ? Math.max(delayedNs, server.stalledUntilNs() - nowNs) : delayedNs;
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        context.close();
    }
}
