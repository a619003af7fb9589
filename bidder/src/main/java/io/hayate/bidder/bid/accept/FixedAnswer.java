package io.hayate.bidder.bid.accept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Base64;

/** Answers that never change, encoded once at class load. Immutable; shared. */
enum FixedAnswer {
    NO_BID("204 No Content", "x-openrtb-version: 2.6\r\n", AcceptCounter.ANSWERED_204),
    BAD_REQUEST("400 Bad Request", Parts.EMPTY, AcceptCounter.ANSWERED_400),
    NO_CONTENT("204 No Content", "Cache-Control: no-store\r\n", AcceptCounter.ANSWERED_204),
    PIXEL("200 OK", Parts.PIXEL_HEAD, AcceptCounter.ANSWERED_200, Parts.pixel()),
    NOT_FOUND("404 Not Found", Parts.EMPTY, AcceptCounter.ANSWERED_404),
    ONLY_POST("405 Method Not Allowed", "Allow: POST\r\n" + Parts.EMPTY, AcceptCounter.ANSWERED_405),
    ONLY_GET("405 Method Not Allowed", "Allow: GET\r\n" + Parts.EMPTY, AcceptCounter.ANSWERED_405),
    REQUEST_TIMEOUT("408 Request Timeout", Parts.EMPTY, AcceptCounter.ANSWERED_408),
    CONTENT_TOO_LARGE("413 Content Too Large", Parts.EMPTY, AcceptCounter.ANSWERED_413),
    URI_TOO_LONG("414 URI Too Long", Parts.EMPTY, AcceptCounter.ANSWERED_414),
    UNSUPPORTED_MEDIA_TYPE(
            "415 Unsupported Media Type",
            "Accept: application/json\r\nAccept-Encoding: gzip\r\n" + Parts.EMPTY,
            AcceptCounter.ANSWERED_415),
    EXPECTATION_FAILED("417 Expectation Failed", Parts.EMPTY, AcceptCounter.ANSWERED_417),
    TOO_MANY_REQUESTS("429 Too Many Requests", "Retry-After: 1\r\n" + Parts.EMPTY, AcceptCounter.ANSWERED_429),
    HEADERS_TOO_LARGE("431 Request Header Fields Too Large", Parts.EMPTY, AcceptCounter.ANSWERED_431),
    NOT_IMPLEMENTED("501 Not Implemented", Parts.EMPTY, AcceptCounter.ANSWERED_501),
    VERSION_NOT_SUPPORTED("505 HTTP Version Not Supported", Parts.EMPTY, AcceptCounter.ANSWERED_505);

    /** Interim: no headers, and the connection's fate is not its business. */
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    final AcceptCounter counter;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final byte[][] byPersistence = new byte[Persistence.COUNT][];

    FixedAnswer(final String status, final String headers, final AcceptCounter counter) {
        this(status, headers, counter, new byte[0]);
    }

    FixedAnswer(final String status, final String headers, final AcceptCounter counter, final byte[] content) {
        this.counter = counter;
        for (final Persistence persistence : Persistence.values()) {
            final byte[] head =
                    ("HTTP/1.1 " + status + "\r\n" + headers + persistence.header + "\r\n").getBytes(ISO_8859_1);
            final byte[] whole = new byte[head.length + content.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(content, 0, whole, head.length, content.length);
            byPersistence[persistence.ordinal()] = whole;
        }
    }

    /** The answer's bytes in a buffer that the caller owns. */
    ByteBuf encode(final ByteBufAllocator allocator, final Persistence persistence) {
        final byte[] bytes = byPersistence[persistence.ordinal()];
        return allocator.directBuffer(bytes.length, bytes.length).writeBytes(bytes);
    }

    static ByteBuf encodeContinue(final ByteBufAllocator allocator) {
        return allocator.directBuffer(CONTINUE.length, CONTINUE.length).writeBytes(CONTINUE);
    }

    /** A holder, because constants of an enum cannot use its own static fields. */
    private static final class Parts {
        static final String EMPTY = "Content-Length: 0\r\n";
        static final String PIXEL_HEAD = "Content-Type: image/gif\r\nCache-Control: no-store\r\nContent-Length: 43\r\n";

        /** The transparent GIF of one pixel: 43 bytes. */
        static byte[] pixel() {
            return Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
        }
    }
}
