package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer;
import io.hayate.bidder.exchanges.AnswerForm.ContentType;
import io.hayate.bidder.exchanges.AnswerForm.NoBidForm;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.telemetry.CounterBlock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns a whole request into the bytes of its answer, by asking the bid or the notice route. Owned by the bid loop. */
final class RequestAnswers implements AutoCloseable {
    private final BidRoute bidRoute;
    private final NoticeRoute noticeRoute;
    private final LatencySink latency;
    private final CounterBlock<AcceptCounter> counters;
    private final ReadBatch batch;
    private final GzipBodies gzipBodies = new GzipBodies();
    private final GzipAnswers gzipAnswers = new GzipAnswers();
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];

    private boolean routeFailed;

    /** Published to whoever logs: a bug of ours that the counter alone would not explain. */
    private volatile @Nullable Throwable firstFailure;

    RequestAnswers(final BidLoopParts parts, final CounterBlock<AcceptCounter> counters, final ReadBatch batch) {
        this.bidRoute = parts.bidRoute();
        this.noticeRoute = parts.noticeRoute();
        this.latency = parts.latency();
        this.counters = counters;
        this.batch = batch;
    }

    ByteBuf encode(final FixedAnswer fixed, final Persistence persistence, final ByteBufAllocator allocator) {
        counters.increment(fixed.counter);
        return fixed.encode(allocator, persistence);
    }

    /** The answer to a bid request that its head did not already refuse. */
    ByteBuf answerBid(
            final ExchangeProfile exchange,
            final RequestHead head,
            final ByteBuf body,
            final Persistence persistence,
            final ByteBufAllocator allocator) {
        counters.increment(AcceptCounter.BID_REQUESTS);
        final int bodyLength = head.isGzipBody() ? inflate(body) : copy(body);
        if (bodyLength == GzipBodies.TOO_LARGE || bodyLength == GzipBodies.RATIO_TOO_HIGH) {
            return encode(FixedAnswer.CONTENT_TOO_LARGE, persistence, allocator);
        }
        final int length = bodyLength > 0 ? bid(exchange, bodyLength) : BidRoute.BAD_REQUEST;
        final ByteBuf encoded = length > 0
                ? encodeBid(exchange, length, head.isGzipWanted(), persistence, allocator)
                : encodeNoBid(exchange, length, persistence, allocator);
        latency.record(System.nanoTime() - batch.startNs());
        return encoded;
    }

    private int copy(final ByteBuf body) {
        final int length = body.readableBytes();
        body.getBytes(body.readerIndex(), bidRoute.body(), 0, length);
        return length;
    }

    private int inflate(final ByteBuf body) {
        counters.increment(AcceptCounter.GZIP_IN);
        final int length = gzipBodies.inflate(body, bidRoute.body());
        if (length < 0) {
            counters.increment(length == GzipBodies.RATIO_TOO_HIGH ? AcceptCounter.GZIP_RATIO : AcceptCounter.GZIP_BAD);
        }
        return length;
    }

    private int bid(final ExchangeProfile exchange, final int bodyLength) {
        routeFailed = false;
        try {
            return bidRoute.bid(exchange, bodyLength, batch.startNs(), batch.startMs(), answer);
        } catch (final RuntimeException e) {
            onRouteFailure(e);
            routeFailed = true;
            return BidRoute.NO_BID;
        }
    }

    private ByteBuf encodeNoBid(
            final ExchangeProfile exchange,
            final int length,
            final Persistence persistence,
            final ByteBufAllocator allocator) {
        if (length != BidRoute.NO_BID) {
            counters.increment(AcceptCounter.BAD_BID_REQUESTS);
            return encode(FixedAnswer.BAD_REQUEST, persistence, allocator);
        }
        counters.increment(AcceptCounter.NO_BIDS);
        // What a route that failed has written may be half an answer.
        final int noBidLength = routeFailed ? 0 : bidRoute.noBidLengthBytes();
        if (exchange.answers().noBid() == NoBidForm.NO_CONTENT || noBidLength == 0) {
            return encode(FixedAnswer.NO_BID, persistence, allocator);
        }
        counters.increment(AcceptCounter.ANSWERED_200);
        return AnswerHead.encode(exchange.answers().contentType(), false, persistence, answer, noBidLength, allocator);
    }

    private ByteBuf encodeBid(
            final ExchangeProfile exchange,
            final int length,
            final boolean gzipWanted,
            final Persistence persistence,
            final ByteBufAllocator allocator) {
        counters.increment(AcceptCounter.BIDS);
        counters.increment(AcceptCounter.ANSWERED_200);
        final ContentType contentType = exchange.answers().contentType();
        if (gzipWanted && exchange.answers().gzip() && length >= HttpLimits.MIN_GZIP_ANSWER_BYTES) {
            final int compressedLength = gzipAnswers.deflate(answer, length);
            if (compressedLength != GzipAnswers.NOT_SHORTER) {
                counters.increment(AcceptCounter.GZIP_OUT);
                return AnswerHead.encode(
                        contentType, true, persistence, gzipAnswers.compressed(), compressedLength, allocator);
            }
        }
        return AnswerHead.encode(contentType, false, persistence, answer, length, allocator);
    }

    /** Hands a notice on. Whether its answer has to wait, the notice route knows. */
    NoticeAnswer receive(final RequestHead head) {
        counters.increment(AcceptCounter.NOTICES);
        try {
            return noticeRoute.receive(head.path(), head.authorization());
        } catch (final RuntimeException e) {
            onRouteFailure(e);
            return NoticeAnswer.NOT_FOUND;
        }
    }

    /** @param landingPage where {@link NoticeAnswer#REDIRECT} leads */
    ByteBuf encodeNotice(
            final NoticeAnswer answer,
            final String landingPage,
            final Persistence persistence,
            final ByteBufAllocator allocator) {
        return switch (answer) {
            case NO_CONTENT -> encode(FixedAnswer.NO_CONTENT, persistence, allocator);
            case PIXEL -> encode(FixedAnswer.PIXEL, persistence, allocator);
            case REDIRECT -> encodeRedirect(landingPage, persistence, allocator);
            case NOT_FOUND -> encode(FixedAnswer.NOT_FOUND, persistence, allocator);
        };
    }

    /** Clicks are rare, so this may make strings. */
    private ByteBuf encodeRedirect(
            final String landingPage, final Persistence persistence, final ByteBufAllocator allocator) {
        counters.increment(AcceptCounter.ANSWERED_302);
        return ByteBufUtil.writeAscii(
                allocator,
                "HTTP/1.1 302 Found\r\nLocation: " + escape(landingPage)
                        + "\r\nCache-Control: no-store\r\nContent-Length: 0\r\n" + persistence.header + "\r\n");
    }

    /** What cannot stand in a header, such as a line break or an umlaut, percent-encoded as UTF-8. */
    private static String escape(final String url) {
        final StringBuilder escaped = new StringBuilder(url.length());
        for (final byte b : url.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F) {
                escaped.append((char) b);
            } else {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
            }
        }
        return escaped.toString();
    }

    private void onRouteFailure(final RuntimeException e) {
        counters.increment(AcceptCounter.ROUTE_FAILURES);
        if (firstFailure == null) {
            firstFailure = e;
        }
    }

    @Nullable
    Throwable firstFailure() {
        return firstFailure;
    }

    void endOfBatch() {
        bidRoute.endOfBatch();
    }

    @Override
    public void close() {
        gzipBodies.close();
        gzipAnswers.close();
    }
}
