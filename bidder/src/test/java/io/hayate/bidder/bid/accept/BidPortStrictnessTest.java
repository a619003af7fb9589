package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two servers in a row might frame differently is refused, and the connection with it. */
@Tag("jdk25")
@ExtendWith(LeakWatch.class)
class BidPortStrictnessTest {
    private static final String LINE = "POST /openrtb2/demo HTTP/1.1\r\n";
    private static final String HOST = "Host: bidder.test\r\n";
    private static final String BODY = "{\"id\":1}";
    private static final String AFTER = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private static TestBidPort port;

    @BeforeAll
    static void open() throws IOException {
        port = new TestBidPort(1, 10_000, 0);
    }

    @AfterAll
    static void close() {
        port.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("two lengths", 400, LINE + HOST + "Content-Length: 8\r\nContent-Length: 9\r\n\r\n" + BODY),
                refused(
                        "equal lengths twice",
                        400,
                        LINE + HOST + "Content-Length: 8\r\nContent-Length: 8\r\n\r\n" + BODY),
                refused("a list of lengths", 400, LINE + HOST + "Content-Length: 8, 8\r\n\r\n" + BODY),
                refused("negative length", 400, LINE + HOST + "Content-Length: -8\r\n\r\n" + BODY),
                refused("signed length", 400, LINE + HOST + "Content-Length: +8\r\n\r\n" + BODY),
                refused("hexadecimal length", 400, LINE + HOST + "Content-Length: 0x8\r\n\r\n" + BODY),
                refused("empty length", 400, LINE + HOST + "Content-Length:\r\n\r\n" + BODY),
                refused("length and chunks", 400, chunked("Content-Length: 8\r\nTransfer-Encoding: chunked\r\n")),
                refused("chunked twice", 400, chunked("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")),
                refused("gzip, chunked", 400, chunked("Transfer-Encoding: gzip, chunked\r\n")),
                refused("chunked, identity", 400, chunked("Transfer-Encoding: chunked, identity\r\n")),
                refused("xchunked", 400, chunked("Transfer-Encoding: xchunked\r\n")),
                refused("identity", 400, chunked("Transfer-Encoding: identity\r\n")),
                refused("space before colon", 400, chunked("Transfer-Encoding : chunked\r\n")),
                refused("vertical tab in coding", 400, chunked("Transfer-Encoding: \u000Bchunked\r\n")),
                refused(
                        "chunked in 1.0",
                        400,
                        chunked("Transfer-Encoding: chunked\r\n").replace("/1.1", "/1.0")),
                refused("bare CR", 400, LINE + HOST + "X: a\rContent-Length: 3\r\nContent-Length: 8\r\n\r\n" + BODY),
                refused("NUL", 400, LINE + HOST + "X: a\0b\r\nContent-Length: 8\r\n\r\n" + BODY),
                refused("bare LF", 400, (LINE + HOST + "Content-Length: 8\r\n\r\n").replace("\r", "") + BODY),
                refused("folded first header", 400, LINE + " " + HOST + "Content-Length: 8\r\n\r\n" + BODY),
                refused("no colon", 400, LINE + HOST + "Content-Length 8\r\n\r\n" + BODY),
                refused("empty name", 400, LINE + HOST + ": 8\r\n\r\n" + BODY),
                refused("no host", 400, LINE + "Content-Length: 8\r\n\r\n" + BODY),
                refused("two hosts", 400, LINE + HOST + HOST + "Content-Length: 8\r\n\r\n" + BODY),
                refused("no length", 400, LINE + HOST + "\r\n" + BODY),
                refused(
                        "old WebSocket key",
                        400,
                        LINE.replace("POST", "GET") + HOST + "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n"
                                + BODY),
                refused("bad chunk size", 400, LINE + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY),
                refused("negative chunk size", 400, LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n-8\r\n" + BODY),
                refused(
                        "chunk size overflow",
                        400,
                        LINE + HOST + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n" + BODY),
                refused(
                        "chunk without end",
                        400,
                        LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n8\r\n" + BODY + "0\r\n\r\n"),
                refused("chunk size ends in LF", 400, LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n8\n" + BODY),
                refused(
                        "header too large",
                        431,
                        LINE + HOST + "X: " + "a".repeat(HttpLimits.MAX_HEADER_BYTES) + "\r\n\r\n"),
                refused("too many headers", 431, LINE + "X: a\r\n".repeat(HttpLimits.MAX_HEADERS) + HOST + "\r\n"),
                refused(
                        "request line too long",
                        414,
                        "GET /" + "a".repeat(HttpLimits.MAX_INITIAL_LINE_BYTES) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                refused("HTTP/9.9", 505, LINE.replace("1.1", "9.9") + HOST + "Content-Length: 8\r\n\r\n" + BODY),
                refused("HTTP/0.9", 400, "GET /openrtb2/demo\r\n" + HOST + "\r\n"),
                refused(
                        "lower-case version",
                        505,
                        LINE.replace("HTTP", "http") + HOST + "Content-Length: 8\r\n\r\n" + BODY),
                refused("HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refused("TLS", 400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n"),
                refused("junk", 400, "xyzzy\r\n\r\n"),
                refused("announced 10 GiB", 413, LINE + HOST + "Content-Length: 10737418240\r\n\r\n" + BODY));
    }

    private static String chunked(final String headers) {
        return LINE + HOST + headers + "\r\n8\r\n" + BODY + "\r\n0\r\n\r\n";
    }

    private static Arguments refused(final String what, final int status, final String bytes) {
        return Arguments.of(Named.of(what, bytes + AFTER), status);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldAnswerOnceAndClose(final String bytes, final int status) throws IOException {
        try (WireClient client = port.connect()) {
            client.send(bytes);
            final WireAnswer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.saysClose()).isTrue();
            assertThat(answer.body()).isEmpty();
            assertThat(client.readAnswerOrEnd()).isEmpty();
        }
    }
}
