package io.hayate.bidder.admin;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An answer as HTTP, with the headers that every answer has. */
final class AnswerEncoding {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private AnswerEncoding() {}

    /** An answer that is all there. */
    static FullHttpResponse response(final AdminAnswer answer, final boolean keepAlive) {
        if (answer.following() != null) {
            throw new IllegalArgumentException("more pages follow than this would send");
        }
        final FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, statusOf(answer), Unpooled.wrappedBuffer(answer.body()));
        if (answer.status() != NO_CONTENT && answer.status() != NOT_MODIFIED) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        addHeaders(response.headers(), answer, keepAlive);
        return response;
    }

    /** The head of an answer whose length is not known: its body ends with the last chunk, or with the connection. */
    static HttpResponse pagedHead(final AdminAnswer answer, final boolean chunked, final boolean keepAlive) {
        final HttpResponse response =
                new DefaultHttpResponse(chunked ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0, statusOf(answer));
        HttpUtil.setTransferEncodingChunked(response, chunked);
        addHeaders(response.headers(), answer, keepAlive);
        return response;
    }

    private static HttpResponseStatus statusOf(final AdminAnswer answer) {
        return HttpResponseStatus.valueOf(answer.status());
    }

    private static void addHeaders(final HttpHeaders headers, final AdminAnswer answer, final boolean keepAlive) {
        headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(Instant.now()));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (!answer.contentType().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach(headers::set);
        // Said to HTTP/1.0 too, whose clients close unless told otherwise.
        headers.set(HttpHeaderNames.CONNECTION, keepAlive ? "keep-alive" : "close");
    }
}
