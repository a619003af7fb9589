package io.hayate.bidder.admin;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
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

    static FullHttpResponse response(final AdminAnswer answer, final boolean keepAlive) {
        final FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        final HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(Instant.now()));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (answer.status() != NO_CONTENT && answer.status() != NOT_MODIFIED) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        if (!answer.contentType().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach(headers::set);
        // Said to HTTP/1.0 too, whose clients close unless told otherwise.
        headers.set(HttpHeaderNames.CONNECTION, keepAlive ? "keep-alive" : "close");
        return response;
    }
}
