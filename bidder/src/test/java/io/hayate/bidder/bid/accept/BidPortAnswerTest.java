package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jdk25")
@ExtendWith(LeakWatch.class)
class BidPortAnswerTest {
    private static final String HOST = "Host: bidder.test\r\n";

    private TestBidPort port;
    private WireClient client;

    @BeforeEach
    void open() throws IOException {
        port = new TestBidPort(1, 10_000, 0);
        client = port.connect();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        port.close();
    }

    @Test
    void shouldAnswerABidWithExactHeadersAndKeepTheConnection() throws IOException {
        for (int i = 0; i < 3; i++) {
            client.post("{\"id\":\"r" + i + "\"}", "Content-Type: application/json");
            final WireAnswer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(EchoRoute.echoOf("r" + i, 11, 0));
            assertThat(answer.headers()).containsOnlyKeys("content-type", "x-openrtb-version", "content-length");
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(answer.header("x-openrtb-version")).contains("2.6");
        }
        assertThat(port.count(AcceptCounter.BIDS)).isEqualTo(3);
        assertThat(port.count(AcceptCounter.CONNECTIONS_OPENED)).isEqualTo(1);
        assertThat(port.latencies).hasValue(3);
    }

    @Test
    void shouldAnswerANoBidWith204AndNoContent() throws IOException {
        client.post("{\"id\":\"r\",\"no\":true}");
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).containsOnlyKeys("x-openrtb-version");
        assertThat(port.count(AcceptCounter.NO_BIDS)).isEqualTo(1);
    }

    @Test
    void shouldAnswerANoBidWithItsReasonWhereTheExchangeWantsIt() throws IOException {
        client.send(reasonsRequest("{\"id\":\"r\",\"no\":17}"));
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"nbr\":17}");
        assertThat(answer.headers()).containsOnlyKeys("content-type", "x-openrtb-version", "content-length");
        assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
        assertThat(port.count(AcceptCounter.NO_BIDS)).isEqualTo(1);
        assertThat(port.count(AcceptCounter.ANSWERED_200)).isEqualTo(1);
        assertThat(port.count(AcceptCounter.BIDS)).isZero();
    }

    @Test
    void shouldAnswer204WhereTheRouteFailsThoughTheExchangeWantsReasons() throws IOException {
        client.send(reasonsRequest("{\"id\":\"r\",\"no\":17}"));
        client.send(reasonsRequest("{\"id\":\"r\",\"fail\":true}"));
        client.send(reasonsRequest("{\"id\":\"r\",\"no\":18}"));
        client.send(reasonsRequest("[]"));
        assertThat(client.readAnswer().text()).isEqualTo("{\"nbr\":17}");
        assertThat(client.readAnswer().status()).isEqualTo(204);
        assertThat(client.readAnswer().text()).isEqualTo("{\"nbr\":18}");
        assertThat(client.readAnswer().status()).isEqualTo(400);
    }

    @Test
    void shouldNotCompressWhereTheExchangeTakesNoGzip() throws IOException {
        client.send(reasonsRequest("{\"id\":\"r\",\"pad\":5000}", "Accept-Encoding: gzip"));
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.header("content-encoding")).isEmpty();
        assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
        assertThat(answer.body()).hasSizeGreaterThan(5_000);
    }

    private static String reasonsRequest(final String body, final String... headers) {
        return "POST /openrtb2/reasons HTTP/1.1\r\n" + HOST + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n") + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void shouldAnswerWhatIsNotABidRequestWith400AndKeepTheConnection() throws IOException {
        client.post("[]");
        client.post("");
        client.post("{\"id\":1}");
        assertThat(client.readAnswer().status()).isEqualTo(400);
        assertThat(client.readAnswer().status()).isEqualTo(400);
        assertThat(client.readAnswer().status()).isEqualTo(200);
        assertThat(port.count(AcceptCounter.BAD_BID_REQUESTS)).isEqualTo(2);
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrderAndAsOneBatch() throws IOException {
        final String requests =
                request("{\"id\":\"a\"}") + request("{\"id\":\"b\",\"no\":true}") + request("{\"id\":\"c\"}");
        client.send(requests);
        assertThat(client.readAnswer().text()).contains("\"a\"");
        assertThat(client.readAnswer().status()).isEqualTo(204);
        assertThat(client.readAnswer().text()).contains("\"c\"");
        assertThat(port.routes.get(0).arrivalsNs).hasSize(3);
        assertThat(port.routes.get(0).arrivalsNs.stream().distinct()).hasSize(1);
    }

    private static String request(final String body) {
        return "POST /openrtb2/demo HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void shouldEndTheBatchBeforeTheLoopWaits() throws IOException {
        client.post("{\"id\":\"a\"}");
        client.readAnswer();
        // The next answer proves that the loop has gone through a turn since the first one.
        client.post("{\"id\":\"b\"}");
        client.readAnswer();
        assertThat(port.routes.get(0).batches.get()).isPositive();
    }

    @Test
    void shouldAnswerARouteThatFailsAsANoBidAndKeepTheReason() throws IOException {
        client.post("{\"id\":\"a\",\"fail\":true}");
        assertThat(client.readAnswer().status()).isEqualTo(204);
        assertThat(port.count(AcceptCounter.ROUTE_FAILURES)).isEqualTo(1);
        assertThat(port.server.firstFailures()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/openrtb2/other|404",
                "POST|/openrtb2/|404",
                "POST|/openrtb2/demo/x|404",
                "POST|/openrtb2/Demo|404",
                "POST|/|404",
                "GET|/openrtb2/demo|405",
                "PUT|/openrtb2/demo|405",
                "HEAD|/openrtb2/demo|405",
                "BREW|/openrtb2/demo|501",
                "OPTIONS|*|404",
                "POST|/openrtb2/asleep|204",
                "POST|/openrtb2/demo?key=value|200",
                "POST|http://bidder.test/openrtb2/demo|200",
                "POST|/notice/win?t=1|405",
            })
    void shouldAnswerByMethodAndPathAndKeepTheConnection(final String method, final String path, final int status)
            throws IOException {
        for (int i = 0; i < 2; i++) {
            client.send(method + " " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: 8\r\n\r\n{\"id\":1}");
            final WireAnswer answer = method.equals("HEAD") ? readHeadAnswer() : client.readAnswer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Allow").isPresent()).isEqualTo(status == 405);
        }
    }

    /** Our answers to HEAD have no content, so they read as any other. */
    private WireAnswer readHeadAnswer() throws IOException {
        return client.readAnswer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/Json; charset=utf-8",
                "application/json ;charset=\"utf-8\"",
            })
    void shouldTakeJsonInAnySpelling(final String contentType) throws IOException {
        client.post("{\"id\":1}", "Content-Type: " + contentType);
        assertThat(client.readAnswer().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/xml",
                "Content-Type: application/jsonp",
                "Content-Type: application/x-protobuf",
                "Content-Encoding: br",
                "Content-Encoding: gzip, gzip",
            })
    void shouldRefuseOtherMediaAndCodingsAndKeepTheConnection(final String header) throws IOException {
        client.post("{\"id\":1}", header);
        assertThat(client.readAnswer().status()).isEqualTo(415);
        client.post("{\"id\":1}");
        assertThat(client.readAnswer().status()).isEqualTo(200);
    }

    @Test
    void shouldCloseAfterTheAnswerWhenAsked() throws IOException {
        client.post("{\"id\":1}", "Connection: close");
        assertThat(client.readAnswer().saysClose()).isTrue();
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldCloseAnHttp10ConnectionUnlessItIsToBeKept() throws IOException {
        final String kept =
                "POST /openrtb2/demo HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 8\r\n\r\n{\"id\":1}";
        client.send(kept);
        assertThat(client.readAnswer().header("Connection")).contains("keep-alive");
        client.send(kept.replace("Connection: keep-alive\r\n", ""));
        assertThat(client.readAnswer().saysClose()).isTrue();
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldAnswerAClientThatHasClosedItsSide() throws IOException {
        client.post("{\"id\":1}");
        client.shutdownOutput();
        assertThat(client.readAnswer().status()).isEqualTo(200);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldIgnoreEmptyLinesBetweenRequests() throws IOException {
        client.send("\r\n\r\n");
        client.post("{\"id\":1}");
        client.send("\r\n");
        client.post("{\"id\":2}");
        assertThat(client.readAnswer().status()).isEqualTo(200);
        assertThat(client.readAnswer().status()).isEqualTo(200);
    }

    @Test
    void shouldTellAClientThatWaitsToGoOn() throws IOException {
        client.send("POST /openrtb2/demo HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 8\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(100);
        client.send("{\"id\":1}");
        assertThat(client.readAnswer().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/openrtb2/demo,tea,417", "/openrtb2/other,100-continue,404"})
    void shouldNotWaitForABodyThatItRefuses(final String path, final String expectation, final int status)
            throws IOException {
        client.send(
                "POST " + path + " HTTP/1.1\r\n" + HOST + "Expect: " + expectation + "\r\nContent-Length: 8\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(status);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldCompressALargeAnswerForAClientThatTakesIt() throws IOException {
        final int pad = BidLimits.MAX_ANSWER_BYTES - 100;
        client.post("{\"id\":1,\"pad\":" + pad + "}", "Accept-Encoding: deflate, gzip;q=0.5");
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.header("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString()
                .isEqualTo(EchoRoute.echoOf("1", 21, pad));
        assertThat(port.count(AcceptCounter.GZIP_OUT)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"100|gzip", "5000|deflate", "5000|gzip;q=0", "5000|identity, gzip;q=0.0, *"})
    void shouldSendPlainWhatIsSmallOrNotToBeCompressed(final int pad, final String acceptEncoding) throws IOException {
        client.post("{\"id\":1,\"pad\":" + pad + "}", "Accept-Encoding: " + acceptEncoding);
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.text()).contains("\"pad\":\"" + "x".repeat(pad));
    }

    @ParameterizedTest
    @CsvSource({
        "/notice/win?t=1,204",
        "/notice/imp?t=1,200",
        "/notice/click?t=1,302",
        "/notice/click?t=forged,404",
    })
    void shouldAnswerNotices(final String path, final int status) throws IOException {
        client.send("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).hasSize(status == 200 ? 43 : 0);
        assertThat(answer.header("Location").isPresent()).isEqualTo(status == 302);
        assertThat(port.count(AcceptCounter.NOTICES)).isEqualTo(1);
    }

    /** The route answers with a pixel if it gets the header. */
    @Test
    void shouldTellTheRouteWhoSendsAConversionAndForgetItAfter() throws IOException {
        final String conversion = "GET /notice/conversion?id=1 HTTP/1.1\r\n" + HOST;
        client.send(conversion + "authorization: Bearer x\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(200);
        client.send(conversion + "\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(204);
        client.send(conversion.replace("GET /", "GET http://bidder.test/") + "Authorization: Bearer x\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(200);
        client.send(conversion + "Authorization: Bearer y\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(204);
        client.send("GET /notice/loss?t=1 HTTP/1.1\r\n" + HOST + "Authorization: Bearer x\r\n\r\n");
        assertThat(client.readAnswer().status()).as("other kinds need none").isEqualTo(200);
    }

    @Test
    void shouldNotLetALandingPageAddHeaders() throws IOException {
        client.send("GET /notice/click?t=1 HTTP/1.1\r\n" + HOST + "\r\n");
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.header("Location")).contains("https://shop.example/a?b=c%0D%0AX-Bad:%201#%C3%BC");
        assertThat(answer.header("X-Bad")).isEmpty();
    }
}
