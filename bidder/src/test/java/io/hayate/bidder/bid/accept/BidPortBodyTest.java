package io.hayate.bidder.bid.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatch.class)
class BidPortBodyTest {
    private static final String CHUNKED_HEAD =
            "POST /openrtb2/demo HTTP/1.1\r\nHost: bidder.test\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int CORRUPTED_BYTE_FROM_END = 3;

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

    private static byte[] bodyOf(final int lengthBytes) {
        final String frame = "{\"id\":\"b\",\"x\":\"\"}";
        final StringBuilder filling = new StringBuilder(lengthBytes);
        for (int i = 0; filling.length() < lengthBytes - frame.length(); i++) {
            filling.append("item ").append(i).append(", ");
        }
        filling.setLength(lengthBytes - frame.length());
        return frame.replace("\"\"}", "\"" + filling + "\"}").getBytes(UTF_8);
    }

    private static byte[] gzip(final byte[] plain) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private void assertEchoOf(final int lengthBytes) throws IOException {
        final WireAnswer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(EchoRoute.echoOf("b", lengthBytes, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 1_700, 65_536, BidLimits.MAX_BODY_BYTES - 1, BidLimits.MAX_BODY_BYTES})
    void shouldTakeBodiesUpToTheLimit(final int lengthBytes) throws IOException {
        client.post(bodyOf(lengthBytes));
        assertEchoOf(lengthBytes);
        client.post(gzip(bodyOf(lengthBytes)), "Content-Encoding: gzip");
        assertEchoOf(lengthBytes);
    }

    @Test
    void shouldRefuseABodyOfOneByteMore() throws IOException {
        client.post(bodyOf(BidLimits.MAX_BODY_BYTES + 1));
        assertThat(client.readAnswer().status()).isEqualTo(413);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldRefuseFromTheAnnouncedLengthBeforeTheBodyComes() throws IOException {
        client.send("POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(413);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldPutTogetherABodyThatComesByteByByte() throws IOException {
        final byte[] request = WireClient.requestOf(bodyOf(40));
        for (final byte b : request) {
            client.send(new byte[] {b});
        }
        assertEchoOf(40);
        client.post(bodyOf(30));
        assertEchoOf(30);
    }

    @Test
    void shouldPutTogetherChunks() throws IOException {
        final String body = new String(bodyOf(1_000), UTF_8);
        final StringBuilder chunks = new StringBuilder(CHUNKED_HEAD);
        for (int i = 0; i < 1_000; i += 10) {
            chunks.append("a;ext=1\r\n").append(body, i, i + 10).append("\r\n");
        }
        chunks.append("0\r\nX-Trailer: t\r\n\r\n");
        client.send(chunks.toString().repeat(2));
        assertEchoOf(1_000);
        assertEchoOf(1_000);
    }

    @Test
    void shouldRefuseChunksOverTheLimitWhileTheyCome() throws IOException {
        final String chunk = "2000\r\n" + "z".repeat(0x2000) + "\r\n";
        client.send(CHUNKED_HEAD + chunk.repeat(BidLimits.MAX_BODY_BYTES / 0x2000 + 1));
        assertThat(client.readAnswer().status()).isEqualTo(413);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void shouldStopInflatingAtTheLimit() throws IOException {
        client.post(gzip(bodyOf(BidLimits.MAX_BODY_BYTES + 1)), "Content-Encoding: gzip");
        assertThat(client.readAnswer().status()).isEqualTo(413);
        client.post(gzip(bodyOf(512 << 10)), "Content-Encoding: gzip");
        assertThat(client.readAnswer().status()).isEqualTo(413);
        client.post(gzip(bodyOf(100)), "Content-Encoding: x-gzip");
        assertEchoOf(100);
        assertThat(port.count(AcceptCounter.GZIP_BAD)).isEqualTo(2);
    }

    @Test
    void shouldStopInflatingWhereMuchComesOutOfLittle() throws IOException {
        final byte[] repetitive = new byte[BidLimits.MAX_BODY_BYTES];
        Arrays.fill(repetitive, (byte) ' ');
        final byte[] body = bodyOf(100);
        System.arraycopy(body, 0, repetitive, 0, body.length);
        client.post(gzip(repetitive), "Content-Encoding: gzip");
        assertThat(client.readAnswer().status()).isEqualTo(413);
        client.post(gzip(Arrays.copyOf(repetitive, 2 * HttpLimits.FREE_INFLATED_BYTES)), "Content-Encoding: gzip");
        assertThat(client.readAnswer().status()).isEqualTo(413);
        assertThat(port.count(AcceptCounter.GZIP_RATIO)).isEqualTo(2);
        assertThat(port.count(AcceptCounter.GZIP_BAD)).isZero();
        client.post(gzip(Arrays.copyOf(repetitive, HttpLimits.FREE_INFLATED_BYTES)), "Content-Encoding: gzip");
        assertEchoOf(HttpLimits.FREE_INFLATED_BYTES);
    }

    @Test
    void shouldRefuseGzipThatIsDamagedAndKeepTheConnection() throws IOException {
        final byte[] good = gzip(bodyOf(500));
        final byte[] wrongLength = good.clone();
        wrongLength[good.length - CORRUPTED_BYTE_FROM_END]++;
        final byte[] wrongChecksum = good.clone();
        wrongChecksum[good.length - Integer.BYTES - CORRUPTED_BYTE_FROM_END]++;
        final byte[] wrongFlags = good.clone();
        wrongFlags[3] = (byte) 0xE0;
        final byte[][] damaged = {
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length / 2),
            Arrays.copyOf(good, 10),
            Arrays.copyOf(good, good.length + 1),
            wrongLength,
            wrongChecksum,
            wrongFlags,
            bodyOf(100),
            gzip(good),
        };
        for (final byte[] body : damaged) {
            client.post(body, "Content-Encoding: gzip");
            assertThat(client.readAnswer().status()).isEqualTo(400);
        }
        client.post(good, "Content-Encoding: gzip");
        assertEchoOf(500);
    }

    @Test
    void shouldReadGzipHeadersWithAllTheirParts() throws IOException {
        final byte[] good = gzip(bodyOf(100));
        final ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.write(good, 0, 3);
        named.write(2 + 4 + 8 + 16);
        named.write(good, 4, 6);
        named.writeBytes(new byte[] {3, 0, 'e', 'x', 't', 'n', 0, 'c', 0});
        final CRC32 headerCrc = new CRC32();
        headerCrc.update(named.toByteArray());
        final int headerLength = named.size();
        named.write((int) headerCrc.getValue());
        named.write((int) (headerCrc.getValue() >>> 8));
        named.write(good, 10, good.length - 10);
        final byte[] wrongHeaderCrc = named.toByteArray();
        wrongHeaderCrc[headerLength]++;
        client.post(wrongHeaderCrc, "Content-Encoding: gzip");
        assertThat(client.readAnswer().status()).isEqualTo(400);
        client.post(named.toByteArray(), "Content-Encoding: gzip");
        assertEchoOf(100);
    }

    @Test
    void shouldForgetARequestWhoseClientWentAway() throws IOException {
        client.send("POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"id\":");
        client.shutdownOutput();
        assertThat(client.readAnswerOrEnd()).isEmpty();
        assertThat(port.count(AcceptCounter.REQUESTS_CUT)).isEqualTo(1);
        assertThat(port.count(AcceptCounter.BID_REQUESTS)).isZero();
    }
}
