package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * What a request's head asks for, and whether it may. Each connection has one, read anew for each request. Owned by the
 * bid loop.
 */
final class RequestHead {
    private static final String NOTICE_PREFIX = "/notice/";

    /** The one kind of notice that may have to say who sends it. */
    private static final String CONVERSION_PREFIX = NOTICE_PREFIX + "conversion";

    private static final String JSON = "application/json";

    /** The answer that the head alone decides, or null: ask a route. */
    private @Nullable FixedAnswer refusal;

    /** The refusal must end the connection: where this request ends is unknown, or not worth reading for. */
    private boolean refusedAtOnce;

    private boolean keepAlive;
    private boolean http10;
    private boolean bodyExpected;
    private boolean continueExpected;
    private boolean gzipBody;
    private boolean gzipWanted;
    private String path = "";
    private @Nullable String authorization;
    private @Nullable ExchangeProfile exchange;

    void read(final HttpRequest request, final int hostCount, final ExchangePaths exchanges) {
        reset();
        final HttpHeaders headers = request.headers();
        FixedAnswer answer = refuseFraming(request, headers, hostCount);
        if (answer != null) {
            refusedAtOnce = true;
            refusal = answer;
            return;
        }
        keepAlive = isKeptAlive(headers);
        answer = refuseExpectation(headers);
        if (answer == null) {
            answer = refuseTarget(request);
        }
        if (answer == null && path.startsWith(ExchangePaths.PREFIX)) {
            answer = refuseBid(request.method(), headers, exchanges);
        }
        refusal = answer;
        // A client that waits for our word before it sends its body might never send it.
        refusedAtOnce |= answer != null && continueExpected;
    }

    private void reset() {
        refusal = null;
        refusedAtOnce = false;
        keepAlive = false;
        http10 = false;
        bodyExpected = false;
        continueExpected = false;
        gzipBody = false;
        gzipWanted = false;
        path = "";
        authorization = null;
        exchange = null;
    }

    /** What makes it doubtful where this request ends and the next begins (RFC 9112, sections 3.2, 6 and 11.2). */
    @SuppressWarnings("ReferenceEquality") // a version that only equals ours was spelt otherwise
    private @Nullable FixedAnswer refuseFraming(
            final HttpRequest request, final HttpHeaders headers, final int hostCount) {
        final DecoderResult result = request.decoderResult();
        if (result.isFailure()) {
            return answerTo(result.cause());
        }
        http10 = request.protocolVersion() == HttpVersion.HTTP_1_0;
        if (!http10 && request.protocolVersion() != HttpVersion.HTTP_1_1) {
            return FixedAnswer.VERSION_NOT_SUPPORTED;
        }
        if (hostCount != 1 && !(http10 && hostCount == 0)) {
            return FixedAnswer.BAD_REQUEST;
        }
        if (!isTransferEncodingRight(headers)) {
            return FixedAnswer.BAD_REQUEST;
        }
        // With this header of a draft of WebSocket the decoder takes eight bytes for a body that nobody announced.
        if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
            return FixedAnswer.BAD_REQUEST;
        }
        return refuseLength(request, headers);
    }

    private @Nullable FixedAnswer refuseLength(final HttpRequest request, final HttpHeaders headers) {
        final String contentLength = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        bodyExpected = contentLength != null || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (contentLength != null && Long.parseLong(contentLength) > BidLimits.MAX_BODY_BYTES) {
            return FixedAnswer.CONTENT_TOO_LARGE;
        }
        // A body may follow that was not announced; it must not be read as a request.
        final boolean bodyForgotten = !bodyExpected && request.method().equals(HttpMethod.POST);
        return bodyForgotten ? FixedAnswer.BAD_REQUEST : null;
    }

    private static boolean isTransferEncodingRight(final HttpHeaders headers) {
        final String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        return coding == null
                || (HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding)
                        && headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size() == 1);
    }

    private static FixedAnswer answerTo(final Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return FixedAnswer.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? FixedAnswer.HEADERS_TOO_LARGE : FixedAnswer.BAD_REQUEST;
    }

    private boolean isKeptAlive(final HttpHeaders headers) {
        final String connection = headers.get(HttpHeaderNames.CONNECTION);
        if (connection == null || HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(connection)) {
            return connection != null || !http10;
        }
        return http10
                ? headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE, true)
                : !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private @Nullable FixedAnswer refuseExpectation(final HttpHeaders headers) {
        final String expectation = headers.get(HttpHeaderNames.EXPECT);
        // HTTP/1.0 knows no expectations: it is to be ignored there (RFC 9110, section 10.1.1).
        if (expectation == null || http10) {
            return null;
        }
        continueExpected = true;
        return HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation) ? null : FixedAnswer.EXPECTATION_FAILED;
    }

    private @Nullable FixedAnswer refuseTarget(final HttpRequest request) {
        final HttpMethod method = request.method();
        if (!isKnown(method)) {
            return FixedAnswer.NOT_IMPLEMENTED;
        }
        path = pathOf(request.uri());
        if (path.startsWith(NOTICE_PREFIX)) {
            if (path.startsWith(CONVERSION_PREFIX)) {
                authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
            }
            return method.equals(HttpMethod.GET) ? null : FixedAnswer.ONLY_GET;
        }
        return path.startsWith(ExchangePaths.PREFIX) ? null : FixedAnswer.NOT_FOUND;
    }

    @SuppressWarnings("ReferenceEquality") // for a known name there is one constant, for others a new object each time
    private static boolean isKnown(final HttpMethod method) {
        return HttpMethod.valueOf(method.name()) == method;
    }

    /** Drops scheme and host of a target in absolute form, which servers must accept (RFC 9112, section 3.2.2). */
    private static String pathOf(final String uri) {
        if (uri.startsWith("/") || !uri.regionMatches(true, 0, "http", 0, 4)) {
            return uri;
        }
        final int host = uri.indexOf("://");
        final int slash = host < 0 ? -1 : uri.indexOf('/', host + 3);
        return slash < 0 ? uri : uri.substring(slash);
    }

    private @Nullable FixedAnswer refuseBid(
            final HttpMethod method, final HttpHeaders headers, final ExchangePaths exchanges) {
        final ExchangeProfile profile = exchanges.find(path);
        if (profile == null) {
            return FixedAnswer.NOT_FOUND;
        }
        if (!method.equals(HttpMethod.POST)) {
            return FixedAnswer.ONLY_POST;
        }
        if (!isJson(headers.get(HttpHeaderNames.CONTENT_TYPE)) || !readContentEncoding(headers)) {
            return FixedAnswer.UNSUPPORTED_MEDIA_TYPE;
        }
        final String acceptEncoding = headers.get(HttpHeaderNames.ACCEPT_ENCODING);
        gzipWanted = acceptEncoding != null && AcceptedCodings.includeGzip(acceptEncoding);
        exchange = profile;
        return profile.enabled() ? null : FixedAnswer.NO_BID;
    }

    private static boolean isJson(final @Nullable String contentType) {
        if (contentType == null || contentType.isEmpty()) {
            return true;
        }
        final int semicolon = contentType.indexOf(';');
        return AcceptedCodings.isName(contentType, 0, semicolon < 0 ? contentType.length() : semicolon, JSON);
    }

    /** @return whether we know the coding */
    private boolean readContentEncoding(final HttpHeaders headers) {
        final String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (coding == null) {
            return true;
        }
        gzipBody = HttpHeaderValues.GZIP.contentEqualsIgnoreCase(coding)
                || HttpHeaderValues.X_GZIP.contentEqualsIgnoreCase(coding);
        return gzipBody || HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding);
    }

    @Nullable
    FixedAnswer refusal() {
        return refusal;
    }

    boolean isRefusedAtOnce() {
        return refusedAtOnce;
    }

    /** A body comes that the client holds back until it is told to go on. */
    boolean isContinueExpected() {
        return continueExpected && bodyExpected;
    }

    boolean isGzipBody() {
        return gzipBody;
    }

    boolean isGzipWanted() {
        return gzipWanted;
    }

    /** Path and query. */
    String path() {
        return path;
    }

    /** The header's value; null for everything but conversions, and for those without it. */
    @Nullable
    String authorization() {
        return authorization;
    }

    /** Null for everything but bid requests of a known exchange. */
    @Nullable
    ExchangeProfile exchange() {
        return exchange;
    }

    Persistence persistence(final boolean draining) {
        if (!keepAlive || draining) {
            return Persistence.CLOSES;
        }
        return http10 ? Persistence.STAYS_HTTP_1_0 : Persistence.STAYS;
    }
}
